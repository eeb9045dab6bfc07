"""What pages have in common, and is therefore no page's own.

Each page says in a few bytes what its title and description are, and how it writes its own
address. Together that tells the end of all titles, copied descriptions, and the site's style of
addresses. A page is told only what it does not know by the guess in `smoopt.site.common_wording`.
"""

from collections.abc import Mapping

from smoopt.builtin.sources.boilerplate.repeats import (
    NAME,
    common_ending,
    guessed,
    name_of,
    own_description,
    told_style,
)
from smoopt.builtin.sources.boilerplate.tally import (
    ODD,
    SILENT,
    checksum,
    endings,
    repeats,
    styles,
)
from smoopt.html.page import Page
from smoopt.html.page_kind import kind_of
from smoopt.model.facts import Fact, Facts
from smoopt.plugin.hooks import Plugin, Shares, hookimpl
from smoopt.site.address_style import manner, stated_place
from smoopt.site.page_addresses import Addresses
from smoopt.site.site import Site
from smoopt.site.stated_address import HOME, address_fault, leads_to
from smoopt.site.titles import (
    name_in,
    stated_ending,
    stated_title,
    title_element,
)

# What a page says of itself: checksums of its title, its description and the end of its title,
# how it writes its address, and whether it stands aside: a copy, or a page for errors or searches.
Said = tuple[bytes, bytes, bytes, str, bool]
# Where titles and descriptions come from that the author has not set by hand.
_READ = frozenset({"meta", "jsonld", "microdata", "hentry", "feed", "content"})


class Boilerplate(Plugin, frozen=True):
    """Tell what is a page's own from what all or several pages have."""

    @hookimpl
    def survey(self, page: Page, site: Site, facts: Facts) -> Said:
        """Sum up what the page's head states; nothing where the author sets it by hand."""
        name = name_of(site)
        title = stated_title(page, name) if _is_read(facts.title) else ""
        description = own_description(page) if _is_read(facts.description) else ""
        habit, aside = _address(page, site, facts.address)
        aside = aside or kind_of(page)[0] in {"error", "search"}
        return (
            checksum(title),
            checksum(description),
            checksum(stated_ending(page, name)),
            habit,
            aside,
        )

    @hookimpl
    def gather(self, records: Mapping[str, Said], site: Site) -> dict[str, dict[str, object]]:
        """Tell pages what they have in common with others and cannot know."""
        if not records:
            return {}
        titles, descriptions, lasts, habits, aside = zip(*records.values(), strict=True)
        pages, usual = tuple(records), guessed(site)
        apart = {path for path, is_apart in zip(pages, aside, strict=True) if is_apart}
        answers = {
            "title": repeats(pages, titles, apart, usual.title, copies_home=False),
            "description": repeats(pages, descriptions, apart, usual.description, copies_home=True),
            "ending": endings(pages, titles, lasts, usual.ending),
            "style": styles(pages, habits, site),
        }
        shares: dict[str, dict[str, object]] = {}
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
        rule = f"site address ({site.url}) and path, written as most pages write theirs"
        return Facts(address=Fact(address, rule))

    @hookimpl
    def derived(self, page: Page, site: Site, facts: Facts, shares: Shares) -> Facts | None:
        """Name the site by the end of its titles, where nothing else names it."""
        if facts.site_name is None and (ending := common_ending(page, site, shares)):
            title = title_element(page).element
            return Facts(site_name=page.fact(name_in(ending), "what most titles end with", title))
        return None


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
