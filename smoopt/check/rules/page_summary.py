"""`PageSummary`: the little that others need to know of a page; those of all are held at once."""

import msgspec
from turbohtml import Element

from smoopt.builtin.sources.boilerplate.tally import checksum
from smoopt.check.rules.canonical_link import canonical_tags
from smoopt.check.rules.languages import translations
from smoopt.check.rules.scope import SILENT, is_shared
from smoopt.html.page import Page
from smoopt.html.skip import Skip
from smoopt.site.site import Site
from smoopt.site.titles import title_element

# Line and column.
At = tuple[int, int]
_NOWHERE: At = (0, 0)


class Translated(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A link to a translation in this site: the page's path, and where the link stands."""

    path: str
    language: str
    at: At


class PageSummary(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a page says of itself.

    `title` and `description` are checksums, b"" for none and on a page that stands aside: one for
    errors or searches, one that is not to be found, or the copy of another. `canonical` is the
    path of the page that the canonical link names, "" where that is not one of the site.
    """

    noindex: bool = False
    redirect: bool = False
    language: str = ""
    title: bytes = b""
    title_at: At = _NOWHERE
    description: bytes = b""
    description_at: At = _NOWHERE
    canonical: str = ""
    canonical_at: At = _NOWHERE
    translations: tuple[Translated, ...] = ()


def said(page: Page, site: Site) -> PageSummary:
    """Sum up a page for the others."""
    if page.skip in SILENT or page.skip is Skip.REDIRECT:
        return PageSummary(redirect=page.skip is Skip.REDIRECT)
    canonical, canonical_at, aside = _canonical(page, site)
    translated = tuple(
        Translated(link.path, link.language, _at(link.element))
        for link in translations(page, site)
        if link.path is not None
    )
    if page.skip is not None or aside or not is_shared(page):
        return PageSummary(
            noindex=page.skip is Skip.NOINDEX,
            canonical=canonical,
            canonical_at=canonical_at,
            translations=translated,
        )
    html, title = page.document.root, title_element(page)
    tags = [tag for tag in page.tags("description") if tag.value][:1]
    return PageSummary(
        language="" if html is None else (html.attr("lang") or "").lower(),
        title=checksum(title.text),
        title_at=_at(title.element),
        description=checksum(tags[0].value) if tags else b"",
        description_at=_at(tags[0].element) if tags else _NOWHERE,
        canonical=canonical,
        canonical_at=canonical_at,
        translations=translated,
    )


def _canonical(page: Page, site: Site) -> tuple[str, At, bool]:
    """Give the page that the canonical link names, its place, and whether that is another."""
    for tag in canonical_tags(page)[:1]:
        place = site.file(page, tag.value) if tag.value else None
        behind = None if place is None else site.behind(place)
        if behind is not None:
            return behind, _at(tag.element), behind != page.path
        return "", _NOWHERE, bool(tag.value)
    return "", _NOWHERE, False


def _at(element: Element | None) -> At:
    position = None if element is None else element.position
    return _NOWHERE if position is None else (position[0], position[1] + 1)
