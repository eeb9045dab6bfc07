"""The icons that smoopt adds to a site, together with those that the site has."""

import json
from collections.abc import Mapping

import msgspec

from smoopt.builtin.icons.drawing import (
    FAVICON,
    FAVICON_SIDES,
    IN_MANIFEST,
    TOUCH,
    TOUCH_SIDE,
    Drawn,
    is_svg,
)
from smoopt.site.icon_files import ICO, SVG, IconFile, SiteIcons
from smoopt.site.site import Site

MANIFEST = "site.webmanifest"
_PNG = "image/png"
# The larger one is for the manifest only.
_SMALL = "icon-192.png"
_FAVICON_SIZES = " ".join(f"{side}x{side}" for side in FAVICON_SIDES)
_LINKED = (IconFile(FAVICON, ICO, _FAVICON_SIZES), IconFile(_SMALL, _PNG, "192x192"))
_TOUCH = IconFile(TOUCH, _PNG, f"{TOUCH_SIDE}x{TOUCH_SIDE}")


def files(site: Site, drawing: Drawn) -> Mapping[str, bytes]:
    """Return the files to add, by path, but none that the site has."""
    added = {name: data for name, data in drawing.pictures.items() if not site.occupied(name)}
    return {**added, MANIFEST: _manifest(site, added)} if _lists(site, added) else added


def with_made(site: Site, there: SiteIcons, drawing: Drawn, logo: str) -> SiteIcons:
    """Combine the icons of a page with those that smoopt adds at the root."""
    added = {name for name in drawing.pictures if not site.occupied(name)}
    icons = there.icons
    if not (icons and "/" in icons[0].path):  # a folder may have its own
        made = [icon for icon in _LINKED if icon.path in added]
        if is_svg(logo) and site.has(logo):
            made.append(IconFile(logo, SVG, "any"))
        # Browsers prefer the last of several: the one that is drawn at any size.
        icons = tuple(sorted([*made, *icons], key=lambda icon: icon.type == SVG))
    return msgspec.structs.replace(
        there,
        icons=icons,
        touch=there.touch or (_TOUCH if TOUCH in added else None),
        manifest=there.manifest or (MANIFEST if _lists(site, added) else ""),
    )


def _lists(site: Site, added: Mapping[str, bytes] | set[str]) -> bool:
    """Return whether a manifest with the icons is added."""
    has_icons = any(name in added for name in IN_MANIFEST)
    return has_icons and not site.icons("").manifest and not site.occupied(MANIFEST)


def _manifest(site: Site, added: Mapping[str, bytes]) -> bytes:
    icons = [
        {"src": name, "type": _PNG, "sizes": f"{side}x{side}"}
        for name, side in IN_MANIFEST.items()
        if name in added
    ]
    named = {"name": site.name.value} if site.name else {}
    written = json.dumps({**named, "icons": icons}, ensure_ascii=False, indent=2)
    return f"{written}\n".encode("utf-8", "replace")
