"""A picture for every page: its title and other data, drawn in the site's colours."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Self, cast

from msgspec.structs import replace

from smoopt.builtin.cards.card_options import CardOptions
from smoopt.html.page import OFF, Page
from smoopt.model.edits import File
from smoopt.model.extras import installing, lacking, without
from smoopt.model.facts import Fact, Facts
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.model.wording import in_words
from smoopt.plugin.hooks import Shares, hookimpl
from smoopt.site.config import FILE_NAME
from smoopt.site.settings import matches
from smoopt.site.site import Site

if TYPE_CHECKING:
    from smoopt.builtin.cards.drawn_card import Drawn

EXTRA = Rule(
    "cards-extra",
    Severity.WARNING,
    "Cards cannot be drawn, because an extra of smoopt is not installed.",
    "Pages without a picture are shared with the site's picture, or with none.",
    "",
    f"Install smoopt with its extra: {installing('cards')}.",
)
DESIGN = Rule(
    "cards-design",
    Severity.WARNING,
    "The design of a card cannot be drawn.",
    "The page is shared with the site's picture, or with none.",
    "",
    "Correct the design at the place that the finding names, or choose another one.",
)
GLYPHS = Rule(
    "cards-glyphs",
    Severity.WARNING,
    "No font has all characters of a card, so it is not drawn.",
    "The card would show boxes in place of those characters.",
    "",
    "Install the extra that the finding names, or put a font into templates/cards/.",
)
PICTURE = Rule(
    "cards-picture",
    Severity.WARNING,
    "A picture that the configuration names for cards cannot be used.",
    "Cards are drawn without it.",
    "",
    "Name a PNG, JPEG, WebP, GIF, AVIF or SVG file of the site.",
)
_RULES = {"design": DESIGN, "glyphs": GLYPHS, "picture": PICTURE}
# The packages that must be installed, by module
_NEEDED = ("typst", "PIL", "fontTools", "fontpkg_inter", "manimgx_fonts")
# Kinds of pages that nobody shares
_UNSHARED = frozenset({"error", "search"})
# The plugin that gives a page the picture of the whole site
_SITE_S = "defaults"
# Tags that count as the author's choice, even if a theme writes them
_THEME_S = ("og:image", "twitter:image")
_MEMO = "cards"


class Cards(CardOptions, frozen=True):
    """Draw a picture of 1200×630 for pages that have none."""

    takes_long: ClassVar[bool] = True

    @hookimpl
    def worded(self, page: Page, site: Site, facts: Facts, shares: Shares) -> Facts | None:
        """Return the card as the picture to share."""
        card = self._card(page, site, facts, shares)
        if card is None or card.file is None:
            return None
        from smoopt.builtin.cards.drawn_card import images_of  # noqa: PLC0415 - loads fonts

        wide, *square = [Fact(image, card.because) for image in images_of(site, card)]
        return Facts(share_image=wide, share_square=next(iter(square), None))

    @hookimpl
    def files(self, page: Page, site: Site, facts: Facts, shares: Shares) -> Iterator[File]:
        """Yield the card's files."""
        card = self._card(page, site, facts, shares)
        yield from filter(None, (card.file, card.square) if card else ())

    @hookimpl
    def findings(self, page: Page, site: Site, facts: Facts, shares: Shares) -> Iterator[Finding]:
        """Report what is wrong with the card."""
        card = self._card(page, site, facts, shares)
        for kind, message in card.problems if card else ():
            yield _RULES[kind].at(page.place(), message)

    @hookimpl
    def site_findings(self) -> Iterator[Finding]:
        """Report packages that are not installed."""
        if missing := _missing():
            yield EXTRA.at(Place(FILE_NAME), without("cards", f"cards need {in_words(missing)}"))

    @hookimpl
    def rules(self) -> tuple[Rule, ...]:
        """Describe the rules on cards."""
        return EXTRA, *_RULES.values()

    def _card(self, page: Page, site: Site, facts: Facts, shares: Shares) -> "Drawn | None":
        """Draw the card once for all hooks; None where the page needs none."""
        if not self._needs_card(page, facts) or _missing():
            return None
        if _MEMO not in page.memo:
            page.memo[_MEMO] = self.as_asked_by(facts).card_of(page, site, facts, shares)
        return cast("Drawn", page.memo[_MEMO])

    def as_asked_by(self, facts: Facts) -> Self:
        """Return the options with the design that the page asks for, if it does."""
        if facts.card is None or facts.card.value.lower() in OFF:
            return self
        return replace(self, design=facts.card.value)

    def card_of(self, page: Page, site: Site, facts: Facts, shares: Shares) -> "Drawn":
        """Draw the card of a page, whether or not it needs one."""
        from smoopt.builtin.cards.card_data import Asked  # noqa: PLC0415
        from smoopt.builtin.cards.drawn_card import drawn  # noqa: PLC0415 - loads fonts

        return drawn(Asked(page, site, facts, shares), self)

    @staticmethod
    def missing() -> tuple[str, ...]:
        """Return the packages that are needed to draw cards and not installed."""
        return _missing()

    def _needs_card(self, page: Page, facts: Facts) -> bool:
        """Return whether a page is meant to be shared, and has no picture for that."""
        if facts.card is not None and facts.card.value.lower() in OFF:
            return False
        if facts.title is None or facts.address is None or facts.kind_or_page in _UNSHARED:
            return False
        if facts.images is None or facts.images.plugin == _SITE_S:
            return True
        if matches(self.instead_of, facts.images.value[0].file):
            # What the author says of this very page stays, and so does what would come back.
            return not (facts.images.is_stated or page.framework)
        return self.over_pictures and not page.has_tag(_THEME_S)


@cache
def _missing() -> tuple[str, ...]:
    """Return the needed packages that are not installed, cached."""
    return lacking(*_NEEDED)
