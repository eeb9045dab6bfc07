"""What style sheets load from other hosts: more style sheets, fonts, pictures."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import tinycss2
from tinycss2 import ast

_AWAY = ("https://", "http://", "//")
_BLOCKS = ast.CurlyBracketsBlock, ast.ParenthesesBlock, ast.SquareBracketsBlock
_FONTS = "font-face"
# In these, a string is an address: https://www.w3.org/TR/css-values-4/#urls and
# https://www.w3.org/TR/css-images-4/#image-set-notation (2026-12-01)
_OF_ADDRESSES = frozenset({"url", "src", "image-set", "-webkit-image-set"})


class Loaded(NamedTuple):
    """An address that is loaded, its type, and its position: line and column, from 1."""

    url: str
    use: str
    line: int
    column: int


def loaded_by_rules(text: str) -> Iterator[Loaded]:
    """Yield what the rules of a style sheet load from other hosts."""
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if isinstance(rule, ast.QualifiedRule):
            yield from _addresses(rule.content, "picture")
        elif isinstance(rule, ast.AtRule) and rule.lower_at_keyword == "import":
            yield from _addresses(rule.prelude, "style sheet", strings=True)
        elif isinstance(rule, ast.AtRule):
            use = "font" if rule.lower_at_keyword == _FONTS else "picture"
            yield from _addresses(rule.content or (), use)


def loaded_by_declarations(style: str) -> Iterator[Loaded]:
    """Yield what the declarations of a `style` attribute load from other hosts."""
    yield from _addresses(tinycss2.parse_component_value_list(style), "picture")


def _addresses(tokens: Iterable[ast.Node], use: str, *, strings: bool = False) -> Iterator[Loaded]:
    """Yield the addresses in values; with `strings`, bare strings count as addresses."""
    for token in tokens:
        if isinstance(token, ast.AtKeywordToken):  # in the block of another rule, such as @layer
            use = "font" if token.value.lower() == _FONTS else "picture"
        elif isinstance(token, ast.URLToken) or (strings and isinstance(token, ast.StringToken)):
            url = token.value.strip()
            if url.lower().startswith(_AWAY):
                yield Loaded(url, use, token.source_line, token.source_column)
        elif isinstance(token, ast.FunctionBlock):
            are = token.lower_name in _OF_ADDRESSES
            yield from _addresses(token.arguments, use, strings=are)
        elif isinstance(token, _BLOCKS):
            yield from _addresses(token.content, use)
