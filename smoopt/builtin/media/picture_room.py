"""Whether a picture looks the same with its size in its attributes.

`width` and `height` are styles of the lowest rank: what the page's sheets say counts more, and
what they do not say, the attributes now do. A sheet that narrows pictures (`max-width: 100%`)
keeps their shape only if it also says `height: auto`; one that limits their height keeps it only
while nothing else fixes the width. https://html.spec.whatwg.org/multipage/rendering.html#dimRendering
(2026-12-01)
"""

from turbohtml import Element

from smoopt.html.page import Page
from smoopt.site.element_styles import ElementStyle, sheets_of, style_of
from smoopt.site.site import Site

# Values that state nothing
_NO_LIMIT = frozenset({"none", "auto", "initial", "unset", "revert", "0", "0px"})
_WIDTHS = (
    *("width", "min-width", "max-width"),
    *("inline-size", "min-inline-size", "max-inline-size"),
)
_HEIGHTS = ("height", "block-size")
_LIMITS_OF_HEIGHT = ("min-height", "max-height", "min-block-size", "max-block-size")
# Containers that stretch items without a size of their own
_STRETCHING = ("flex", "grid")


def is_kept_in_shape(page: Page, site: Site, image: Element) -> bool:
    """Return whether the shape surely stays; False if a sheet cannot be read, or may change it."""
    if not sheets_of(page, site).are_whole:
        return False
    style = style_of(page, site, image)
    if style.of("all").all or _says(style, ("aspect-ratio", *_LIMITS_OF_HEIGHT)):
        return False
    if any(style.of(name).all - {"auto"} for name in _HEIGHTS):
        return False
    if _says(style, _WIDTHS) and not any(style.of(name).value == "auto" for name in _HEIGHTS):
        return False
    return style.of("width").value not in {"", "auto"} or not _is_stretched(page, site, image)


def _says(style: ElementStyle, names: tuple[str, ...]) -> bool:
    return any(style.of(name).all - _NO_LIMIT for name in names)


def _is_stretched(page: Page, site: Site, image: Element) -> bool:
    around = image.parent
    if not isinstance(around, Element):
        return False
    displays = style_of(page, site, around).of("display").all
    return any(word in display for display in displays for word in _STRETCHING)
