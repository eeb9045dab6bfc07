"""Which other pages of the site link to a page, and in what words."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from smoopt.builtin.backlinks.outgoing import Outgoing, outgoing
from smoopt.builtin.backlinks.shown_backlinks import Backlink, shown, try_out
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, Span
from smoopt.model.facts import Facts
from smoopt.plugin.hooks import Plugin, Shares, hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.site import Site


class Backlinks(Plugin, frozen=True):
    """List behind a page's text which other pages link to it, with the sentences that do."""

    templates: ClassVar[str] = "smoopt.builtin.backlinks"

    most: Annotated[int, Meta(ge=1, description="How many pages are listed at most.")] = 20
    sentences: Annotated[
        bool, Meta(description="Whether the sentence around a link stands beside it.")
    ] = True

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ConfigError for a template that is wrong."""
        if templates.replaced:
            try_out(templates)

    @hookimpl
    def survey(self, page: Page, site: Site, facts: Facts) -> Outgoing | None:
        """Say where the page's text leads; lists lead everywhere, and count for nothing."""
        if facts.title is None or facts.kind_or_page != "page":
            return None
        found = outgoing(page, site, with_sentences=self.sentences)
        return Outgoing(facts.title.value, found) if found else None

    @hookimpl
    def gather(self, records: Mapping[str, object]) -> Mapping[str, list[Backlink]]:
        """Tell each page what leads to it, in the order of the pages."""
        shares: dict[str, list[Backlink]] = {}
        for path, record in records.items():
            said = msgspec.convert(record, Outgoing)
            for target, sentence in said.links.items():
                found = shares.setdefault(target, [])
                if len(found) < self.most:
                    found.append(Backlink(path, said.title, sentence))
        return shares

    @hookimpl
    def edits(
        self, page: Page, site: Site, facts: Facts, shares: Shares, templates: Templates
    ) -> Iterator[Edit]:
        """List them behind the text."""
        found = msgspec.convert(shares.get("backlinks", ()), tuple[Backlink, ...])
        place = slot(page, "content-end") if found else None
        if place is None:
            return
        language = facts.language.value if facts.language else ""
        # By the address that the page has for all others, where it is known.
        linked = tuple(
            (site.address(each.path) or site.href(page, each.path), each) for each in found
        )
        html = shown(linked, language, templates)
        because = f"linked from {', '.join(each.path for each in found)}"
        yield Edit(Span(place, place), html, "backlinks", because, order=4)
