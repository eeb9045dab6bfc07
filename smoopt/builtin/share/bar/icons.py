"""Icons of 24 by 24 with one path each, from packages named in icons/NOTICE.

Pages name them by a class, and the site's style sheet draws them; or they are SVG in the page.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from smoopt.html import markup
from smoopt.model.checksum import checksum
from smoopt.plugin.networks import Network, is_path_data

IconPlace = Literal["file", "inline"]

# In pixels, as in the style sheet: so a bar has the same height without it.
SIZE = 20
_GENERIC = {"share": "share", "save": "bookmark"}
_BUTTONS = ("copy", _DONE := "check", "share")
_IN_BAR = ".smoopt-bar[data-smoopt]"


@cache
def paths() -> Mapping[str, str]:
    """Read the path data of every bundled icon, by name."""
    icons: dict[str, str] = json.loads((Path(__file__).parent / "icons/icons.json").read_bytes())
    return icons


def of(network: Network) -> str:
    """Return the path data of a network's icon; without one, that of its kind."""
    wanted = network.icon or network.name
    if is_path_data(wanted):
        return wanted
    return paths().get(wanted) or paths()[_GENERIC[network.kind]]


def check(network: Network) -> None:
    """Raise ValueError if a network's icon is neither bundled nor path data."""
    if network.icon and network.icon not in paths() and not is_path_data(network.icon):
        known = ", ".join(sorted(paths()))
        raise ValueError(f"icon {network.icon!r} is neither SVG path data nor one of: {known}")


def of_buttons() -> Iterator[str]:
    """Return the path data of the icons on buttons."""
    return (paths()[name] for name in _BUTTONS)


@cache
def class_of(data: str) -> str:
    """Return the class by which pages name an icon: `smoopt-mastodon`."""
    return f"smoopt-{_names().get(data) or checksum(data).hex()[:8]}"


def drawing(icons: Iterable[str]) -> str:
    """Return the rules by which a style sheet draws icons, given as path data; "" for none."""
    shapes = {class_of(icon): icon for icon in icons}
    if not shapes:
        return ""
    rules = (Path(__file__).parent / "icons.css").read_text("utf-8")
    each = "\n  ".join(_shape(name, data) for name, data in shapes.items())
    return rules.replace("ICONS", ", ".join(f".{name}" for name in shapes)).replace("SHAPES", each)


def _shape(name: str, data: str) -> str:
    """Return the rule that clips a box to an icon; one icon also marks a button that is done."""
    selectors = [f".{name}", *(["button[data-done]"] if data == paths()[_DONE] else [])]
    shown = ", ".join(f"{_IN_BAR} > {selector}::before" for selector in selectors)
    # A line end would end the string.
    return f'{shown} {{ clip-path: path("{" ".join(data.split())}"); }}'


@cache
def _names() -> Mapping[str, str]:
    return {data: name for name, data in paths().items()}


@cache
def svg(data: str, name: str = "") -> str:
    """Return an icon in the colour of the text around it, decorative; `name` is its class."""
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
