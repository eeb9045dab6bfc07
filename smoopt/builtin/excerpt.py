"""The first real paragraph of a page, and how a text is cut to a length."""

import re

from turbohtml import Element

from smoopt.builtin.kind import ENTRY
from smoopt.facts import tidy
from smoopt.prose import is_aside, own_text

# Google shows about 155 characters, Facebook and LinkedIn up to 200 or so: a sentence that ends
# between these two is taken whole.
_SHORTEST, _LONGEST = 80, 200
_SENTENCE = re.compile(r"[.!?…](?=[\s\"'»”)]|$)|[。！？]")
# A paragraph shorter than this is a label or a date line, unless it is one whole sentence of some
# length; others are used only where nothing else is there.
_REAL, _SENTENCE_LEAST, _LEAST = 60, 40, 20
_NOTICE = re.compile(
    r"cookie|consent|banner|breadcrumb|byline|caption|meta|toc|pager|admonition|callout|alert",
    re.IGNORECASE,
)
_NOT_PROSE = frozenset({"figure", "figcaption", "table", "header", "details", "dialog", "li"})
_FURNITURE = frozenset({"nav", "aside", "footer"})
# Of its text, how much may be links, or code, or small print.
_MOST_PART = 0.6
_MOST_PARAGRAPHS = 40


def first_paragraph(content: Element, *, outside_articles: bool) -> Element | None:
    """Find the first paragraph of prose: no menu, notice, caption, code, links or small print.

    `outside_articles` passes over those in articles inside the content, as on a list of posts.
    """
    short: Element | None = None
    for paragraph in content.find_all("p", limit=_MOST_PARAGRAPHS):
        text = own_text(paragraph)
        if len(text) < _LEAST or not _is_prose(paragraph, text, content, outside_articles):
            continue
        if len(text) >= _REAL or _is_dense(text) or _is_sentence(text):
            return paragraph
        short = short or paragraph
    return short


def cut(text: str, longest: int = _LONGEST) -> str:
    """Shorten a text at the end of a sentence, else between two words with an ellipsis."""
    text = tidy(text)
    if len(text) <= longest:
        return text
    ends = [found.end() for found in _SENTENCE.finditer(text[:longest])]
    if ends and ends[-1] >= min(_SHORTEST, longest):
        return text[: ends[-1]]
    head = text[: longest - 1]
    word, blank, _ = head.rpartition(" ")
    # Scripts without blanks between words are cut anywhere.
    return f"{(word if blank and len(word) > longest / 2 else head).rstrip(' ,;:–—-')}…"


def _is_dense(text: str) -> bool:
    """Tell whether the text is in a script that says much in few characters."""
    return sum(character > "\u2e7f" for character in text) > len(text) / 2


def _is_sentence(text: str) -> bool:
    """Tell whether the text is one sentence or more, and long enough to say something."""
    return len(text) >= _SENTENCE_LEAST and text[-1] in ".!?…"


def _is_prose(paragraph: Element, text: str, content: Element, outside_articles: bool) -> bool:
    parts = (paragraph.find_all(tag) for tag in ("a", "code", "small"))
    longest = max(sum(len(tidy(part.text)) for part in found) for found in parts)
    if longest > len(text) * _MOST_PART or _is_notice(paragraph):
        return False
    above = [ancestor for ancestor in paragraph.ancestors if isinstance(ancestor, Element)]
    if outside_articles and any(ancestor.matches(ENTRY) for ancestor in above):
        return False
    # The content may be furniture itself, where a page has hardly a word of its own.
    if any(ancestor.tag in _FURNITURE for ancestor in above):
        return False
    inner = above[: above.index(content)] if content in above else above
    return not any(
        ancestor.tag in _NOT_PROSE or is_aside(ancestor) or _is_notice(ancestor)
        for ancestor in inner
    )


def _is_notice(element: Element) -> bool:
    """Tell a cookie notice, breadcrumb or byline by its class, id or role."""
    words = f"{element.attr('class') or ''} {element.attr('id') or ''} {element.attr('role') or ''}"
    return bool(words.strip()) and _NOTICE.search(words) is not None
