"""Facts from JSON-LD and microdata, which mean the same."""

import json

import pytest

from smoopt.model.facts import Person
from smoopt.site.site import Site
from tests.support.asking import facts, page, value
from tests.support.sites import URL

ARTICLE = {
    "@context": "https://schema.org",
    "@type": "BlogPosting",
    "headline": "Head & line",
    "description": "About it",
    "image": {"@type": "ImageObject", "url": "wide.png"},
    "datePublished": "2026-01-05",
    "dateModified": "2026-01-06T10:00:00Z",
    "author": [{"@type": "Person", "name": "Ada", "url": "https://e.example/ada"}, "Bob"],
    "articleSection": "News",
    "keywords": "a, b",
    "isPartOf": {"@type": ["WebSite"], "name": "Part"},
}


def script(node: object) -> str:
    return page(f'<script type="application/ld+json">{json.dumps(node)}</script>')


def test_an_article_in_json_ld_gives_every_field(lab: Site) -> None:
    found = facts(lab, script(ARTICLE), "jsonld")
    assert value(found.title) == "Head & line"
    assert value(found.description) == "About it"
    assert value(found.type) == "article"
    assert value(found.published) == "2026-01-05"
    assert value(found.modified) == "2026-01-06T10:00:00+00:00"
    assert value(found.authors) == (Person("Ada", "https://e.example/ada"), Person("Bob"))
    assert value(found.section) == "News"
    assert value(found.tags) == ("a", "b")
    assert value(found.site_name) == "Part"
    (image,) = value(found.images)  # type: ignore[misc]
    assert (image.url, image.width) == (f"{URL}wide.png", 1200)


@pytest.mark.parametrize("kind", ["Review", "MedicalWebPage", "FAQPage", "HowTo"])
def test_what_is_no_article_has_a_date_too(lab: Site, kind: str) -> None:
    node = {"@type": kind, "name": "Head", "datePublished": "2026-01-05 09:30:00 +0000 UTC"}
    found = facts(lab, script([{"@type": "WebPage", "name": "x"}, node]), "jsonld")
    assert value(found.published) == "2026-01-05T09:30:00+00:00"
    assert value(found.type) is None


@pytest.mark.parametrize("around", ["WebPage", "ItemPage", "Thing"])
def test_an_article_that_a_page_is_about_is_found_within_it(lab: Site, around: str) -> None:
    node = {"@type": around, "name": "Page", "mainEntity": ARTICLE}
    for whole in (node, {"@graph": [node]}):
        found = facts(lab, script(whole), "jsonld")
        assert value(found.title) == "Head & line"
        assert value(found.published) == "2026-01-05"


def test_a_list_of_posts_is_about_none_of_their_articles(lab: Site) -> None:
    nodes = [{**ARTICLE, "headline": f"Post {number}"} for number in range(3)]
    posts = "".join(f"<article><h2><a href=p{at}>P</a></h2><p>x</p></article>" for at in range(3))
    head = f'<script type="application/ld+json">{json.dumps(nodes)}</script>'
    assert value(facts(lab, page(head, posts), "jsonld").published) is None
    assert value(facts(lab, page(head), "jsonld").title) == "Post 0"
    assert value(facts(lab, script(ARTICLE), "jsonld", path="tags/rye.html").type) is None


def test_graphs_and_references_are_followed(lab: Site) -> None:
    graph = {
        "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "Site"},
            {"@type": "WebPage", "name": "Page"},
            {
                "@type": "Article",
                "name": "Art",
                "author": {"@id": "#ada"},
                "isPartOf": {"@id": "#site"},
            },
            {"@type": "Person", "@id": "#ada", "name": "Ada"},
        ]
    }
    found = facts(lab, script(graph), "jsonld")
    assert value(found.title) == "Art"
    assert value(found.authors) == (Person("Ada"),)
    assert value(found.site_name) == "Site"


