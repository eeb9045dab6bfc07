"""One page's card, whatever picture the page has, and whether cards are on or not."""

from typing import TYPE_CHECKING

import msgspec

from smoopt.builtin.cards import Cards
from smoopt.html.page import Page
from smoopt.model.errors import CannotRun

if TYPE_CHECKING:
    from smoopt.build.builder import Builder
    from smoopt.builtin.cards.drawn_card import Drawn


def page_card(builder: "Builder", path: str, data: bytes, design: str) -> "Drawn":
    """Draw the card of a page that holds `data`; `design` is "" for the one that is set for it.

    Raises CannotRun where nothing can be drawn.
    """
    if missing := Cards.missing():
        raise CannotRun(f"cards need {', '.join(missing)}: pip install 'smoopt[cards]'")
    outcome = builder.outcome(path, data)
    if outcome.status in {"skipped", "failed"}:
        why = outcome.skip.value if outcome.skip else "; ".join(map(str, outcome.findings))
        raise CannotRun(f"{path}: {outcome.status}: {why}")
    if outcome.facts.title is None:
        raise CannotRun(f"{path}: has no title; a card shows at least that")
    found = builder.registry.for_page(path).plugins.get("cards")
    options = found if isinstance(found, Cards) else Cards()
    if design:
        options = msgspec.structs.replace(options, design=design)
    shares = builder.memory.shares.get(path, {})
    return options.card_of(Page(path, data), builder.site, outcome.facts, shares)
