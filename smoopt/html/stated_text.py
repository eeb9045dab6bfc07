"""Text that a tag, a script or a feed states of a page, as it was meant to be read.

Themes escape a text once too often, or let markup stand in it. What the page itself shows tells
whether `&amp;` or `<b>` is what its author wrote about, or a fault.
"""

import re

from turbohtml import Element

from smoopt.html.head import HeadTag
from smoopt.html.page import Page
from smoopt.html.torn_text import mended
from smoopt.model.plain_text import tidy

# What no attribute's name may have: a quote inside a value ended it.
# https://html.spec.whatwg.org/#parse-error-unexpected-character-in-attribute-name (2026-12-01)
_TORN_NAME = frozenset("\"'<")
# Only texts with one of these may be garbled: tags, entities, templates, code.
_TELLING = frozenset("<&{=")


# Javadoc fills in every description by itself ("package index", "help", "declaration: package: a";
# jdk.javadoc's `HtmlDocletWriter.getDescription`) and says which of its parts wrote the page:
# https://github.com/openjdk/jdk/tree/master/src/jdk.javadoc (2026-12-01)
_FILLED_IN = re.compile(r"(?:declaration|tree|index|use): (?:module|package): \S")
_FILLS_IN = "javadoc/"


def stated(page: Page, tag: HeadTag) -> str:
    """Return what a tag of the head states; "" where a tool filled it in, or it cannot be read."""
    if _FILLED_IN.match(tag.value) or ("description" in tag.keys and _is_javadocs(page)):
        return ""
    text = meant(page, tag.value)
    return "" if text == tag.value and is_broken(tag.element) else text


def _is_javadocs(page: Page) -> bool:
    tool = page.first_tag("generator")
    return tool is not None and tool.value.startswith(_FILLS_IN)


def meant(page: Page, text: str) -> str:
    """Return a text as it was meant: without tags and entities, unless the page shows them.

    Words that a theme ran together or cut off are those of the page: see `torn_text`. Else:
    1. As it stands, or as markup is read, whichever the h1, the content or `<title>` shows;
    2. as it stands, where the page shows each of its tags and entities; 3. as markup is read, but
    "" where a tag breaks off, a template was not filled in, or one of the page's scripts is in it.
    """
    if _TELLING.isdisjoint(text):
        return mended(page, text)
    from smoopt.html.escaped_text import as_meant  # noqa: PLC0415 - 4 ms, for few

    return as_meant(page, text)


def markup_text(text: str) -> str:
    """Read a text that may be HTML; `<T>` and the like, which name no element, stay as they are."""
    if "<" not in text and "&" not in text:
        return tidy(text)
    from smoopt.html import escaped_text  # noqa: PLC0415 - as above

    return escaped_text.markup_text(text)


def is_broken(element: Element) -> bool:
    """Tell whether a quote inside a value has ended it early in this tag."""
    return not _TORN_NAME.isdisjoint("".join(element.attrs))
