"""How networks measure the length of a text; none of them counts more than this module does."""

import re
import unicodedata
from typing import Literal

import msgspec

from smoopt.model.late_pattern import late
from smoopt.model.plain_text import graphemes

# The ways in which networks count; each is described where it is implemented.
Count = Literal["x", "graphemes", "utf-16", "threads"]

# https://github.com/twitter/twitter-text/blob/master/config/v3.json (2026-12-01): code points in
# these ranges count 1, all others 2. A joined emoji that X knows counts 2 as a whole there.
_ONE = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
# What X may take for an address, which then counts at least 23: it links host names, too.
_LABEL = r"[0-9A-Za-z\u00c0-\u02bb\u0300-\u036f\u1e00-\u1eff-]"
_HOST = late(
    r"https?://[\w-]+(?:\.[\w-]+)+|(?:https?://)?"
    rf"{_LABEL}+(?:\.{_LABEL}+)*?\.(?:[a-z]{{2,}}|[^\W\d_\x00-\x7f]{{2,}})",
    re.IGNORECASE,
)
# Mastodon links addresses that begin with their scheme.
# https://github.com/mastodon/mastodon/blob/main/app/lib/extractor.rb (2026-12-01)
_ADDRESS = late(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
# Punctuation and marks that are parts of emoji.
_OF_EMOJI = frozenset("\u203c\u2049\u20e3\u3030\ufe0f")


class Limit(msgspec.Struct, frozen=True):
    """A maximum length: `most` as the network counts, and `bytes` of UTF-8, 0 for any number.

    `link` is the length that any address counts as; 0 for its own length.
    """

    most: int
    count: Count = "graphemes"
    bytes: int = 0
    link: int = 0

    def fits(self, text: str, link: str = "") -> bool:
        """Return whether a text, which may contain the address `link`, is short enough."""
        if self.bytes and len(text.encode("utf-8", "replace")) > self.bytes:
            return False
        return self.length(text, link) <= self.most

    def length(self, text: str, link: str = "") -> int:
        """Return the length of a text, which may contain the address `link` between spaces."""
        counted = 0
        if self.link and link:
            pieces = re.split(rf"(?<!\S){re.escape(link)}(?!\S)", text)
            counted, text = self.link * (len(pieces) - 1), "".join(pieces)
        match self.count:
            case "x":
                return counted + _by_x(text, self.link)
            case "threads":
                return counted + sum(map(_by_threads, text))
            case "utf-16":
                return counted + len(text.encode("utf-16-le", "surrogatepass")) // 2
        return counted + graphemes(text) + self._more_for_addresses(text)

    def _more_for_addresses(self, text: str) -> int:
        if not self.link or ":" not in text:
            return 0
        lengths = (graphemes(found[0]) for found in _ADDRESS.finditer(text))
        return sum(max(0, self.link - length) for length in lengths)


def _by_x(text: str, link: int) -> int:
    """Count as X does, after normalizing the text to NFC."""
    normal = unicodedata.normalize("NFC", text)
    hosts = (_weight(found[0]) for found in _HOST.finditer(normal)) if "." in normal else ()
    return _weight(normal) + sum(max(0, link - weight) for weight in hosts)


def _weight(text: str) -> int:
    if text.isascii():
        return len(text)
    codes = map(ord, text)
    return sum(1 if any(low <= code <= high for low, high in _ONE) else 2 for code in codes)


def _by_threads(character: str) -> int:
    """Count a character as Threads does: an emoji by its bytes in UTF-8.

    https://developers.facebook.com/documentation/threads/posts (2026-12-01)
    """
    kind = unicodedata.category(character)
    is_plain = kind[0] in "LNPZM" or kind == "Sc"
    if character.isascii() or (is_plain and character not in _OF_EMOJI):
        return 1
    return len(character.encode("utf-8", "replace"))
