"""Tags from which reference managers and Google Scholar read a page's citation."""

from collections.abc import Iterator

from smoopt.html.page import Page
from smoopt.model.facts import Facts
from smoopt.plugin.head_tags import WantedTag

# A page with any of these is described by its theme.
_THEIRS = ("citation_title", "citation_author", "citation_publication_date", "citation_date")


def tags_for(page: Page, facts: Facts, *, dublin_core: bool) -> Iterator[WantedTag]:
    """Yield `citation_*`, and Dublin Core if requested; a theme's own tags of the kind stay.

    https://scholar.google.com/intl/en/scholar/inclusion.html#indexing and
    https://www.dublincore.org/specifications/dublin-core/dc-html/ (2026-12-01)
    """
    in_dublin_core = dublin_core and not page.has_tag(("dc.title", "dcterms.title"))
    if not page.has_tag(_THEIRS):
        yield from _wanted(facts, _FOR_SCHOLARS if in_dublin_core else _CITATION)
    if in_dublin_core:
        yield from _wanted(facts, _DUBLIN_CORE)


# The tags that Google Scholar requires
_FOR_SCHOLARS = {
    "title": "citation_title",
    "author": "citation_author",
    "published": "citation_publication_date",
}
# What Zotero takes from Dublin Core where it is not here:
# https://github.com/zotero/translators/blob/master/Embedded%20Metadata.js (2026-12-01). No address,
# here and there: who reads `citation_public_url` or `DC.identifier` takes the canonical link,
# `og:url` or the page's own where they are not.
_CITATION = {
    **_FOR_SCHOLARS,
    "language": "citation_language",
    "tag": "citation_keywords",
}
_DUBLIN_CORE = {
    "title": "DC.title",
    "author": "DC.creator",
    "published": "DC.date",
    "language": "DC.language",
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
        slashed = day if names is _DUBLIN_CORE else day.replace("-", "/")
        yield tag("published", slashed, facts.published.because)
    for what, fact in (("language", facts.language), ("licence", facts.licence)):
        if fact is not None and what in names:
            yield tag(what, fact.value, fact.because)
    if facts.tags is not None and "tag" in names:
        for word in facts.tags.value:
            yield tag("tag", word, facts.tags.because)
