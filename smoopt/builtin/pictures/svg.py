"""Draws an SVG as pixels by resvg, in a process of its own, after checking its references.

resvg runs no scripts and uses no network, but it reads files that a picture refers to, aborts when
memory runs out, and takes forever where elements are reused a million times. So references outside
of the file are refused, and the process has limits.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from smoopt.builtin.pictures.reading import Unreadable
from smoopt.model.extras import refuse_without
from smoopt.site.picture_fitness import BEST

EXTRA = "svg"
# Seconds, and bytes of memory.
_SECONDS, _MEMORY = 10, 1_500_000_000
_MOST_BYTES = 5_000_000
# Pictures inside, which resvg can read; their size is limited by that of the whole file.
_EMBEDDED = re.compile(r"\s*data:image/(?:png|jpe?g|gif|webp)[;,]", re.IGNORECASE)
_LENGTH = re.compile(r"\s*\+?([0-9]{1,7}(?:\.[0-9]+)?)(?:px)?\s*")
# The longest side that is drawn, and the widest ratio
_MOST_SIDE, _WIDEST = 2400, 20
_HREF = "href"
_PROGRAM = Path(__file__).with_name("svg_process.py")


def rasterised(data: bytes, system_fonts: bool) -> bytes:
    """Draw an SVG as PNG, large enough for a card; raises Unreadable."""
    refuse_without(EXTRA, "SVG is drawn by resvg", "resvg_py", raises=Unreadable)
    root = _parsed(data)
    for problem in _problems(root, system_fonts):
        raise Unreadable(problem)
    wide, high = _size(root)
    scale = min(max(BEST[0] / wide, BEST[1] / high), _MOST_SIDE / max(wide, high))
    size = [max(1, round(wide * scale)), max(1, round(high * scale))]
    command = [sys.executable, "-P", str(_PROGRAM), *map(str, (*size, _MEMORY, int(system_fonts)))]
    seen = etree.tostring(root)  # the text that was checked, whatever its encoding was
    try:
        done = subprocess.run(  # noqa: S603 - this program, with numbers
            command, input=seen, capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unreadable(f"resvg takes longer than {_SECONDS} s to draw it") from error
    if done.returncode or not done.stdout:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise Unreadable(f"resvg cannot draw it: {said[-1] if said else 'it ended'}")
    return done.stdout


def _parsed(data: bytes) -> etree._Element:
    if len(data) > _MOST_BYTES:
        raise Unreadable(f"it has more than {_MOST_BYTES:,} bytes")
    if b"<!ENTITY" in data or b"\0" in data:
        raise Unreadable("it has entities of its own, or is not in UTF-8")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"it is no XML: {error}") from error
    if etree.QName(root).localname != "svg":
        raise Unreadable("it is no SVG")
    return root


def _problems(root: etree._Element, system_fonts: bool) -> Iterator[str]:
    """Yield what resvg would not draw as browsers do, or would read from elsewhere."""
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name == "foreignObject":
            yield "it has HTML in it (foreignObject), which only browsers draw"
        if name == "text" and not system_fonts and "".join(element.itertext()).strip():
            yield (
                "it has text, which looks different wherever other fonts are installed: turn it "
                "into paths, or set `system_fonts`"
            )
        for key, value in element.attrib.items():
            is_link = etree.QName(key).localname == _HREF and name not in {"a", "script"}
            if is_link and not (value.strip().startswith("#") or _EMBEDDED.match(value)):
                yield f"it refers to another file: {value[:80]}"


def _size(root: etree._Element) -> tuple[float, float]:
    """Return width and height, of which only the proportion counts; raises Unreadable."""
    found = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    sides = [float(one[1]) for one in found if one]
    if len(sides) < 2:  # noqa: PLR2004
        try:
            sides = [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip())]
        except ValueError:
            sides = []
        sides = sides[2:]
    is_pair = len(sides) == 2 and min(sides) > 0  # noqa: PLR2004
    if not (is_pair and 1 / _WIDEST <= sides[0] / sides[1] <= _WIDEST):
        raise Unreadable("it has no size that can be drawn: expected width and height, or viewBox")
    return sides[0], sides[1]
