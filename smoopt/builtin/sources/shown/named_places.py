"""The elements of a page that are named as places for a date or an author."""

import re
from functools import lru_cache
from typing import cast

from turbohtml import Element

from smoopt.html.page import Page

_PARTS = "date", "datum", "fecha", "time", "byline", "author", "meta", "publ"
# What contains none of these in a class is no such place; words are told apart afterwards.
_CLASSES = ", ".join(f"[class*={part} i]" for part in _PARTS)
_PROPERTIES = "[itemprop^=date], [itemprop=author]"
_TAGS = "time", "a[rel~=author]", "a[href*='/author']"
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W_A-Za-z]+")


def named_places(page: Page) -> list[Element]:
    """Give the elements that are named as date, byline or author, and `<time>`, in order."""
    if "named places" not in page.memo:
        page.memo["named places"] = [] if page.body is None else _found(page, page.body)
    return cast("list[Element]", page.memo["named places"])


def _found(page: Page, body: Element) -> list[Element]:
    # A page without any costs a few µs: in a whole page the parser finds a tag by an index.
    selector = f"{_CLASSES}, {_PROPERTIES}" if page.is_annotated else _CLASSES
    for tag in _TAGS:
        selector += f", {tag}" if page.document.select_one(tag) is not None else ""
    return body.select(selector)


def name_words(element: Element) -> frozenset[str]:
    """Give the words of which an element's classes and microdata are made, in lower case."""
    names = filter(None, (element.attr("class"), element.attr("itemprop"), element.attr("id")))
    return _words(" ".join(names))


# Few names make up the classes of a site.
@lru_cache(maxsize=4096)
def _words(names: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(names))
