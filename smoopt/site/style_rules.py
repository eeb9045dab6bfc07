"""`StyleRule`: a style sheet's rules on size and position of elements, read once per sheet."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

import msgspec
import tinycss2
from tinycss2 import ast

# What decides how large an element is and whether it takes part in the flow of the text.
PROPERTIES = frozenset(
    {
        *("all", "aspect-ratio", "display", "position"),
        *("width", "min-width", "max-width", "inline-size", "min-inline-size", "max-inline-size"),
        *("height", "min-height", "max-height", "block-size", "min-block-size", "max-block-size"),
    }
)
# At-rules whose rules hold in any case.
_PLAIN = frozenset({"layer"})
# At-rules in which other rules stand.
_GROUPS = _PLAIN | {"container", "media", "scope", "starting-style", "supports"}
_ON_PAPER = re.compile(r"\s*(?:only\s+)?print\b", re.IGNORECASE)
_ON_SCREENS = re.compile(r"\s*(?:only\s+)?(?:all|screen)?\s*", re.IGNORECASE)
_NO_ELEMENT = re.compile(r"::|:(?:before|after|first-line|first-letter)\b", re.IGNORECASE)
_WITHOUT_WEIGHT = re.compile(r":where\([^()]*(?:\([^()]*\)[^()]*)*\)")
_IDS = re.compile(r"#[\w-]+")
_CLASSES = re.compile(r"\.(?:\\.|[\w-])+|\[[^\]]*\]|:(?!is\b|not\b|has\b|where\b)[\w-]+")
_TYPES = re.compile(r"(?:^|[\s>+~(,])[A-Za-z][\w-]*")
_BETWEEN = re.compile(r"[\s>+~]+")
_IN_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]")
_TAG = re.compile(r"[A-Za-z][\w-]*")
_CLASS = re.compile(r"\.((?:\\.|[\w-]|[^\x00-\x7f])+)")
# What is longer, nested rules written out above all, may be for any element.
_LONGEST, _ANY, _HEAVIEST = 500, "*", (999, 0, 0)
# With more rules than this, a sheet is read only in part.
_MOST = 10_000


class StyleRule(msgspec.Struct, frozen=True, gc=False):
    """A selector, and the declarations of `PROPERTIES` under it: name, value, whether important.

    `is_conditional` says that they hold on some screens only, `is_layered` that they are in a
    layer, which yields to unlayered rules.
    """

    selector: str
    declarations: tuple[tuple[str, str, bool], ...]
    is_conditional: bool
    is_layered: bool
    weight: tuple[int, int, int]
    tag: str
    classes: frozenset[str]

    def may_match(self, tag: str, classes: frozenset[str]) -> bool:
        """Tell quickly whether the selector may match such an element."""
        return self.tag in {"", tag} and self.classes <= classes


class Sheet(msgspec.Struct, frozen=True):
    """The rules of a style sheet, and the addresses of those that it imports.

    `is_whole` is False where it has too many.
    """

    rules: tuple[StyleRule, ...]
    imports: tuple[str, ...]
    is_whole: bool


class _Around(msgspec.Struct, frozen=True):
    """The context that a rule is nested in."""

    selector: str = ""
    is_conditional: bool = False
    is_layered: bool = False


@lru_cache(maxsize=32)
def read_sheet(text: str) -> Sheet:
    """Read a style sheet."""
    nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    imports = (
        _address(node.prelude)
        for node in nodes
        if isinstance(node, ast.AtRule) and node.lower_at_keyword == "import"
    )
    rules = tuple(islice(_rules(nodes, _Around()), _MOST + 1))
    return Sheet(rules[:_MOST], tuple(filter(None, imports)), len(rules) <= _MOST)


def read_declarations(style: str | None) -> tuple[tuple[str, str, bool], ...]:
    """Read a `style` attribute, if there is one."""
    return tuple(_declared(tinycss2.parse_blocks_contents(style))) if style else ()


def is_for_paper(media: str) -> bool:
    """Tell whether a media query is for paper alone."""
    return _ON_PAPER.match(media) is not None and "," not in media


def is_for_any_screen(media: str) -> bool:
    """Tell whether a media query holds on every screen."""
    return _ON_SCREENS.fullmatch(media) is not None


def _rules(nodes: Iterable[ast.Node], around: _Around) -> Iterator[StyleRule]:
    for node in nodes:
        if isinstance(node, ast.QualifiedRule):
            yield from _styled(node, around)
        elif isinstance(node, ast.AtRule) and node.lower_at_keyword in _GROUPS:
            yield from _grouped(node, around)


def _grouped(node: ast.AtRule, around: _Around) -> Iterator[StyleRule]:
    """Yield the rules in an at-rule; those for print are left out."""
    query = tinycss2.serialize(node.prelude)
    is_media = node.lower_at_keyword == "media"
    if node.content is None or (is_media and is_for_paper(query)):
        return
    always = node.lower_at_keyword in _PLAIN or (is_media and is_for_any_screen(query))
    inside = _Around(
        around.selector,
        around.is_conditional or not always,
        around.is_layered or node.lower_at_keyword == "layer",
    )
    nodes = tinycss2.parse_blocks_contents(node.content)
    if inside.selector and (declared := tuple(_declared(nodes))):
        yield from _each(inside.selector, declared, inside)
    yield from _rules(nodes, inside)


def _styled(node: ast.QualifiedRule, around: _Around) -> Iterator[StyleRule]:
    """Yield a rule, and the rules that are nested in it."""
    if not any(isinstance(each, ast.CurlyBracketsBlock) for each in node.content) and not any(
        isinstance(each, ast.IdentToken) and each.lower_value in PROPERTIES for each in node.content
    ):
        return
    selector = _within(around.selector, tinycss2.serialize(node.prelude).strip())
    nodes = tinycss2.parse_blocks_contents(node.content)
    if declared := tuple(_declared(nodes)):
        yield from _each(selector, declared, around)
    inside = msgspec.structs.replace(around, selector=selector)
    yield from _rules(nodes, inside)


def _each(
    selector: str, declared: tuple[tuple[str, str, bool], ...], around: _Around
) -> Iterator[StyleRule]:
    for one in _listed(selector):
        if _NO_ELEMENT.search(one):
            continue
        is_long = len(one) > _LONGEST
        last = _ANY if is_long else _BETWEEN.split(_IN_BRACKETS.sub("", one))[-1]
        tag = _TAG.match(last)
        yield StyleRule(
            _ANY if is_long else one,
            declared,
            around.is_conditional or is_long,
            around.is_layered,
            _weight(one) if not is_long else _HEAVIEST,
            tag[0].lower() if tag else "",
            frozenset(name.replace("\\", "") for name in _CLASS.findall(last)),
        )


def _declared(nodes: Iterable[ast.Node]) -> Iterator[tuple[str, str, bool]]:
    for node in nodes:
        if isinstance(node, ast.Declaration) and node.lower_name in PROPERTIES:
            value = tinycss2.serialize(node.value).strip().lower()
            yield node.lower_name, value, node.important


def _within(outer: str, inner: str) -> str:
    """Expand a nested selector: https://www.w3.org/TR/css-nesting-1/ (2026-12-01)."""
    if not outer:
        return inner
    if len(outer) > _LONGEST:
        return outer
    each = _listed(inner)
    around = f":is({outer})"
    return ", ".join(one.replace("&", around) if "&" in one else f"{around} {one}" for one in each)


def _listed(selector: str) -> list[str]:
    """Split a list of selectors at its outermost commas."""
    found, depth = [""], 0
    for sign in selector:
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            found.append("")
        else:
            found[-1] += sign
    return [one.strip() for one in found if one.strip()]


def _weight(selector: str) -> tuple[int, int, int]:
    """Return the specificity of a selector, roughly."""
    bare = _WITHOUT_WEIGHT.sub("", selector)
    return len(_IDS.findall(bare)), len(_CLASSES.findall(bare)), len(_TYPES.findall(bare))


def _address(prelude: Iterable[ast.Node]) -> str:
    """Return the address in `"…"`, `url(…)` or `url("…")`."""
    for each in prelude:
        if isinstance(each, ast.StringToken | ast.URLToken):
            return each.value
        if isinstance(each, ast.FunctionBlock) and each.lower_name == "url":
            return _address(each.arguments)
    return ""
