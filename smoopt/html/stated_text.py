"""Text that a tag, a script or a feed states of a page, as it was meant to be read.

Themes escape a text once too often, or let markup stand in it. What the page itself shows tells
whether `&amp;` or `<b>` is what its author wrote about, or a fault.
"""

import re
from html import unescape
from html.entities import html5
from typing import cast

import turbohtml
from turbohtml import Element

from smoopt.html.head import HeadTag
from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.html.page_kind import page_wording
from smoopt.model.plain_text import tidy

# Elements whose tags are left in texts. Others, as in `Vec<T>` and `Array<string>`, are words.
_NAMES = (
    "a|abbr|article|b|blockquote|br|button|cite|code|dd|del|details|div|dl|dt|em|figure|figcaption"
    "|font|h[1-6]|hr|i|iframe|img|input|ins|kbd|li|link|mark|meta|ol|p|picture|pre|q|s|samp|script"
    "|section|small|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|th|thead|tr|tt|u|ul"
    "|var|video"
)
_TAG = re.compile(rf"</?(?:{_NAMES})(?:\s+[a-z][-a-z:]*(?:[\s=/][^<>]*)?|\s*/?)>", re.IGNORECASE)
# One that breaks off: a template's quote ended the value.
_TORN = re.compile(rf"<(?:{_NAMES})\s+[-a-z]+=[^<>]*\Z|</[a-z]*\Z|<!--", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});", re.IGNORECASE)
_NO_TAG = re.compile(rf"(?!{_TAG.pattern}|{_TORN.pattern})<", re.IGNORECASE)
# What no attribute's name may have: a quote inside a value ended it.
# https://html.spec.whatwg.org/#parse-error-unexpected-character-in-attribute-name (2026-12-01)
_TORN_NAME = frozenset("\"'<")


# What Javadoc fills in by itself (jdk.javadoc's `HtmlDocletWriter.getDescription`):
# https://github.com/openjdk/jdk/tree/master/src/jdk.javadoc (2026-12-01)
_FILLED_IN = re.compile(r"(?:declaration|tree|index|use): (?:module|package): \S")


def stated(page: Page, tag: HeadTag) -> str:
    """Give what a tag of the head states; "" where a tool filled it in, or it cannot be read."""
    if _FILLED_IN.match(tag.value):
        return ""
    text = meant(page, tag.value)
    return "" if text == tag.value and is_broken(tag.element) else text


def meant(page: Page, text: str) -> str:
    """Give a text as it was meant: without tags and entities, unless the page shows them.

    1. As it stands, or as markup is read, whichever the h1, the content or `<title>` shows;
    2. as it stands, where the page shows each of its tags and entities; 3. as markup is read, but
    "" where a tag breaks off.
    """
    if "<" not in text and "&" not in text:
        return text
    found = [*_TAG.findall(text), *_TORN.findall(text)]
    found += filter(_is_entity, _ENTITY.findall(text))
    if not found:
        return text
    plain = markup_text(text)
    shown = _shown(page)
    for said in shown:
        for version in (text, plain):
            if version and _letters(version) in said:
                return version
    if all(_letters(each) in shown[1] for each in found):
        return text
    # What was escaped twice too often takes two readings.
    return "" if _TORN.search(text) else markup_text(plain)


def markup_text(text: str) -> str:
    """Read a text that may be HTML; `<T>` and the like, which name no element, stay as they are."""
    if "<" not in text:
        return tidy(unescape(text))
    return own_text(turbohtml.parse_fragment(_NO_TAG.sub("&lt;", text)))


def is_broken(element: Element) -> bool:
    """Tell a tag in which a quote that belongs to a value has ended it."""
    return not _TORN_NAME.isdisjoint("".join(element.attrs))


def _is_entity(written: str) -> bool:
    return written[1] == "#" or written[1:] in html5


def _shown(page: Page) -> tuple[str, str, str]:
    """Give the letters of what the page shows: its h1, its content, its `<title>`."""
    if "shown" not in page.memo:
        heading = "" if page.heading is None else page.heading.text
        title = None if page.head is None else page.head.find("title")
        named = "" if title is None else title.text
        page.memo["shown"] = _letters(heading), page_wording(page).letters, _letters(named)
    return cast("tuple[str, str, str]", page.memo["shown"])


def _letters(text: str) -> str:
    return "".join(text.split())
