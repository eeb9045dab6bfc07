"""oEmbed: what another site needs to embed a page as a card.

https://oembed.com/ (2026-12-01), sections 2.3 and 4
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from msgspec import Meta

from smoopt.builtin.oembed.answer import Answer, answer_for, as_json, as_xml
from smoopt.html import markup
from smoopt.html.alternate_rel import alternate_rel
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, File, Span
from smoopt.model.facts import Facts
from smoopt.model.page_files import beside
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.site.site import Site

_TYPES = {"json": "application/json+oembed", "xml": "text/xml+oembed"}


class OEmbed(Plugin, frozen=True):
    """Write an oEmbed answer for each page, and name it in the head."""

    formats: Annotated[
        tuple[Literal["json", "xml"], ...], Meta(description="The formats of the answer.")
    ] = ("json",)
    kind: Annotated[
        Literal["link", "rich"],
        Meta(
            description="The answer for a page without a video: a link, or a quotation in HTML "
            "with a link."
        ),
    ] = "link"
    folder: Annotated[str, Meta(description="The folder of the answers.")] = "oembed"

    def __post_init__(self) -> None:
        """Raise ValueError for a folder that is none."""
        if not self.folder.strip("/") or ".." in self.folder.split("/"):
            raise ValueError(f"folder: {self.folder!r} is no folder of the site")

    @hookimpl
    def edits(self, page: Page, site: Site, facts: Facts) -> Iterator[Edit]:
        """Link the answers in the head, where consumers look for them."""
        answer, at = self._answer(page, site, facts), slot(page, "head")
        if answer is None or at is None:
            return
        for form, path in self._paths(page, site):
            # The answer has the title: in the links, it would be repeated for each format.
            link = markup.link(
                alternate_rel(page), site.address(path), xhtml=page.xhtml, type=_TYPES[form]
            )
            yield Edit(Span(at, at), link, "oEmbed link", f"the answer is written to {path}")

    @hookimpl
    def files(self, page: Page, site: Site, facts: Facts) -> Iterator[File]:
        """Yield the answers."""
        answer = self._answer(page, site, facts)
        if answer is None:
            return
        for form, path in self._paths(page, site):
            yield File.at(path, as_json(answer) if form == "json" else as_xml(answer))

    def _answer(self, page: Page, site: Site, facts: Facts) -> Answer | None:
        """Return the answer for a page; None for an error page, and if the theme has its own."""
        if facts.kind_or_page == "error":
            return None
        own = {tag.element.attr("type") for tag in page.tags("alternate")}
        if not own.isdisjoint(_TYPES.values()):
            return None
        return answer_for(site, facts, self.kind)

    def _paths(self, page: Page, site: Site) -> Iterator[tuple[str, str]]:
        """Yield each format and the path of its file, unless the site has a file there."""
        for form in self.formats:
            path = self._path(page, form)
            if not site.occupied(path):
                yield form, path

    def _path(self, page: Page, form: str) -> str:
        return f"{self.folder.strip('/')}/{beside(page.path, f'.{form}')}"
