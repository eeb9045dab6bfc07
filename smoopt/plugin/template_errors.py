"""What is wrong with a template: where, and in words for its author."""

import re
from collections.abc import Iterable
from traceback import walk_tb

import jinja2

from smoopt.html.templates import SHIPPED
from smoopt.model.wording import suggestion


def place(error: Exception) -> str:
    """Say where in a template an error arose: FILE:LINE, or "" if it is about none of its lines."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}"
    lines = [
        f"{frame.f_code.co_filename}:{line}"
        for frame, line in walk_tb(error.__traceback__)
        # How jinja2 marks the frames that it makes for the lines of templates.
        if frame.f_globals.get("__name__") == frame.f_code.co_filename
    ]
    return lines[-1] if lines else ""


def is_absent(error: Exception, name: str) -> bool:
    """Tell whether the template is missing that was asked for, not one that it includes."""
    return isinstance(error, jinja2.TemplateNotFound) and error.name == name and not place(error)


def problem(error: Exception, names: Iterable[str]) -> str:
    """Say what is wrong; `names` are those of the values that the template was given."""
    match error:
        case jinja2.TemplateSyntaxError():
            return str(error.message)
        case jinja2.TemplateNotFound():
            return f"there is no template {error.message!r}"
        case RecursionError():
            return f"includes or extends itself; the shipped template is '{SHIPPED}/NAME'"
    unknown = re.fullmatch(r"'(\w+)' is undefined", str(error))
    return f"{error}{suggestion(unknown[1], names)}" if unknown else str(error)
