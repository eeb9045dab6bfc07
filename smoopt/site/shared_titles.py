"""What most titles of a site begin or end with: " - Rust", "Loom: ", " (Loom 2.4 API)".

It is no page's own, and most often it is the site's name. It is found for each language separately,
because a site may have another name in each.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from smoopt.model.checksum import checksum
from smoopt.model.late_pattern import late

# Fewer titles say nothing of the others, and a smaller part is not the site's. What most titles
# begin with may be the name of one large section, so that more of them must agree.
FEWEST, MOST = 3, 0.6
# A page says no more of its title than this.
_LONGEST = 120
# Scripts without blanks, from the first letter of any of them on.
_FIRST_DENSE = "\u3040"
_DENSE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
# What stands between a name and a title, with a blank around it: dashes, bars, dots, arrows, stars.
# A tidy title has single blanks only.
BETWEEN = r" [-‐-―−~/\\:<>|｜¦·•‣⁃∙⋅●◦★☆✦◆◇■□♦▪▸▹▶»«›‹→←]{1,3} "
# Where so much else must agree, looser forms count than in a single title: "Loom: Alpha",
# "Alpha| Loom", "Alpha @ Loom", and 標題_站名 without blanks.
_SEPARATOR = rf"{BETWEEN}| [|｜·•»«] ?|[|｜·•»«] ?|: |：| @ "
_SEPARATORS = re.compile(f"({_SEPARATOR})")
_DENSE_SEPARATORS = late(
    rf"({_SEPARATOR}|_+(?=[{_DENSE}])|(?<=[{_DENSE}])(?:[-–—_]+ ?| [-–—_]+ ?)(?=\S))"
)
_NO_BLANKS = re.compile(r"^[-–—_]+")
# As Javadoc does it, and as Japanese titles do.
_IN_BRACKETS = r"\(([^()]+)\)|\[([^\[\]]+)\]|（([^（）]+)）|【([^【】]+)】"
_BRACKETS = re.compile(rf"(?:\s+|(?=[（【]))(?:{_IN_BRACKETS})$")
_CLOSING = (")", "]", "）", "】")
_BRACKETS_FIRST = re.compile(rf"^(?:{_IN_BRACKETS})(?:\s+|(?<=[）】]))(?=\S)")


class Shared(NamedTuple):
    """The beginning or ending that most titles share, separators included; at most one of both.

    `language` is that of the pages where only those in it agree, or "".
    """

    before: str = ""
    after: str = ""
    language: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The shared parts without separators: one, or two if most titles share both."""
        return names_in(self.before) or names_in(self.after)

    def off(self, title: str) -> str:
        """Remove it from a title, or as much of it as is there."""
        if self.before and len(title) > len(self.before) and title.startswith(self.before):
            return title.removeprefix(self.before)
        for end in (self.after, last_part(self.after)):
            if end and len(title) > len(end) and title.endswith(end):
                return title.removesuffix(end)
        return title


class Said(NamedTuple):
    """A title's checksum (b"" without a title), and how the title begins and ends.

    `after` holds up to two parts.
    """

    title: bytes
    before: str = ""
    after: str = ""
    language: str = ""


def said(title: str, language: str) -> Said:
    """Take a title apart."""
    told, found = checksum(title), _split(title)
    if len(found) == 1:
        first = _BRACKETS_FIRST.match(title)
        last = _BRACKETS.search(title) if title.endswith(_CLOSING) else None
        before, after = first[0] if first else "", last[0] if last else ""
        return Said(told, _short(before), _short(after), language)
    if not found[0] or not found[-1]:
        return Said(told, "", "", language)
    last_two = found[-4:] if len(found) > 4 else found[-2:]  # noqa: PLR2004
    return Said(told, _short("".join(found[:2])), _short("".join(last_two)), language)


def names_in(text: str) -> tuple[str, ...]:
    """Return the parts of the beginning or end of a title, without separators and brackets."""
    if brackets := _BRACKETS.fullmatch(text) or re.fullmatch(rf"(?:{_IN_BRACKETS})\s*", text):
        return (_inside(brackets),)
    return tuple(part for part in _split(_NO_BLANKS.sub("", text))[::2] if part)


def parts(title: str) -> tuple[str, ...]:
    """Return the parts of a whole title: those between separators, or beside brackets."""
    found = tuple(part.strip() for part in _split(title)[::2] if part.strip())
    if len(found) == 1 and (brackets := _BRACKETS.search(title)):
        return title[: brackets.start()], _inside(brackets)
    return found


def _split(text: str) -> list[str]:
    """Split at separators, which are at the odd indexes of the result."""
    has_dense = max(text, default="") >= _FIRST_DENSE
    return (_DENSE_SEPARATORS if has_dense else _SEPARATORS).split(text)


def _inside(brackets: re.Match[str]) -> str:
    return next(str(inside) for inside in brackets.groups() if inside)


def of_language(found: Mapping[str, Shared], language: str) -> Shared:
    """Return what the titles of pages in a language share."""
    return found.get(language) or found.get("") or Shared()


def last_part(after: str) -> str:
    """Return the last part of the end of a title, with its separator."""
    if _BRACKETS.fullmatch(after):
        return after
    return "".join(_split(after)[-2:])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else ""
