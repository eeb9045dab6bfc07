"""The page's own text as a tree that may be changed: without menus, with absolute addresses."""

import re
from collections.abc import Callable

import turbohtml
from turbohtml import Element

from smoopt.html.after_text import is_after_text
from smoopt.html.own_text import is_unread, own_text
from smoopt.html.page import Page

# Elements that are not text, or not of the page.
_NO_TEXT = frozenset(
    {
        *("button", "form", "input", "nav", "noscript", "script", "select", "style", "svg"),
        *("template", "textarea"),
    }
)
# What browsers pass over in the name of a scheme: https://url.spec.whatwg.org/#url-parsing
# (2026-12-01)
_UNSEEN = re.compile("[\0-\x20]+")
_RUNNING = ("javascript:", "vbscript:")
_FRAMES = frozenset({"a", "iframe"})
# In Markdown, these end an address or begin a tag.
_ENCODED = {ord(sign): f"%{ord(sign):02X}" for sign in " <>"}
_CONTENT = frozenset({"body", "main", "article"})
_ADDRESSES = (
    *(("a", "href"), ("img", "src"), ("source", "src"), ("video", "src"), ("video", "poster")),
    *(("audio", "src"), ("iframe", "src")),
)


def own_copy(page: Page, resolve: Callable[[str], str]) -> Element | None:
    """Copy the content without the page's own heading and what is not text; None without content.

    `resolve` makes a reference of the page absolute, "" where it cannot.
    """
    if page.content is None:
        return None
    # The page's tree is shared, and may not be changed.
    copy = turbohtml.parse_fragment(page.content.html)
    heading = "" if page.heading is None else own_text(page.heading)
    for element in list(copy.iter_elements("*")):
        if _is_furniture(element) or (element.tag == "h1" and own_text(element) == heading):
            element.decompose()
    for link in copy.find_all("a"):
        # A link to a heading whose sign has been removed.
        if not link.text.strip() and link.find("img") is None:
            link.decompose()
    known: dict[str, str] = {}
    for tag, name in _ADDRESSES:
        for element in copy.find_all(tag):
            if reference := element.attr(name):
                if reference not in known:
                    known[reference] = resolve(reference)
                _place(element, name, reference, known[reference])
    return copy


def _place(element: Element, name: str, reference: str, url: str) -> None:
    """Replace a reference with an absolute address, or remove one that would run something."""
    bare = _UNSEEN.sub("", reference).lower()
    if bare.startswith(_RUNNING) or (element.tag in _FRAMES and bare.startswith("data:")):
        del element.attrs[name]
    else:
        element.attrs[name] = (url or reference).translate(_ENCODED)


def _is_furniture(element: Element) -> bool:
    if element.tag in _NO_TEXT or is_unread(element):
        return True
    return element.tag not in _CONTENT and is_after_text(element)
