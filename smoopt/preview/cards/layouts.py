"""How platforms lay cards out where more than the picture's size decides."""

from smoopt.preview.cards.frame import FramedPicture
from smoopt.preview.cards.platform import Laid, by_size
from smoopt.preview.cards.tags_read import Head

LARGE = "summary_large_image"
SMALL = "summary"
# https://developer.x.com/cards/overview (2026-11-21)
_X_CARDS = ("app", "player")
_X_STANDS_IN = ("og:type", "og:title", "og:description")
# https://www.getrediate.com/og-checker/slack (2026-11-21), by observation
_SLACK_WIDTH = 400


def x_asks_for(head: Head) -> str:
    """Say which of X's cards a page asks for, "" for none.

    1. the last twitter:card; 2. a summary, where there is none, but og:type, og:title and
    og:description are there.
    """
    # https://developer.x.com/cards/overview: the last of several counts (2026-11-21)
    if card := head.last("twitter:card").lower():
        return card
    # https://developer.x.com/cards/markup, the row of og:type (2026-11-21)
    return SMALL if all(head.text(key) for key in _X_STANDS_IN) else ""


def x_small(head: Head, _: FramedPicture) -> Laid:
    """Lay out X's summary: always small."""
    return "small", _x_notes(head, SMALL)


def x_large(head: Head, framed: FramedPicture) -> Laid:
    """Lay out X's summary with a large picture: small where the picture is refused."""
    notes = _x_notes(head, LARGE)
    if framed.shot is None:
        return "small", (*notes, "Without its picture, X shows the small card.")
    return "large", notes


def _x_notes(head: Head, own: str) -> tuple[str, ...]:
    asked = x_asks_for(head)
    if asked == own and head.last("twitter:card"):
        return ()
    if not asked:
        return (
            "There is no twitter:card, and not all of og:type, og:title and og:description:"
            " X shows the bare link.",
        )
    if not head.last("twitter:card"):
        return ("There is no twitter:card: X makes its small card of the Open Graph tags.",)
    if asked in {LARGE, SMALL}:
        return (f"The page asks for X's other card: twitter:card is {asked}.",)
    if asked in _X_CARDS:
        return (f"The page asks for X's card “{asked}”, which is not drawn here.",)
    return (f"X has no card “{asked}”: it shows the bare link.",)


def by_card(head: Head, framed: FramedPicture) -> Laid:
    """Lay out as twitter:card says: large for summary_large_image, else small."""
    if framed.shot is None:
        return "text", ()
    if head.last("twitter:card").lower() == LARGE:
        return "large", ()
    return "small", ("twitter:card is not summary_large_image: the picture is shown small.",)


def slack(head: Head, framed: FramedPicture) -> Laid:
    """Lay out as twitter:card says, else by the picture: wide ones are shown large."""
    if framed.shot is None:
        return "text", ()
    card = head.last("twitter:card").lower()
    # https://opengraphplus.com/consumers/slack/tags (2026-11-21)
    if card == LARGE:
        return "large", ()
    if card == SMALL:
        return "small", ("twitter:card is summary: Slack shows the picture small.",)
    if not framed.shot.width or framed.shot.width > max(_SLACK_WIDTH, framed.shot.height):
        return "large", ()
    return "small", (
        f"The picture is no wider than {_SLACK_WIDTH} pixels or its height: Slack shows it small.",
    )


def mastodon(head: Head, framed: FramedPicture) -> Laid:
    """Lay out pictures wider than high large, others small."""
    # https://github.com/mastodon/mastodon/blob/main/app/javascript/mastodon/features/status/
    # components/card.tsx (2026-11-21)
    if framed.shot is not None and framed.shot.width and framed.shot.width <= framed.shot.height:
        return "small", ("The picture is not wider than high: Mastodon shows it small.",)
    return by_size(head, framed)
