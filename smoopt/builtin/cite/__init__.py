"""Citations: tags for reference managers, and a citation to copy."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from smoopt.builtin.cite.citation import citation_of
from smoopt.builtin.cite.formats import FORMATS
from smoopt.builtin.cite.shown_citation import Wanted, shown, try_out
from smoopt.builtin.cite.tags import tags_for
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, File, Span
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding
from smoopt.model.page_files import beside
from smoopt.plugin.head_tags import reconcile
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.site import Site

Format = Literal["bibtex", "ris", "csl"]


class Cite(Plugin, frozen=True):
    """Tell Google Scholar, reference managers and readers how to cite a page."""

    templates: ClassVar[str] = "smoopt.builtin.cite"

    details: Annotated[
        bool, Meta(description="Whether articles show a citation, collapsed at first.")
    ] = True
    formats: Annotated[
        tuple[Format, ...],
        Meta(description="The formats that readers can download beside the page."),
    ] = ()
    dublin_core: Annotated[bool, Meta(description="Whether to write Dublin Core tags as well.")] = (
        False
    )
    embed: Annotated[
        bool, Meta(description="Whether readers can also copy HTML that embeds the page.")
    ] = True

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ConfigError for a template that is wrong."""
        if self.details and templates.replaced:
            try_out(Wanted(self.formats, self.embed), templates)

    @hookimpl
    def edits(
        self, page: Page, site: Site, facts: Facts, templates: Templates
    ) -> Iterator[Edit | Finding]:
        """Write the tags, and insert the citation after the text."""
        citation = citation_of(site, facts)
        if citation is None:
            return
        yield from reconcile(page, tags_for(page, facts, dublin_core=self.dublin_core))
        # AMP allows text fields in its own forms only.
        place = slot(page, "content-end") if self.details and not page.amp else None
        if place is not None:
            paths = self._paths(page, site)
            hrefs = {name: str(site.href(page, path)) for name, path in paths.items()}
            wanted = Wanted((*paths,), self.embed)
            written = shown(citation, hrefs, wanted, templates)
            yield Edit(Span(place, place), written, "citation", citation.because, order=2)

    @hookimpl
    def files(self, page: Page, site: Site, facts: Facts) -> Iterator[File]:
        """Yield the downloadable formats."""
        citation = citation_of(site, facts) if self.formats else None
        if citation is None:
            return
        for name, path in self._paths(page, site).items():
            _, write = FORMATS[name]
            yield File.at(path, write(citation).encode())

    def _paths(self, page: Page, site: Site) -> dict[str, str]:
        """Return the paths of the formats beside the page, unless the site has a file there."""
        paths = {name: beside(page.path, FORMATS[name][0]) for name in self.formats}
        return {name: path for name, path in paths.items() if not site.occupied(path)}
