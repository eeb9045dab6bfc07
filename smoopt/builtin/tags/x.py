"""X cards: the few `twitter:` tags that Open Graph does not replace."""

from collections.abc import Iterator
from math import ceil
from typing import Annotated

from msgspec import Meta

from smoopt.builtin.tags.rules.address_tags import padded_fault
from smoopt.builtin.tags.rules.picture_tags import (
    PICTURES,
    X_IMAGE,
    X_IMAGE_WRONG,
    picture_fault,
    unfit_fault,
)
from smoopt.builtin.tags.rules.repeated_tags import repeated_picture_fault, text_judge
from smoopt.builtin.tags.rules.tag_values import handle_fault
from smoopt.html.page import Page
from smoopt.model.edits import Edit
from smoopt.model.facts import Fact, Facts, Image, Media
from smoopt.model.finding import Finding
from smoopt.model.rule import Fault
from smoopt.model.web_address import is_of_the_web
from smoopt.plugin.broken_tags import broken_fault
from smoopt.plugin.head_tags import WantedTag, reconcile
from smoopt.plugin.hooks import Plugin, Shares, hookimpl
from smoopt.plugin.translations import local_words
from smoopt.plugin.unquoted_tags import quoted
from smoopt.site.site import Site

# X takes 300×157 for a large card; the smallest that Facebook shows large looks sharp in both.
# The ratio is the narrowest that is not cropped badly at 2:1
# (2026-11-21):
# https://developer.x.com/en/docs/x-for-websites/cards/overview/summary-card-with-large-image
_LARGE_WIDTH, _LARGE_HEIGHT, _LARGE_RATIO = 600, 315, 1.3


class X(Plugin, frozen=True):
    """Write the card type, the accounts, and two labelled values that chat apps show."""

    reading_speed: Annotated[
        int, Meta(ge=1, description="Words per minute, for the reading time.")
    ] = 220
    labels: Annotated[
        bool,
        Meta(description="Whether to write twitter:label1 etc., which Slack and Discord show."),
    ] = True

    @hookimpl
    def edits(
        self, page: Page, site: Site, facts: Facts, shares: Shares
    ) -> Iterator[Edit | Finding]:
        """Compare the tags that follow from the facts with those in the head."""
        found = reconcile(page, self._wanted(page, site, facts, shares))
        yield from quoted(page, "twitter:", found)

    def _wanted(self, page: Page, site: Site, facts: Facts, shares: Shares) -> Iterator[WantedTag]:
        card, why = _card(facts)
        yield WantedTag("name", "twitter:card", card, why)
        if card == "player" and facts.player is not None:
            yield from _player(facts.player.value, why)
        for key, fact in (("twitter:site", facts.x_site), ("twitter:creator", facts.x_creator)):
            if fact is not None:
                stated = fact.is_stated
                yield WantedTag("name", key, fact.value, fact.because, handle_fault, stated=stated)
            elif page.tags(key):
                yield WantedTag("name", key, "", "", handle_fault)
        for key, fact in (
            ("twitter:title", facts.share_title or facts.title),
            ("twitter:description", facts.share_description or facts.description),
        ):
            # X reads these from Open Graph, but a theme's take precedence.
            if fact is None or not page.tags(key):
                continue
            fault, there = text_judge(page, site, shares, key, fact), page.first_tag(key)
            is_wrong = there is not None and (broken_fault(there) or fault(there.value))
            if (stated := fact.is_stated) or is_wrong:
                yield WantedTag("name", key, fact.value, fact.because, fault, stated=stated)
        for key in filter(page.tags, PICTURES):
            yield _picture(page, site, facts, shares, key)
        if self.labels and _is_post(facts):
            yield from self._labels(page, facts)

    def _labels(self, page: Page, facts: Facts) -> Iterator[WantedTag]:
        """Yield pairs of label and value, unless the author wrote any."""
        if page.tags("twitter:label1"):
            return
        pairs: list[tuple[str, str, str]] = []
        words = local_words(facts.language.value if facts.language else "", {}).words
        if facts.authors is not None:
            names = ", ".join(person.name for person in facts.authors.value)
            pairs.append((words.written_by, names, facts.authors.because))
        if facts.words is not None:
            minutes = ceil(facts.words.value / self.reading_speed)
            said = words.minutes.replace("{minutes}", str(minutes))
            pairs.append((words.reading_time, said, facts.words.because))
        for number, (label, value, why) in enumerate(pairs, 1):
            yield WantedTag("name", f"twitter:label{number}", label, why)
            yield WantedTag("name", f"twitter:data{number}", value, why)


def _picture(page: Page, site: Site, facts: Facts, shares: Shares, key: str) -> WantedTag:
    """Return the page's picture for an existing tag; without one, X uses og:image."""
    image, rule = _chosen(facts.card_image)
    public = image.url if is_of_the_web(image.url) else ""
    repeated = repeated_picture_fault(page, site, shares, facts.images)
    tag = page.tags(key)[0]

    def fault(value: str) -> Fault | None:
        found = picture_fault(page, site, value, X_IMAGE) or repeated(value)
        unfit = unfit_fault(page, site, value, facts) if public and not found else None
        return found or unfit or padded_fault(tag, X_IMAGE_WRONG)

    stated = bool(public) and facts.is_picture_stated
    return WantedTag("name", key, public, rule, fault, stated=stated)


def _card(facts: Facts) -> tuple[str, str]:
    """Return the card's type and the reason: a film's player, else large if the picture suits."""
    picture = facts.card_image
    if picture is None:
        return "summary", "there is no picture"
    image = picture.value
    if not is_of_the_web(image.url):
        return "summary", "the picture has no public address"
    if facts.player is not None:
        return "player", facts.player.because
    if not image.width:
        return "summary_large_image", f"{picture.because}; its size is not known"
    size = f"{image.width}×{image.height}"
    large = image.width >= _LARGE_WIDTH and image.height >= _LARGE_HEIGHT
    if large and image.width / image.height >= _LARGE_RATIO:
        return "summary_large_image", f"the picture has {size}"
    return "summary", f"the picture has {size}"


def _player(film: Media, why: str) -> Iterator[WantedTag]:
    """Yield what a Player Card requires besides title and picture.

    https://developer.x.com/en/docs/x-for-websites/cards/overview/player-card (2026-12-01)
    """
    yield WantedTag("name", "twitter:player", film.url, why)
    for side, pixels in (("width", film.width), ("height", film.height)):
        yield WantedTag("name", f"twitter:player:{side}", str(pixels), why)


def _is_post(facts: Facts) -> bool:
    """Return whether a page is an article, not a list or an error page that a theme calls one."""
    article = facts.type is not None and facts.type.value == "article"
    return article and facts.kind_or_page == "page"


def _chosen(picture: Fact[Image] | None) -> tuple[Image, str]:
    return (picture.value, picture.because) if picture else (Image(""), "")
