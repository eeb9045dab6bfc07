"""The brand colour of a site: the declared one, else the most frequent in its style sheets."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from smoopt.builtin.cards.palette import color
from smoopt.html.page import Page
from smoopt.site.icon_files import six_digits
from smoopt.site.site import Site
from smoopt.site.stated_address import HOME

# A calm blue, for sites without a colour
DEFAULT = "#3056d3"
# Names of variables for the colour of links and buttons, the plainest first
_NAMES = ("brand", "primary", "accent", "theme", "link")
_VARIABLE = re.compile(r"--([\w-]{1,60})\s*:\s*(#[0-9a-f]{3}(?:[0-9a-f]{3})?)\b", re.IGNORECASE)
_COLOR = re.compile(r"#[0-9a-f]{6}\b|#[0-9a-f]{3}\b", re.IGNORECASE)
# What is used less often may be a sign's.
_OFTEN = 3
_MOST_SHEETS, _MOST_CHARACTERS = 6, 400_000


def brand_color(page: Page, site: Site) -> tuple[str, str]:
    """Return the colour as `#rrggbb`, and where it comes from.

    1. the page's theme-color; 2. that of the front page, the manifest or browserconfig.xml; 3.
    variables of style sheets with such names; 4. their most frequent colour. Greys do not
    count.
    """
    for tag in page.tags("theme-color"):
        if _is_brand(tag.value):
            return six_digits(tag.value), "theme-color"
    icons = site.icons(page.path)
    for path in filter(None, (HOME, icons.manifest, icons.config)):
        stated = site.theme_color(path)
        if _is_brand(stated):
            return stated, path
    for path in _sheets(page, site):
        if found := _main_color((site.read(path) or "")[:_MOST_CHARACTERS]):
            return found, path
    return DEFAULT, ""


def _sheets(page: Page, site: Site) -> Iterator[str]:
    """Yield the paths of the style sheets that a page loads, the last first; themes come first."""
    links = [tag for tag in page.head_tags if "stylesheet" in tag.keys]
    for tag in reversed(links[:_MOST_SHEETS]):
        path = site.file(page, tag.value)
        if path is not None and site.has(path):
            yield path


def _is_brand(written: str) -> bool:
    found = color(written)
    return found is not None and not found.is_grey


@lru_cache(maxsize=32)
def _main_color(css: str) -> str:
    """Return the main colour of a style sheet; "" if it has none."""
    variables: dict[str, str] = {}
    for name, written in _VARIABLE.findall(css):
        if _is_brand(written):
            variables.setdefault(name.lower(), six_digits(written))
    for word in _NAMES:
        named = [name for name in variables if word in name.split("-")]
        if named:
            return variables[min(named, key=len)]
    counted = Counter(filter(_is_brand, map(six_digits, _COLOR.findall(css))))
    for found, times in counted.most_common(1):
        return found if times >= _OFTEN else ""
    return ""
