"""Which pages of the site and elsewhere link to a page, and with which sentences."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from smoopt.builtin.backlinks.inbound import UNPLACED, inbound, unplaced
from smoopt.builtin.backlinks.known_links import NO_LINKS, KnownLinks, read
from smoopt.builtin.backlinks.outgoing import Outgoing, outgoing
from smoopt.builtin.backlinks.shown_backlinks import Backlink, shown, try_out
from smoopt.builtin.backlinks.told_elsewhere import told_by_conversation
from smoopt.files.named_files import is_file
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, Span
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding
from smoopt.model.rule import Rule
from smoopt.plugin.hooks import Plugin, Shares, hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.site import Site


class Backlinks(Plugin, frozen=True):
    """List, after a page's text, the pages that link to it, with the sentences around the links."""

    templates: ClassVar[str] = "smoopt.builtin.backlinks"
    tells_most: ClassVar[bool] = True

    most: Annotated[
        int,
        Meta(
            ge=1,
            description="The maximum number of pages to list, of this site and of others each.",
        ),
    ] = 20
    sentences: Annotated[
        bool, Meta(description="Whether to show the sentence around each link.")
    ] = True
    sources: Annotated[
        str,
        Meta(
            description="A file beside smoopt.toml that lists pages on other sites that link "
            "here: links.toml."
        ),
    ] = ""

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ConfigError for a wrong template or file of sources, ValueError for none."""
        if self.sources and not is_file(Path(self.sources)):
            raise ValueError(f"sources: there is no file {self.sources}")
        self._known()
        if templates.replaced:
            try_out(templates)

    @hookimpl
    def survey(self, page: Page, site: Site, facts: Facts) -> Outgoing | None:
        """Return the page's links to other pages; lists are skipped, as they link to everything."""
        if facts.title is None or facts.kind_or_page != "page":
            return None
        found = outgoing(page, site, with_sentences=self.sentences)
        return Outgoing(facts.title.value, found) if found else None

    @hookimpl
    def reduce(self, records: Mapping[str, object]) -> Mapping[str, list[Backlink]]:
        """Return the links to each page from within the site, in the order of the pages."""
        found: dict[str, list[Backlink]] = {}
        for path, record in records.items():
            said = msgspec.convert(record, Outgoing)
            for target, sentence in said.links.items():
                listed = found.setdefault(target, [])
                if len(listed) < self.most:
                    listed.append(Backlink(path, said.title, sentence))
        return found

    @hookimpl
    def combine(self, values: Sequence[list[Backlink]]) -> list[Backlink]:
        """Keep the first links to a page."""
        return [*islice(chain.from_iterable(values), self.most)]

    @hookimpl
    def gather(
        self, site: Site, paths: Sequence[str], reduced: Mapping[str, list[Backlink]]
    ) -> Mapping[str, list[Backlink]]:
        """Return the links to each page: those from the site first, then those of the sources."""
        elsewhere = inbound(self._known(), site).by_page
        found = (
            (path, [*reduced.get(path, ()), *elsewhere.get(path, ())[: self.most]])
            for path in paths
        )
        return {path: listed for path, listed in found if listed}

    @hookimpl
    def site_findings(self, site: Site) -> Iterator[Finding]:
        """Report known links whose target does not exist."""
        lost = inbound(self._known(), site).lost if site.url else {}
        yield from unplaced(lost, Path(self.sources).name)

    @hookimpl
    def rules(self) -> Rule:
        """Describe the rule on links that are shown nowhere."""
        return UNPLACED

    @hookimpl
    def edits(
        self, page: Page, site: Site, facts: Facts, shares: Shares, templates: Templates
    ) -> Iterator[Edit]:
        """Insert the list after the text."""
        listed = msgspec.convert(shares.get("backlinks", ()), tuple[Backlink, ...])
        told = told_by_conversation(page, site, shares) if listed else frozenset()
        found = [each for each in listed if each.url not in told]
        place = slot(page, "content-end") if found else None
        if place is None:
            return
        language = facts.language.value if facts.language else ""
        # By the address that the page has for all others, where it is known.
        linked = tuple(
            (each.url or site.address(each.path) or site.href(page, each.path), each)
            for each in found
        )
        html = shown(linked, language, templates)
        because = f"linked from {', '.join(each.path or each.url for each in found)}"
        yield Edit(Span(place, place), html, "backlinks", because, order=4)

    def _known(self) -> KnownLinks:
        """Read the sources; raises ConfigError for a file that is wrong."""
        return read(Path(self.sources)) if self.sources else NO_LINKS
