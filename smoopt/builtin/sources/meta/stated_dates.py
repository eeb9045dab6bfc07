"""Dates in meta tags, by the names that themes and publishing systems give them."""

from collections.abc import Iterator

from smoopt.builtin.sources.meta.media import tag_fact
from smoopt.html.head import HeadTag, tags_among
from smoopt.html.page import Page
from smoopt.model.dates import iso_date
from smoopt.model.facts import Fact

# In the order asked. https://ogp.me/#type_article,
# https://www.dublincore.org/specifications/dublin-core/dcmi-terms/,
# https://scholar.google.com/intl/en/scholar/inclusion.html#indexing,
# https://docs.parse.ly/metatags/ (2026-12-01)
_NAMES = {
    "published": (
        *("article:published_time", "og:article:published_time", "article:published"),
        *("og:published_time", "datepublished"),
        *("dcterms.created", "dcterms.issued", "dcterms.date", "dc.date.issued"),
        *("dc.date.created", "dc.date", "date", "pubdate", "publishdate", "publish-date"),
        *("publish_date", "publication_date", "publication-date"),
        *("citation_publication_date", "citation_online_date", "citation_date"),
        *("article_date_original", "originalpublicationdate", "cxenseparse:recs:publishtime"),
    ),
    "modified": (
        *("article:modified_time", "og:article:modified_time", "og:updated_time", "datemodified"),
        *("dcterms.modified", "dc.date.modified", "last-modified"),
    ),
}
# Tags for services that send mail or count readers, often with the day of the last change
_FOR_SERVICES = ("parsely-pub-date", "sailthru.date")
# How hosts call that day in vocabularies of their own, by which they extend Open Graph, with any
# prefix: `five_hundred_pixels:uploaded`. https://ogp.me/#types (2026-12-01)
_IN_VOCABULARIES = (
    *(":published_time", ":published_at", ":publish_date", ":published", ":pubdate"),
    *(":upload_date", ":uploaded_at", ":uploaded"),
)


def stated_dates(page: Page) -> Iterator[tuple[str, Fact[str]]]:
    """Yield the dates in the head; of several tags, the first that is a date counts."""
    for field, names in _NAMES.items():
        # Most pages have none, which a single search shows.
        if page.first_tag(*names) is None:
            continue
        tags = (tag for name in names if (tag := page.first_tag(name)) is not None)
        yield from _first(page, field, tags)


def stray_dates(page: Page) -> Iterator[tuple[str, Fact[str]]]:
    """Yield dates that are better than none.

    They are in metas for services, in the vocabulary of a host, or in metas that were moved to
    the body by an element that does not belong in the head.
    """
    if page.first_tag(*_FOR_SERVICES) is not None:
        tags = (tag for name in _FOR_SERVICES if (tag := page.first_tag(name)) is not None)
        yield from _first(page, "published", tags)
    if page.first_tag("og:type") is not None:  # otherwise the page has no such vocabulary
        tags = (tag for tag in page.head_tags if "".join(tag.keys[:1]).endswith(_IN_VOCABULARIES))
        yield from _first(page, "published", tags)
    body = page.body
    metas = page.document.select("meta")
    if body is None or not metas or body not in metas[-1].ancestors:
        return
    found = [tag for tag in tags_among(body.select("meta[property], meta[name]")) if tag.value]
    for field, names in _NAMES.items():
        yield from _first(page, field, (tag for tag in found if tag.keys[0] in names))


def _first(page: Page, field: str, tags: Iterator[HeadTag]) -> Iterator[tuple[str, Fact[str]]]:
    for tag in tags:
        if date := iso_date(tag.value):
            yield field, tag_fact(page, date, tag)
            return
