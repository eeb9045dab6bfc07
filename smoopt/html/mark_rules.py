"""What undo may remove between two marks, and restore: only what smoopt could have written.

Anybody, such as a guest of the site, may write a comment, and the checksum in a mark is no secret.
So marks alone prove nothing:

- In the body, what is taken out bears smoopt's sign (`data-smoopt`) on its outermost elements; a
  wrapper's end is taken out only where its beginning was, and is its own (wrappers.py). In the
  head it is the head's own tags.
- What is put back was there as markup: a replaced element waits inside a `<template>` behind the
  new one; a start tag that gained attributes, and JSON-LD that was completed, bear the sign and
  still say all they said before.
- A `<title>` in the head is put back in place of one with the same attributes: it is text alone.
- Older rules, of which none lets anything run: a `<meta>` or `<link>` in the head, a start tag that
  lost nothing but `data-smoopt-*`, a link that gained `rel=bookmark`.
"""

from collections.abc import Sequence

import msgspec
import turbohtml
from turbohtml import Token, TokenType

from smoopt.html.added_attributes import OWN_ATTRIBUTE, SIGN, has_gained
from smoopt.html.data_blocks import is_completed
from smoopt.html.markup import Markup
from smoopt.html.source_text import one_newline

# Where a replaced element waits: no browser runs, loads or shows what is in a template.
KEPT_START, KEPT_END = f'<template {SIGN}="kept">', "</template>"
# https://html.spec.whatwg.org/multipage/syntax.html#void-elements
VOID = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"),
        *("source", "track", "wbr"),
    }
)
# https://html.spec.whatwg.org/multipage/dom.html#metadata-content
_OF_HEADS = frozenset(
    {"base", "link", "meta", "noscript", "script", "style", "template", "title"},
)
# Which forms of the sign undo accepts.
_SIGNED, _UNNAMED = f' {SIGN}="', f' {SIGN}=""'
_HEAD_TAGS = ("<link ", "<meta ", "<script ", "<style ", "<title ", "<title>")
# Links that load something: https://html.spec.whatwg.org/multipage/links.html#linkTypes
_LOADING = frozenset(
    {
        *("apple-touch-icon", "compression-dictionary", "dns-prefetch", "expect", "icon"),
        *("import", "manifest", "mask-icon", "modulepreload", "pingback", "preconnect"),
        *("prefetch", "preload", "prerender", "stylesheet"),
    }
)
_FOREIGN = frozenset({"math", "svg"})
# Looked up once: a bar has a hundred tokens.
_START, _END = TokenType.START_TAG, TokenType.END_TAG
_TEXT, _COMMENT = TokenType.TEXT, TokenType.COMMENT


class StartTag(msgspec.Struct, frozen=True):
    """A start tag as it is read: its name, its attributes, the first of each name."""

    name: str
    attributes: Sequence[tuple[str, str | None]]


def left_open(
    text: str, wrappers: tuple[str, ...] = (), *, in_head: bool = False
) -> tuple[str, ...] | None:
    """Return smoopt's elements that are open after `text`; None if smoopt did not write it.

    `wrappers` are those that are open before it, outermost first.
    """
    outer, inside = list(wrappers), list[str]()
    tokens = list(turbohtml.tokenize(f"{text}<!---->"))
    last = tokens.pop() if tokens else None
    # The text ends within a tag, a comment or raw text, or is a blank, which nobody puts in alone.
    if last is None or last.type is not _COMMENT or last.data or text.isspace():
        return None
    for token in tokens:
        kind = token.type
        if kind is _START:
            if not (inside or _is_signed(token) or (in_head and token.tag in _OF_HEADS)):
                return None
            if not _is_empty(token, inside):
                inside.append(token.tag or "")
        elif kind is _END:
            open_ones = inside or outer
            if not open_ones or open_ones.pop() != token.tag:
                return None
        elif not (inside or _is_blank(token)):
            return None
    return (*outer, *inside)


