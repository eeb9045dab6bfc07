"""The icons, web app manifest and theme colour that a folder provides for the pages below it."""

import re
import struct
from collections.abc import Collection, Iterator

import msgspec

from smoopt.files import pictures
from smoopt.files.bounded import HANDWRITTEN
from smoopt.files.folder import Folder
from smoopt.model.page_files import has_page_suffix
from smoopt.model.plain_data import read_json
from smoopt.model.plain_text import tidy
from smoopt.site.root_address import read_page
from smoopt.site.xml_files import elements, local_name

# Browsers that may take several take the last: https://html.spec.whatwg.org/#rel-icon (2026-12-01)
_ICONS = (
    *("favicon.ico", "favicon.png", "favicon-16x16.png", "favicon-32x32.png"),
    *("favicon-48x48.png", "favicon-96x96.png", "favicon.svg"),
)
_TOUCH_ICONS = ("apple-touch-icon.png", "apple-touch-icon-precomposed.png")
_MASK = "safari-pinned-tab.svg"
_MANIFESTS = ("site.webmanifest", "manifest.webmanifest", "manifest.json")
_BROWSER_CONFIG = "browserconfig.xml"
_NAMES = (*_ICONS, *_TOUCH_ICONS, _MASK, *_MANIFESTS, _BROWSER_CONFIG)
SVG = "image/svg+xml"
# https://www.iana.org/assignments/media-types/image/vnd.microsoft.icon (2026-12-01)
ICO = "image/vnd.microsoft.icon"
_ICO_HEADER = b"\0\0\1\0"
# A `<svg>` comes after a declaration and comments at most.
_SVG_WITHIN = 4096
_COLOR = re.compile(r"#(?:[0-9a-f]{6}|[0-9a-f]{3})")


class IconFile(msgspec.Struct, frozen=True):
    """An icon in the site: path, media type, and its sizes as HTML writes them ("" if unknown)."""

    path: str
    type: str
    sizes: str


class SiteIcons(msgspec.Struct, frozen=True):
    """The icons for a page: the nearest of each kind.

    `touch` is for home screens, `mask` the path of Safari's icon for pinned tabs, `manifest` that
    of the web app manifest, `config` that of a browserconfig.xml with a colour; "" for what is
    missing.
    """

    icons: tuple[IconFile, ...] = ()
    touch: IconFile | None = None
    mask: str = ""
    manifest: str = ""
    config: str = ""

    def over(self, above: "SiteIcons") -> "SiteIcons":
        """Fill in from the folder above what this one lacks."""
        if self == NO_ICONS:
            return above
        pairs = zip(msgspec.structs.astuple(self), msgspec.structs.astuple(above), strict=True)
        return SiteIcons(*[own or other for own, other in pairs])


NO_ICONS = SiteIcons()


def icons_in(opened: Folder, files: Collection[str], folder: str) -> SiteIcons:
    """Look into one folder; its path is "" or ends with a slash."""
    if not any(folder + name in files for name in _NAMES):
        return NO_ICONS

    def there(names: Collection[str]) -> Iterator[str]:
        return (path for name in names if (path := folder + name) in files)

    touch = (icon for path in there(_TOUCH_ICONS) if (icon := _read(opened, path)))
    manifests = (path for path in there(_MANIFESTS) if _manifest_color(opened, path) is not None)
    return SiteIcons(
        icons=tuple(icon for path in there(_ICONS) if (icon := _read(opened, path))),
        touch=next(touch, None),
        mask=next((path for path in there([_MASK]) if _read(opened, path)), ""),
        manifest=next(manifests, ""),
        config=next((path for path in there([_BROWSER_CONFIG]) if _tile_color(opened, path)), ""),
    )


def stated_color(opened: Folder, path: str) -> str:
    """Return the colour that a manifest, a browserconfig.xml or a page states; "" for none."""
    if has_page_suffix(path):
        return _page_color(opened, path)
    return (
        _tile_color(opened, path) if path.endswith(".xml") else _manifest_color(opened, path) or ""
    )


def _page_color(opened: Folder, path: str) -> str:
    page = read_page(opened, path)
    tag = None if page is None else page.first_tag("theme-color")
    return six_digits(tag.value) if tag else ""


def _manifest_color(opened: Folder, path: str) -> str | None:
    """Return a web app manifest's theme colour, or "" if it has none; None for another file.

    https://www.w3.org/TR/appmanifest/ (2026-12-01). Extensions of browsers, and lists of built
    files, are called manifest.json as well.
    """
    try:
        said = read_json(opened.read(path, HANDWRITTEN).decode("utf-8-sig"))
    except (OSError, ValueError):
        return None
    if not isinstance(said, dict) or "manifest_version" in said:
        return None
    is_named = any(isinstance(said.get(key), str) for key in ("name", "short_name"))
    icons = said.get("icons")
    has_icons = isinstance(icons, list) and any(isinstance(one, dict) for one in icons)
    if not (has_icons or (is_named and isinstance(said.get("start_url"), str))):
        return None
    return six_digits(said.get("theme_color"))


def six_digits(color: object) -> str:
    """Write a hexadecimal colour as #aabbcc, which all clients understand; "" for others."""
    written = color.strip().lower() if isinstance(color, str) else ""
    if _COLOR.fullmatch(written) is None:
        return ""
    digits = written[1:]
    return f"#{digits}" if len(digits) > len("abc") else "#" + "".join(2 * one for one in digits)


def _tile_color(opened: Folder, path: str) -> str:
    """Read the colour in a browserconfig.xml.

    https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/platform-apis/dn320426(v=vs.85)
    (2026-12-01)
    """
    named = (node for node in elements(opened, path) if local_name(node) == "tilecolor")
    return next(filter(None, (six_digits(tidy(node.text)) for node in named)), "")


def _read(opened: Folder, path: str) -> IconFile | None:
    """Read type and sizes of an icon; None for what is not a picture."""
    picture = pictures.read(opened, path)
    if picture is None:
        return None
    if picture.width and picture.type.startswith("image/") and picture.type != SVG:
        return IconFile(path, picture.type, f"{picture.width}x{picture.height}")
    try:
        with opened.open(path) as file:
            start = file.read(_SVG_WITHIN)
    except OSError:
        return None
    if path.endswith(".svg"):
        return IconFile(path, SVG, "any") if b"<svg" in start else None
    sizes = " ".join(_ico_sizes(start))
    return IconFile(path, ICO, sizes) if sizes else None


def _ico_sizes(start: bytes) -> Iterator[str]:
    """Read the sizes of the pictures in an ICO file: 0 stands for 256."""
    if not start.startswith(_ICO_HEADER) or len(start) < (header := 6):
        return
    (count,) = struct.unpack_from("<H", start, 4)
    sizes = {
        (start[at] or 256, start[at + 1] or 256)
        for at in range(header, min(header + 16 * count, len(start) - 15), 16)
    }
    yield from (f"{width}x{height}" for width, height in sorted(sizes))
