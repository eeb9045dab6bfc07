"""When a value that smoopt says is right: by field, against what the author or a person said.

Each function takes what smoopt says and one right answer. They forgive what does not matter to a
reader (quotes, blanks, case, the name of the site at a title) and nothing else.
"""

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import unquote, urlsplit

# Words shared, as F1 of ROUGE-1 counts them: https://aclanthology.org/W04-1013/ (2026-12-01).
# From half on, two descriptions say the same to a reader; below, they begin elsewhere.
ALIKE = 0.5
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_MONTH = "|".join(_MONTHS)
# A description that others cut: nearly all words of the shorter one stand in the longer.
_CONTAINED, _ENOUGH = 0.9, 5
_SEPARATOR = re.compile(r"\s+[-–—|·•:»«/]+\s+|: ")
_QUOTES = str.maketrans("‘’‚′“”„″«»–—", '\'\'\'\'""""""--')


def plain(text: str) -> str:
    """Give a text as a reader tells it from others."""
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold()
    return " ".join(folded.split()).strip(" .…¶#")


def same_text(said: str, right: str) -> bool:
    """Whether two texts differ only in quotes, blanks and case."""
    return plain(said) == plain(right)


def same_title(said: str, right: str) -> bool:
    """Whether two titles are the same, or one is with the name of the site or of a part of it."""
    if same_text(said, right):
        return True
    return plain(said) in _ends(right) or plain(right) in _ends(said)


def _ends(title: str) -> set[str]:
    """Give what is left of a title without its first or its last parts."""
    cuts = [*_SEPARATOR.finditer(title)]
    before = {plain(title[: cut.start()]) for cut in cuts}
    return before | {plain(title[cut.end() :]) for cut in cuts}


def likeness(said: str, right: str) -> float:
    """Give the share of words that two texts have in common, from 0 to 1."""
    one, other = _words(said), _words(right)
    shared = (one & other).total()
    return 2 * shared / (one.total() + other.total()) if shared else 0.0


def alike(said: str, right: str) -> bool:
    """Whether two descriptions share half of their words, or one is a part of the other."""
    one, other = _words(said), _words(right)
    shorter = min(one.total(), other.total())
    contained = shorter >= _ENOUGH and (one & other).total() >= _CONTAINED * shorter
    return contained or likeness(said, right) >= ALIKE


def _words(text: str) -> Counter[str]:
    # Letters of scripts that know no blanks count as words.
    return Counter(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]|\w+", plain(text)))


def same_day(said: str, right: str) -> bool:
    """Whether two dates are of one day as they are written, or one instant in two zones."""
    if said[:10] in {right[:10], _iso_day(right)}:
        return True
    at = _instant(right)
    return at is not None and at == _instant(said)


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _iso_day(text: str) -> str:
    """Read a day that is written in another way, where it can be one day only."""
    if found := re.match(r"(\d{4})(\d\d)(\d\d)T", text):
        return f"{found[1]}-{found[2]}-{found[3]}"
    if found := re.search(rf"\b({_MONTH})[a-z]*\.? (\d{{1,2}})\b.* ?\b(\d{{4}})\b", text):
        return f"{found[3]}-{_MONTHS.index(found[1]) + 1:02}-{int(found[2]):02}"
    if found := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    if found := re.match(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})", text):
        return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    return ""


def same_person(said: str, right: str) -> bool:
    """Whether two names are the same, but for an address of mail."""
    return same_text(_name(said), _name(right))


def _name(text: str) -> str:
    """Leave out what is no part of a name: an address, `By`, and whom the person writes for."""
    bare = re.sub(r"\s*[<(][^<>()]*@[^<>()]*[>)]", "", html.unescape(text))
    return re.sub(r"^[Bb]y | \([^)]*\)$", "", without_paper(bare))


def without_paper(names: str) -> str:
    """Leave out for whom somebody writes: `Ada Lovelace, CNN`."""
    return re.sub(r", [A-Z][A-Z. ]+$", "", names)


def same_picture(said: str, right: str) -> bool:
    """Whether two addresses end in the same file."""
    return unquote(urlsplit(said).path).endswith(unquote(urlsplit(right).path).lstrip("./"))


def same_language(said: str, right: str) -> bool:
    """Whether two tags name one language, and no two countries or scripts.

    UK is reserved for the United Kingdom, GB: https://www.iso.org/iso-3166-country-codes.html
    (2026-12-01).
    """
    one, other = (
        [
            "gb" if part == "uk" and at else part
            for at, part in enumerate(re.split("[-_]", tag.lower()))
        ]
        for tag in (said, right)
    )
    return all(a == b for a, b in zip(one, other, strict=False))


def same_address(said: str, right: str) -> bool:
    """Whether two addresses are one, however they are encoded, and with or without index.html."""
    return _address(said) == _address(right)


def _address(text: str) -> tuple[str, str, str, str]:
    parts = urlsplit(text)
    path = re.sub(r"(?<=/)index\.html?$", "", unquote(parts.path)) or "/"
    return parts.scheme, parts.netloc.lower(), path, parts.query


_SAME: dict[str, Callable[[str, str], bool]] = {
    "title": same_title,
    "description": alike,
    "published": same_day,
    "modified": same_day,
    "authors": same_person,
    "site_name": same_text,
    "image": same_picture,
    "language": same_language,
    "locale": same_language,
    "address": same_address,
    "kind": same_text,
}


def is_right(field: str, said: Sequence[str], right: Sequence[str]) -> bool:
    """Whether everything that smoopt says of a field is one of the right answers."""
    same = _SAME[field]
    return all(any(same(value, answer) for answer in right) for value in said)
