"""Citations for Wikipedia, copies in web archives, and pages that cite the same sources."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal, NamedTuple

import msgspec
from msgspec import Meta
from smoopt import (
    Edit,
    Facts,
    File,
    Network,
    Page,
    Pattern,
    PerPage,
    Plugin,
    Site,
    Span,
    Templates,
    hookimpl,
    slot,
)

from smoopt_wikipedia.sources import Record, cited, related
from smoopt_wikipedia.wikitext import ARCHIVES, cite_web

# If it is there, a minifier has removed the marks around smoopt's earlier addition.
_PRESENT = "[data-smoopt=wikipedia]"
# The pages that cite the same sources as a page: path and title of each
Nearest = list[list[str]]


class Words(NamedTuple):
    """The words around a citation in one language."""

    heading: str
    copies: str
    related: str


WORDS = {
    "en": Words("Cite on Wikipedia", "Copies in archives", "Pages that cite the same sources"),
    "de": Words(
        "In Wikipedia zitieren", "Kopien in Archiven", "Seiten, die dieselben Quellen nennen"
    ),
    "es": Words("Citar en Wikipedia", "Copias archivadas", "Páginas que citan las mismas fuentes"),
    "fr": Words("Citer sur Wikipédia", "Copies archivées", "Pages qui citent les mêmes sources"),
}


class Link(msgspec.Struct, frozen=True):
    """A link of the template, of which each page has its own."""

    href: PerPage
    text: PerPage | str


class Wikipedia(Plugin, frozen=True):
    """Show how Wikipedia cites a page, its copies in archives, and what cites the same sources."""

    # The package that ships wikipedia.html.j2; a site may have its own.
    templates: ClassVar[str] = __name__

    archives: Annotated[
        tuple[Literal["wayback", "archive-today"], ...],
        Meta(description="Whose copies of the page are linked to."),
    ] = ("wayback",)
    related: Annotated[
        int, Meta(ge=0, le=20, description="How many pages that cite the same are named at most.")
    ] = 3
    sources: Annotated[
        str, Meta(description="Where a list of all that the site cites is written, if anywhere.")
    ] = ""

    def __post_init__(self) -> None:
        """Refuse a value that is not a path, before any page is read."""
        if self.sources.startswith("/") or (self.sources and not self.sources.endswith(".txt")):
            raise ValueError(f"sources: expected a path like 'sources.txt', found {self.sources!r}")

    def check_options(
        self,
        networks: tuple[Network, ...],  # noqa: ARG002
        templates: Templates,
    ) -> None:
        """Refuse a template that is wrong, before any page is read."""
        for words in WORDS.values():
            self._pattern(words, 1, templates)

    @hookimpl
    def networks(self) -> Iterator[Network]:
        """Yield the archives as places to save a page to, for the bar of `bookmarks`."""
        yield from (archive.save for archive in ARCHIVES.values())

    @hookimpl
    def survey(self, page: Page, site: Site, facts: Facts) -> Record | None:
        """Return the title of an article and the addresses that it cites, if it cites any."""
        if facts.title is None or facts.kind_or_page != "page":
            return None
        cites = cited(page, site)
        return Record(title=facts.title.value, cites=cites) if cites else None

    @hookimpl
    def gather(self, records: Mapping[str, Record]) -> dict[str, Nearest]:
        """Find for each page those that cite the same sources."""
        return dict(related(records, self.related))

    @hookimpl
    def edits(
        self,
        page: Page,
        site: Site,
        facts: Facts,
        shares: Mapping[str, Nearest],
        templates: Templates,
    ) -> Iterator[Edit]:
        """Insert the citation after the text."""
        position = slot(page, "body-end" if page.framework else "content-end")
        if position is None or page.amp or facts.kind_or_page != "page" or facts.address is None:
            return
        wikitext = cite_web(site, facts)
        if not wikitext or page.document.select_one(_PRESENT) is not None:
            return
        nearest = shares.get("wikipedia", [])
        given = {"wikitext": wikitext}
        for name in self.archives:
            given[f"copies_{name}"] = ARCHIVES[name].copies + facts.address.value
        for number, (path, title) in enumerate(nearest):
            given |= {f"href{number}": site.href(page, path), f"title{number}": title}
        html = self._pattern(_words(facts), len(nearest), templates).fill(**given)
        because = f"{facts.address.because}; {len(nearest)} pages cite the same sources"
        yield Edit(Span(position, position), html, "wikipedia", because)

    @hookimpl
    def site_files(self, records: Mapping[str, Record]) -> Iterator[File]:
        """Write a list of all cited addresses, one per line, as archives accept it."""
        lines = sorted({address for record in records.values() for address in record["cites"]})
        if self.sources and lines:
            yield File.at(self.sources, "".join(f"{line}\n" for line in lines).encode())

    def _pattern(self, words: Words, count: int, templates: Templates) -> Pattern:
        return templates.pattern(
            "wikipedia.html.j2",
            **words._asdict(),
            wikitext=PerPage("wikitext"),
            archives=tuple(
                Link(PerPage(f"copies_{name}"), ARCHIVES[name].label) for name in self.archives
            ),
            pages=tuple(Link(PerPage(f"href{n}"), PerPage(f"title{n}")) for n in range(count)),
        )


def _words(facts: Facts) -> Words:
    language = facts.language.value if facts.language else "en"
    return WORDS.get(language.partition("-")[0], WORDS["en"])