def is_head_tag(text: str) -> bool:
    """Tell with a cheap test whether whole elements are tags that smoopt adds to the head."""
    return isinstance(text, Markup) and text.startswith(_HEAD_TAGS)


def is_whole(text: str) -> bool:
    """Tell whether a text is whole elements that bear the sign."""
    if isinstance(text, Markup):
        tag = text[: text.find(">")]
        return _SIGNED in tag and _UNNAMED not in tag
    return left_open(text) == ()


def kept(new: str) -> tuple[int, int] | None:
    """Return the span of the kept original in its replacement; None if it is not smoopt's."""
    start, end = new.find(KEPT_START), len(new) - len(KEPT_END)
    if start < 0 or not new.endswith(KEPT_END) or not is_whole(new[:start]):
        return None
    return start + len(KEPT_START), end


def may_put_back(was: str, new: str, *, in_head: bool) -> bool:
    """Tell whether smoopt itself could have replaced `was` by `new`."""
    was, new = one_newline(was), one_newline(new)
    old, now = _tokens(was), _tokens(new)
    had = _start_tag(old)
    if had is None:
        return False
    if in_head and len(old) == 1 and had.name in {"meta", "link"} and _loads_nothing(had):
        return True
    has = _start_tag(now)
    if has is None or has.name != had.name:
        return False
    if in_head and _is_title(old) and _is_title(now) and had.attributes == has.attributes:
        return True
    if len(old) == len(now) == 1 and _is_older_change(had, has):
        return True
    if not has_gained(dict(had.attributes), dict(has.attributes)):
        return False
    return _rest(was, old) == _rest(new, now) or is_completed(had.name, old, now)


def _is_signed(token: Token) -> bool:
    return any(name == SIGN and value for name, value in token.attrs or ())


def _is_blank(token: Token) -> bool:
    return token.type is _TEXT and not (token.data or "").strip()


def _is_empty(token: Token, inside: list[str]) -> bool:
    """Tell whether a start tag opens nothing; a slash counts within SVG and MathML only."""
    return token.tag in VOID or (
        token.self_closing and not _FOREIGN.isdisjoint((*inside, token.tag or ""))
    )


def _loads_nothing(tag: StartTag) -> bool:
    """Tell whether a tag of the head neither loads anything nor changes how the page is read."""
    attributes = dict(tag.attributes)
    rel = set((attributes.get("rel") or "").lower().split())
    return attributes.keys().isdisjoint({"charset", "http-equiv"}) and rel.isdisjoint(_LOADING)


def _is_title(tokens: Sequence[Token]) -> bool:
    """Tell whether tokens are one whole `<title>`, whose content is always text."""
    first, *inner, last = tokens if len(tokens) > 1 else (*tokens, *tokens)
    return (
        first.tag == last.tag == "title"
        and last.type is _END
        and all(token.type is _TEXT for token in inner)
    )


def _is_older_change(had: StartTag, has: StartTag) -> bool:
    """Tell whether a tag lost nothing but own attributes, or gained nothing but rel=bookmark."""
    kept_ones = [pair for pair in had.attributes if not pair[0].startswith(OWN_ATTRIBUTE)]
    if has.attributes == kept_ones:
        return True
    bookmark = [("rel", "bookmark"), *had.attributes]
    return had.name == "a" and "rel" not in dict(had.attributes) and has.attributes == bookmark


def _tokens(text: str) -> list[Token]:
    return list(turbohtml.tokenize(text, capture_source=True))


def _start_tag(tokens: Sequence[Token]) -> StartTag | None:
    """Read the start tag that a text begins with."""
    if not tokens or tokens[0].type is not _START:
        return None
    return StartTag(tokens[0].tag or "", tokens[0].attrs or [])


def _rest(text: str, tokens: Sequence[Token]) -> str:
    """Return the text after the start tag that it begins with."""
    return text[len(tokens[0].source or "") :]
