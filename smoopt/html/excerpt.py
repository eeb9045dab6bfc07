"""The first real paragraph of a page."""

import re
from collections import Counter
from itertools import islice
from typing import NamedTuple

from turbohtml import Element, Node

from smoopt.html.class_words import is_named
from smoopt.html.own_text import is_aside, own_text
from smoopt.html.page_kind import ENTRY
from smoopt.model.plain_text import tidy

# A paragraph shorter than this is a label or a date line, unless it is one whole sentence of some
# length; others are used only where nothing else is there.
_REAL, _SENTENCE_LEAST, _LEAST = 60, 40, 20
# How themes and generators call what is no prose.
_NOTICES = frozenset(
    {
        *("cookie", "cookies", "consent", "gdpr", "banner", "breadcrumb", "breadcrumbs"),
        *("byline", "dateline", "caption", "meta", "metadata", "toc", "pager", "pagination"),
        *("admonition", "callout", "alert", "notice", "notices", "hint", "infobox", "pageinfo"),
        *("messagebox", "disclaimer", "disclosure", "newsletter", "subscribe", "advert"),
        *("note", "tip", "info", "important", "warning", "caution", "danger", "deprecated"),
        *("tags", "share", "related", "field-list"),
    }
)
# A line of labels: links side by side, a reading time beside a date.
_LABELS = re.compile(r"\s[|·•]\s")
_MOST_LABELS = 2
# What a generator left unfilled: {{< figure >}}, {% include %}, [[TOC]], :::note.
_UNFILLED = re.compile(r"\{[{%]|\[\[|\[toc\]|:::", re.IGNORECASE)
# When and by whom, and what a shop or a newsletter wants: no sentence about the matter.
_ABOUT_PAGE = re.compile(
    r"[\W_]*(?:(?:last )?(?:updated|modified|edited|revised)|posted|published|written|by"
    r"|filed under|reading time|estimated reading|disclosure|disclaimer|affiliate|subscribe"
    r"|sign up)\b",
    re.IGNORECASE,
)
_NOT_PROSE = frozenset({"figure", "figcaption", "table", "header", "details", "dialog", "li"})
_FURNITURE = frozenset({"nav", "aside", "footer"})
# Of its text, how much may be links, or code, or small print.
_MOST_PART = 0.6
_MOST_PARAGRAPHS = 40


class Paragraph(NamedTuple):
    """A paragraph and what it says."""

    element: Element
    text: str


def first_paragraph(content: Element, *, outside_articles: bool) -> Paragraph | None:
    """Find the first paragraph of prose: no menu, notice, caption, code, links or small print.

    `outside_articles` passes over those in articles inside the content, as on a list of posts.
    """
    short: Paragraph | None = None
    # Paragraphs that lie side by side are in the same surroundings.
    places: dict[Node | None, bool] = {}
    for element in islice(content.iter_elements("p"), _MOST_PARAGRAPHS):
        place = element.parent
        if place not in places:
            places[place] = _holds_prose(element, content, outside_articles)
        if not places[place]:
            continue
        text = own_text(element)
        if len(text) < _LEAST or not _is_prose(element, text) or _is_label(text):
            continue
        if len(text) >= _REAL or _is_dense(text) or _is_sentence(text):
            return Paragraph(element, text)
        short = short or Paragraph(element, text)
    return short


def _is_dense(text: str) -> bool:
    """Tell whether the text is in a script that says much in few characters."""
    return sum(character > "\u2e7f" for character in text) > len(text) / 2


def _is_sentence(text: str) -> bool:
    """Tell whether the text is one sentence or more, and long enough to say something."""
    return len(text) >= _SENTENCE_LEAST and text[-1] in ".!?…"


def _is_label(text: str) -> bool:
    """Tell what labels the page, or was never filled in, from a sentence about its matter."""
    if _UNFILLED.match(text) or len(_LABELS.findall(text)) >= _MOST_LABELS:
        return True
    return _ABOUT_PAGE.match(text) is not None and not _is_sentence(text)


def _is_prose(paragraph: Element, text: str) -> bool:
    """Tell whether a paragraph is no notice, and not mostly links, or code, or small print."""
    most = len(text) * _MOST_PART
    parts = [(part.tag, part.text) for part in paragraph.select("a, code, small")]
    if sum(len(said) for _, said in parts) > most:
        sizes = Counter[str]()
        for tag, said in parts:
            sizes[tag] += len(tidy(said))
        if max(sizes.values()) > most:
            return False
    return not _is_notice(paragraph)


def _holds_prose(paragraph: Element, content: Element, outside_articles: bool) -> bool:
    """Tell whether what is around a paragraph may hold the content's prose.

    Furniture is looked for beyond the content, which may be such itself where a page has hardly a
    word of its own.
    """
    inside = True
    for place in paragraph.ancestors:
        if not isinstance(place, Element):  # a template holds its content in a fragment
            continue
        inside = inside and place != content
        if place.tag in _FURNITURE or (inside and _is_apart(place, content)):
            return False
        if outside_articles and place.matches(ENTRY):
            return False
    return True


def _is_apart(element: Element, content: Element) -> bool:
    """Tell what is beside the prose; what holds most of a page's words is no notice in it."""
    if element.tag in _NOT_PROSE or is_aside(element):
        return True
    return _is_notice(element) and len(element.text) < _MOST_PART * len(content.text)


def _is_notice(element: Element) -> bool:
    """Tell a cookie notice, breadcrumb or byline by a class, id or role."""
    return is_named(element, _NOTICES, ("class", "id", "role"))
