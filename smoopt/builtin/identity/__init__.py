"""Who publishes the site: to search engines, to Mastodon, to readers of microformats, to people."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from smoopt.builtin.follow import shown_beside
from smoopt.builtin.follow.profiles import named_in_head, profile_at
from smoopt.builtin.identity import h_card
from smoopt.builtin.identity.elsewhere import is_own
from smoopt.builtin.identity.identity_options import IdentityOptions
from smoopt.builtin.identity.members import members, pictures
from smoopt.builtin.share.bar import icons
from smoopt.builtin.share.bar.place import ELSEWHERE, WantedPlace, existing, placed
from smoopt.builtin.share.bar.shown_how import (
    SelectorOption,
    SlotOption,
    WhereOption,
    refuse_wrong_place,
)
from smoopt.builtin.share.bar.site_notes import SELECTOR_UNUSED, selector_found, unused
from smoopt.html.page import Page
from smoopt.html.turned_off import is_turned_off
from smoopt.model.edits import Edit, Span
from smoopt.model.facts import Fact, Facts, Publisher
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.plugin.hooks import hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.config import FILE_NAME
from smoopt.site.picture_fitness import can_be_fetched
from smoopt.site.settings import SiteSettings, matches, refuse_bad_patterns
from smoopt.site.site import Site
from smoopt.site.stated_address import HOME

INCOMPLETE = Rule(
    id="identity-incomplete",
    severity=Severity.WARNING,
    what="The plugin `identity` is on, but has no name, or names a picture that does not exist.",
    why="Without a name it adds nothing. It leaves out a picture that nobody can fetch.",
    source="",
    fix="Set `name`, or name a picture in the site.",
    of_build=True,
)


class Identity(IdentityOptions, frozen=True):
    """State who publishes the site: in JSON-LD, with `rel=me`, and as an h-card."""

    templates: ClassVar[str] = "smoopt.builtin.identity"

    pages: Annotated[
        tuple[str, ...],
        Meta(
            description="Pages that state all of this besides the home page, as patterns like "
            "those of .gitignore: about/, contact.html."
        ),
    ] = ()
    card: Annotated[
        Literal["hidden", "shown", "none"],
        Meta(description="The h-card of these pages: hidden, shown, or none."),
    ] = "hidden"
    slot: SlotOption = "auto"
    selector: SelectorOption = ""
    where: WhereOption = "end"

    def __post_init__(self) -> None:
        """Raise ValueError for what is wrong with an option."""
        super().__post_init__()
        refuse_bad_patterns(self.pages)
        refuse_wrong_place(self.selector, ())

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ConfigError for a template that is wrong."""
        if self.card != "none" and templates.replaced:
            h_card.try_out(self, templates)

    def shown_icons(self, networks: tuple[Network, ...], site: SiteSettings) -> Iterable[str]:  # noqa: ARG002
        """Return the icons of the accounts, which the follow bar shows if it names none itself."""
        return (icons.paths()[profile_at(url).icon] for url in self.same_as if is_own(url))

    @hookimpl
    def facts(self) -> Facts | None:
        """Return the accounts as a fact, for all plugins that name them."""
        accounts = tuple(filter(is_own, self.same_as))
        return Facts(profiles=Fact(accounts, "option same_as")) if accounts else None

    @hookimpl
    def derived(self, page: Page, site: Site, facts: Facts) -> Facts | None:
        """Return the publisher as a fact, in full where a page describes it."""
        name = self._name(site)
        # What is a fact is asked for even so.
        if name is None or not site.url or is_turned_off(page, "identity"):
            return None
        in_full = self._describes(page, facts)
        said = members(self, name, facts.profiles, site) if in_full else ()
        publisher = Publisher(name.value, self.type, f"{site.url}#publisher", tuple(said))
        return Facts(publisher=Fact(publisher, f"{name.because}; option type"))

    @hookimpl
    def edits(
        self, page: Page, site: Site, facts: Facts, templates: Templates
    ) -> Iterator[Edit | Finding]:
        """Name the accounts in the head, and insert the card."""
        if not self._describes(page, facts):
            return
        accounts = self._accounts(facts)
        if accounts is not None:
            own = filter(is_own, accounts.value)
            yield from named_in_head(page, own, accounts.because)
        name = self._name(site)
        if name is None or not site.url or self.card == "none" or page.amp:
            return
        there = existing(page, "identity")
        if there.bar is not None or h_card.is_there(page, site):
            return
        is_hidden = self.card == "hidden"
        wish = WantedPlace(self.slot, self.selector, self.where)
        if is_hidden:
            wish = WantedPlace("body-end", "", "end")
        place = placed(page, "identity", there.holder, wish)
        yield from place.findings
        if place.position is None:
            return
        language = facts.language.value if facts.language else ""
        shown = h_card.Shown(language, is_hidden, page.path == HOME)
        # What people see once they need not see again: the bar says `rel=me` as well, and the card
        # stands for the page by its own address.
        beside = frozenset[str]() if is_hidden else shown_beside(page, site, facts)
        urls = tuple(url for url in (accounts.value if accounts else ()) if url not in beside)
        picture = self._picture(page, site, loads=not is_hidden)
        text = h_card.card(self, name.value, site.url, urls, shown, templates, picture)
        because = "; ".join((*self._origins(name, accounts), f"placed at {place.rule}"))
        yield Edit(Span(place.position, place.position), text, "h-card", because, order=5)

    @hookimpl
    def rules(self) -> tuple[Rule, ...]:
        """Describe the rules on what the configuration may lack."""
        return INCOMPLETE, SELECTOR_UNUSED, ELSEWHERE

    @hookimpl
    def survey(self, page: Page) -> list[object] | None:
        """Return whether the selector matches anything."""
        return selector_found(page, self.selector) if self.card == "shown" else None

    @hookimpl
    def site_findings(self, site: Site, reduced: Mapping[str, object]) -> Iterator[Finding]:
        """Report options that have no effect."""
        at = Place(FILE_NAME)
        if self._name(site) is None:
            yield INCOMPLETE.at(at, "plugins.identity: expected a name")
        for option, image in pictures(self, site):
            if image.missing:
                message = f"plugins.identity.{option}: the site has no file {image.file}"
                yield INCOMPLETE.at(at, message)
        yield from unused("identity", reduced)

    def _name(self, site: Site) -> Fact[str] | None:
        """Return the name: 1. the option; 2. the site's author or name in the configuration."""
        field = "author" if self.is_person else "name"
        known: str = getattr(site.settings.site, field)
        if self.name:
            return Fact(self.name, "option name")
        return Fact(known, f"site.{field} in the configuration") if known else None

    def _describes(self, page: Page, facts: Facts) -> bool:
        """Return whether a page describes the publisher in full."""
        kind = facts.kind_or_page
        return kind == "home" or (kind != "error" and matches(self.pages, page.path))

    def _accounts(self, facts: Facts) -> Fact[tuple[str, ...]] | None:
        return Fact(self.same_as, "option same_as") if self.same_as else facts.profiles

    def _origins(self, name: Fact[str], accounts: Fact[tuple[str, ...]] | None) -> Iterator[str]:
        """Yield the source of each value that the card has."""
        yield f"name: {name.because}"
        for option in h_card.IN_CARD:
            if getattr(self, option):
                yield f"{option}: option {option}"
        if accounts is not None:
            yield f"accounts: {accounts.because}"

    def _picture(self, page: Page, site: Site, *, loads: bool) -> h_card.Picture | None:
        """Return the logo or the first picture; with `loads`, only if the policy allows it."""
        for option, image in pictures(self, site):
            if can_be_fetched(image):
                href = site.href(page, image.file) if image.file else image.url
                if not loads or site.policy(page).allows("img-src", href):
                    return h_card.Picture(option, image, href)
        return None
