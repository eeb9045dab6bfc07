"""`PostTemplate`: what a post says, as a Jinja template of plain text."""

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
    """A template, and the setting that it is from; what is wrong with it is a ConfigError."""

    def __init__(self, source: str, setting: str) -> None:
        """Take the template; raises ConfigError for one that cannot be read."""
        self.setting = setting
        try:
            self._compiled = _compiled(source)
        except jinja2.TemplateSyntaxError as error:
            raise self.wrong(error.lineno, template_errors.problem(error, ())) from error

    def filled(self, **values: object) -> str:
        """Fill it in; lines that came out empty are left out, but for one at a time."""
        try:
            text = self._compiled.render(values)
        except (jinja2.TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
            line = template_errors.place(error).rpartition(":")[2]
            raise self.wrong(line or 1, template_errors.problem(error, values)) from error
        lines = _LINE_ENDS.sub("\n", valid(text)).replace("\r", "")
        return _BLANK_LINES.sub("\n\n", lines).strip()

    def wrong(self, line: object, problem: str) -> ConfigError:
        """Say what is wrong in a line of the template."""
        return ConfigError(f"{self.setting}: line {line}: {problem}")


@cache
def _compiled(source: str) -> jinja2.Template:
    return sandbox_for_text().from_string(source)
