"""The pages as Markdown, for people and programs that prefer it to HTML."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal, cast

from msgspec import Meta

from smoopt.builtin.markdown.as_markdown import as_markdown
from smoopt.builtin.markdown.assistants import Assistants, Line, links_to
from smoopt.builtin.markdown.copying import may_copy, script
from smoopt.builtin.markdown.llms_txt import FULL, INDEX, Told, full_text, index_text
from smoopt.html import markup
from smoopt.html.alternate_rel import alternate_rel
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, File, Span
from smoopt.model.facts import Facts
from smoopt.model.page_files import beside
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.translations import every_language, local_words
from smoopt.plugin.widget_templates import Templates
from smoopt.site.kept_out import is_kept_out
from smoopt.site.own_assets import asset_edits
from smoopt.site.site import Site

# https://www.rfc-editor.org/rfc/rfc7763 (2026-12-01)
_TYPE = "text/markdown"
_OF_CONTENT = frozenset({"home", "page"})


class Markdown(Plugin, frozen=True):
    """Write each page also as Markdown, and link to it for programs."""

    templates: ClassVar[str] = "smoopt.builtin.markdown"

    llms: Annotated[
        Literal["index", "full", "none"],
        Meta(
            description="Whether to write llms.txt, which lists the pages; `full` also writes "
            "llms-full.txt, with the text of all pages."
        ),
    ] = "index"
    links: Annotated[bool, Meta(description="Whether pages show a link to their Markdown.")] = False
    copy: Annotated[
        bool,
        Meta(
            description="Whether there is also a button that copies the Markdown; it needs a "
            "script."
        ),
    ] = False
    assistants: Annotated[
        Assistants, Meta(description="The assistants to link to, with a question about the page.")
    ] = ()
    prompt: Annotated[
        str,
        Meta(description="The question for the assistant, where `{url}` stands for the address."),
    ] = "Read {url} so I can ask about it."

    def __post_init__(self) -> None:
        """Raise ValueError for a prompt that names no page."""
        if "{url}" not in self.prompt:
            raise ValueError(f"prompt: {self.prompt!r} has no {{url}}: it would name no page")

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ConfigError for a template that is wrong."""
        if self.links and templates.replaced:
            for words in (None, *every_language({})):
                links_to("", "", Line(self.assistants, self.prompt, words), templates)

    @hookimpl
    def edits(self, page: Page, site: Site, facts: Facts, templates: Templates) -> Iterator[Edit]:
        """Link the Markdown in the head, and on the page if wanted."""
        path = self._path(page, facts)
        if path is None:
            return
        href, why = site.href(page, path), f"the page is written to {path}"
        if (head := slot(page, "head")) is not None:
            link = markup.link(alternate_rel(page), href, type=_TYPE, xhtml=page.xhtml)
            yield Edit(Span(head, head), link, "Markdown link", why)
        place = slot(page, "content-end") if self.links else None
        if place is not None:
            url = site.address(path)
            copied = self._is_copied(page, site, href)
            language = "" if facts.language is None else facts.language.value
            words = local_words(language, {}) if copied else None
            line = Line(self.assistants if url else (), self.prompt, words)
            shown = links_to(href, url, line, templates)
            yield Edit(Span(place, place), shown, "links to Markdown", why, order=1)
            if copied:
                yield from asset_edits(page, site, script(), "script", "copy = true")

    @hookimpl
    def files(self, page: Page, site: Site, facts: Facts) -> Iterator[File]:
        """Yield the page's content as Markdown, and the script that copies it."""
        path = self._path(page, facts)
        if path is None:
            return
        if self._is_copied(page, site, site.href(page, path)) and slot(page, "content-end"):
            yield script()
        if not site.has(path):
            yield File.at(path, self._text(page, site, facts).encode())

    @hookimpl
    def survey(self, page: Page, site: Site, facts: Facts) -> dict[str, object] | None:
        """Return the page's entry in llms.txt."""
        path = self._path(page, facts)
        if path is None or self.llms == "none" or facts.title is None:
            return None
        if is_kept_out(site, page):
            return None
        told: dict[str, object] = {"path": path, "title": facts.title.value}
        if facts.description is not None:
            told["description"] = facts.description.value
        if self.llms == "full":
            told["text"] = self._text(page, site, facts)
        return told

    @hookimpl
    def site_files(self, site: Site, records: Mapping[str, Told]) -> Iterator[File]:
        """Yield llms.txt and llms-full.txt, unless the site has its own."""
        if records and not site.has(INDEX):
            yield File.at(INDEX, index_text(site, records).encode())
        if records and self.llms == "full" and not site.has(FULL):
            yield File.at(FULL, full_text(records).encode())

    def _path(self, page: Page, facts: Facts) -> str | None:
        """Return the path of a page's Markdown; None for one without content of its own."""
        if facts.kind_or_page not in _OF_CONTENT or facts.title is None:
            return None
        if page.content is None or page.amp:
            return None
        if any(tag.element.attr("type") == _TYPE for tag in page.tags("alternate")):
            return None
        return beside(page.path, ".md")

    def _is_copied(self, page: Page, site: Site, href: str) -> bool:
        """Return whether the line has the button; where a framework is used, there is no line."""
        return self.links and self.copy and not page.framework and may_copy(page, site, href)

    def _text(self, page: Page, site: Site, facts: Facts) -> str:
        """Return the page's Markdown, which a file and llms-full.txt may need."""
        if "markdown" not in page.memo:
            page.memo["markdown"] = as_markdown(page, site, facts)
        return cast("str", page.memo["markdown"])
