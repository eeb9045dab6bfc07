"""The preview's own pages, filled in from its templates."""

from functools import cache

import jinja2

from smoopt import templating
from smoopt.audit.formats.plain import valid
from smoopt.counted import counted


def rendered(name: str, **values: object) -> str:
    """Fill in a template; what is no text, in names or pages, becomes U+FFFD."""
    return valid(_environment().get_template(name).render(**values))


@cache
def _environment() -> jinja2.Environment:
    environment = templating.environment("smoopt.preview")
    environment.filters["counted"] = counted
    return environment
