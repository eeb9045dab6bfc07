"""What is said of a page elsewhere: taken, shown, counted, and led to."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import ClassVar
from urllib.parse import quote

import msgspec

from smoopt.builtin.conversation.avatars import picture_of
from smoopt.builtin.conversation.conversation_options import ConversationOptions
from smoopt.builtin.conversation.endpoints import endpoint_edits
from smoopt.builtin.conversation.entry_marks import entry_edits
from smoopt.builtin.conversation.places import place_at
from smoopt.builtin.conversation.placing import UNPLACED, Placed, placed, unplaced
from smoopt.builtin.conversation.received import read
from smoopt.builtin.conversation.responses import Place, Talk
from smoopt.builtin.conversation.shown_talk import Shown
from smoopt.builtin.conversation.statistics import statistics
from smoopt.builtin.conversation.strangers_text import web_link
from smoopt.builtin.conversation.talk_place import outside_text
from smoopt.builtin.conversation.talk_section import SIGN, shown, try_out
from smoopt.builtin.conversation.talk_sheet import may_load, sheet
from smoopt.builtin.share.bar.place import ELSEWHERE, WantedPlace
from smoopt.builtin.share.bar.place import existing as existing_place
from smoopt.builtin.share.bar.place import placed as placed_at
from smoopt.builtin.share.bar.site_notes import SELECTOR_UNUSED, selector_found, unused
from smoopt.html.page import Page
from smoopt.html.turned_off import is_turned_off
from smoopt.model.edits import Edit, File, Span
from smoopt.model.facts import Fact, Facts
from smoopt.model.finding import Finding
from smoopt.model.rule import Rule
from smoopt.plugin.hooks import Shares, hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.own_assets import asset_edits
from smoopt.site.site import Site

_NOTHING = Talk()


class Conversation(ConversationOptions, frozen=True):
    """Show, count and link what others said about a page."""

    templates: ClassVar[str] = "smoopt.builtin.conversation"

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ConfigError for a wrong template or file, ValueError for one that is not there."""
        read(self.mentions, self.threads, self.longest)
        if templates.replaced:
            try_out(templates)

    @hookimpl
    def survey(self, page: Page) -> list[object] | None:
        """Return whether the selector matches anything."""
        return selector_found(page, self.selector)

    @hookimpl
    def gather(self, site: Site) -> Mapping[str, Talk]:
        """Return the responses to each page."""
        return self._placed(site).by_page

    @hookimpl
    def site_findings(self, site: Site, reduced: Mapping[str, object]) -> Iterator[Finding]:
        """Report responses to no page of the site, and a selector that matches nothing."""
        if site.url:
            yield from unplaced(self._placed(site).lost)
        yield from unused("conversation", reduced)

    @hookimpl
    def rules(self) -> tuple[Rule, ...]:
        """Describe the rules on what is shown nowhere."""
        return UNPLACED, SELECTOR_UNUSED, ELSEWHERE

    @hookimpl
    def derived(self, page: Page, facts: Facts, shares: Shares) -> Facts | None:
        """Return the number of responses as a fact, for plugins that describe the page."""
        # What is a fact is asked for even so.
        if not self.statistics or is_turned_off(page, "conversation"):
            return None
        said = tuple(statistics(_talk(shares), facts.discuss))
        return Facts(responses=Fact(said, "responses from other sites")) if said else None

    @hookimpl
    def edits(
        self, page: Page, site: Site, facts: Facts, shares: Shares, templates: Templates
    ) -> Iterator[Edit | Finding]:
        """Link the endpoints, mark the article as an h-entry, and show the responses."""
        kind = facts.kind_or_page
        if kind == "error":
            return
        addresses = {"webmention": self.webmention, "pingback": self.pingback}
        yield from endpoint_edits(page, addresses)
        if self.entry and kind == "page":
            yield from entry_edits(page, facts)
        talk = _talk(shares)
        places = self._places(talk, facts)
        there = existing_place(page, SIGN)
        if there.bar is not None or not (talk.counts or places):
            return
        wish = WantedPlace(self.slot, self.selector, self.where)
        place = placed_at(page, SIGN, there.holder, wish)
        yield from place.findings
        position = outside_text(page, place)
        if position is None:
            return
        language = facts.language.value if facts.language else ""
        picture = partial(picture_of, folder=self.avatars, page=page, site=site)
        is_last = place.rule == "body-end"
        how = Shown(language, self.deepest, page.xhtml, picture, is_last)
        html = shown(talk, places, how, templates)
        because = "; ".join((*self._origins(talk, facts), f"placed at {place.rule}"))
        yield Edit(Span(position, position), html, SIGN, because, order=6)
        if talk.counts and self.style == "file" and may_load(page, site):
            yield from asset_edits(page, site, sheet(), "stylesheet", 'style = "file"')

    @hookimpl
    def files(self, page: Page, site: Site, facts: Facts, shares: Shares) -> list[File]:
        """Return the style sheet."""
        is_shown = facts.kind_or_page != "error" and self.style == "file" and _talk(shares).counts
        return [sheet()] if is_shown and may_load(page, site) else []

    def _placed(self, site: Site) -> Placed:
        received = read(self.mentions, self.threads, self.longest)
        return placed(received, site, self.most)

    def _places(self, talk: Talk, facts: Facts) -> tuple[Place, ...]:
        """Return where the page can be discussed: 1. threads; 2. the page's own links; 3. options.

        The places in the options are for articles that have none of their own.
        """
        named = map(web_link, facts.discuss.value if facts.discuss else ())
        known = [*talk.places, *map(place_at, filter(None, named))]
        if known:
            return tuple({place.url: place for place in known}.values())
        is_article = facts.type is not None and facts.type.value == "article"
        if facts.kind_or_page != "page" or not is_article or facts.address is None:
            return ()
        given = {"{url}": facts.address.value, "{title}": facts.title.value if facts.title else ""}
        filled = (_filled(address, given) for address in self.discuss)
        return tuple(place_at(url) for url in filled if web_link(url))

    def _origins(self, talk: Talk, facts: Facts) -> Iterator[str]:
        """Yield the source of each thing that is shown."""
        for each in talk.responses:
            yield f"{each.kind} by {each.author}: {each.origin}"
        for place in talk.places:
            yield f"{place.url}: {place.origin}"
        if facts.discuss is not None:
            yield f"discuss: {facts.discuss.because}"
        elif not talk.places and self.discuss:
            yield "discuss: option discuss"


def _talk(shares: Shares) -> Talk:
    found = shares.get("conversation")
    return msgspec.convert(found, Talk) if found else _NOTHING


def _filled(address: str, given: Mapping[str, str]) -> str:
    for name, value in given.items():
        address = address.replace(name, quote(value, ""))
    return address