@pytest.mark.parametrize("kind", ["http://schema.org/NewsArticle", "schema:Article/", "Report"])
def test_a_type_is_known_however_it_is_written(kind: str, lab: Site) -> None:
    node = {**ARTICLE, "@type": kind.replace("schema:", "https://schema.org/")}
    assert value(facts(lab, script(node), "jsonld").type) == "article"


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "Organization", "name": "O"},
        {"@type": "BreadcrumbList"},
        [],
        [3, None, "x", []],
        {"@graph": 3},
        {"@graph": [None]},
        {},
    ],
)
def test_what_is_not_about_the_page_gives_nothing(node: object, lab: Site) -> None:
    assert value(facts(lab, script(node), "jsonld").title) is None


@pytest.mark.parametrize(
    "node",
    [
        {"headline": {"@value": 3}, "author": {"name": {"a": 1}}, "datePublished": 17},
        {"headline": ["", {"x": 1}], "keywords": {"x": 1}, "image": {"url": [{"b": 2}]}},
        {"headline": None, "author": None, "image": None, "@id": {}, "isPartOf": [1]},
        {"headline": "\ud800\x00\x07"},
    ],
)
def test_values_of_an_unexpected_shape_are_passed_over(node: dict[str, object], lab: Site) -> None:
    found = facts(lab, script({"@type": "Article", **node}), "jsonld")
    assert value(found.type) == "article"
    assert value(found.title) is None
    assert value(found.authors) is None


@pytest.mark.parametrize("broken", ["{", "{'a': 1}", "[" * 5000, "", "<!-- -->"])
def test_json_that_does_not_parse_is_passed_over(broken: str, lab: Site) -> None:
    html = page(f"<script type='Application/LD+JSON'>{broken}</script>") + "application/ld+json"
    assert value(facts(lab, html, "jsonld").title) is None


MICRO = """<article itemscope itemtype="https://schema.org/BlogPosting">
<h1 itemprop="headline">Head</h1><time itemprop="datePublished" datetime="2026-01-05">then</time>
<span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Ada</b>
</span><img itemprop="image" src="wide.png"></article>"""


def test_an_article_in_microdata_gives_its_fields(lab: Site) -> None:
    found = facts(lab, page(body=MICRO), "microdata")
    assert value(found.title) == "Head"
    assert value(found.published) == "2026-01-05"
    assert value(found.authors) == (Person("Ada"),)
    assert value(found.type) == "article"


def test_names_in_capitals_are_read_as_well(lab: Site) -> None:
    micro = page(body=MICRO.replace("itemscope", "ITEMSCOPE"))
    assert value(facts(lab, micro, "microdata").title) == "Head"
    json_ld = script(ARTICLE).replace("application/ld+json", "Application/LD+JSON")
    assert value(facts(lab, json_ld, "jsonld").title) == "Head & line"


def test_several_articles_in_microdata_are_a_list_and_about_none_of_them(lab: Site) -> None:
    assert value(facts(lab, page(body=MICRO * 2), "microdata").title) is None


def test_the_first_source_that_knows_a_field_wins_it(lab: Site) -> None:
    html = script(ARTICLE).replace("<body>", f"<body>{MICRO}")
    found = facts(lab, html, "jsonld", "microdata")
    assert found.title is not None
    assert (found.title.value, found.title.plugin) == ("Head & line", "jsonld")


@pytest.mark.parametrize(
    ("headline", "read"),
    [
        ("Tom &amp; Ann&#39;s boat", "Tom & Ann's boat"),
        ("<b>Tom</b> and Ann", "Tom and Ann"),
        ("Vec<T> and others", "Vec<T> and others"),
    ],
)
def test_a_text_that_is_escaped_as_html_is_read_as_html(
    headline: str, read: str, lab: Site
) -> None:
    node = {"@type": "Article", "headline": headline, "author": "Ann O&#39;Neil"}
    found = facts(lab, script(node), "jsonld")
    assert value(found.title) == read
    assert value(found.authors) == (Person("Ann O'Neil"),)
