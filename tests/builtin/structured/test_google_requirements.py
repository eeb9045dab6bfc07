"""What search engines ask of each type, as a table with its sources, held against what is written.

Required members must be there; of those recommended, each that a page states is told.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

import pytest

from smoopt.testing import build
from tests.support.identities import CAFE, ORGANIZATION
from tests.support.json_ld import Node, by_extruct, every
from tests.support.mill_pages import (
    BY_ANN,
    DATED,
    HOME,
    OF_VIDEO,
    PICTURE,
    PROSE,
    STEPS,
    TWO,
    URL,
    page,
)
from tests.support.pictures import png

_GOOGLE = "https://developers.google.com/search/docs/appearance"
_DATA = f"{_GOOGLE}/structured-data"


class Rule(NamedTuple):
    """What a type must have, what it should, and who says so (read on 2026-12-01)."""

    source: str
    required: frozenset[str] = frozenset()
    recommended: frozenset[str] = frozenset()


ARTICLE = Rule(
    f"{_DATA}/article",
    recommended=frozenset(
        {"author", "author.name", "dateModified", "datePublished", "headline", "image"}
    ),
)
RULES: Mapping[str, Rule] = {
    **dict.fromkeys(("Article", "BlogPosting", "NewsArticle"), ARTICLE),
    "BreadcrumbList": Rule(f"{_DATA}/breadcrumb", frozenset({"itemListElement"})),
    "ListItem": Rule(f"{_DATA}/breadcrumb", frozenset({"name", "position"})),
    "WebSite": Rule(f"{_GOOGLE}/site-names", frozenset({"name", "url"})),
    "Organization": Rule(
        f"{_DATA}/organization",
        recommended=frozenset(
            {
                *("address", "alternateName", "contactPoint", "description", "email"),
                *("foundingDate", "legalName", "leiCode", "logo", "name", "sameAs", "taxID"),
                *("telephone", "url", "vatID"),
            }
        ),
    ),
    "CafeOrCoffeeShop": Rule(
        f"{_DATA}/local-business",
        frozenset({"address", "name"}),
        frozenset(
            {
                *("geo", "geo.latitude", "geo.longitude", "hasMenu", "openingHoursSpecification"),
                *("priceRange", "servesCuisine", "telephone", "url"),
            }
        ),
    ),
    "OpeningHoursSpecification": Rule(f"{_DATA}/local-business", frozenset({"closes", "opens"})),
    "PostalAddress": Rule(
        f"{_DATA}/local-business",
        recommended=frozenset({"addressCountry", "addressLocality", "postalCode", "streetAddress"}),
    ),
    "ContactPoint": Rule(
        f"{_DATA}/organization", recommended=frozenset({"contactType", "email", "telephone"})
    ),
    "VideoObject": Rule(
        f"{_DATA}/video",
        frozenset({"name", "thumbnailUrl", "uploadDate"}),
        frozenset({"contentUrl", "description"}),
    ),
    # Shown for few sites, and steps for none: https://developers.google.com/search/blog/2023/08/
    # howto-faq-changes. Other readers ask for the same.
    "FAQPage": Rule(f"{_DATA}/faqpage", frozenset({"mainEntity"})),
    "Question": Rule(f"{_DATA}/faqpage", frozenset({"acceptedAnswer", "name"})),
    "Answer": Rule(f"{_DATA}/faqpage", frozenset({"text"})),
    "HowTo": Rule("https://schema.org/HowTo", frozenset({"name", "step"})),
    "HowToStep": Rule("https://schema.org/HowToStep", frozenset({"text"})),
    "ImageObject": Rule("https://schema.org/ImageObject", frozenset({"height", "url", "width"})),
    "Person": Rule(f"{_DATA}/article", frozenset({"name"})),
}
MODIFIED = '<meta property="article:modified_time" content="2026-03-05T09:00:00+01:00">'
LOCAL = f'<meta property="og:image" content="{URL}rye.png">'
FULL = DATED + MODIFIED + BY_ANN + LOCAL
BODY = f"<h1>Rye</h1><p>{PROSE}</p>"
PAGES = {
    "index.html": HOME,
    "posts/index.html": page(title="Posts"),
    "posts/a.html": page(FULL),
    "posts/b.html": page(FULL, f"<article class=h-entry>{BODY}</article>", title="An entry"),
    "faq.html": page(body=BODY + TWO, title="FAQ"),
    "bake.html": page(body=BODY + STEPS, title="How to bake rye bread"),
    "film.html": page(OF_VIDEO + PICTURE, title="The film"),
    "news/a.html": page(FULL, title="Rye in the news"),
}
IDENTITIES = (ORGANIZATION, CAFE)


@pytest.fixture(scope="module")
def written() -> dict[str, list[Node]]:
    """Give the nodes of each type that are written, as extruct reads them."""
    news = {"match": ["news/"], "plugins": {"structured": {"article_type": "NewsArticle"}}}
    found: dict[str, list[Node]] = {}
    for identity in IDENTITIES:
        made = build(
            PAGES,
            {"structured": {}, "identity": dict(identity)},
            url=URL,
            files={"rye.png": png(1200, 630), "logo.png": png(112, 112)},
            settings={"site": {"name": "The Mill"}, "pages": [news]},
            defaults=True,
        )
        for html in made.pages.values():
            for node in every(by_extruct(html)):
                found.setdefault(str(node.get("@type")), []).append(node)
    return found


@pytest.mark.parametrize("name", RULES)
def test_a_type_has_what_its_readers_ask_for(name: str, written: dict[str, list[Node]]) -> None:
    rule = RULES[name]
    assert written[name], "no page has one"
    for node in written[name]:
        assert rule.required <= members(node)
        assert rule.recommended <= members(node)


def members(node: Node) -> set[str]:
    inner = {
        f"{key}.{name}" for key, value in node.items() if isinstance(value, dict) for name in value
    }
    return {*node, *inner}


def test_a_path_has_two_steps_and_leads_to_addresses(written: dict[str, list[Node]]) -> None:
    # https://developers.google.com/search/docs/appearance/structured-data/breadcrumb (2026-12-01):
    # two items at least; `item` may be left out of the last only.
    for node in written["BreadcrumbList"]:
        steps = node["itemListElement"]
        assert len(steps) >= 2
        assert all(step["item"].startswith(URL) for step in steps[:-1])


def test_dates_are_of_iso_8601_and_addresses_absolute(written: dict[str, list[Node]]) -> None:
    for node in (each for some in written.values() for each in some):
        for key in {"datePublished", "dateModified", "uploadDate"} & set(node):
            assert datetime.fromisoformat(node[key])
        for key in {"url", "contentUrl", "thumbnailUrl", "@id"} & set(node):
            assert node[key].startswith(("https://mill.example.org/", "https://cdn.example.net/"))


def test_references_lead_to_nodes_of_the_same_page_or_of_the_home_page() -> None:
    made = build(PAGES, {"identity": dict(ORGANIZATION)}, url=URL, defaults=True)
    at_home = defined(made.pages["index.html"])
    for html in made.pages.values():
        referred = {node["@id"] for node in every(by_extruct(html)) if set(node) == {"@id"}}
        assert referred
        assert referred <= defined(html) | at_home


def defined(html: str) -> set[str]:
    nodes = every(by_extruct(html))
    return {node["@id"] for node in nodes if "@id" in node and len(node) > 1}
