"""The text of an element as a person reads it.

What stands in it for machines, for the mouse or beside the sentence is no part of that: scripts,
menus, copy buttons, signs that link to a heading, footnotes' numbers, side notes, the second copy
of a formula, how a character is pronounced.
"""

import re
from collections.abc import Iterable

import turbohtml
from turbohtml import Element

from smoopt.model.late_pattern import late
from smoopt.model.plain_text import tidy

# Parts of the content that are not its own words.
_ASIDES = frozenset({"script", "style", "template", "nav", "aside", "footer", "form", "svg"})
# These, what is pressed or filled in, how characters are pronounced, and a formula's source.
# https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-ruby-element and
# https://www.w3.org/TR/mathml-core/#semantics-and-presentation (2026-11-30)
_UNREAD = _ASIDES | {
    *("annotation", "annotation-xml", "button", "input", "label", "noscript", "rp", "rt"),
    *("select", "textarea"),
}
_BREAKING = frozenset({"br", "p", "li", "td", "th", "div", "dd", "dt", "h1", "h2", "h3", "pre"})
# How themes call what only screen readers say, what stands in the margin, and signs of icon fonts.
_UNREAD_CLASSES = frozenset(
    {
        *("sr-only", "visually-hidden", "visuallyhidden", "hidden-visually", "u-visually-hidden"),
        *("screen-reader-text", "screen-reader-only", "a11y-hidden"),
        *("sidenote", "side-note", "sidenote-number", "sidenote-wrapper"),
        *("marginnote", "margin-note", "margin-toggle", "footnote-inline-text"),
        *("lineno", "linenos", "line-number", "line-numbers", "copybtn", "katex-html"),
        *("material-icons", "material-icons-outlined", "material-symbols-outlined"),
        *("material-symbols-rounded", "material-symbols-sharp"),
    }
)
_HIDDEN = late(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_BADGE = re.compile(r"(?:^|[-_])(?:badge|chip|pill)$", re.IGNORECASE)
_NOTE_CLASSES = frozenset(
    {"footnote-ref", "footnote-reference", "footnote-backref", "footref", "footnoteref"}
)
# A footnote's number or sign, and a word or the end of a sentence before it: no m², no 10⁶.
_NOTE = late(r"[\[(]?(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z])[\])]?")
_BEFORE_NOTE = late(r"(?:[^\W\d_]{4}|[.,;:!?…)\"'»”’])$")
# A blank that stood before a footnote and stands before the end of a sentence now.
_LOOSE = re.compile(r"(?<=\w) (?=[.,](?: |$))")


def own_text(element: Element) -> str:
    """Read an element's text as a person would, without scripts, menus and asides."""
    return text_of(element.children)


def text_of(nodes: Iterable[turbohtml.Node]) -> str:
    """Read the text of some nodes, one after the other, as that of an element."""
    parts: list[str] = []
    has_notes = _collect(nodes, parts)
    text = tidy("".join(parts))
    return _LOOSE.sub("", text) if has_notes else text


def is_aside(element: Element) -> bool:
    """Tell whether an element is furniture inside a page's content, not its own words."""
    return (
        element.tag in _ASIDES
        or element.attr("hidden") is not None
        or element.attr("data-smoopt-ignore") is not None
    )


def is_hidden(element: Element) -> bool:
    """Tell whether an inline style hides an element."""
    style = element.attr("style")
    return style is not None and _HIDDEN.search(style) is not None


def is_unread(element: Element) -> bool:
    """Tell by its attributes whether an element is never read: hidden, or a heading's anchor."""
    if not element.attrs:
        return False
    if element.attr("hidden") is not None or element.attr("data-smoopt-ignore") is not None:
        return True
    return _is_unread(element, (element.attr("class") or "").split())


def _collect(nodes: Iterable[turbohtml.Node], parts: list[str]) -> bool:
    """Collect what is read, in order; tell whether footnotes were left out."""
    has_notes = False
    for child in nodes:
        if isinstance(child, turbohtml.Text):
            parts.append(child.data)
            continue
        if not isinstance(child, Element) or (tag := child.tag) in _UNREAD:
            continue
        # Most have no attributes: their tags say all.
        if tag == "sup" or child.attrs:
            if is_aside(child):
                continue
            classes = (child.attr("class") or "").split()
            if _is_note(child, classes, parts):
                has_notes = True
                continue
            if _is_unread(child, classes):
                continue
        if tag in _BREAKING or (child.attrs and _is_badge(child)):
            parts.append(" ")
        has_notes = _collect(child.children, parts) or has_notes
    return has_notes


def _is_unread(element: Element, classes: list[str]) -> bool:
    """Tell by its attributes whether an element is never read as part of a sentence."""
    if (element.attr("aria-hidden") or "").lower() == "true":
        return True
    if not _UNREAD_CLASSES.isdisjoint(classes):
        return True
    if is_hidden(element):
        return True
    # The sign that links to a heading: ¶, #, 🔗, a blank of no width.
    is_link = element.tag == "a" and "#" in (element.attr("href") or "")
    return is_link and not any(map(str.isalnum, element.text))


def _is_badge(element: Element) -> bool:
    """Tell by its class whether an element is a badge (`badge`, `sl-badge`), a word apart."""
    return any(_BADGE.search(word) for word in (element.attr("class") or "").split())


def _is_note(element: Element, classes: list[str], before: list[str]) -> bool:
    """Tell whether an element is a reference to a footnote, given the text before it."""
    if element.attr("role") == "doc-noteref" or not _NOTE_CLASSES.isdisjoint(classes):
        return True
    if element.tag != "sup":
        return False
    if element.find("a") is not None:
        return True
    return bool(_NOTE.fullmatch(element.text.strip())) and bool(
        _BEFORE_NOTE.search("".join(before[-3:]))
    )
