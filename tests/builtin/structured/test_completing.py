"""What a page says itself stays; what it lacks is added to it, and nothing is said twice."""

import json
from collections import Counter
from typing import Any

import pytest

from smoopt.testing import build
from tests.support.json_ld import every, mastodon, scripts, top_level, types
from tests.support.mill_pages import BY_ANN, DATED, HOME, PROSE, URL, page, stating

CONTEXT = {"@context": "https://schema.org"}
ARTICLE = {**CONTEXT, "@type": "BlogPosting", "headline": "Rye is in again"}
GRAPH = {**CONTEXT, "@graph": [{"@type": "WebSite", "name": "The Mill"}, {"@type": "Organization"}]}


def text_of(html: str, path: str = "a.html", **options: Any) -> str:
    made = build(
        {"index.html": HOME, path: html},
        {"structured": {"breadcrumbs": False, **options}},
        url=URL,
        settings={"site": {"name": "The Mill"}},
        defaults=True,
    )
    return made.pages[path]


def dated(value: object) -> str:
    title = '<meta property="og:title" content="Rye is in again">'
    return page(title + DATED + BY_ANN + stating(value))


def test_an_article_gains_what_it_lacks() -> None:
    assert top_level(text_of(dated(ARTICLE))) == [
        {
            **ARTICLE,
            "url": f"{URL}a.html",
            "description": PROSE,
            "datePublished": "2026-03-04T08:00:00+01:00",
            "author": {"@type": "Person", "@id": f"{URL}#person-ann-lee", "name": "Ann Lee"},
        }
    ]


@pytest.mark.parametrize(
    "there",
    [
        {"name": "Rye is in again", "headline": None},
        {"abstract": "Of rye."},
        {"mainEntityOfPage": {"@type": "WebPage", "@id": f"{URL}a.html"}},
        {"creator": "Bob Roe"},
        {"author": "Bob Roe", "datePublished": "2020-01-01", "url": f"{URL}a.html"},
    ],
)
def test_what_an_article_says_stays_as_it_is(there: dict[str, object]) -> None:
    whole = {key: value for key, value in {**ARTICLE, **there}.items() if value is not None}
    (found,) = top_level(text_of(dated(whole)))
    assert {key: found[key] for key in whole} == whole
    assert not {"name", "headline"} <= set(found)
    assert not {"abstract", "description"} <= set(found)
    assert not {"creator", "author"} <= set(found)
    assert not {"mainEntityOfPage", "url"} <= set(found)


def test_a_node_in_a_graph_is_completed_and_the_others_stay() -> None:
    graph: list[object] = [*GRAPH["@graph"], {"@type": "Article", "@id": "#a"}]
    (found,) = top_level(text_of(dated({**CONTEXT, "@graph": graph})))
    assert found["@graph"][:2] == GRAPH["@graph"]
    assert found["@graph"][2]["author"]["name"] == "Ann Lee"


def test_of_several_articles_the_one_with_the_same_id_is_completed() -> None:
    two = [{**ARTICLE, "@id": f"{URL}a.html#article"}, {**ARTICLE, "headline": "Wheat"}]
    found = top_level(text_of(dated(two)))
    assert "datePublished" in found[0]
    assert found[1] == two[1]


def test_the_site_is_completed_on_its_front_page() -> None:
    site = {**CONTEXT, "@type": "WebSite", "url": URL}
    html = text_of(HOME.replace("</head>", f"{stating(site)}</head>"), "index.html")
    (found,) = top_level(html)
    assert found == {**site, "name": "The Mill", "description": PROSE}


