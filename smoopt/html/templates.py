"""Templates: jinja2 with every value escaped, and none that is missing passed over."""

import jinja2


def environment(package: str, folder: str = "templates") -> jinja2.Environment:
    """Prepare to fill in the templates in a package's folder."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader(package, folder),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
