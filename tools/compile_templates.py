"""Compile the templates of the plugins that most sites run to Python: compiled_templates.py.

Usage: python tools/compile_templates.py

Only what these templates use of Jinja is known here; all else raises.
"""

import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, nodes

from smoopt.html.templates import sandbox
from smoopt.site.own_templates import SUFFIX

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "smoopt/plugin/compiled_templates.py"
# `share` and `bookmarks` run by default; the others show something on most pages of a site that has
# them. No two of their templates have the same name.
_PACKAGES = ("smoopt.builtin.comments", "smoopt.builtin.media", "smoopt.builtin.share")
_HEAD = '''\
"""The templates that most builds fill in, as Python, for which no jinja2 need be loaded.

Written by tools/compile_templates.py: change the templates, not this file.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from smoopt.html.printed import printed

_Given: TypeAlias = Mapping[str, Any]
'''
_END = "\n\n# By package, then by the name of the template.\n"
_END += "COMPILED: Mapping[str, Mapping[str, Callable[[_Given], Iterator[str]]]] = "
_COMPARED = {"eq": "==", "ne": "!="}
_MOST_LETTERS = 80
_ESCAPED = str.maketrans({"\\": r"\\", "'": r"\'", "\n": r"\n", "{": "{{", "}": "}}"})


def compiled() -> str:
    """Write the module."""
    text, named = _HEAD, ""
    for package in _PACKAGES:
        folder = ROOT.joinpath(*package.split("."), "templates")
        environment = sandbox([(package, folder.name)], lambda _: None)
        named += f"{package!r}: {{"
        for file in sorted(folder.glob(f"*{SUFFIX}")):
            function, lines = _template(environment, file.name)
            text += lines
            named += f"{file.name!r}: {function}, "
        named += "}, "
    return _formatted(f"{text}{_END}{{{named}}}\n")


def _formatted(text: str) -> str:
    command = [sys.executable, "-m", "ruff", "format", "--stdin-filename", str(TARGET), "-"]
    return subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout


def _template(environment: Environment, name: str) -> tuple[str, str]:
    """Give the name of a template's function, and its text; "" for what only extends another."""
    tree = _tree(environment, name)
    if tree.body and isinstance(tree.body[0], nodes.Extends):
        if len(tree.body) > 1:
            raise NotImplementedError(f"{name}: it changes what it extends")
        return _function(tree.body[0].template), ""
    return _function(name), _Template(environment, name).text


@cache
def _tree(environment: Environment, name: str) -> nodes.Template:
    file = Path(str(environment.get_template(name).filename))
    return environment.parse(file.read_text("utf-8"), name)


def _function(template: nodes.Expr | str) -> str:
    name = template.value if isinstance(template, nodes.Const) else template
    return "_" + str(name).removesuffix(SUFFIX)


class _Template:
    """The function of a template, and of each of its blocks."""

    def __init__(self, environment: Environment, name: str) -> None:
        self._name = _function(name)
        self._loops: list[str] = []
        self.text = ""
        self._define(self._name, f"Fill in `{name}`.", _tree(environment, name).body)

    def _define(self, function: str, what: str, body: Sequence[nodes.Node]) -> None:
        lines = "".join(f"    {line}\n" for line in self._lines(body))
        made = f'\n\ndef {function}(given: _Given) -> Iterator[str]:\n    """{what}"""\n{lines}'
        self.text += made

    def _lines(self, body: Sequence[nodes.Node]) -> Iterator[str]:
        """Write statements; what is printed in a row is one."""
        for prints, found in groupby(body, lambda node: isinstance(node, nodes.Output)):
            if prints:
                parts = (self._printed(part) for node in found for part in node.iter_child_nodes())
                lines = [*_lines_of_code(parts)]
                yield f"yield ({' '.join(lines)})" if lines[1:] else f"yield {lines[0]}"
                continue
            for node in found:
                yield from self._statement(node)

    def _printed(self, part: nodes.Node) -> str:
        """Write what is printed as a part of an f-string."""
        if isinstance(part, nodes.TemplateData | nodes.Const):
            return str(part.as_const()).translate(_ESCAPED)
        return f"{{printed({self._value(part)})}}"

    def _statement(self, node: nodes.Node) -> Iterator[str]:
        match node:
            case nodes.If(test=test, body=body, elif_=[], else_=otherwise):
                yield f"if {self._value(test)}:"
                yield from (f"    {line}" for line in self._lines(body))
                if otherwise:
                    yield "else:"
                    yield from (f"    {line}" for line in self._lines(otherwise))
            case nodes.For(target=nodes.Name(name=name), iter=items, body=body, test=None):
                counts = any(each.name == "loop" for each in node.find_all(nodes.Name))
                each = f"at, {name} in enumerate" if counts else f"{name} in "
                yield f"for {each}({self._value(items)}):"
                self._loops.append(name)
                yield from (f"    {line}" for line in self._lines(body))
                self._loops.pop()
            case nodes.Block(name=name, body=body):
                self._define(f"{self._name}_{name}", f"Fill in the block `{name}`.", body)
                yield f"yield from {self._name}_{name}(given)"
            case nodes.Include(template=template):
                own = "".join(f", {name!r}: {name}" for name in self._loops)
                yield f"yield from {_function(template)}({{**given{own}}})"
            case _:
                raise NotImplementedError(f"{self._name}: {node}")

    def _value(self, node: nodes.Node) -> str:
        """Write an expression."""
        match node:
            case nodes.Const(value=value):
                return repr(value)
            case nodes.Name(name=name):
                return name if name in self._loops else f"given[{name!r}]"
            case nodes.Getattr(node=nodes.Name(name="loop"), attr="first"):
                return "at == 0"
            case nodes.Getattr(node=of, attr=name):
                return f"{self._value(of)}.{name}"
            case nodes.Not(node=of):
                return f"(not {self._value(of)})"
            case nodes.And(left=one, right=other):
                return f"({self._value(one)} and {self._value(other)})"
            case nodes.Or(left=one, right=other):
                return f"({self._value(one)} or {self._value(other)})"
            case nodes.CondExpr(test=test, expr1=one, expr2=nodes.Expr() as other):
                return f"({self._value(one)} if {self._value(test)} else {self._value(other)})"
            case nodes.Compare(expr=one, ops=[nodes.Operand(op=sign, expr=other)]):
                return f"{self._value(one)} {_COMPARED[sign]} {self._value(other)}"
        raise NotImplementedError(f"{self._name}: {node}")


def _lines_of_code(parts: Iterable[str]) -> Iterator[str]:
    """Write an f-string as several, which end after blanks and values."""
    line = ""
    for piece in re.findall(r"(?:\{\{|\}\}|[^{} ])*(?: |\{[^{}]+\}|\Z)", "".join(parts)):
        if line and len(line) + len(piece) > _MOST_LETTERS:
            yield _literal(line)
            line = ""
        line += piece
    yield _literal(line)


def _literal(text: str) -> str:
    return f"f'{text}'" if "{" in text else f"'{text}'"


if __name__ == "__main__":
    TARGET.write_text(compiled(), "utf-8")
