"""Where the author can be followed: links for readers, and `rel=me` for verification."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar

from msgspec import Meta, convert

from smoopt.builtin.feeds.written_feeds import feeds_above
from smoopt.builtin.follow.follow_bar import FeedLink, Shown, followed, icons_of, try_out
from smoopt.builtin.follow.profiles import Profile, named_in_head, profile_at
from smoopt.builtin.share.bar.assets import head_edits, needed
from smoopt.builtin.share.bar.place import ELSEWHERE, WantedPlace, existing, placed
from smoopt.builtin.share.bar.shown_how import ShownBar, refuse_wrong_place
from smoopt.builtin.share.bar.site_notes import SELECTOR_UNUSED, unused
from smoopt.html.page import Page
from smoopt.html.turned_off import is_turned_off
from smoopt.model.edits import Edit, File, Span
from smoopt.model.facts import Fact, Facts
from smoopt.model.finding import Finding
from smoopt.model.rule import Rule
from smoopt.plugin.hooks import Shares, hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.own_accounts import own_accounts
from smoopt.site.settings import SiteSettings, matches
from smoopt.site.site import Site


class Follow(ShownBar, frozen=True):
    """Add a bar of links to the author's profiles, and mark them up as the author's."""

    templates: ClassVar[str] = "smoopt.builtin.follow"

    profiles: Annotated[
        tuple[str, ...],
        Meta(
            description="The addresses of your profiles; by default those of the plugin "
            "`identity`, else the accounts in [site]."
        ),
    ] = ()
    feeds: Annotated[bool, Meta(description="Whether to include the site's feed.")] = True

    def __post_init__(self) -> None:
        """Raise ValueError for what is not an address of a profile, and no place."""
        for address in self.profiles:
            profile_at(address)
        refuse_wrong_place(self.selector, self.hide)

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ConfigError for a template that is wrong."""
        if templates.replaced:
            known = tuple(map(profile_at, self.profiles))
            try_out(known, self._shown, templates)

    @hookimpl
    def facts(self) -> Facts | None:
        """Return the profiles as a fact, for all plugins that name them."""
        return Facts(profiles=Fact(self.profiles, "option profiles")) if self.profiles else None

    @hookimpl
    def rules(self) -> tuple[Rule, ...]:
        """Describe the rules on the bar's place."""
        return SELECTOR_UNUSED, ELSEWHERE

    @hookimpl
    def site_findings(self, reduced: Mapping[str, object]) -> Iterator[Finding]:
        """Report a selector that matches nothing."""
        yield from unused("follow", reduced)

    @hookimpl
    def edits(
        self, page: Page, site: Site, facts: Facts, shares: Shares, templates: Templates
    ) -> Iterator[Edit | Finding]:
        """Name the profiles in the home page's head, and insert the bar into pages of content."""
        profiles, origin = self._profiles(facts), self._origin(facts)
        if facts.kind_or_page == "home":
            yield from named_in_head(page, [profile.url for profile in profiles], origin)
        if not self._shows(page, facts):
            return
        feed = self._feed(page, site, shares)
        there = existing(page, "follow")
        if there.bar is not None or not (profiles or feed):
            return
        wish = WantedPlace(self.slot, self.selector, self.where)
        place = placed(page, "follow", there.holder, wish)
        yield from place.findings
        if place.position is not None:
            language = facts.language.value if facts.language else ""
            text = followed(
                profiles, feed, language, self._shown, templates, last=place.rule == "body-end"
            )
            because = f"{origin}; placed at {place.rule}"
            at = Span(place.position, place.position)
            yield Edit(at, text, "follow bar", because, order=1)
            yield from head_edits(page, site, self.style, templates, scripted=False)

    @hookimpl
    def files(
        self, page: Page, site: Site, facts: Facts, shares: Shares, templates: Templates
    ) -> list[File]:
        """Return the style sheet."""
        is_shown = self._shows(page, facts)
        shown = is_shown and (self._profiles(facts) or self._feed(page, site, shares))
        return needed(self.style, templates, scripted=False) if shown else []

    def shown_icons(self, networks: tuple[Network, ...], site: SiteSettings) -> Iterable[str]:  # noqa: ARG002
        """Return the icons of the profiles and of the feed."""
        known = map(profile_at, self.profiles or own_accounts(site).values())
        return icons_of(known, feed=self.feeds) if self._shown.drawn else ()

    def profiles_on(self, page: Page, facts: Facts) -> frozenset[str]:
        """Return the profiles that the bar shows on a page, none where it has no place."""
        there = existing(page, "follow")
        wish = WantedPlace(self.slot, self.selector, self.where)
        if not self._shows(page, facts) or there.bar is not None:
            return frozenset()
        if placed(page, "follow", there.holder, wish).position is None:
            return frozenset()
        return frozenset(profile.url for profile in self._profiles(facts))

    @property
    def _shown(self) -> Shown:
        return Shown(self.look, self.are_drawn)

    def _profiles(self, facts: Facts) -> tuple[Profile, ...]:
        known = facts.profiles.value if facts.profiles else ()
        return tuple(map(profile_at, self.profiles or known))

    def _origin(self, facts: Facts) -> str:
        return "option profiles" if self.profiles or not facts.profiles else facts.profiles.because

    def _feed(self, page: Page, site: Site, shares: Shares) -> FeedLink | None:
        """Return the site's feed, else the one that the plugin `feeds` writes."""
        if not self.feeds:
            return None
        feeds = site.feeds(page.path) or feeds_above(page.path, site, shares)
        return FeedLink(site.href(page, feeds[0].path)) if feeds else None

    def _shows(self, page: Page, facts: Facts) -> bool:
        is_content = facts.kind_or_page in {"home", "page"}
        return is_content and not page.amp and not matches(self.hide, page.path)


def shown_beside(page: Page, site: Site, facts: Facts) -> frozenset[str]:
    """Return the profiles that the bar shows on a page, none where the plugin is off."""
    table = site.settings.plugins.get("follow", False)
    if table is False or is_turned_off(page, "follow"):
        return frozenset()
    follow = convert(table if isinstance(table, dict) else {}, Follow)
    return follow.profiles_on(page, facts)
