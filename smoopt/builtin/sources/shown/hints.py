"""Whether a page may state its date and author in words: checks that take a few µs.

The modules that read them have large patterns, which most runs need not load.
"""

import re
from functools import cache
from typing import cast

from smoopt.builtin.sources.shown.head_lines import own_headings
from smoopt.builtin.sources.shown.named_places import named_places
from smoopt.html.page import Page
from smoopt.html.page_kind import page_wording

# How years begin, also in languages with digits of their own
_YEARS = ("20", "199")
_SVG = "2000/svg"  # the name of its vocabulary
_OWN_DIGITS = frozenset({"ar", "bn", "fa", "hi", "mr", "ne", "ur"})
# Words before names, by language; without one near a heading, no line there is read.
_ENGLISH_BY = ("By ", "by ", "BY ", "uthor")
_BY = {
    "de": ("on ", "utor"),
    "fr": ("ar ", "uteur"),
    **dict.fromkeys(("es", "pt", "ca", "gl"), ("or ", "utor")),
    "it": ("i ", "utor"),
    "nl": ("oor ", "uteur"),
    **dict.fromkeys(("sv", "nb", "no", "nn"), ("v ", "rfatt")),
    "da": ("f ", "orfatter"),
    "pl": ("rzez ", "utor"),
    **dict.fromkeys(("ru", "uk", "bg"), ("втор", "От ")),
    "zh": ("作者", "文"),
    "ja": ("著者", "文"),
    "ko": ("글쓴이", "작성자"),
}
# The beginning of a line that names the author, by language; English besides the page's own
_ENGLISH_LABEL = "Author"
_LABELS = {
    **dict.fromkeys(("de", "es", "pt", "pl", "cs", "sk", "ro", "ca", "it", "hr"), "Autor"),
    **dict.fromkeys(("fr", "nl"), "Auteur"),
    **dict.fromkeys(("ru", "uk", "bg"), "Автор"),
    "sv": "Författare",
    "da": "Forfatter",
    "zh": "作者",
    "ja": "著者",
    "ko": "글쓴이",
}
# One of these is in the name of every place for an author.
_PLACES = ("uthor", "yline")
# A day and a year
_TWO_NUMBERS = re.compile(r"\d\D+\d")
# How many characters around a heading are searched for a date
_BEFORE, _AFTER = 200, 800


def may_say_date(page: Page, language: str) -> bool:
    """Return whether a date may be in a place for one, near the heading, in a footer or path."""
    if _has_year(page.path):
        return True
    if not (_has_own_digits(language) or _has_year(page.text)):
        return False
    if named_places(page) or has_year_near(page, language):
        return True
    return any(_TWO_NUMBERS.search(footer.text) for footer in page.document.select("footer"))


def may_say_author(page: Page, language: str) -> bool:
    """Return whether the page has a place for an author, or a line that begins like a byline."""
    # Most often it is known already that there are no places.
    if named_places(page) and any(map(page.source.has, _PLACES)):
        return True
    return has_by_near(page, language) or bool(labels_in(page, language))


def has_by_near(page: Page, language: str) -> bool:
    """Return whether a word that comes before names is near a heading."""
    words = _said_before(language)
    for text in _near(page):
        for word in words:
            if word in text:
                return True
    return False


@cache
def _said_before(language: str) -> tuple[str, ...]:
    return (*_ENGLISH_BY, *_BY.get(language.partition("-")[0], ()))


def labels_in(page: Page, language: str) -> list[str]:
    """Return the labels, in English and the page's language, that the content has as `Author:`."""
    own = _LABELS.get(language.partition("-")[0], _ENGLISH_LABEL)
    letters = page_wording(page).letters
    return [
        word
        for word in dict.fromkeys((_ENGLISH_LABEL, own))
        if word in letters and _pattern(word).search(letters)
    ]


def has_year_near(page: Page, language: str) -> bool:
    """Return within a µs whether a year may be near a heading: few pages state a date there."""
    return _has_own_digits(language) or any(map(_has_year, _near(page)))


def _near(page: Page) -> list[str]:
    if "near headings" not in page.memo:
        spans = [span for heading in own_headings(page) if (span := page.start_tag(heading))]
        page.memo["near headings"] = [
            page.text[max(0, span.start - _BEFORE) : span.end + _AFTER] for span in spans
        ]
    return cast("list[str]", page.memo["near headings"])


def _has_own_digits(language: str) -> bool:
    return language.partition("-")[0] in _OWN_DIGITS


def _has_year(text: str) -> bool:
    """Return whether a text has a year; ten times as fast as a pattern."""
    for begins in _YEARS:
        at = text.find(begins)
        while at >= 0:
            if text[at : at + 4].isdecimal() and not text.startswith(_SVG, at):
                return True
            at = text.find(begins, at + 1)
    return False


@cache
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"{word}\w{{0,5}}(?:\(s\))?[:：]")
