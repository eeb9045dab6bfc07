"""The tags that name a site's icons, manifest and colour, where a page lacks tags of that kind."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from smoopt.html import markup
from smoopt.html.page import Page
from smoopt.site.icon_files import SiteIcons
from smoopt.site.site import Site

_TOUCH = ("apple-touch-icon", "apple-touch-icon-precomposed")
# A white icon is invisible on a white tab.
_UNSEEN = "#ffffff"


class Tag(msgspec.Struct, frozen=True):
    """A tag to add to the head, its name, and the reason."""

    text: str
    name: str
    because: str


class Wanted(msgspec.Struct, frozen=True):
    """What pages should name: icons, and whether the manifest and colours.

    `mask_color` is the colour of the icon for pinned tabs, "" for the theme colour.
    """

    icons: SiteIcons
    manifest: bool
    theme_color: bool
    mask_color: str


class _Link(msgspec.Struct, frozen=True):
    """A link to a file of the site, and the directive of a policy that may forbid loading it."""

    rel: str
    path: str
    attributes: tuple[tuple[str, str], ...]
    directive: str = "img-src"


def icon_tags(page: Page, site: Site, wanted: Wanted) -> Iterator[Tag]:
    """Yield the tags that are missing."""
    yield from _links(page, site, _icon_links(page, wanted))
    icons = wanted.icons
    needs_color = wanted.theme_color and not page.has_tag(("theme-color",))
    needs_mask = icons.mask != "" and not page.has_tag(("mask-icon",))
    if not (needs_color or needs_mask):
        return
    color, why = _theme_color(page, site, icons)
    if color and needs_color:
        yield Tag(markup.meta(color, name="theme-color", xhtml=page.xhtml), "theme-color", why)
    color = wanted.mask_color or color
    if needs_mask and color not in {"", _UNSEEN}:
        yield from _links(page, site, [_Link("mask-icon", icons.mask, (("color", color),))])


def _icon_links(page: Page, wanted: Wanted) -> Iterator[_Link]:
    icons = wanted.icons
    if icons.icons and not page.has_tag(("icon",)):
        for icon in icons.icons:
            sizes = (("sizes", icon.sizes),) if icon.sizes else ()
            yield _Link("icon", icon.path, (*sizes, ("type", icon.type)))
    if (touch := icons.touch) is not None and not page.has_tag(_TOUCH):
        rel = touch.path.rpartition("/")[2].removesuffix(".png")
        yield _Link(rel, touch.path, (("sizes", touch.sizes),))
    if icons.manifest and wanted.manifest and not page.has_tag(("manifest",)):
        yield _Link("manifest", icons.manifest, (), "manifest-src")


def _links(page: Page, site: Site, links: Iterable[_Link]) -> Iterator[Tag]:
    """Yield links, except to files that the page's policy forbids browsers to load."""
    policy = None
    for link in links:
        policy = policy or site.policy(page)
        href = site.href(page, link.path)
        if not policy.policies or policy.allows(link.directive, href):
            why = f"the site has {link.path}" if site.has(link.path) else f"smoopt adds {link.path}"
            text = _written(link.rel, href, link.attributes, page.xhtml)
            yield Tag(text, f"{link.rel} link", why)


# Pages of one folder follow one another, and have the same.
@lru_cache(maxsize=64)
def _written(rel: str, href: str, attributes: tuple[tuple[str, str], ...], xhtml: bool) -> str:
    return markup.link(rel, href, xhtml=xhtml, **dict(attributes))


def _theme_color(page: Page, site: Site, icons: SiteIcons) -> tuple[str, str]:
    """Return the colour in the page's manifest, else in browserconfig.xml, and its source."""
    named = page.tags("manifest")
    manifest = site.file(page, named[0].value) if named else icons.manifest
    for path, what in ((manifest, "theme_color"), (icons.config, "TileColor")):
        if path and (color := site.theme_color(path)):
            return color, f"{what} in {path}"
    return "", ""
