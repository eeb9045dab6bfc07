"""QR codes as SVG, worked out by segno: https://segno.readthedocs.io/ (2026-12-01)."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from smoopt.html import markup
from smoopt.model.web_address import is_encoded

# https://www.qrcode.com/en/howto/code.html (2026-12-01): four modules of quiet zone on each side.
_QUIET = 4
# What fits into version 5 (37 modules a side) at level M, of which the SVG takes less than 3 kB:
# https://www.qrcode.com/en/about/version.html (2026-12-01)
_LONGEST = 84


class Code(msgspec.Struct, frozen=True):
    """A code: how many modules a side has with the quiet zone, and the path of the dark ones."""

    side: int
    path: str


def code_of(url: str) -> Code | None:
    """Draw an address with error correction M, or better at the same size; None if too long."""
    from segno import make_qr  # noqa: PLC0415 - an extra, for who asks for it

    if len(url) > _LONGEST or not is_encoded(url):
        return None
    made = make_qr(url, error="m")
    return Code(len(made.matrix) + 2 * _QUIET, "".join(_steps(made.matrix)))


def svg(code: Code, url: str, width: int) -> str:
    """Write the code as a file of its own, `width` pixels wide."""
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


def _steps(matrix: Sequence[Sequence[int]]) -> Iterator[str]:
    """Write a path through the middle of each row, with a line for each run of dark modules."""
    yield "M0 .5"
    x, y = 0, 0
    for row, modules in enumerate(matrix, _QUIET):
        start = _QUIET
        for is_dark, run in groupby(modules):
            end = start + len(list(run))
            if is_dark:
                yield f"m{start - x} {row - y}h{end - start}"
                x, y = end, row
            start = end
