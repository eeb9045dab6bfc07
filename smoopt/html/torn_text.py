"""Text that a theme extracted badly from the page: words run together, and the last one cut off.

Themes that take tags out of a text join the words around `<br>`; those that count letters end in
the middle of a word. What the page shows tells both.
"""

from itertools import accumulate, pairwise
from typing import cast

from turbohtml import Element

from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.html.page_kind import page_wording
from smoopt.model.plain_text import excerpt, unspaced

# Shorter texts are titles and names. The second is how many letters find a text in the page.
_LEAST, _TELLING = 60, 40
# Scripts from here on part no words by blanks: Chinese, Japanese.
_NO_BLANKS = "\u2e80"
# How much of the page is read on where a text is cut off.
_MOST = 400


def mended(page: Page, text: str) -> str:
    """Return a text with the page's own spacing and a whole last word; most are unchanged."""
    content = page.content
    if len(text) < _LEAST or content is None or not _may_be_torn(content, text):
        return text
    # Several tags say the same, and several ask of each.
    known = f"torn text {text}"
    if known not in page.memo:
        page.memo[known] = _mended(page, content, text)
    return cast("str", page.memo[known])


def _mended(page: Page, content: Element, text: str) -> str:
    letters = unspaced(text)
    if letters[:_TELLING] not in page_wording(page).letters:
        return text
    shown, breaks = _shown(page, content)
    begins = shown.find(letters)
    if begins < 0:
        return text
    ends = begins + len(letters)
    if ends not in breaks and shown[ends - 1].isalnum() and _continues(shown, ends):
        return excerpt(_spaced(shown[begins : begins + _MOST], {at - begins for at in breaks}))
    own = {begins + at for at in accumulate(map(len, text.split()))}
    within = {at for at in breaks - own if begins < at < ends}
    return _spaced(letters, {at - begins for at in own | within}) if within else text


def _shown(page: Page, content: Element) -> tuple[str, set[int]]:
    """Return the content's letters, and the positions among them that follow a blank."""
    if "torn text" not in page.memo:
        words = own_text(content).split()
        shown = "".join(words)
        breaks = {at for at in accumulate(map(len, words)) if _parts_words(shown, at)}
        page.memo["torn text"] = shown, breaks
    return cast("tuple[str, set[int]]", page.memo["torn text"])


def _may_be_torn(content: Element, text: str) -> bool:
    return text[-1].isalnum() or content.find("br") is not None


def _parts_words(shown: str, at: int) -> bool:
    return at < len(shown) and shown[at - 1] < _NO_BLANKS and shown[at] < _NO_BLANKS


def _continues(shown: str, at: int) -> bool:
    return at < len(shown) and shown[at].isalnum() and _parts_words(shown, at)


def _spaced(letters: str, breaks: set[int]) -> str:
    """Write a blank at each break."""
    places = [0, *sorted(at for at in breaks if 0 < at < len(letters)), len(letters)]
    return " ".join(letters[a:b] for a, b in pairwise(places))
