"""Templates: jinja2 that escapes every value and raises for missing ones."""

from base64 import b64encode
from collections.abc import Callable, Iterable
from hashlib import sha256
from importlib.resources import files as resources

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from smoopt.html import markup
from smoopt.html.per_page import PerPage
from smoopt.html.printed import printed
from smoopt.model.wording import suggestion

# The folder of shared styles, which all templates can include.
_STYLES = ("smoopt.html", "styles")
# The folder of the shipped templates that a site has replaced: `shipped/share.html.j2`.
SHIPPED = "shipped"


class _Missing(jinja2.StrictUndefined):
    """What is not there: it says which attributes there are, and why `PerPage` has none."""

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[jinja2.TemplateRuntimeError] = jinja2.UndefinedError,
    ) -> None:
        """Take what jinja2 knows of it."""
        if isinstance(obj, PerPage):
            hint = obj.refusal
        elif hint is None and name and obj is not missing:
            known = getattr(obj, "__struct_fields__", getattr(obj, "_fields", ()))
            hint = f"{name!r} is undefined{suggestion(name, known) if known else ''}"
        super().__init__(hint, obj, name, exc)


def environment(package: str, folder: str = "templates") -> jinja2.Environment:
    """Prepare to fill in the templates in a package's folder, as whole pages."""
    loaders = jinja2.PackageLoader(package, folder), jinja2.PackageLoader(*_STYLES)
    return _strict(jinja2.Environment, *loaders)


def sandbox(
    folders: Iterable[tuple[str, str]], own: Callable[[str], tuple[str, str, None] | None]
) -> jinja2.Environment:
    """Prepare to fill in templates as parts of pages, which see no more than they are given.

    They lie in folders of packages, unless `own` gives the text of one and its file's name.
    """
    shipped = [jinja2.PackageLoader(package, folder) for package, folder in folders]
    made = _strict(
        ImmutableSandboxedEnvironment,
        jinja2.FunctionLoader(own),
        *shipped,
        jinja2.PrefixLoader({SHIPPED: jinja2.ChoiceLoader(shipped)}),
    )
    made.undefined, made.finalize = _Missing, _escaped
    # Each process fills them in by itself, and all pages must come out alike.
    del made.filters["random"]
    return made


def sandbox_for_text() -> jinja2.Environment:
    """Prepare to fill in templates of plain text, which see no more than they are given."""
    made = ImmutableSandboxedEnvironment(undefined=_Missing)
    del made.filters["random"]
    return made


def _strict(kind: type[jinja2.Environment], *loaders: jinja2.BaseLoader) -> jinja2.Environment:
    return kind(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def _escaped(value: object) -> object:
    """Escape as all that smoopt writes."""
    return value if hasattr(value, "__html__") else markup.Markup(printed(value))


def source_of(inline: str) -> str:
    """Write how a Content-Security-Policy allows one inline script or style, and no other.

    https://www.w3.org/TR/CSP3/#grammardef-hash-source (2026-11-30)
    """
    return f"'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'"


def palette() -> bytes:
    """Read the style sheet that names the colours."""
    package, folder = _STYLES
    return (resources(package) / folder / "palette.css").read_bytes()
