"""How networks measure the length of a text; none of them counts more than is counted here."""

import re
import unicodedata
from typing import Literal

import msgspec

from smoopt.model.late_pattern import late
from smoopt.model.plain_text import graphemes

# How a network counts; what is said of each stands where that is done.
Count = Literal["x", "graphemes", "utf-16", "threads"]

# https://github.com/twitter/twitter-text/blob/master/config/v3.json (2026-12-01): what stands in
# these ranges counts 1, anything else 2. Joined emoji count 2 there as a whole, if X knows them.
_ONE = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
# What may be an address, which counts as 23 at least: X links names of hosts, too.
_LABEL = r"[0-9A-Za-z\u00c0-\u02bb\u0300-\u036f\u1e00-\u1eff-]"
_HOST = late(
    r"https?://[\w-]+(?:\.[\w-]+)+|(?:https?://)?"
    rf"{_LABEL}+(?:\.{_LABEL}+)*?\.(?:[a-z]{{2,}}|[^\W\d_\x00-\x7f]{{2,}})",
    re.IGNORECASE,
)
# Mastodon links addresses that name their scheme.
# https://github.com/mastodon/mastodon/blob/main/app/lib/extractor.rb (2026-12-01)
_ADDRESS = late(r"[a-z][a-z0-9+.-]*:\S+", re.IGNORECASE)
# Punctuation and marks that emoji are made of.
_OF_EMOJI = frozenset("\u203c\u2049\u20e3\u3030\ufe0f")


class Limit(msgspec.Struct, frozen=True):
    """How long a text may be: `most` as it is counted, and `bytes` of UTF-8, 0 for any number.

    `link` is as how long any address counts; 0 for its own length.
    """

    most: int
    count: Count = "graphemes"
    bytes: int = 0
    link: int = 0

    def fits(self, text: str, link: str = "") -> bool:
        """Tell whether a text is short enough, in which the address `link` may stand."""
        if self.bytes and len(text.encode("utf-8", "replace")) > self.bytes:
            return False
        return self.length(text, link) <= self.most

    def length(self, text: str, link: str = "") -> int:
        """Measure a text, in which the address `link` may stand between blanks."""
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
    """Count as X does, which normalizes a text before."""
    normal = unicodedata.normalize("NFC", text)
    hosts = (_weight(found[0]) for found in _HOST.finditer(normal)) if "." in normal else ()
    return _weight(normal) + sum(max(0, link - weight) for weight in hosts)


def _weight(text: str) -> int:
    if text.isascii():
        return len(text)
    codes = map(ord, text)
    return sum(1 if any(low <= code <= high for low, high in _ONE) else 2 for code in codes)


def _by_threads(character: str) -> int:
    """Count a character as Threads does: an emoji by its bytes.

    https://developers.facebook.com/documentation/threads/posts (2026-12-01)
    """
    kind = unicodedata.category(character)
    is_plain = kind[0] in "LNPZM" or kind == "Sc"
    if character.isascii() or (is_plain and character not in _OF_EMOJI):
        return 1
    return len(character.encode("utf-8", "replace"))
