"""Maps known links from elsewhere to the pages of the site that they lead to."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from smoopt.builtin.backlinks.known_links import KnownLink, KnownLinks
from smoopt.builtin.backlinks.shown_backlinks import Backlink
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.plain_text import visible
from smoopt.model.rule import Rule
from smoopt.model.wording import counted
from smoopt.site.site import Site

UNPLACED = Rule(
    id="backlinks-unplaced",
    severity=Severity.WARNING,
    what="A page elsewhere links to a page that the site does not have.",
    why="Readers who follow the link get an error page, and no page lists it as a backlink.",
    source="https://www.w3.org/Provider/Style/URI",
    fix="Redirect the address to the right page, or correct it in the file that `sources` of "
    "the plugin `backlinks` names.",
    read="2026-12-01",
)


class Inbound(NamedTuple):
    """The links to each page, and the links to addresses that are not pages of the site."""

    by_page: dict[str, list[Backlink]]
    lost: dict[str, list[KnownLink]]


def inbound(known: KnownLinks, site: Site) -> Inbound:
    """Find the page that each known link leads to.

    Links from this site's own pages are left out: the pages themselves are read.
    """
    by_page: dict[str, dict[str, Backlink]] = {}
    lost: dict[str, list[KnownLink]] = {}
    for link in known.links:
        if site.file(None, link.source) is not None:
            continue
        place = site.file(None, link.target)
        page = None if place is None else site.behind(place)
        if page is not None:
            shown = Backlink(
                path="",
                title=link.shown_title,
                sentence=link.words,
                url=link.href,
                site=link.named_site,
                by_stranger=known.are_strangers,
            )
            by_page.setdefault(page, {}).setdefault(link.href, shown)
        elif place is None or not site.passes_on(place):
            lost.setdefault(link.target, []).append(link)
    return Inbound({page: [*links.values()] for page, links in by_page.items()}, lost)


def unplaced(lost: Mapping[str, list[KnownLink]], file: str) -> Iterator[Finding]:
    """Report each address that no page has once; `file` is the name of the file of links."""
    for target, links in lost.items():
        first, *others = (link.href for link in links)
        who = f"{counted(len(links), 'page')} elsewhere link to it, such as {first}"
        message = f"{visible(target)} is not a page of this site, but "
        message += who if others else f"{first} links to it"
        yield UNPLACED.at(Place(file), message)
