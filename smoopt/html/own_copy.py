"""The page's own words as a tree that may be changed: without furniture, with whole addresses."""

from collections.abc import Callable

import turbohtml
from turbohtml import Element

from smoopt.html.after_text import is_after_text
from smoopt.html.own_text import is_unread, own_text
from smoopt.html.page import Page

# What is not text, or not the page's.
_NO_TEXT = frozenset(
    {
        *("button", "form", "input", "nav", "noscript", "script", "select", "style", "svg"),
        *("template", "textarea"),
    }
)
_CONTENT = frozenset({"body", "main", "article"})
_ADDRESSES = (
    *(("a", "href"), ("img", "src"), ("source", "src"), ("video", "src"), ("video", "poster")),
    *(("audio", "src"), ("iframe", "src")),
)


def own_copy(page: Page, resolve: Callable[[str], str]) -> Element | None:
    """Copy the content, but for the page's own heading and what is no text; None without content.

    `resolve` makes a reference of the page absolute, "" where it cannot.
    """
    if page.content is None:
        return None
    # The tree is everybody's, and may not be changed.
    copy = turbohtml.parse_fragment(page.content.html)
    heading = "" if page.heading is None else own_text(page.heading)
    for element in list(copy.iter_elements("*")):
        if _is_furniture(element) or (element.tag == "h1" and own_text(element) == heading):
            element.decompose()
    for link in copy.find_all("a"):
        # What led to a heading by a sign, which is gone.
        if not link.text.strip() and link.find("img") is None:
            link.decompose()
    for tag, name in _ADDRESSES:
        for element in copy.find_all(tag):
            reference = element.attr(name)
            if reference and (url := resolve(reference)):
                element.attrs[name] = url
    return copy


def _is_furniture(element: Element) -> bool:
    if element.tag in _NO_TEXT or is_unread(element):
        return True
    return element.tag not in _CONTENT and is_after_text(element)
