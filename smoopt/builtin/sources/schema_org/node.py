"""Facts from a schema.org node, whether from JSON-LD or microdata."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple, cast

from turbohtml import Element

from smoopt.html.markup import JSON
from smoopt.html.page import Page
from smoopt.html.page_kind import kind_by_path, kind_of
from smoopt.html.stated_text import meant
from smoopt.model.dates import iso_date
from smoopt.model.facts import Fact, Facts, Image, Person
from smoopt.model.plain_data import read_json
from smoopt.model.plain_text import tidy
from smoopt.site.picture_fitness import unfitness
from smoopt.site.site import Site

Node = Mapping[str, JSON]
# https://schema.org/Article and its subtypes (2026-12-01)
ARTICLES = frozenset(
    {
        *("Article", "AdvertiserContentArticle", "AnalysisNewsArticle", "AskPublicNewsArticle"),
        *("BackgroundNewsArticle", "BlogPosting", "DiscussionForumPosting", "LiveBlogPosting"),
        *("MedicalScholarlyArticle", "NewsArticle", "OpinionNewsArticle", "Report"),
        *("ReportageNewsArticle", "ReviewNewsArticle", "SatiricalArticle", "ScholarlyArticle"),
        *("SocialMediaPosting", "TechArticle", "APIReference"),
    }
)
# Other types about one page: https://schema.org/WebPage and https://schema.org/CreativeWork
_OTHERS = frozenset(
    {
        *("WebPage", "AboutPage", "ContactPage", "FAQPage", "ItemPage", "MedicalWebPage"),
        *("ProfilePage", "QAPage", "VideoObject", "Recipe", "Product", "Event", "Review"),
        *("CriticReview", "ClaimReview", "HowTo", "LearningResource", "Dataset", "Book"),
    }
)


def data_scripts(page: Page) -> list[Element]:
    """Return the scripts of JSON-LD."""
    return [
        script
        for script in page.scripts
        if (script.attr("type") or "").strip().lower() == "application/ld+json"
    ]


class Script(NamedTuple):
    """A JSON-LD script and its content."""

    element: Element
    value: JSON


class Scripts(NamedTuple):
    """The readable scripts of a page, and whether these are all of them."""

    read: tuple[Script, ...]
    are_all: bool


def read_scripts(page: Page) -> Scripts:
    """Read the scripts of JSON-LD, cached for all callers."""
    if "JSON-LD" not in page.memo:
        found = data_scripts(page)
        read = tuple(_read(found))
        page.memo["JSON-LD"] = Scripts(read, len(read) == len(found))
    return cast("Scripts", page.memo["JSON-LD"])


def _read(scripts: Iterable[Element]) -> Iterator[Script]:
    for script in scripts:
        with suppress(ValueError):
            yield Script(script, cast("JSON", read_json(script.text)))


def main_node(page: Page, nodes: Iterable[Node]) -> Node | None:
    """Choose the node about the page: an article, else a page or the like.

    A list of posts is about none of their articles. Of several pages and the like, one with a
    date of publication is preferred.
    """
    found = list(nodes)
    articles = [node for node in found if ARTICLES & types(node)]
    is_list = kind_by_path(page.path) == "list" or (
        len(articles) > 1 and kind_of(page)[0] == "list"
    )
    article = None if is_list else next(iter(articles), None)
    others = [node for node in found if _OTHERS & types(node)]
    others.sort(key=lambda node: not first(node, "datePublished"))
    return article or next(iter(others), None)


def nodes(value: JSON | Node) -> Iterator[Node]:
    """Yield the nodes at a script's top level, each before those of its graph.

    A page's main topic (`mainEntity`) follows it.
    """
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Mapping):
            graph = item.get("@graph")
            inner = graph if isinstance(graph, list) else [graph]
            for node in (item, *inner):
                if isinstance(node, Mapping):
                    yield node
                    entity = node.get("mainEntity")
                    if isinstance(entity, Mapping):
                        yield entity


def types(node: Node) -> set[str]:
    """Return the names of a node's types, without their namespace."""
    return {name.rstrip("/").rpartition("/")[2] for name in texts(node.get("@type"))}


def facts_of(node: Node, rule: str, page: Page, site: Site, at: Element | None) -> Facts:
    """Read a node; `rule` names the notation, `at` is its element."""

    def fact(value: object, name: str) -> Fact:  # type: ignore[type-arg]
        return page.fact(value, f"{rule} {name}", at)

    headline = meant(page, first(node, "headline", "name"))
    people = [
        Person(said, url)
        for name, url in _people(node.get("author"))
        if (said := meant(page, name))
    ]
    images = [site.image(page, url) for url in texts(node.get("image"), "url", "contentUrl")]
    return Facts(
        title=fact(headline, "headline"),
        description=fact(meant(page, first(node, "description", "abstract")), "description"),
        images=fact(tuple(filter(_is_fit, images))[:1], "image"),
        type=fact("article", "@type") if ARTICLES & types(node) else None,
        published=fact(iso_date(first(node, "datePublished")), "datePublished"),
        modified=fact(iso_date(first(node, "dateModified")), "dateModified"),
        authors=fact(tuple(people), "author"),
        section=fact(meant(page, first(node, "articleSection")), "articleSection"),
        tags=fact(tuple(_keywords(node.get("keywords"))), "keywords"),
        site_name=fact(_publisher(node), "publisher"),
    )


def picture_node(image: Image) -> JSON:
    """Return a picture as an `ImageObject` if its size is known, else as its address."""
    if not (image.width and image.height):
        return image.url
    size: dict[str, JSON] = {"width": image.width, "height": image.height}
    return {"@type": "ImageObject", "url": image.url, **size}


def _is_fit(image: Image) -> bool:
    return not image.missing and not unfitness(image)


def first(node: Node, *keys: str) -> str:
    """Return the first text in one of the properties."""
    return next((text for key in keys for text in texts(node.get(key), "name", "@value")), "")


def texts(value: JSON, *keys: str) -> list[str]:
    """Return the texts in a value: itself, its items, or those of its properties `keys`."""
    if isinstance(value, str):
        return [tidy(value)] if tidy(value) else []
    if isinstance(value, list):
        return [text for item in value for text in texts(item, *keys)]
    if isinstance(value, dict):
        return next((found for key in keys if (found := texts(value.get(key)))), [])
    return []


def _people(value: JSON) -> Iterable[tuple[str, str]]:
    for item in value if isinstance(value, list) else [value]:
        for name in texts(item, "name"):
            url = texts(item, "url", "sameAs") if isinstance(item, dict) else []
            yield name, url[0] if url else ""


def _keywords(value: JSON) -> Iterable[str]:
    words = value.split(",") if isinstance(value, str) else texts(value, "name")
    return [word for word in map(tidy, words) if word]


def _publisher(node: Node) -> str:
    part_of = node.get("isPartOf")
    if isinstance(part_of, dict) and "WebSite" in types(cast("Node", part_of)):
        return first(part_of, "name")
    return ""
