"""Titles: what a page's head states as its title and description, and which part is the page's own.

Themes put the site's name at the end or beginning of a title ("Install - Lantern"). Only here is
that removed.
"""

import re
from functools import lru_cache
from typing import NamedTuple, cast

import msgspec
from turbohtml import Element

from smoopt.html.page import Page
from smoopt.model.late_pattern import late
from smoopt.model.plain_text import tidy
from smoopt.site.generic_names import is_generic
from smoopt.site.named_by_host import names_host
from smoopt.site.shared_titles import BETWEEN, Said, Shared, said

# The tags in the order asked. https://ogp.me/ and
# https://www.dublincore.org/specifications/dublin-core/dcmi-terms/ (2026-11-21)
TITLES = ("og:title", "twitter:title", "dcterms.title", "dc.title")
DESCRIPTIONS = ("description", "og:description", "twitter:description", "dc.description")
_SEPARATOR = late(rf"({BETWEEN}| [|｜] ?|[|｜] )")
_VERSION = late(r"(?:v(?:ersion)?\.? ?)?\d+(?:\.\d+)+\S*", re.IGNORECASE)
# What is long enough to be recognised within a title, as words or in a script without blanks.
_A_FEW_WORDS = late(r"\S\s+\S{2,}\s+\S")
_DENSE_WORDS = late(r"[\u3040-\u9fff\uac00-\ud7af]{6}")
# Where another part ends, or begins. After a colon, the title proper follows.
_ENDS_APART = late(rf"(?:{BETWEEN}|[:：|｜] ?)\Z")
_BEGINS_APART = late(rf"{BETWEEN}|,\s|\s?[|｜(\[（【]|\s[^\w\s:&+]|(?<=[\u3040-\u9fff])\s")
# Typographers' quotes, and those of typewriters that headings may have in their place.
_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛", "'") | dict.fromkeys("“”„‟«»", '"'))


# What the head states

_RETITLED = "title to be"


class Title(NamedTuple):
    """The title element of a page and its text, "" if that is empty."""

    element: Element | None
    text: str


def title_element(page: Page) -> Title:
    """Read `<title>`; one that is never closed holds the rest of the file, and counts as empty."""
    if "title" not in page.memo:
        element = None if page.head is None else page.head.find("title")
        is_open = (
            element is not None and element.next_sibling is None and page.end_tag(element) is None
        )
        text = "" if element is None or is_open else tidy(element.text)
        page.memo["title"] = Title(element, text)
    return cast("Title", page.memo["title"])


def retitle(page: Page, title: str) -> None:
    """Note what `<title>` will say once the page is built, for rules that check it."""
    page.memo[_RETITLED] = title


def document_title(page: Page) -> str:
    """Return what `<title>` says once the page is built."""
    return cast("str", page.memo.get(_RETITLED)) or title_element(page).text


def stated(page: Page, key: str) -> str:
    """Return the content of the tag `key`, or of `<title>` for "title"; "" if there is none."""
    if key == "title":
        return title_element(page).text
    tag = page.first_tag(key)
    return tag.value if tag else ""


def title_said(page: Page) -> Said:
    """Analyse `<title>`, or the title in a tag if only that has several parts."""
    if "said" not in page.memo:
        language, title = primary_language(page), title_element(page).text
        found, tag = said(title, language), page.first_tag(*TITLES)
        if not found.after and tag is not None and tag.value != title:
            other = said(tag.value, language)
            found = other if other.after or not found.title else found
        page.memo["said"] = found
    return cast("Said", page.memo["said"])


def primary_language(page: Page) -> str:
    """Return the primary subtag of a page's language: `pt` of `pt-BR`; or ""."""
    if "language" not in page.memo:
        root = page.document.root
        tag = "" if root is None else root.attr("lang") or ""
        page.memo["language"] = tag.replace("_", "-").partition("-")[0].strip().lower()
    return cast("str", page.memo["language"])


# What of it is the page's own


class OwnTitle(msgspec.Struct, frozen=True):
    """A page's own title, and what was removed from it, worded for its rule; or ""."""

    text: str
    without: str = ""


def own_title(title: str, site_name: str, shared: Shared, heading: str = "") -> OwnTitle:
    """Remove from a stated title the parts that are not the page's own.

    1. The last parts, where all before them is what the h1 says; 2. the site's name, at its end or
    beginning; 3. what most titles of the site share. No version is left alone: that names nothing.
    """
    own = _without_name(title, site_name, heading)
    if _VERSION.fullmatch(own):
        return OwnTitle(title, "")
    if own != title:
        return OwnTitle(own, " without the site's name")
    own = shared.off(title)
    what = "beginning" if shared.before else "ending"
    return OwnTitle(own, f" without the {what} that most titles share" if own != title else "")


# Several callers ask about the same title in a row.
@lru_cache(maxsize=64)
def _without_name(title: str, site_name: str, heading: str) -> str:
    found = _SEPARATOR.split(title)
    if len(found) == 1:
        return title
    if heading:
        said = _loosely(heading)
        # A front page's h1 may be the site's name, and its title that with a motto.
        least = len(found) - 3 if said == _loosely(site_name) else 0
        for end in range(len(found) - 2, least, -2):
            if said == _loosely("".join(found[:end])):
                return heading
    if site_name and found[-1].casefold() == site_name.casefold():
        return "".join(found[:-2])
    if site_name and found[0].casefold() == site_name.casefold():
        return "".join(found[2:])
    return title


def without_host(title: str, url: str) -> OwnTitle:
    """Remove a title's last or first part if it is the host's name and a title is left."""
    found = _SEPARATOR.split(title)
    for name, rest in ((found[-1], found[:-2]), (found[0], found[2:])):
        own = "".join(rest)
        if own and not (is_generic(own) or _VERSION.fullmatch(own)) and names_host(name, url):
            return OwnTitle(own, " without the name of the site's host")
    return OwnTitle(title)


def is_apart_in(heading: str, title: str) -> bool:
    """Tell whether a title contains the whole h1, of at least a few words, and something separate.

    "Mill news: Rye is in again - Harbour Post", "Rye is in again (with pictures)".
    """
    if len(heading) >= len(title) or not _says_a_few_words(heading):
        return False
    whole, said = _loosely(title), _loosely(heading)
    begins = whole.find(said)
    ends = begins + len(said)
    if begins < 0 or (begins and not _ENDS_APART.search(whole, 0, begins)):
        return False
    # What is last behind a dash may be the site's name, which some themes have in the h1.
    if ends == len(whole):
        return whole.endswith(": ", 0, begins)
    return _BEGINS_APART.match(whole, ends) is not None


def _says_a_few_words(text: str) -> bool:
    if _A_FEW_WORDS.search(text):
        return True
    return not text.isascii() and _DENSE_WORDS.search(text) is not None


def _loosely(text: str) -> str:
    """Normalise quotes and case, so that texts that differ only in these are equal."""
    return (text if text.isascii() else text.translate(_QUOTES)).casefold()
