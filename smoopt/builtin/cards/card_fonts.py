"""The fonts of cards: those that come with the extras, and the author's own; no others unasked."""

import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from smoopt.builtin.cards.typesetter import Fonts

DEFAULT = "Inter"
# A colour font where the extra `cards-emoji` has brought one, else the one in black.
COLOUR_EMOJI, BLACK_EMOJI = "Noto Color Emoji", "Noto Emoji"
# Packages that hold fonts, and where in them. Of fonts of one family the first that fits is taken:
# those that come in all weights go first.
_PACKAGES = (
    ("fontpkg_inter", "files"),
    ("manimgx_fonts", ""),
    ("manimgx_fonts_cjk", ""),
    ("dynamic_font", "assets/fonts"),
)
# What is not drawn: marks of format and variants, spaces, ends of lines.
_UNDRAWN = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp", "Mn", "Me"})


class Where(NamedTuple):
    """Where fonts come from: the author's folders, the package of a family, the system."""

    own: tuple[str, ...] = ()
    family: str = DEFAULT
    system: bool = False


@lru_cache(maxsize=8)
def fonts_of(where: Where) -> Fonts:
    """Find the fonts; the author's own files go first."""
    return Fonts((*where.own, *_packaged(where.family)), system=where.system)


def _packaged(family: str) -> Iterator[str]:
    named = f"fontpkg_{family.lower().replace(' ', '_')}"
    for package, inside in ((named, "files"), *_PACKAGES):
        spec = find_spec(package) if package.isidentifier() else None
        for folder in (spec and spec.submodule_search_locations) or ():
            if (place := Path(folder, inside)).exists():
                yield str(place)


def families_of(fonts: Fonts, wanted: Iterable[str]) -> tuple[str, ...]:
    """Give those of some families that there are, each once."""
    return tuple(family for family in dict.fromkeys(wanted) if family in fonts.families)


def emoji_family(fonts: Fonts) -> str:
    """Name the font for emoji, "" where there is none."""
    return next(iter(families_of(fonts, (COLOUR_EMOJI, BLACK_EMOJI))), "")


def missing_glyphs(text: str, families: Sequence[str], fonts: Fonts) -> str:
    """Give the characters of a text that none of the fonts has, each once."""
    left = {ord(one) for one in text if unicodedata.category(one) not in _UNDRAWN}
    for family in families:
        if not left:
            break
        has = _characters(*fonts.families[family])
        left = {one for one in left if not has[one >> 3] >> (one & 7) & 1}
    return "".join(one for one in dict.fromkeys(text) if ord(one) in left)


@lru_cache(maxsize=64)
def _characters(file: str, number: int) -> bytes:
    """Read which characters a font has: a bit for each."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - an extra, for who has cards

    bits = bytearray((sys.maxunicode >> 3) + 1)
    with TTFont(file, fontNumber=number, lazy=True) as font:
        # Else it would make up a name for each glyph first, for half a second.
        font.setGlyphOrder([""] * font["maxp"].numGlyphs)
        for one in font.getBestCmap() or ():
            bits[one >> 3] |= 1 << (one & 7)
    return bytes(bits)
