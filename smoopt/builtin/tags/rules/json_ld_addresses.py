"""Addresses in JSON-LD: absolute, on the site's host, and as the site writes them."""

from collections.abc import Iterator

import msgspec

from smoopt.builtin.sources.schema_org.node import Node
from smoopt.builtin.tags.rules.picture_tags import OG_IMAGE, picture_fault
from smoopt.html.markup import JSON
from smoopt.html.page import Page
from smoopt.model.finding import Severity
from smoopt.model.rule import Fault, Rule
from smoopt.site.own_forms import form_fault, right_form
from smoopt.site.page_addresses import Style
from smoopt.site.picture_fitness import can_be_fetched
from smoopt.site.site import Site

JSON_LD_ADDRESS = Rule(
    id="json-ld-address",
    severity=Severity.WARNING,
    what="JSON-LD has an address of a page or picture that is relative, on a wrong host, or "
    "not the one that the site uses.",
    why="Programs take it for another page, or cannot fetch the picture.",
    source="https://developers.google.com/search/docs/appearance/structured-data/article",
    fix="Write the same absolute addresses as in the canonical link and og:image.",
    read="2026-12-01",
)
JSON_LD_IMAGE_BROKEN = Rule(
    id="json-ld-image-broken",
    severity=Severity.WARNING,
    what="JSON-LD names a picture that the site does not have.",
    why="Rich results need a picture that can be fetched.",
    source="https://developers.google.com/search/docs/appearance/structured-data/article",
    fix="Add the picture, or name one that is there.",
)

_PICTURES = frozenset({"contentUrl", "image", "logo", "thumbnail", "thumbnailUrl"})
# A node's `@id` is a name, which need not be an address, except for a page or a breadcrumb.
_PAGES = frozenset({"item", "mainEntityOfPage", "url"})
_NAME = "@id"


class Wrong(msgspec.Struct, frozen=True):
    """A wrong address in JSON-LD: its fault, and the right one, "" if unknown."""

    said: str
    fault: Fault
    right: str

    @property
    def message(self) -> str:
        """Which address is wrong, and why."""
        return f"JSON-LD's address {self.said}: {self.fault.message}"


def wrong_addresses(
    page: Page, site: Site, value: JSON | Node, style: Style | None = None
) -> Iterator[Wrong]:
    """Yield the wrong addresses of pages and pictures in a script's value or a node, each once.

    `style` is how most pages write theirs, if that is known for sure.
    """
    for is_picture, said in dict.fromkeys(_addresses(value)):
        wrong = _picture(page, site, said) if is_picture else _page(page, site, said, style)
        if wrong is not None:
            yield wrong


def _addresses(value: object, member: str = "") -> Iterator[tuple[bool, str]]:
    """Yield the values of members that hold addresses, and whether each is a picture's."""
    if isinstance(value, str):
        if member in _PICTURES or member in _PAGES:
            yield member in _PICTURES, value
    elif isinstance(value, list):
        for item in value:
            yield from _addresses(item, member)
    elif isinstance(value, dict):
        for key, inner in value.items():
            keeps = key == _NAME and member in _PAGES - {"url"}
            keeps = keeps or (key == "url" and member in _PICTURES)
            yield from _addresses(inner, member if keeps else key)


def _page(page: Page, site: Site, said: str, style: Style | None) -> Wrong | None:
    """Judge the address of a page; one without host and path is a name within the script."""
    bare, sign, fragment = said.strip().partition("#")
    if "://" in bare:
        message, url = form_fault(site, bare, style), bare
    elif bare.startswith(("/", "./", "../")):
        message, url = "it is not an absolute address", site.resolve(page, bare)
    else:
        return None
    if not message:
        return None
    right = right_form(site, url, style) if url else ""
    return Wrong(said, Fault(JSON_LD_ADDRESS, message), right and f"{right}{sign}{fragment}")


def _picture(page: Page, site: Site, said: str) -> Wrong | None:
    """Judge the address of a picture."""
    if not said.strip() or said.startswith(("#", "data:")):
        return None
    image = site.image(page, said)
    if image.missing:
        missing = f"the site has no file {image.file or '/'}"
        return Wrong(said, Fault(JSON_LD_IMAGE_BROKEN, missing), "")
    fault = picture_fault(page, site, said, OG_IMAGE)
    if fault is None:
        return None
    right = image.url if image.file and can_be_fetched(image) else ""
    return Wrong(said, Fault(JSON_LD_ADDRESS, fault.message), right)
