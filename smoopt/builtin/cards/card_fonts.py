"""The fonts of cards: those of the extras and the author's own; system fonts only on request."""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from io import SEEK_END
from pathlib import Path
from typing import NamedTuple

import xxhash

from smoopt.builtin.cards.scripts import extra_for
from smoopt.builtin.cards.typesetter import DesignFault, Fonts
from smoopt.model.extras import installing

DEFAULT = "Inter"
# A colour font if the extra `cards-emoji` provides one, else the black one
COLOUR_EMOJI, BLACK_EMOJI = "Noto Color Emoji", "Noto Emoji"
# Packages with fonts, and the folder in each. Of several fonts of a family, the first that fits is
# used: fonts with all weights come first.
_PACKAGES = (
    ("fontpkg_inter", "files"),
    ("manimgx_fonts", ""),
    ("manimgx_fonts_cjk", ""),
    ("dynamic_font", "assets/fonts"),
)
# Characters that may be drawn as emoji. Without any, no character needs a closer look.
_MAYBE_EMOJI = re.compile(
    "[\u200d\u203c-\u2049\u2139-\u27bf\u2934-\u2b55\u3030-\u303d\u3297-\u3299\ufe0f"
    "\U0001f000-\U0001faff]"
)
# Characters that are not drawn: format characters, variation selectors, spaces, line ends
_UNDRAWN = frozenset({"Cf", "Cc", "Zs", "Zl", "Zp", "Mn", "Me"})

# The first bytes of a font, which contain its version and the checksums of its tables
_HEADERS = 1 << 16
_MOST_SHOWN = 12


class Where(NamedTuple):
    """Where fonts come from: the author's folders, the package of a family, the system."""

    own: tuple[str, ...] = ()
    family: str = DEFAULT
    system: bool = False


@lru_cache(maxsize=8)
def fonts_of(where: Where) -> Fonts:
    """Find the fonts; the author's own files come first."""
    return Fonts((*where.own, *_packaged(where.family)), system=where.system)


def _packaged(family: str) -> Iterator[str]:
    named = f"fontpkg_{family.lower().replace(' ', '_')}"
    for package, inside in ((named, "files"), *_PACKAGES):
        spec = find_spec(package) if package.isidentifier() else None
        for folder in (spec and spec.submodule_search_locations) or ():
            if (place := Path(folder, inside)).exists():
                yield str(place)


class Chosen(NamedTuple):
    """The font families of a card: for text, in order, and for emoji ("" for none)."""

    text: tuple[str, ...]
    emoji: str

    @property
    def all(self) -> tuple[str, ...]:
        """All families."""
        return (*self.text, self.emoji) if self.emoji else self.text


class MissingGlyphs(Exception):
    """No font has some characters; the text names them, and the extra with their fonts."""


def chosen_fonts(
    fonts: Fonts, font: str, families: Sequence[str], text: str, *, is_all: bool = True
) -> Chosen:
    """Choose the fonts of a text: the requested font, then those of its scripts.

    `is_all` means that the card shows nothing but this text, which is unknown for own designs.
    Raises DesignFault if the requested font does not exist.
    """
    if font not in fonts.families:
        package = f"fontpkg-{font.lower().replace(' ', '-')}"
        raise DesignFault(
            f"there is no font {font!r}: lay it into templates/cards/, or pip install {package}"
        )
    emoji = (COLOUR_EMOJI, BLACK_EMOJI) if not is_all or _MAYBE_EMOJI.search(text) else ()
    there = [family for family in emoji if family in fonts.families]
    known = dict.fromkeys(family for family in (font, *families) if family in fonts.families)
    return Chosen((*known,), there[0] if there else "")


def refuse_missing_glyphs(text: str, chosen: Chosen, fonts: Fonts) -> None:
    """Raise MissingGlyphs if none of the chosen fonts has a character of the text."""
    if missing := missing_glyphs(text, chosen.all, fonts):
        raise MissingGlyphs(_told(missing))


def _told(missing: str) -> str:
    shown = " ".join(f"{one} (U+{ord(one):04X})" for one in missing[:_MOST_SHOWN])
    more = f" and {len(missing) - _MOST_SHOWN} more" if len(missing) > _MOST_SHOWN else ""
    extra = extra_for(missing)
    how = installing(extra) if extra else "lay one into templates/cards/"
    return f"no font has {shown}{more}: {how}"


def missing_glyphs(text: str, families: Iterable[str], fonts: Fonts) -> str:
    """Return the characters of a text that none of the fonts has, each once."""
    left = {ord(one) for one in text if unicodedata.category(one) not in _UNDRAWN}
    for family in families:
        if not left:
            break
        has = _characters(*fonts.families[family])
        left = {one for one in left if not has[one >> 3] >> (one & 7) & 1}
    return "".join(one for one in dict.fromkeys(text) if ord(one) in left)


def font_version(fonts: Fonts, family: str) -> str:
    """Return a key for the version of a family's font, the same on any machine."""
    return _version(fonts.families[family][0])


@lru_cache(maxsize=256)
def _version(file: str) -> str:
    with Path(file).open("rb") as font:
        digest = xxhash.xxh3_64_hexdigest(font.read(_HEADERS))
        return f"{Path(file).name} {font.seek(0, SEEK_END)} {digest}"


@lru_cache(maxsize=64)
def _characters(file: str, number: int) -> bytes:
    """Return the characters that a font has, as a bit set."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - an extra, for who has cards

    bits = bytearray((sys.maxunicode >> 3) + 1)
    with TTFont(file, fontNumber=number, lazy=True) as font:
        # Otherwise it would first generate a name for each glyph, for half a second.
        font.setGlyphOrder([""] * font["maxp"].numGlyphs)
        for one in font.getBestCmap() or ():
            bits[one >> 3] |= 1 << (one & 7)
    return bytes(bits)
