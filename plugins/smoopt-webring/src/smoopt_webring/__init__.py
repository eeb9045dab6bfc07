"""A webring's links at the end of the pages: the site before, the ring, the site after."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta
from smoopt import (
    Edit,
    Facts,
    Finding,
    Network,
    Page,
    Plugin,
    Severity,
    Span,
    Templates,
    hookimpl,
    slot,
)
from turbohtml import Element


class Webring(Plugin, frozen=True):
    """Put a webring's links at the end of the home page, or of all pages."""

    # The package that ships webring.html.j2; a site may have its own.
    templates: ClassVar[str] = __name__

    ring: Annotated[str, Meta(description="The address of the ring's own page.")]
    previous: Annotated[str, Meta(description="The address of the site before, if any.")] = ""
    next: Annotated[str, Meta(description="The address of the site after, if any.")] = ""
    name: Annotated[str, Meta(description="What the ring is called.")] = "Webring"
    pages: Annotated[Literal["home", "all"], Meta(description="Which pages get links.")] = "home"

    def __post_init__(self) -> None:
        """Refuse an option that is not a web address, before any page is read."""
        for option in ("ring", "previous", "next"):
            value = getattr(self, option)
            if not value.startswith(("https://", "http://")) and (value or option == "ring"):
                raise ValueError(f"{option}: expected an address with https://, found {value!r}")

    def check_options(
        self,
        networks: tuple[Network, ...],  # noqa: ARG002
        templates: Templates,
    ) -> None:
        """Refuse a template that is wrong, before any page is read."""
        self._links(templates)

    @hookimpl
    def edits(self, page: Page, facts: Facts, templates: Templates) -> Iterator[Edit | Finding]:
        """Insert the links, unless the page links to the ring already."""
        home = facts.kind is not None and facts.kind.value == "home"
        position = slot(page, "body-end")
        if position is None or not (home or self.pages == "all"):
            return
        if (found := self._present(page)) is not None:
            place = page.place(found)
            message = f"the page links to {self.ring} itself, so nothing is added"
            yield Finding(Severity.INFO, "webring-present", place, message)
            return
        because = "the home page is the ring's door" if home else 'pages = "all"'
        yield Edit(Span(position, position), self._links(templates), "webring", because)

    def _present(self, page: Page) -> Element | None:
        links = page.document.find_all("a")
        own = (link for link in links if (link.attr("href") or "").strip() == self.ring)
        return page.document.select_one("[data-smoopt=webring]") or next(own, None)

    def _links(self, templates: Templates) -> str:
        pattern = templates.pattern(
            "webring.html.j2",
            ring=self.ring,
            previous=self.previous,
            next=self.next,
            name=self.name,
        )
        return pattern.fill()
