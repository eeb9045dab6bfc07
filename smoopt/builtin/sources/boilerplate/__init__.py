"""Titles, descriptions and forms of address that pages have in common.

Each page says in a few bytes what its title and description are, and how it writes its own
address. Together that tells the end of all titles, copied descriptions, and the site's style of
addresses. A page is told only what it does not know by the guess in `smoopt.site.common_wording`.
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
# What a page says of itself: what its title begins and ends with; checksums of what `_KEYS` say;
# how it writes its address, and whether it stands aside: a copy, or a page for errors or searches;
# which type it states, if that matters.
_Record = tuple[tuple[bytes, str, str, str], list[bytes], str, bool, str]
# Where titles and descriptions come from that the author has not set by hand.
_READ = frozenset({"meta", "jsonld", "microdata", "hentry", "feed", "content"})
_NO_TITLE = Said(b"")
# Of all pages so many begin with a notice; a large manual may say the same of a few things.
_MANY = 0.05


class Boilerplate(Plugin, frozen=True):
    """Tell a page's own content from content that all or several pages share."""

    @hookimpl
    def survey(self, page: Page, site: Site, facts: Facts) -> _Record:
        """Sum up what the page's head states; nothing where the author sets it by hand."""
        fields = {"title": _is_read(facts.title), "description": _is_read(facts.description)}
        unread = tuple(field for field, is_read in fields.items() if not is_read)
        sums = [b"" if key.endswith(unread) else checksum(said(page, key)) for key in _KEYS]
        title = title_said(page) if fields["title"] else _NO_TITLE
        habit, aside = _address(page, site, facts.address)
        aside = aside or kind_by_path(page.path) in {"error", "search"}
        return (*title,), sums, habit, aside, said_type(page, facts.type)

    @hookimpl
    def reduce(self, records: Mapping[str, _Record]) -> dict[str, object]:
        """Sum up what pages say."""
        return tallied(_surveyed(records)) if records else {}

    @hookimpl
    def combine(self, key: str, values: Sequence[object]) -> object:
        """Add what several partitions come to."""
        return added(key, values)

    @hookimpl
    def gather(
        self, records: Mapping[str, _Record], reduced: Mapping[str, object], site: Site
    ) -> dict[str, dict[str, object]]:
        """Tell pages what they have in common with others and cannot know."""
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
        """Write the address as most pages write theirs."""
        style = told_style(shares)
        # A page that says nothing of itself is where the sitemap has it.
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
    """Tell how a page writes its own address, and whether it names another page as its original.

    By its tags alone: the address that it has in the end may follow from what others say.
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
