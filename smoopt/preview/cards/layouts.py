"""How platforms lay cards out: by the picture, by `twitter:card`, or by both."""

from collections.abc import Callable

from smoopt.preview.cards.card import Layout
from smoopt.preview.cards.card_pictures import JudgedPicture
from smoopt.preview.cards.page_tags import PageTags

# A layout, and the reasons in words
Choice = tuple[Layout, tuple[str, ...]]
Choose = Callable[[PageTags, JudgedPicture], Choice]

# The values of `twitter:card` for X's two cards
LARGE = "summary_large_image"
SMALL = "summary"
# https://developer.x.com/cards/overview (2026-11-21)
_X_CARDS = ("app", "player")
_X_STANDS_IN = ("og:type", "og:title", "og:description")
# https://www.getrediate.com/og-checker/slack (2026-11-21), by observation
_SLACK_WIDTH = 400


def by_size(_: PageTags, judged: JudgedPicture) -> Choice:
    """Choose by the picture's size and the platform's limits."""
    if judged.picture is None:
        return "text", ()
    return ("large" if judged.large else "small"), ()


def by_x_card(tags: PageTags, judged: JudgedPicture) -> Choice:
    """Choose by twitter:card: large for summary_large_image, else small."""
    if judged.picture is None:
        return "text", ()
    if tags.last("twitter:card").lower() == LARGE:
        return "large", ()
    return "small", ("twitter:card is not summary_large_image: the picture is shown small.",)


def slack(tags: PageTags, judged: JudgedPicture) -> Choice:
    """Choose by twitter:card, else by the picture: wide ones are shown large."""
    picture, card = judged.picture, tags.last("twitter:card").lower()
    if picture is None:
        return "text", ()
    # https://opengraphplus.com/consumers/slack/tags (2026-11-21)
    if card == LARGE:
        return "large", ()
    if card == SMALL:
        return "small", ("twitter:card is summary: Slack shows the picture small.",)
    if not picture.width or picture.width > max(_SLACK_WIDTH, picture.height):
        return "large", ()
    return "small", (
        f"The picture is no wider than {_SLACK_WIDTH} pixels or its height: Slack shows it small.",
    )


def mastodon(tags: PageTags, judged: JudgedPicture) -> Choice:
    """Choose small for pictures that are not wider than high, else by size."""
    # https://github.com/mastodon/mastodon/blob/main/app/javascript/mastodon/features/status/
    # components/card.tsx (2026-11-21)
    picture = judged.picture
    if picture is not None and picture.width and picture.width <= picture.height:
        return "small", ("The picture is not wider than high: Mastodon shows it small.",)
    return by_size(tags, judged)


def x_card(tags: PageTags) -> str:
    """Return which of X's cards a page asks for, "" for none.

    1. the last twitter:card; 2. without one, `summary` if og:type, og:title and og:description
    are there.
    """
    # https://developer.x.com/cards/overview: the last of several counts (2026-11-21)
    if card := tags.last("twitter:card").lower():
        return card
    # https://developer.x.com/cards/markup, the row of og:type (2026-11-21)
    return SMALL if all(tags.text(key) for key in _X_STANDS_IN) else ""


def x_small(tags: PageTags, _: JudgedPicture) -> Choice:
    """Choose the layout of X's summary, which is always small."""
    return "small", _x_notes(tags, SMALL)


def x_large(tags: PageTags, judged: JudgedPicture) -> Choice:
    """Choose the layout of X's large summary, which is small if the picture is refused."""
    notes = _x_notes(tags, LARGE)
    if judged.picture is None:
        return "small", (*notes, "Without its picture, X shows the small card.")
    return "large", notes


def _x_notes(tags: PageTags, own: str) -> tuple[str, ...]:
    """Return a note if the page does not get the card `own`, or gets it without asking."""
    asked = x_card(tags)
    if asked == own and tags.last("twitter:card"):
        return ()
    if not asked:
        return (
            "There is no twitter:card, and not all of og:type, og:title and og:description:"
            " X shows the bare link.",
        )
    if not tags.last("twitter:card"):
        return ("There is no twitter:card: X makes its small card of the Open Graph tags.",)
    if asked in {LARGE, SMALL}:
        return (f"The page asks for X's other card: twitter:card is {asked}.",)
    if asked in _X_CARDS:
        return (f"The page asks for X's card “{asked}”, which is not drawn here.",)
    return (f"X has no card “{asked}”: it shows the bare link.",)
