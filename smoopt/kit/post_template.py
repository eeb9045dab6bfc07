"""`PostTemplate`: the text of a post as a Jinja template of plain text."""

import re
from functools import cache

import jinja2

from smoopt.html.templates import sandbox_for_text
from smoopt.model.errors import ConfigError
from smoopt.model.plain_text import valid
from smoopt.plugin import template_errors

_BLANK_LINES = re.compile(r"\n{3,}")
_LINE_ENDS = re.compile(r"[ \t]+\n")


class PostTemplate:
    """A template and the setting that it is from; its errors are raised as ConfigError."""

    def __init__(self, source: str, setting: str) -> None:
        """Compile the template; raises ConfigError for a syntax error."""
        self.setting = setting
        try:
            self._compiled = _compiled(source)
        except jinja2.TemplateSyntaxError as error:
            raise self.wrong(error.lineno, template_errors.problem(error, ())) from error

    def filled(self, **values: object) -> str:
        """Render the template, with at most one blank line in a row; raises ConfigError."""
        try:
            text = self._compiled.render(values)
        except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            line = template_errors.place(error).rpartition(":")[2]
            raise self.wrong(line or 1, template_errors.problem(error, values)) from error
        lines = _LINE_ENDS.sub("\n", valid(text)).replace("\r", "")
        return _BLANK_LINES.sub("\n\n", lines).strip()

    def wrong(self, line: object, problem: str) -> ConfigError:
        """Return the error that reports a problem in a line of the template."""
        return ConfigError(f"{self.setting}: line {line}: {problem}")


@cache
def _compiled(source: str) -> jinja2.Template:
    return sandbox_for_text().from_string(source)
