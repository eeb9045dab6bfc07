"""Templates: jinja2 with every value escaped, and none that is missing passed over."""

from importlib.resources import files as resources

import jinja2

# Where all find what they have in common.
_STYLES = ("smoopt.html", "styles")


def environment(package: str, folder: str = "templates") -> jinja2.Environment:
    """Prepare to fill in the templates in a package's folder."""
    return jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [jinja2.PackageLoader(package, folder), jinja2.PackageLoader(*_STYLES)]
        ),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def palette() -> bytes:
    """Read the style sheet that names the colours."""
    package, folder = _STYLES
    return (resources(package) / folder / "palette.css").read_bytes()
