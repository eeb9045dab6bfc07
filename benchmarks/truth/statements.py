"""What the author of a page states of it: the right answers, against which smoopt is measured.

Read independently of smoopt's sources, and without their order: of several statements about one
field, each is right.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import turbohtml
from comparing import without_paper
from turbohtml import Document, MicrodataItem

FIELDS = (
    *("title", "description", "published", "modified", "authors", "site_name", "image"),
    *("language", "locale", "address", "kind"),
)
Stated = dict[str, tuple[str, ...]]

# https://ogp.me/, https://www.dublincore.org/specifications/dublin-core/dcmi-terms/ and
# https://scholar.google.com/intl/en/scholar/inclusion.html#indexing (2026-12-01)
_METAS = {
    "title": ("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title"),
    "description": (
        *("description", "og:description", "twitter:description", "dc.description"),
        *("dcterms.description", "abstract", "dcterms.abstract"),
    ),
    "published": (
        *("article:published_time", "dc.date", "dc.date.issued", "dc.date.created", "dc.created"),
        *("dcterms.created", "dcterms.issued", "dcterms.date", "date", "citation_date"),
        *("citation_publication_date", "citation_online_date"),
    ),
    "modified": (
        *("article:modified_time", "og:updated_time", "dcterms.modified", "dc.date.modified"),
        "last-modified",
    ),
    "authors": (
        *("author", "dc.creator", "dc.author", "dcterms.creator", "citation_author"),
        "article:author",
    ),
    "site_name": ("og:site_name", "application-name"),
    "image": ("og:image", "og:image:url", "twitter:image", "twitter:image:src"),
    "language": ("dc.language", "dcterms.language", "content-language", "language"),
    "locale": ("og:locale",),
    "address": ("og:url",),
}
_PROPERTIES = {
    "title": ("headline",),
    "description": ("description",),
    "published": ("datePublished",),
    "modified": ("dateModified",),
    "authors": ("author", "creator"),
    "image": ("image",),
    "language": ("inLanguage",),
}
# https://schema.org/CreativeWork (2026-12-01)
_PAGES = ("Article", "Posting", "WebPage", "CreativeWork", "Book", "Report", "HowTo")
# A text that so many pages of a site state is the theme's, and no page's own.
_SHARED = 3
_BETWEEN_NAMES = re.compile(r"\s*[,;]\s+(?:and\s+)?|\s+(?:and|&)\s+")


def stated(data: bytes) -> Stated:
    """Give what a page states, by field; a field of which it states nothing is left out."""
    document = turbohtml.parse(data)
    found: dict[str, list[str]] = {field: [] for field in FIELDS}
    for field, value in (*_tags(document), *_marked_up(document)):
        # The address of a page about the author is no name.
        if (text := " ".join(value.split())) and not (field == "authors" and "://" in text):
            found[field] += names(text) if field == "authors" else [text]
    return {field: tuple(dict.fromkeys(values)) for field, values in found.items() if values}


def names(text: str) -> list[str]:
    """Part a list of names, but not a name that is written from behind (`Lovelace, Ada`)."""
    names = _BETWEEN_NAMES.split(without_paper(text))
    return names if all(" " in name for name in names) else [text]


def stated_on(root: Path, paths: Iterable[str]) -> dict[str, Stated]:
    """Give what the pages of a site state, but for titles and descriptions that they share."""
    return own({path: stated((root / path).read_bytes()) for path in paths})


def own(pages: Mapping[str, Stated]) -> dict[str, Stated]:
    """Leave out the titles and descriptions that several pages of a site state alike."""
    counts = Counter(
        (field, value)
        for statements in pages.values()
        for field in ("title", "description")
        for value in statements.get(field, ())
    )

    def kept(field: str, values: Iterable[str]) -> tuple[str, ...]:
        return tuple(value for value in values if counts[field, value] < _SHARED)

    return {
        path: {field: left for field, values in found.items() if (left := kept(field, values))}
        for path, found in pages.items()
    }


def _tags(document: Document) -> Iterator[tuple[str, str]]:
    fields: dict[str, list[str]] = {}
    for field, keys in _METAS.items():
        for key in keys:
            fields.setdefault(key, []).append(field)
    for meta in document.select("meta[content]"):
        content = meta.attr("content") or ""
        for name in ("name", "property", "http-equiv"):
            for field in fields.get((meta.attr(name) or "").lower(), ()):
                yield field, content
    kinds = document.select('meta[property="og:type"][content="article"]')
    yield from (("kind", "page") for _ in kinds)
    for link in document.select("link[rel~=canonical][href]"):
        yield "address", link.attr("href") or ""
    if document.root is not None and (language := document.root.attr("lang")):
        yield "language", language
    times = document.select("time[pubdate][datetime], time.dt-published[datetime]")
    if len(times) == 1:  # else those of comments are among them
        yield "published", times[0].attr("datetime") or ""


def _marked_up(document: Document) -> Iterator[tuple[str, str]]:
    """Read the nodes of JSON-LD and the items of microdata that are about a page."""
    nodes = [*_nodes(document.json_ld()), *map(_node, document.microdata())]
    for node in nodes:
        kinds = [kind.rstrip("/").rpartition("/")[2] for kind in _texts(node.get("@type"))]
        if any(kind.endswith(_PAGES) for kind in kinds):
            for field, keys in _PROPERTIES.items():
                yield from ((field, text) for key in keys for text in _texts(node.get(key)))
        if "WebSite" in kinds:
            yield from (("site_name", text) for text in _texts(node.get("name")))
        if any(kind.endswith(("Article", "Posting")) for kind in kinds):
            yield "kind", "page"
        if "CollectionPage" in kinds:
            yield "kind", "list"


def _nodes(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, Mapping):
        yield value
        yield from _nodes([value.get(key) for key in ("@graph", "mainEntity", "isPartOf")])
    elif isinstance(value, list):
        for item in value:
            yield from _nodes(item)


def _node(item: MicrodataItem) -> dict[str, object]:
    values = {
        name: [_node(value) if isinstance(value, MicrodataItem) else value for value in values]
        for name, values in item.properties.items()
    }
    return {"@type": item.type or "", **values}


def _texts(value: object) -> list[str]:
    """Give the texts of a value: itself, those of its items, or those that name a node."""
    match value:
        case str():
            return [value]
        case list():
            return [text for item in value for text in _texts(item)]
        case Mapping():
            named = (_texts(value.get(key)) for key in ("name", "@value", "url", "contentUrl"))
            return next(filter(None, named), [])
    return []
