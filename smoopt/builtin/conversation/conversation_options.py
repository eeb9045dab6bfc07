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
        Meta(description="The webmention endpoint: https://webmention.io/example.org/webmention."),
    ] = ""
    pingback: Annotated[
        str,
        Meta(description="The pingback endpoint: https://webmention.io/example.org/xmlrpc."),
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
            description="Exported threads of Mastodon, Bluesky, Lobsters or Hacker News about "
            "pages of the site."
        ),
    ] = ()
    discuss: Annotated[
        tuple[str, ...],
        Meta(
            description="Addresses where readers can discuss articles without a thread; `{url}` "
            "and `{title}` stand for those of the page."
        ),
    ] = ()
    most: Annotated[
        int,
        Meta(ge=1, le=1000, description="The maximum number of responses of each kind on a page."),
    ] = 100
    longest: Annotated[
        int,
        Meta(ge=1, le=10_000, description="The maximum number of characters shown of a reply."),
    ] = 1000
    deepest: Annotated[
        int,
        Meta(ge=1, le=10, description="The maximum depth of nested replies."),
    ] = 4
    avatars: Annotated[
        str,
        Meta(
            description="A folder of the site with pictures of the authors of responses, named "
            "after their addresses: img/people with ann.example.jpg. Pictures on other hosts "
            "are never loaded."
        ),
    ] = ""
    statistics: Annotated[
        bool, Meta(description="Whether the structured data states the number of responses.")
    ] = True
    entry: Annotated[
        bool,
        Meta(description="Whether to mark up articles without microformats as an h-entry."),
    ] = True
    style: Annotated[
        Literal["file", "none"], Meta(description="Whether responses have a style sheet.")
    ] = "file"
    slot: SlotOption = "auto"
    selector: SelectorOption = ""
    where: WhereOption = "end"

    def __post_init__(self) -> None:
        """Raise ValueError for what is not an address, and no place."""
        for name in ("webmention", "pingback"):
            address = getattr(self, name)
            if address and web_link(address) != address:
                raise ValueError(f"{name}: {address!r} is not an address; expected https://…")
        for address in self.discuss:
            if not web_link(address.replace("{url}", "").replace("{title}", "")):
                raise ValueError(f"discuss: {address!r} is not an address; expected https://…")
        refuse_wrong_place(self.selector, ())
