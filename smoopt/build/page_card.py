"""One page's card, whatever picture the page has, and whether cards are on or not."""

from typing import TYPE_CHECKING

import msgspec

from smoopt.build.outcome import Outcome
from smoopt.builtin.cards import Cards
from smoopt.html.page import Page
from smoopt.model.errors import CannotRun
from smoopt.model.extras import without
from smoopt.model.facts import Facts
from smoopt.model.wording import in_words
from smoopt.plugin.hooks import Shares
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site

if TYPE_CHECKING:
    from smoopt.builtin.cards.drawn_card import Drawn


def page_card(
    outcome: Outcome, data: bytes, site: Site, registry: Registry, shares: Shares, design: str
) -> "Drawn":
    """Draw the card of a page that holds `data`, of which `outcome` is known.

    `design` is "" for the page's configured design. Raises CannotRun where nothing can be drawn.
    """
    if missing := Cards.missing():
        raise CannotRun(without("cards", f"cards need {in_words(missing)}"))
    path, facts = outcome.path, outcome.facts
    if outcome.status in {"skipped", "failed"}:
        why = outcome.skip.value if outcome.skip else "; ".join(map(str, outcome.findings))
        raise CannotRun(f"{path}: {outcome.status}: {why}")
    if facts.title is None:
        raise CannotRun(f"{path}: has no title; a card shows at least that")
    options = card_options(registry, path, facts)
    if design:
        options = msgspec.structs.replace(options, design=design)
    return options.card_of(Page(path, data), site, facts, shares)


def card_options(registry: Registry, path: str, facts: Facts) -> Cards:
    """Return the options of cards for a page: the defaults where cards are off."""
    found = registry.for_page(path).plugins.get("cards")
    return (found if isinstance(found, Cards) else Cards()).as_asked_by(facts)
