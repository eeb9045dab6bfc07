"""Which heading is a page's own: many themes put the site's name or logo into the first h1."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from posixpath import dirname, join, normpath

from turbohtml import Document, Element

from smoopt.html.class_words import is_named
from smoopt.html.own_text import own_text
from smoopt.html.relevance import shares_words
from smoopt.model.plain_text import alike, tidy

# Class names that themes give to the site's name.
_SITE = frozenset({"brand", "branding", "logo", "site-name", "site-title", "sitename"})
_TITLE = frozenset({"headline", "title"})
# What is beside a page's content, and how many levels its heading may be away from it.
_BESIDE = "nav, header, footer, aside, [role=banner], [role=navigation]"
_MOST_LEVELS, _MOST_HEADINGS = 4, 20
# The least letters of a telling word.
_WORD = 4
# The separators between the parts of a title.
_SEPARATORS = (":", "|", "-", "–", "—", "»", "›", "/", "·", "•")
# This many letters are hardly in a title by chance.
_TELLING = 10
_HOST = re.compile(r"(?:https?:)?//[^/?#]+", re.IGNORECASE)


def own_heading(
    document: Document, path: str, content: Element | None, body: Element | None
) -> Element | None:
    """Find the own heading of the page at `path`.

    1. The first h1 in the content, else in the page, that is not a logo, or one after it that the
    `<title>` names; 2. the h2 of the content that it names, where it has nothing of the h1; 3.
    where the h1 is a logo, the h2 that the `<title>` names, or that entitles the article; 4. the
    logo; 5. where there is no h1, the h2 or h3 in the content or near it that the `<title>` names.
    """
    logo: Element | None = None
    for scope in (content, body):
        found = [] if scope is None else scope.find_all("h1", limit=3)
        own = [heading for heading in found if not _is_logo(heading, path)]
        if own:
            heading = own[0] if len(own) == 1 else _named(document, own)
            return _below(document, content, heading) or heading
        logo = logo or next(iter(found), None)
    if logo is None:
        return _near(document, path, content, body)
    return _second(document, content) or logo


def _is_logo(heading: Element, path: str) -> bool:
    """Tell whether a heading is the logo: it is named so, or it is a link to the front page."""
    if is_named(heading, _SITE, ("class", "id")):
        return True
    link = heading.closest("a") or heading.find("a")
    if link is None or not _leads_home(link, path):
        return False
    return own_text(link) == own_text(heading) or link.find("h1") is not None


def _leads_home(link: Element, path: str) -> bool:
    """Tell whether a link leads to the front page, judged from the page at `path` alone."""
    written = (link.attr("href") or "").strip()
    if not written or "home" in (link.attr("rel") or "").split():
        return bool(written)
    place = _HOST.sub("", written).partition("#")[0]
    if place != written.partition("#")[0] or place.startswith("/"):
        return place.strip("/") in {"", "index.html"}
    return normpath(join(dirname(path), place or "x")) in {".", "index.html"}


def _named(document: Document, headings: list[Element]) -> Element:
    """Choose the heading that the `<title>` names, or with which it begins."""
    said = alike(_title(document))
    every = [alike(own_text(heading)) for heading in headings]
    is_first_named = bool(every[0]) and every[0] in said
    if is_first_named and said.startswith(every[0]):
        return headings[0]
    for heading, letters in zip(headings, every, strict=True):
        is_named = said.startswith(letters) if is_first_named else letters in said
        if len(letters) >= _TELLING and is_named:
            return heading
    return headings[0]


def _title(document: Document) -> str:
    title = document.find("title")
    return "" if title is None else tidy(title.text)


def _below(document: Document, content: Element | None, heading: Element) -> Element | None:
    """Find the h2 of the content that the `<title>` names, where that is not about the h1."""
    element = document.find("title")
    if content is None or element is None:
        return None
    # Most titles have a word of the h1; that is found soon.
    written = element.text
    for word in heading.text.split():
        if len(word) >= _WORD and word in written:
            return None
    # In a whole document the parser finds a tag by an index.
    found = document.find_all("h2", limit=_MOST_HEADINGS)
    if not any(text[:_WORD] in written for each in found if (text := each.text.strip())):
        return None
    title = tidy(written)
    whole, said = alike(title), alike(own_text(heading))
    if said in whole or whole in said or shares_words(own_text(heading), title):
        return None
    named = _named_in(found, title)
    return next((each for each in named if content in each.ancestors), None)


def _near(
    document: Document, path: str, content: Element | None, body: Element | None
) -> Element | None:
    """Find the heading of a page without any h1, which stands in the content or near it."""
    if content is None or body is None or not (title := _title(document)):
        return None
    around = {content, *content.ancestors} - {body, *body.ancestors}
    for heading in _named_in(body.select("h2, h3")[:_MOST_HEADINGS], title):
        is_inside = content in heading.ancestors
        is_near = is_inside or not around.isdisjoint(islice(heading.ancestors, _MOST_LEVELS))
        is_beside = not is_inside and heading.closest(_BESIDE) is not None
        if is_near and not is_beside and not _is_logo(heading, path):
            return heading
    return None


def _named_in(headings: Iterable[Element], title: str) -> Iterator[Element]:
    """Yield the headings that a title begins with, or that are one of its inner parts."""
    whole = alike(title)
    for heading in headings:
        text = own_text(heading)
        if len(letters := alike(text)) < _TELLING:
            continue
        before, _, after = title.partition(text)
        is_part = bool(after) and before.rstrip().endswith(_SEPARATORS)
        if whole.startswith(letters) or is_part:
            yield heading


def _second(document: Document, content: Element | None) -> Element | None:
    """Find the h2 that stands for the missing h1."""
    found = None if content is None else content.find("h2")
    if found is None or content is None:
        return None
    text = own_text(found)
    if text and alike(text) in alike(_title(document)):
        return found
    is_title = is_named(found, _TITLE, ("class", "itemprop"))
    return found if is_title and content.tag == "article" else None
