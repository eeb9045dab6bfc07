"""Which heading is a page's own: many themes put the site's name or logo into the first h1."""

import re
from posixpath import dirname, join, normpath

from turbohtml import Document, Element

from smoopt.html.class_words import is_named
from smoopt.html.own_text import own_text
from smoopt.model.plain_text import alike

# How themes call what names the site.
_SITE = frozenset({"brand", "branding", "logo", "site-name", "site-title", "sitename"})
_TITLE = frozenset({"headline", "title"})
# So many letters are hardly in a title by chance.
_TELLING = 10
_HOST = re.compile(r"(?:https?:)?//[^/?#]+", re.IGNORECASE)


def own_heading(
    document: Document, path: str, content: Element | None, body: Element | None
) -> Element | None:
    """Find the own heading of the page at `path`.

    1. The first h1 in the content, else in the page, that is no logo, or one after it that the
    `<title>` names; 2. where that is one, the h2 that the `<title>` names, or that entitles the
    article; 3. the logo.
    """
    logo: Element | None = None
    for scope in (content, body):
        found = [] if scope is None else scope.find_all("h1", limit=3)
        own = [heading for heading in found if not _is_logo(heading, path)]
        if own:
            return own[0] if len(own) == 1 else _named(document, own)
        logo = logo or next(iter(found), None)
    return logo and (_second(document, content) or logo)


def _is_logo(heading: Element, path: str) -> bool:
    """Tell what names the site: it is called so, or all of it is a link to the front page."""
    if is_named(heading, _SITE, ("class", "id")):
        return True
    link = heading.closest("a") or heading.find("a")
    if link is None or not _leads_home(link, path):
        return False
    return own_text(link) == own_text(heading) or link.find("h1") is not None


def _leads_home(link: Element, path: str) -> bool:
    """Tell a link to the site's front page, as far as the page at `path` tells."""
    written = (link.attr("href") or "").strip()
    if not written or "home" in (link.attr("rel") or "").split():
        return bool(written)
    place = _HOST.sub("", written).partition("#")[0]
    if place != written.partition("#")[0] or place.startswith("/"):
        return place.strip("/") in {"", "index.html"}
    return normpath(join(dirname(path), place or "x")) in {".", "index.html"}


def _named(document: Document, headings: list[Element]) -> Element:
    """Choose the heading that the `<title>` names, where it does not name the first."""
    title = document.find("title")
    said = "" if title is None else alike(title.text)
    every = [alike(own_text(heading)) for heading in headings]
    if every[0] not in said:
        for heading, letters in zip(headings, every, strict=True):
            if len(letters) >= _TELLING and letters in said:
                return heading
    return headings[0]


def _second(document: Document, content: Element | None) -> Element | None:
    """Find the h2 that stands for the missing h1."""
    found = None if content is None else content.find("h2")
    if found is None or content is None:
        return None
    title = document.find("title")
    text = own_text(found)
    if title is not None and text and alike(text) in alike(title.text):
        return found
    is_title = is_named(found, _TITLE, ("class", "itemprop"))
    return found if is_title and content.tag == "article" else None
