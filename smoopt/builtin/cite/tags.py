"""Tags by which reference managers and Google Scholar read a page."""

from collections.abc import Iterator

from smoopt.html.page import Page
from smoopt.model.facts import Facts
from smoopt.plugin.head_tags import WantedTag

# A page that has any of these is described by its theme.
_THEIRS = ("citation_title", "citation_author", "citation_publication_date", "citation_date")


def tags_for(page: Page, facts: Facts, *, dublin_core: bool) -> Iterator[WantedTag]:
    """Want `citation_*`, and Dublin Core where asked; what a theme says of that stays.

    https://scholar.google.com/intl/en/scholar/inclusion.html#indexing and
    https://www.dublincore.org/specifications/dublin-core/dc-html/ (2026-12-01)
    """
    if not page.has_tag(_THEIRS):
        yield from _wanted(facts, _CITATION)
    if dublin_core and not page.has_tag(("dc.title", "dcterms.title")):
        yield from _wanted(facts, _DUBLIN_CORE)


# No address: those who read `citation_public_url` take `og:url` or the page's own where it is not.
_CITATION = {
    "title": "citation_title",
    "author": "citation_author",
    "published": "citation_publication_date",
    "language": "citation_language",
    "tag": "citation_keywords",
}
_DUBLIN_CORE = {
    "title": "DC.title",
    "author": "DC.creator",
    "published": "DC.date",
    "language": "DC.language",
    "address": "DC.identifier",
    "tag": "DC.subject",
    "licence": "DC.rights",
}


def _wanted(facts: Facts, names: dict[str, str]) -> Iterator[WantedTag]:
    def tag(what: str, value: str, because: str) -> WantedTag:
        return WantedTag("name", names[what], value, because)

    if facts.title is not None:
        yield tag("title", facts.title.value, facts.title.because)
    if facts.authors is not None:
        for person in facts.authors.value:
            yield tag("author", person.name, facts.authors.because)
    if facts.published is not None:
        day = facts.published.value[:10]
        slashed = day.replace("-", "/") if names is _CITATION else day
        yield tag("published", slashed, facts.published.because)
    stated = ("language", facts.language), ("address", facts.address), ("licence", facts.licence)
    for what, fact in stated:
        if fact is not None and what in names:
            yield tag(what, fact.value, fact.because)
    if facts.tags is not None:
        for word in facts.tags.value:
            yield tag("tag", word, facts.tags.because)
