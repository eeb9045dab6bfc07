"""A link to where a page is discussed."""

from collections.abc import Iterator
from typing import Annotated
from urllib.parse import quote

from msgspec import Meta

from smoopt import (
    Edit,
    Facts,
    Finding,
    Page,
    Plugin,
    Rule,
    Severity,
    Span,
    hookimpl,
    markup,
    slot,
)

NO_ADDRESS = Rule(
    id="comments-address",
    severity=Severity.WARNING,
    what="The page names a discussion that has no web address.",
    why="Nobody can follow a link to it.",
    source="",
    fix="Give the address with https://.",
)


class Comments(Plugin, frozen=True):
    """Link from the end of the content to the discussion."""

    name: Annotated[str, Meta(description="The meta that has a page's own discussion.")] = (
        "discussion"
    )
    address: Annotated[str, Meta(description="Where all others are discussed; has `{url}`.")] = ""
    text: Annotated[str, Meta(description="What the link says.")] = "Discuss this page"

    def __post_init__(self) -> None:
        """Refuse what is not an address of a page's discussion."""
        if self.address and not (self.address.startswith("https://") and "{url}" in self.address):
            raise ValueError(f"address: expected https:// and {{url}}, found {self.address!r}")

    @hookimpl
    def rules(self) -> Rule:
        return NO_ADDRESS

    @hookimpl
    def edits(self, page: Page, facts: Facts) -> Iterator[Edit | Finding]:
        own, position = page.first_tag(self.name), slot(page, "content-end")
        if position is None or page.document.select_one("[data-smoopt=comments]"):
            return
        if own is not None and not own.value.startswith(("https://", "http://")):
            place = page.place(own.element)
            yield NO_ADDRESS.at(place, f"{own.value!r} is not an address with https://")
            return
        if own is not None:
            address, because = own.value, f"meta {self.name}"
        elif self.address and facts.address is not None:
            address = self.address.replace("{url}", quote(facts.address.value, safe=""))
            because = facts.address.rule
        else:
            return
        link = markup.anchor(address, {}, markup.text(self.text))
        html = markup.element("p", {"data-smoopt": "comments"}, link)
        yield Edit(Span(position, position), html, "comments", because)
