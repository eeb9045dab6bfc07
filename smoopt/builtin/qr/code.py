"""QR codes, computed by zxing-cpp: https://github.com/zxing-cpp/zxing-cpp (2026-12-01)."""

import re
import struct
import zlib
from base64 import b64encode
from collections.abc import Iterator
from math import isqrt
from typing import cast

import msgspec

from smoopt.html import markup
from smoopt.model.web_address import is_encoded

# https://www.qrcode.com/en/howto/code.html (2026-12-01): four modules of quiet zone on each side.
_QUIET = 4
# The width of a module in pixels
MODULE = 4
# What fits into version 7 (45 modules per side) at level M, with a picture of 0.8 kB:
# https://www.qrcode.com/en/about/version.html (2026-12-01)
_LONGEST = 122
_DARK = re.compile(b"\0+")
_PNG = b"\x89PNG\r\n\x1a\n"


class Code(msgspec.Struct, frozen=True):
    """A code without its quiet zone: rows of modules, 0 for dark and 255 for light ones."""

    rows: tuple[bytes, ...]

    @property
    def side(self) -> int:
        """The number of modules per side, with the quiet zone."""
        return len(self.rows) + 2 * _QUIET

    @property
    def path(self) -> str:
        """The dark modules as an SVG path: a line through the middle of the row for each run."""
        return "".join(_steps(self.rows))

    @property
    def picture(self) -> str:
        """The code as PNG in base64, with the quiet zone, `MODULE` pixels per module."""
        return b64encode(_png(self.rows)).decode()


def code_of(url: str) -> Code | None:
    """Return the smallest code for an address with error correction M; None if it is too long."""
    from zxingcpp import BarcodeFormat, create_barcode  # noqa: PLC0415 - an extra

    if len(url) > _LONGEST or not is_encoded(url):
        return None
    made = create_barcode(url, BarcodeFormat.QRCode, ec_level="M")
    modules = bytes(cast("bytes", made.to_image(add_quiet_zones=False)))  # of a buffer
    side = isqrt(len(modules))
    return Code(tuple(modules[at : at + side] for at in range(0, len(modules), side)))


def svg(code: Code, url: str, width: int) -> str:
    """Return the code as a file of its own, `width` pixels wide."""
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "width": str(width),
        "height": str(width),
        "viewBox": f"0 0 {code.side} {code.side}",
        "shape-rendering": "crispEdges",
    }
    title = markup.element("title", {}, markup.text(url))
    ground = markup.element("path", {"fill": "#fff", "d": f"M0 0h{code.side}v{code.side}H0z"})
    modules = markup.element("path", {"stroke": "#000", "d": code.path})
    return f"{markup.element('svg', attributes, title, ground, modules)}\n"


def _steps(rows: tuple[bytes, ...]) -> Iterator[str]:
    yield "M0 .5"
    x = y = -_QUIET
    for row, modules in enumerate(rows):
        for run in _DARK.finditer(modules):
            start, end = run.span()
            yield f"m{start - x} {row - y}h{end - start}"
            x, y = end, row


def _png(rows: tuple[bytes, ...]) -> bytes:
    """Return rows as a PNG of one bit per pixel: https://www.w3.org/TR/png-3/ (2026-12-01).

    A module is four pixels wide, so it is a hexadecimal digit, 0 or f; each row has an odd
    number.
    """
    quiet = _QUIET * "f"
    blank = [len(rows) * "f"] * _QUIET
    digits = [*blank, *(row.hex()[::2] for row in rows), *blank]
    lines = [bytes.fromhex(f"00{quiet}{line}{quiet}f") * MODULE for line in digits]
    side = MODULE * len(digits)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    data = _deflated(b"".join(lines))
    return b"".join([_PNG, _chunk(b"IHDR", header), _chunk(b"IDAT", data), _chunk(b"IEND", b"")])


def _deflated(data: bytes) -> bytes:
    """Compress lines that are alike four at a time; short matches cost more than they spare."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_FILTERED)
    return packer.compress(data) + packer.flush()


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
