"""The elements of a page that are named as places for a date or an author."""

import re
from functools import lru_cache
from typing import cast

from turbohtml import Element

from smoopt.html.page import Page
from smoopt.model.late_pattern import late

# Names of places for a date, and for authors
DATES = frozenset(
    {
        *("date", "dateline", "datetime", "byline", "timestamp", "time", "meta", "postmeta"),
        *("posted", "published", "pubdate", "publish", "publication", "postdate", "created"),
        *("postmetadata", "metadata", "entrymeta", "articledate", "newsdate", "publishdate"),
        *("postinfo", "entrydate", "info", "lastupdated", "updated", "modified", "lastmod"),
        *("datestamp", "datum", "fecha", "pubtime", "posttime", "newstime"),
    }
)
AUTHORS = frozenset(
    {
        *("author", "authors", "byline", "bylines", "writer", "writers", "creator", "creators"),
        *("contributors", "reporter", "reporters", "journalist", "autor", "autoren", "auteur"),
    }
)
# A class without any of these names no such place; words are told apart afterwards.
_PARTS = "date", "datum", "fecha", "time", "byline", "author", "meta", "publ"
# Hardly any page without a date has one of these.
_MORE_PARTS = "writer", "creator", "reporter", "journalist", "autor", "auteur"
# Links to a page about an author
AUTHOR_LINK = late(
    r"/(?:authors?|autor(?:en)?|auteurs?|autores|writers?|reporters?|journalists?|columnists?"
    r"|contributors?|redakteure?|redaktion)/[^/?#]*\w|/author",
    re.IGNORECASE,
)
_MORE_LINKS = (
    "/autor",
    "/auteur",
    "/writer",
    "/report",
    "/journal",
    "/column",
    "/contrib",
    "/redakt",
)
_MORE = ", ".join(
    (
        *(f"[class*={part} i]" for part in _MORE_PARTS),
        *(f"a[href*='{part}']" for part in _MORE_LINKS),
    )
)
_PROPERTIES = "[itemprop^=date], [itemprop=author]"
_TAGS = "time", "a[rel~=author]", "a[href*='/author']"
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W_A-Za-z]+")


def named_places(page: Page) -> list[Element]:
    """Return the elements named as date, byline or author, and `<time>`, in order."""
    if "named places" not in page.memo:
        page.memo["named places"] = [] if page.body is None else _found(page, page.body)
    return cast("list[Element]", page.memo["named places"])


def _found(page: Page, body: Element) -> list[Element]:
    # A page without any costs a few µs: in a whole page the parser finds a tag by an index.
    selectors = [f"[class*={part} i]" for part in _PARTS if part in page.classes]
    selectors += [_PROPERTIES] if page.is_annotated else []
    selectors += [tag for tag in _TAGS if page.document.select_one(tag) is not None]
    found = body.select(", ".join(selectors)) if selectors else []
    return [each for each in found if _is_place(each)]


def author_places(page: Page, *, is_dated: bool) -> list[Element]:
    """Return those, and on a page with a date also elements of less usual names, in order."""
    usual = named_places(page)
    if not is_dated or page.body is None:
        return usual
    more = [each for each in page.body.select(_MORE) if _is_place(each)]
    if not more:
        return usual
    wanted = {*usual, *more}
    return [each for each in page.body.iter_elements("*") if each in wanted]


def _is_place(element: Element) -> bool:
    if element.tag == "time" or not DATES.isdisjoint(name_words(element)):
        return True
    return is_author_place(element)


def is_author_place(element: Element) -> bool:
    """Return whether an element is named as a place for an author, or leads to one."""
    if not AUTHORS.isdisjoint(name_words(element)):
        return True
    rel = (element.attr("rel") or "").lower().split()
    return "author" in rel or is_author_link(element)


def is_author_link(element: Element) -> bool:
    """Return whether a link leads to a page about an author."""
    return element.tag == "a" and AUTHOR_LINK.search(element.attr("href") or "") is not None


def name_words(element: Element) -> frozenset[str]:
    """Return the words in an element's classes and microdata, in lower case."""
    names = filter(None, (element.attr("class"), element.attr("itemprop"), element.attr("id")))
    return _words(" ".join(names))


# Few names make up the classes of a site.
@lru_cache(maxsize=4096)
def _words(names: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(names))
