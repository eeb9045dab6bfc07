"""Typst, which draws cards offline and the same everywhere; all calls of it are in this module.

A design's sources and the page's texts are passed as values, so nothing but fonts is read from
disk, and no text of a page is ever code.
"""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import typst


class Shape(NamedTuple):
    """A card's width and height in points, as designs count, and its pixels per inch."""

    width: int
    height: int
    pixels_an_inch: int = 72

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.pixels(self.width), self.pixels(self.height)

    def pixels(self, points: float) -> int:
        """Return points as pixels."""
        return round(points * self.pixels_an_inch / 72)


# The size that networks ask for:
# https://developers.facebook.com/docs/sharing/webmasters/images/ (2026-12-01)
WIDE = Shape(1200, 630)
# 1200×1200 pixels; squares are shown smaller, so things on them are larger.
SQUARE = Shape(900, 900, 96)
# The only folder that a design can read: that of smoopt's own designs
DESIGNS = Path(__file__).parent / "designs"
# A compiler is used by one thread only; the preview has several.
_one_at_a_time = Lock()
_MAIN = "main"
_PICTURE = '#set page(width: 9pt, height: 9pt)\n#image(bytes(sys.inputs.svg), format: "svg")'
_SKETCH = """#set page(width: 96pt, height: 48pt, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, fit: "contain")"""
_PACKAGE = re.compile(r"""["']@[\w-]+/""")
_PLACE = re.compile(r"┌─ (?:.*/)?([\w.-]+):(\d+):(\d+)")


class DesignFault(Exception):
    """A design cannot be drawn; the text says where and why."""


def is_installed() -> bool:
    """Return whether cards can be drawn."""
    return find_spec("typst") is not None


def version() -> str:
    """Return the version of Typst: another version may draw a different picture."""
    from importlib.metadata import version as version_of  # noqa: PLC0415 - for who has cards

    return version_of("typst")


def drawn(
    name: str,
    sources: Mapping[str, str],
    inputs: Mapping[str, str],
    fonts: "Fonts",
    shape: Shape = WIDE,
) -> bytes:
    """Draw a card as PNG; `sources` are the design `NAME.typ` and what it imports, by file name.

    `inputs` are texts that it finds in `sys.inputs`. Raises DesignFault.
    """
    import typst  # noqa: PLC0415 - an extra, for who has cards

    for file, source in sources.items():
        _refuse_packages(file, source)
    given = {_MAIN: _main(name).encode()}
    given |= {file: text.encode() for file, text in sources.items() if text != _shipped(file)}
    try:
        with _one_at_a_time:
            made = _compiler(fonts).compile(
                input=given,  # type: ignore[type-var] # files by name are not in its types
                format="png",
                ppi=shape.pixels_an_inch,
                sys_inputs=dict(inputs),
            )
    except typst.TypstError as error:
        raise DesignFault(_told(error, name)) from error
    if not isinstance(made, bytes):
        raise DesignFault(f"{name}.typ: a card is one page; this design draws several")
    return made


@lru_cache(maxsize=64)
def refuse_no_picture(svg: str) -> None:
    """Raise DesignFault for SVG that cannot be drawn, which would prevent the whole card."""
    import typst  # noqa: PLC0415 - an extra, for who has cards

    try:
        typst.Compiler(root=DESIGNS, ignore_system_fonts=True).compile(
            input=_PICTURE.encode(), format="svg", sys_inputs={"svg": svg}
        )
    except typst.TypstError as error:
        raise DesignFault(error.message) from error


@lru_cache(maxsize=64)
def sketch(svg: str) -> bytes:
    """Draw SVG as a small transparent PNG, to see its colours; raises DesignFault."""
    import typst  # noqa: PLC0415 - an extra, for who has cards

    try:
        made = typst.Compiler(root=DESIGNS, ignore_system_fonts=True).compile(
            input=_SKETCH.encode(), format="png", ppi=72, sys_inputs={"svg": svg}
        )
    except typst.TypstError as error:
        raise DesignFault(error.message) from error
    if not isinstance(made, bytes):
        raise DesignFault("a picture is one page")
    return made


@cache
def _shipped(file: str) -> str | None:
    """Return the content of a file of smoopt's own designs, which Typst can read by itself."""
    place = DESIGNS / file
    return place.read_text("utf-8") if place.is_file() else None


def _main(name: str) -> str:
    """Return the main file that calls a design; strings are written as in JSON."""
    file = json.dumps(f"{name}.typ")
    return f'#import "card.typ": page-of\n#import {file}: design\n#page-of(design)\n'


def _refuse_packages(file: str, source: str) -> None:
    """Raise DesignFault for a package, which Typst would download."""
    if found := _PACKAGE.search(source):
        line = source.count("\n", 0, found.start()) + 1
        raise DesignFault(
            f"{file}:{line}: imports a package; designs are drawn without the network"
        )


def _told(error: "typst.TypstError", name: str) -> str:
    """Return what Typst found in a design, and where."""
    place = _PLACE.search(error.diagnostic)
    where = f"{place[1]}:{place[2]}:{place[3]}" if place and place[1] != _MAIN else f"{name}.typ"
    hints = "".join(f" ({hint})" for hint in error.hints)
    # The path of smoopt's installation is of no use to the reader.
    return f"{where}: {error.message}{hints}".replace(str(DESIGNS), "")


class Fonts:
    """The fonts of some folders and files, and on request the system's.

    `families` has for each family the file of one of its fonts, and the index in that file.
    """

    def __init__(self, places: Sequence[str], *, system: bool) -> None:
        """Find the fonts."""
        import typst  # noqa: PLC0415 - an extra, for who has cards

        self.found = typst.Fonts(
            include_system_fonts=system, include_embedded_fonts=False, font_paths=list(places)
        )
        self.families: dict[str, tuple[str, int]] = {}
        for font in self.found.fonts():
            if font.path:
                self.families.setdefault(font.family, (font.path, font.index))


@lru_cache(maxsize=4)
def _compiler(fonts: Fonts) -> "typst.Compiler":
    import typst  # noqa: PLC0415 - an extra, for who has cards

    return typst.Compiler(root=DESIGNS, font_paths=fonts.found, ignore_system_fonts=True)
