"""What a site may decide of its conversation."""

from typing import Annotated, Literal

from msgspec import Meta

from smoopt.builtin.conversation.received import ThreadFile
from smoopt.builtin.conversation.strangers_text import web_link
from smoopt.builtin.share.bar.shown_how import (
    SelectorOption,
    SlotOption,
    WhereOption,
    refuse_wrong_place,
)
from smoopt.builtin.share.bar.site_notes import TellsSelector


class ConversationOptions(TellsSelector, frozen=True):
    """The options of the plugin `conversation`."""

    webmention: Annotated[
        str,
        Meta(
            description="Where pages take webmentions: https://webmention.io/example.org/webmention."
        ),
    ] = ""
    pingback: Annotated[
        str,
        Meta(description="Where pages take pingbacks: https://webmention.io/example.org/xmlrpc."),
    ] = ""
    mentions: Annotated[
        str,
        Meta(
            description="Received webmentions as webmention.io exports them (JF2): a file, or a "
            "folder of them, beside smoopt.toml."
        ),
    ] = ""
    threads: Annotated[
        tuple[ThreadFile, ...],
        Meta(
            description="Exported threads of Mastodon, Bluesky, Lobsters or Hacker News that are "
            "about pages."
        ),
    ] = ()
    discuss: Annotated[
        tuple[str, ...],
        Meta(
            description="Where articles without a thread can be discussed: addresses, in which "
            "`{url}` and `{title}` stand for those of the page."
        ),
    ] = ()
    most: Annotated[
        int,
        Meta(ge=1, le=1000, description="How many responses of each kind a page shows at most."),
    ] = 100
    longest: Annotated[
        int,
        Meta(ge=1, le=10_000, description="How many characters of a reply are shown at most."),
    ] = 1000
    deepest: Annotated[
        int,
        Meta(ge=1, le=10, description="How deep replies stand in each other at most."),
    ] = 4
    avatars: Annotated[
        str,
        Meta(
            description="A folder of the site with pictures of those who respond, named by their "
            "addresses: img/people has ann.example.jpg. Pictures elsewhere are never loaded."
        ),
    ] = ""
    statistics: Annotated[
        bool, Meta(description="Whether the structured data says how many responses there are.")
    ] = True
    entry: Annotated[
        bool,
        Meta(description="Whether articles without microformats are marked up as an h-entry."),
    ] = True
    style: Annotated[
        Literal["file", "none"], Meta(description="Whether responses have a style sheet.")
    ] = "file"
    slot: SlotOption = "auto"
    selector: SelectorOption = ""
    where: WhereOption = "end"

    def __post_init__(self) -> None:
        """Raise ValueError for what is no address, and no place."""
        for name in ("webmention", "pingback"):
            address = getattr(self, name)
            if address and web_link(address) != address:
                raise ValueError(f"{name}: {address!r} is no address; expected https://…")
        for address in self.discuss:
            if not web_link(address.replace("{url}", "").replace("{title}", "")):
                raise ValueError(f"discuss: {address!r} is no address; expected https://…")
        refuse_wrong_place(self.selector, ())