UNTOUCHED = {
    "another address": {**ARTICLE, "url": f"{URL}other.html"},
    "another site's": {**ARTICLE, "mainEntityOfPage": "https://other.example.net/"},
    "another title": {**ARTICLE, "headline": "Wheat is dear this year"},
    "two articles": [ARTICLE, {**ARTICLE, "headline": "Wheat"}],
    "an article within": {**CONTEXT, "@type": "WebPage", "mainEntity": [ARTICLE]},
    "no vocabulary named": {"@type": "Article"},
    "another vocabulary": {**ARTICLE, "@context": "https://www.w3.org/ns/activitystreams"},
    "several vocabularies": {**ARTICLE, "@context": ["https://schema.org", {"a": "b"}]},
    "a recipe": {**CONTEXT, "@type": "Recipe", "name": "Bread"},
    "a type of somebody's own": {**CONTEXT, "@type": "https://mill.example.org/Sack"},
}


@pytest.mark.parametrize("value", UNTOUCHED.values(), ids=UNTOUCHED)
def test_what_is_not_certainly_about_the_page_is_left_alone(value: object) -> None:
    html = text_of(dated(value))
    assert scripts(html) == [json.dumps(value)]


@pytest.mark.parametrize(
    "script", ["{", "[1,]", '{"@type": "Article",}', "[" * 300 + "]" * 300, "<!-- {} -->"]
)
def test_beside_what_cannot_be_read_nothing_is_said(script: str) -> None:
    there = f'<script type="application/ld+json">{script}</script>'
    assert scripts(text_of(page(DATED + there))) == [script]


def test_a_number_that_json_does_not_have_is_not_written() -> None:
    there = '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Article",\
"wordCount":1e999}</script>'
    assert there in text_of(page(DATED + there))


@pytest.mark.parametrize(
    "written",
    [
        'itemscope itemtype="https://schema.org/NewsArticle"',
        'itemscope itemtype="http://schema.org/BlogPosting"',
        'vocab="https://schema.org/" typeof="Article"',
        'prefix="schema: https://schema.org/" typeof="schema:TechArticle"',
        'typeof="https://schema.org/Report"',
    ],
)
def test_what_markup_states_is_not_doubled(written: str) -> None:
    html = page(DATED, f"<article {written}><h1>Rye</h1><p>{PROSE}</p></article>")
    assert scripts(text_of(html)) == []


def test_a_theme_s_web_page_is_no_article() -> None:
    """Themes call every page a WebPage; that it is an article is more."""
    html = page(DATED).replace("<html", '<html itemscope itemtype="http://schema.org/WebPage"')
    assert types(text_of(html)) == ["Article"]
    plain = page().replace("<html", '<html itemscope itemtype="http://schema.org/WebPage"')
    assert types(text_of(plain)) == []


@pytest.mark.parametrize("beside", [GRAPH, {**CONTEXT, "@type": "Person", "name": "Cy Doe"}])
def test_a_page_is_described_beside_who_made_it(beside: object) -> None:
    assert "WebPage" in types(text_of(page(stating(beside))))


def test_a_framework_s_scripts_are_not_touched() -> None:
    hydrated = '<div id="__docusaurus"></div>'
    article = page(DATED + stating(ARTICLE), f"<h1>Rye is in again</h1><p>{PROSE}</p>{hydrated}")
    assert top_level(text_of(article)) == [ARTICLE]
    plain = page(DATED, f"<h1>Rye is in again</h1><p>{PROSE}</p>{hydrated}")
    assert types(text_of(plain)) == ["Article"]


def test_mastodon_reads_what_was_completed() -> None:
    news = {**ARTICLE, "@type": "NewsArticle"}
    found = mastodon(text_of(dated(news)))
    assert (found["headline"], found["description"]) == ("Rye is in again", PROSE)


@pytest.mark.parametrize("value", [ARTICLE, GRAPH, *UNTOUCHED.values()])
def test_no_type_of_what_is_there_is_added(value: object) -> None:
    before = Counter(str(node.get("@type")) for node in every(value))
    html = text_of(dated(value))
    after = Counter(
        str(node.get("@type")) for text in scripts(html) for node in every(json.loads(text))
    )
    assert {name: after[name] for name in before} == before
