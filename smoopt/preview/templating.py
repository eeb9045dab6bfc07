"""The templates: jinja2 with every value escaped, and none that is missing passed over."""

from functools import cache

import jinja2

from smoopt.audit.formats.plain import valid
from smoopt.counted import counted


def rendered(name: str, **values: object) -> str:
    """Fill in a template; what is no text, in names or pages, becomes U+FFFD."""
    return valid(_environment().get_template(name).render(**values))


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("smoopt.preview", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters["counted"] = counted
    return environment
