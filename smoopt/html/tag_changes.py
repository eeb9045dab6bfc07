"""Start tags that gain attributes, JSON-LD that says more: `Page.add_attributes`, `complete`."""

import re
from collections.abc import Mapping

from turbohtml import Element

from smoopt.html import markup
from smoopt.html.added_attributes import SIGN, WORD_LISTS, is_addable
from smoopt.html.changeable import Reason, misread, start_of, whole_of
from smoopt.html.data_blocks import completes, is_data, with_addresses
from smoopt.html.parsed_page import RAW, ParsedPage
from smoopt.html.reads_as_meant import reads_signed
from smoopt.model.edits import Edit, Span
from smoopt.model.plain_data import read_json

# A newline right after these start tags is not read; after a mark it would be.
_NEWLINE_EATING = frozenset({"listing", "pre"})
# If these overlap others, the parser repeats them, but at most three identical ones:
# https://html.spec.whatwg.org/multipage/parsing.html#the-list-of-active-formatting-elements
_FORMATTING = frozenset(
    {
        *("a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong"),
        *("tt", "u"),
    }
)
_QUOTED = re.compile(r"""[^\s=]+\s*=\s*(["']).*\1""", re.DOTALL)
_PLAIN_WORDS = re.compile(r"[\w\s:./-]*")


def with_attributes(
    page: ParsedPage, element: Element, added: Mapping[str, str | bool], reason: Reason
) -> Edit:
    """Add attributes to a start tag; raises ValueError."""
    tag = start_of(page, element)
    if element.tag in _FORMATTING and not reads_signed(page, element):
        raise misread(page, element, reason, "changed so")
    # After the name, for an unquoted last value would take in what follows it.
    after_name = tag.start + len(f"<{element.tag}")
    pieces = [(Span(after_name, after_name), markup.attribute(SIGN, reason.name))]
    for name, value in added.items():
        place, text = _attribute(page, element, name, value)
        pieces.append((place or pieces[0][0], text))
    span = _span_to_mark(page, element, tag)
    parts, last = [], span.start
    for place, text in sorted(pieces, key=lambda piece: piece[0]):
        parts += [page.text[last : place.start], text]
        last = place.end
    return Edit(span, "".join([*parts, page.text[last : span.end]]), reason.name, reason.because)


def completed(page: ParsedPage, script: Element, value: markup.JSON, reason: Reason) -> Edit:
    """Replace the JSON of a script by a value that says more; raises ValueError."""
    return _with_data(page, script, markup.script_json(value), reason)


def readdressed(
    page: ParsedPage, script: Element, right: Mapping[str, str], reason: Reason
) -> Edit | None:
    """Write addresses in the JSON of a script anew, if it has any of them; raises ValueError."""
    tag, end = start_of(page, script), page.end_tag(script)
    had = page.text[tag.end : end.start] if end else ""
    data = with_addresses(had, right)
    return None if data == had else _with_data(page, script, data, reason)


def _with_data(page: ParsedPage, script: Element, data: str, reason: Reason) -> Edit:
    """Replace what a script of JSON-LD says by what says no less; raises ValueError."""
    span, tag, end = whole_of(page, script), start_of(page, script), page.end_tag(script)
    if script.tag != "script" or end is None or not is_data(script.attr("type")):
        raise ValueError(f"{reason.name}: expected a script of JSON-LD, found {script.html[:80]!r}")
    if not completes(read_json(script.text), read_json(data)):
        raise ValueError(f"{reason.name}: the new value leaves out or changes what the script says")
    after_name = tag.start + len("<script")
    parts = (
        page.text[tag.start : after_name],
        markup.attribute(SIGN, reason.name),
        page.text[after_name : tag.end],
        data,
        page.text[slice(*end)],
    )
    return Edit(span, "".join(parts), reason.name, reason.because)


def _attribute(
    page: ParsedPage, element: Element, name: str, value: str | bool
) -> tuple[Span | None, str]:
    """Write an attribute to add, and give the span of one that it adds words to."""
    if not is_addable(name):
        where = "docs/reference/plugin-api.md"
        raise ValueError(f"{name}: this attribute may not be added; see {where}")
    if name not in element.attrs:
        return None, markup.attribute(name, name if value is True and page.xhtml else value)
    place = page.attribute(element, name)
    if name not in WORD_LISTS or not isinstance(value, str) or place is None:
        raise ValueError(f"{name}: <{element.tag}> has this attribute already")
    had = page.text[slice(*place)]
    if _QUOTED.fullmatch(had) and _PLAIN_WORDS.fullmatch(value):
        return place, f"{had[:-1]} {value}{had[-1]}"
    return place, markup.attribute(name, f"{element.attr(name) or ''} {value}".strip()).lstrip()


def _span_to_mark(page: ParsedPage, element: Element, tag: Span) -> Span:
    """Return the span to mark: the whole element if a mark inside were no comment."""
    newline = element.tag in _NEWLINE_EATING and page.text[tag.end : tag.end + 1] in {"\n", "\r"}
    return whole_of(page, element) if newline or element.tag in RAW else tag
