"""Titles, descriptions and styles of addresses that pages share.

Each page's record has a few bytes about its title, its descriptions and the way it writes its own
address. Together they show the common end of titles, copied descriptions, and the site's style of
addresses. A page's share has only what the guess in `smoopt.site.common_wording` does not cover.
"""

from collections.abc import Mapping, Sequence

from smoopt.builtin.sources.boilerplate.repeats import (
    LEFT,
    NAME,
    PARAGRAPH,
    guessed,
    said,
    said_type,
    told_style,
)
from smoopt.builtin.sources.boilerplate.tally import (
    ODD,
    SILENT,
    Surveyed,
    added,
    right_types,
    styles,
    tallied,
    titles,
    words_at,
)
from smoopt.builtin.sources.boilerplate.words_said import Repeats, levels
from smoopt.html.page import Page
from smoopt.html.page_kind import kind_by_path
from smoopt.model.checksum import checksum
from smoopt.model.facts import Fact, Facts
from smoopt.plugin.hooks import Plugin, Shares, hookimpl
from smoopt.site.address_style import manner, stated_place
from smoopt.site.common_wording import COMMON
from smoopt.site.page_addresses import Addresses
from smoopt.site.shared_titles import Said
from smoopt.site.site import Site
from smoopt.site.stated_address import HOME, address_fault, leads_to
from smoopt.site.titles import title_said

_KEYS = (*COMMON, *LEFT)
# A page's record: the beginning and end of its title; checksums of the texts of `_KEYS`; how it
# writes its address; whether it is set apart: a copy, or a page for errors or searches; and the
# type that it states, if that matters.
_Record = tuple[tuple[bytes, str, str, str], list[bytes], str, bool, str]
# The plugins whose titles and descriptions the author has not set by hand
_READ = frozenset({"meta", "jsonld", "microdata", "hentry", "feed", "content"})
_NO_TITLE = Said(b"")
# This share of all pages must begin with a notice; a large manual may repeat a few texts.
_MANY = 0.05


class Boilerplate(Plugin, frozen=True):
    """Tell a page's own content from content that all or several pages share."""

    @hookimpl
    def survey(self, page: Page, site: Site, facts: Facts) -> _Record:
        """Return the record of what the page's head states, except what the author sets by hand."""
        fields = {"title": _is_read(facts.title), "description": _is_read(facts.description)}
        unread = tuple(field for field, is_read in fields.items() if not is_read)
        sums = [b"" if key.endswith(unread) else checksum(said(page, key)) for key in _KEYS]
        title = title_said(page) if fields["title"] else _NO_TITLE
        habit, aside = _address(page, site, facts.address)
        aside = aside or kind_by_path(page.path) in {"error", "search"}
        return (*title,), sums, habit, aside, said_type(page, facts.type)

    @hookimpl
    def reduce(self, records: Mapping[str, _Record]) -> dict[str, object]:
        """Tally the records of pages."""
        return tallied(_surveyed(records)) if records else {}

    @hookimpl
    def combine(self, key: str, values: Sequence[object]) -> object:
        """Merge the tallies of several partitions."""
        return added(key, values)

    @hookimpl
    def gather(
        self, records: Mapping[str, _Record], reduced: Mapping[str, object], site: Site
    ) -> dict[str, dict[str, object]]:
        """Return what pages share with others, as far as they cannot know it."""
        if not records:
            return {}
        said, usual = _surveyed(records), guessed(site).words
        shares: dict[str, dict[str, object]] = {}
        common: dict[str, dict[str, int]] = {}
        for number, (key, column) in enumerate(zip(_KEYS, said.sums, strict=True)):
            rule = Repeats(
                falls_back=key.endswith("description"), part=_MANY if key == PARAGRAPH else 0
            )
            words, guess = words_at(number, reduced), usual.get(key, "")
            for path, level in levels(said.pages, column, words, guess, rule):
                common.setdefault(path, {})[key] = level
        answers = {
            "common": common.items(),
            "titles": titles(said, reduced, site),
            "style": styles(said, reduced, site),
            "type": right_types(said, reduced),
        }
        for field, given in answers.items():
            for path, share in given:
                shares.setdefault(path, {})[field] = share
        return shares

    @hookimpl
    def facts(self, page: Page, site: Site, shares: Shares) -> Facts | None:
        """Return the address in the style of most pages."""
        style = told_style(shares)
        # A page that states no address has the one in the sitemap.
        if style is None or not site.url or page.path in site.learnt.addresses.known:
            return None
        address = Addresses(site.url, style).of(page.path)
        rule = f"{site.learnt.address_rule}, written as most pages write theirs"
        return Facts(address=Fact(address, rule))


def _surveyed(records: Mapping[str, _Record]) -> Surveyed:
    heads, sums, habits, aside, types = zip(*records.values(), strict=True)
    columns = tuple(zip(*sums, strict=True))
    said = [Said(*head) for head in heads]
    return Surveyed(tuple(records), said, columns, habits, aside, types)


def _is_read(fact: Fact[str] | None) -> bool:
    return fact is not None and fact.plugin in _READ


def _address(page: Page, site: Site, address: Fact[str] | None) -> tuple[str, bool]:
    """Return how a page writes its own address, and whether it names another page as its original.

    Only its tags count: its final address may depend on what others state.
    """
    if address is None or address.plugin not in {"meta", "smoopt", NAME}:
        return "", False
    place = stated_place(site.learnt.addresses, page)
    if place is not None and site.behind(place) == page.path:
        return manner(place, page.path) or ODD, False
    if page.path == HOME:
        return SILENT, False
    named = next((tag.value for tag in page.tags("canonical")), "")
    if named and address_fault(site, page, named) is None:
        return "", not leads_to(site, page, named)
    return SILENT, False
