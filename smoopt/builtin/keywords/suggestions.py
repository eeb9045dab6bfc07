"""The phrases that a text is most about, by YAKE: https://github.com/LIAAD/yake (2026-12-01)."""

from functools import cache
from typing import TYPE_CHECKING

from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.model.faults import guarded
from smoopt.model.plain_text import alike, tidy

if TYPE_CHECKING:
    from yake import KeywordExtractor

# Languages with spaces between words for which YAKE has stop words
_LANGUAGES = {
    language: language
    for language in (
        *("ar", "bg", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "hi", "hr", "hu"),
        *("hy", "id", "it", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sv"),
        *("tr", "uk"),
    )
} | {"cs": "cz", "nb": "no", "nn": "no"}
# Less text is not enough; more than so many characters add nothing new.
_LEAST, _MOST = 400, 10_000
_WORDS = 3
# The minimum occurrences of a word; a phrase of two words needs half as many.
_TOLD = 4
_BLOCKS = "h1, h2, h3, p"
# How many phrases are requested from YAKE, as some of them say the same
_ASKED = 20


def suggested(page: Page, language: str, most: int) -> list[str]:
    """Return phrases of up to three words, the most significant first; none in other languages."""
    text = _prose(page)
    if language not in _LANGUAGES or len(text) < _LEAST:
        return []
    # An error in YAKE only costs the page its suggestions.
    found = guarded(lambda: _extracted(_LANGUAGES[language], text), lambda _: [])
    kept: list[str] = []
    letters = alike(text)
    for phrase in found:
        said = alike(phrase)
        is_part = any(said in alike(each) or alike(each) in said for each in kept)
        told = letters.count(said) * len(phrase.split())
        if len(kept) < most and not is_part and told >= _TOLD:
            kept.append(phrase)
    return kept


def _prose(page: Page) -> str:
    """Return headings and paragraphs, each ending a sentence, so that no phrase spans two."""
    blocks = () if page.content is None else page.content.select(_BLOCKS)
    said = (own_text(block).rstrip(".") for block in blocks)
    return "".join(f"{text}.\n" for text in said if text)[:_MOST]


def _extracted(language: str, text: str) -> list[str]:
    return [tidy(phrase) for phrase, _ in _extractor(language).extract_keywords(text)]


@cache
def _extractor(language: str) -> "KeywordExtractor":
    from yake import KeywordExtractor  # noqa: PLC0415 - an extra that takes 0.3 s to load

    return KeywordExtractor(lan=language, n=_WORDS, top=_ASKED)
