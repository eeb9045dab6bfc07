"""Where the author can be followed: links for readers, and `rel=me` for those who verify them."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from smoopt.builtin.feeds.written_feeds import feeds_above
from smoopt.builtin.follow.follow_bar import FeedLink, followed, try_out
from smoopt.builtin.follow.profiles import Profile, own_accounts, profile_at
from smoopt.builtin.share.bar.assets import head_edits, needed
from smoopt.builtin.share.bar.place import WantedPlace, existing, placed
from smoopt.builtin.share.bar.shown_how import (
    HideOption,
    LookOption,
    SelectorOption,
    SlotOption,
    StyleOption,
    WhereOption,
    refuse_wrong_place,
)
from smoopt.html import markup
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, File, Span
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding
from smoopt.plugin.hooks import Plugin, Shares, hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.settings import matches
from smoopt.site.site import Site


class Follow(Plugin, frozen=True):
    """Put a bar of links to the author's profiles into pages, and name them as the author's."""

    templates: ClassVar[str] = "smoopt.builtin.follow"

    profiles: Annotated[
        tuple[str, ...],
        Meta(
            description="The addresses of your profiles; with none, the accounts in [site] are "
            "taken."
        ),
    ] = ()
    feeds: Annotated[bool, Meta(description="Whether the site's feed stands among them.")] = True
    look: LookOption = "icons"
    style: StyleOption = "file"
    slot: SlotOption = "auto"
    selector: SelectorOption = ""
    where: WhereOption = "end"
    hide: HideOption = ()

    def __post_init__(self) -> None:
        """Raise ValueError for what is no address of a profile, and no place."""
        for address in self.profiles:
            profile_at(address)
        refuse_wrong_place(self.selector, self.hide)

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ConfigError for a template that is wrong."""
        if templates.replaced:
            known = tuple(map(profile_at, self.profiles))
            try_out(known, self.look, templates)

    @hookimpl
    def edits(
        self, page: Page, site: Site, facts: Facts, shares: Shares, templates: Templates
    ) -> Iterator[Edit | Finding]:
        """Name the profiles in the home page's head, and put the bar into pages of content."""
        profiles = self._profiles(site)
        if facts.kind_or_page == "home":
            yield from self._named(page, profiles)
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
                profiles, feed, language, self.look, templates, last=place.rule == "body-end"
            )
            because = f"option profiles; placed at {place.rule}"
            at = Span(place.position, place.position)
            yield Edit(at, text, "follow bar", because, order=1)
            yield from head_edits(page, site, self.style, scripted=False)

    @hookimpl
    def files(self, page: Page, site: Site, facts: Facts, shares: Shares) -> list[File]:
        """Give the style sheet."""
        is_shown = self._shows(page, facts)
        shown = is_shown and (self._profiles(site) or self._feed(page, site, shares))
        return needed(self.style, scripted=False) if shown else []

    def _profiles(self, site: Site) -> tuple[Profile, ...]:
        return tuple(map(profile_at, self.profiles or own_accounts(site.settings.site)))

    def _feed(self, page: Page, site: Site, shares: Shares) -> FeedLink | None:
        """Give the site's feed, else the one that the plugin `feeds` writes."""
        if not self.feeds:
            return None
        feeds = site.feeds(page.path) or feeds_above(page.path, site, shares)
        return FeedLink(site.href(page, feeds[0].path)) if feeds else None

    def _named(self, page: Page, profiles: tuple[Profile, ...]) -> Iterator[Edit]:
        """Name each in the head: Mastodon and others look whether a profile is named there."""
        at = slot(page, "head")
        if at is None:
            return
        stated = {tag.value for tag in page.tags("me")}
        for profile in profiles:
            if profile.url not in stated:
                link = markup.link("me", profile.url, xhtml=page.xhtml)
                yield Edit(Span(at, at), link, "rel=me", "option profiles")

    def _shows(self, page: Page, facts: Facts) -> bool:
        is_content = facts.kind_or_page in {"home", "page"}
        return is_content and not page.amp and not matches(self.hide, page.path)
