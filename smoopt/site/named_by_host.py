"""Which part of a title names the site, by the name of its host."""

import unicodedata
from functools import lru_cache

from smoopt.model.web_address import host_of

# A shorter one may be any word; a longer one no host has as a label.
# https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 (2026-12-01)
_TELLING, _LONGEST = 4, 63
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def names_host(text: str, url: str) -> bool:
    """Tell whether a text is the name of an address's host: `Mill Post`, millpost.example.

    Each label of the host counts but the last one, and so does the whole host without `www.`.
    """
    names, initials = _names(url)
    # Most texts begin with another letter, which is soon seen.
    if text[:1].isascii() and text[:1] not in initials:
        return False
    return len(text) <= _LONGEST and _letters(text) in names


@lru_cache(maxsize=64)
def _names(url: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the names of a host, and the letters with which these begin."""
    host = host_of(url).partition(":")[0].removeprefix("www.")
    *labels, _ = host.split(".")
    names = frozenset(name for each in (host, *labels) if len(name := _letters(each)) >= _TELLING)
    return names, frozenset(letter for name in names for letter in (name[0], name[0].upper()))


def _letters(text: str) -> str:
    """Spell a name as hosts are: only letters and digits, in ASCII as far as possible."""
    spelled = text.casefold().replace("&", "and")
    if not spelled.isascii():
        spelled = unicodedata.normalize("NFKD", spelled.translate(_UMLAUTS))
    return "".join(filter(str.isalnum, spelled))
