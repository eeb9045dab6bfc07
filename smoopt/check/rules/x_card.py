"""Rules on X's cards: Slack, Discord and others read them, too."""

from collections.abc import Iterator

from smoopt.builtin.tags.rules.picture_tags import PICTURES, X_IMAGE, X_IMAGE_WRONG, picture_fault
from smoopt.check.rules.og_image import shown
from smoopt.html.head import HeadTag
from smoopt.html.page import Page
from smoopt.model.facts import Image
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.site.site import Site

_LARGE_CARD = (
    "https://developer.x.com/en/docs/x-for-websites/cards/overview/summary-card-with-large-image"
)
_TYPES = frozenset({"summary", "summary_large_image", "app", "player"})
# https://developer.x.com/en/docs/x-for-websites/cards/overview/summary-card-with-large-image and
# https://developer.x.com/en/docs/x-for-websites/cards/overview/summary (2026-11-21)
_LARGE, _SUMMARY = (300, 157), (144, 144)
# A picture of a smaller ratio loses more than half when cut to 2:1.
_NARROWEST = 1.0

X_CARD_TYPE = Rule(
    id="x-card-type",
    severity=Severity.WARNING,
    what="twitter:card names a card type that does not exist.",
    why="X has summary, summary_large_image, app and player; photo, gallery and product are gone.",
    source="https://developer.x.com/en/docs/x-for-websites/cards/overview/markup",
    fix="Write summary_large_image, or summary for a small picture.",
)
X_CARD_UNFIT = Rule(
    id="x-card-unfit",
    severity=Severity.WARNING,
    what="The card's type does not fit its picture: none, too small, or too high.",
    why="The large card needs at least 300×157 and cuts to 2:1, the small one needs at least "
    "144×144.",
    source=_LARGE_CARD,
    fix="Name a picture of 1200×630 for the large card, or write summary.",
)
RULES = (X_CARD_TYPE, X_CARD_UNFIT, X_IMAGE_WRONG)


def cards(page: Page, site: Site) -> Iterator[Finding]:
    """Judge the card's type for the picture that X would use."""
    own = page.first_tag(*PICTURES)
    if own is not None and (fault := picture_fault(page, site, own.value, X_IMAGE)):
        yield fault.at(page.place(own.element), own.keys[0], own.value)
        return
    # The last one wins: https://developer.x.com/en/docs/x-for-websites/cards (2026-11-21)
    for tag in page.tags("twitter:card")[-1:]:
        if tag.value and tag.value not in _TYPES:
            found = f"“{tag.value}” is no card; expected one of {', '.join(sorted(_TYPES))}"
            yield X_CARD_TYPE.at(page.place(tag.element), found)
        elif unfit := _unfit(tag.value, _image(page, site, own)):
            yield X_CARD_UNFIT.at(page.place(tag.element), f"{tag.value}: {unfit}")


def _image(page: Page, site: Site, own: HeadTag | None) -> Image | None:
    if own is not None:
        return site.image(page, own.value)
    picture = shown(page, site)
    return None if picture is None else picture.image


def _unfit(card: str, image: Image | None) -> str:
    """Return why a picture does not fit a card, or ""."""
    if image is None:
        return "the page names no picture" if card == "summary_large_image" else ""
    if not (image.width and image.height) or image.type == "image/svg+xml":
        return ""
    size = f"the picture has {image.width}×{image.height}"
    if card == "summary_large_image":
        if image.width < _LARGE[0] or image.height < _LARGE[1]:
            return f"{size}; large cards take 300×157 or more"
        if image.width / image.height < _NARROWEST:
            return f"{size}; large cards cut it to 2:1"
    elif card == "summary" and (image.width < _SUMMARY[0] or image.height < _SUMMARY[1]):
        return f"{size}; cards take 144×144 or more"
    return ""
