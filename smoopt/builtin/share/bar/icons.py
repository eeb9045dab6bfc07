"""Icons: one path each on 24 by 24, from packages that are named in icons/NOTICE."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from smoopt.html import markup
from smoopt.plugin.networks import Network

# Pixels, as the style sheet has it: without the style sheet a bar is as high as with it.
SIZE = 20
_PATH = re.compile(r"[Mm][MmZzLlHhVvCcSsQqTtAaEe0-9+\-.,\s]+")
_GENERIC = {"share": "share", "save": "bookmark"}


@cache
def paths() -> Mapping[str, str]:
    """Read the path data of every bundled icon, by name."""
    icons: dict[str, str] = json.loads((Path(__file__).parent / "icons/icons.json").read_bytes())
    return icons


def of(network: Network) -> str:
    """Give the path data of a network's icon; one without an icon gets that of its kind."""
    wanted = network.icon or network.name
    if _PATH.fullmatch(wanted):
        return wanted
    return paths().get(wanted) or paths()[_GENERIC[network.kind]]


def check(network: Network) -> None:
    """Raise ValueError if a network's icon is neither a bundled one nor path data."""
    if network.icon and network.icon not in paths() and not _PATH.fullmatch(network.icon):
        known = ", ".join(sorted(paths()))
        raise ValueError(f"icon {network.icon!r} is neither SVG path data nor one of: {known}")


@cache
def svg(data: str, name: str = "") -> str:
    """Write an icon in the colour of the text around it, for the eye only; `name` is its class."""
    attributes = {
        "class": name or None,
        "xmlns": "http://www.w3.org/2000/svg",
        "width": str(SIZE),
        "height": str(SIZE),
        "viewBox": "0 0 24 24",
        "fill": "currentColor",
        "aria-hidden": "true",
    }
    return markup.element("svg", attributes, markup.element("path", {"d": data}))
