"""The path to a page: its own breadcrumb, else the pages of the folders above it."""

from collections.abc import Mapping

import pytest

from smoopt.site.page_titles import PageTitle
from smoopt.testing import build
from tests.support.json_ld import top_level
from tests.support.mill_pages import HOME, URL, page
from tests.support.sites import MakeSite

# A name, and the path it leads to; None where it leads nowhere.
Steps = list[tuple[str, str | None]]
GUIDE = page(title="Guide - The Mill")
DEEP = "guide/stones/a.html"


def trail(pages: Mapping[str, str], path: str, **options: bool) -> Steps | None:
    built = build(
        {"index.html": HOME, **pages},
        {"structured": {**options}},
        url=URL,
        settings={"site": {"name": "The Mill"}},
        defaults=True,
    )
    found = [node for node in top_level(built.pages[path]) if node["@type"] == "BreadcrumbList"]
    if not found:
        return None
    items = found[0]["itemListElement"]
    assert [item["position"] for item in items] == [*range(1, len(items) + 1)]
    assert {item["@type"] for item in items} == {"ListItem"}
    leading = [item.get("item") for item in items]
    return [
        (item["name"], url and url.removeprefix(URL))
        for item, url in zip(items, leading, strict=True)
    ]


# By folders


def test_the_way_to_a_page_are_the_pages_of_its_folders() -> None:
    pages = {
        DEEP: page(),
        "guide/index.html": GUIDE,
        "guide/stones/index.html": page(title="Stones"),
    }
    way: Steps = [("Guide", "guide/"), ("Stones", "guide/stones/")]
    assert trail(pages, DEEP) == [*way, ("Rye is in again", None)]
    assert trail(pages, "guide/stones/index.html") == [*way[:1], ("Stones", None)]


def test_the_front_page_is_named_where_the_way_has_no_other_step() -> None:
    assert trail({"a.html": page()}, "a.html") == [("The Mill", ""), ("Rye is in again", None)]


def test_the_front_page_of_a_site_in_a_folder_of_its_host_is_always_named() -> None:
    pages = {"index.html": HOME, "guide/a.html": page(), "guide/index.html": GUIDE}
    named = {"site": {"name": "The Mill"}}
    made = build(pages, ["structured"], url=f"{URL}mill/", settings=named, defaults=True)
    found = [node for node in top_level(made.pages["guide/a.html"]) if "itemListElement" in node]
    names = [item["name"] for item in found[0]["itemListElement"]]
    assert names == ["The Mill", "Guide", "Rye is in again"]


def test_a_folder_without_a_page_is_passed_over() -> None:
    pages = {DEEP: page(), "guide/stones/index.html": page(title="Stones")}
    way: Steps = [("Stones", "guide/stones/")]
    assert trail(pages, DEEP) == [*way, ("Rye is in again", None)]


def test_the_page_of_a_folder_may_lie_beside_it() -> None:
    pages = {"guide/a.html": page(), "guide.html": GUIDE}
    assert (trail(pages, "guide/a.html") or [])[0] == ("Guide", "guide.html")


@pytest.mark.parametrize(
    "head",
    ["<meta name=robots content=noindex>", '<meta http-equiv=refresh content="0;url=a.html">'],
)
def test_nobody_is_led_to_a_page_that_is_not_to_be_found(head: str) -> None:
    pages = {"guide/a.html": page(), "guide/index.html": page(head)}
    assert trail(pages, "guide/a.html") == [("The Mill", ""), ("Rye is in again", None)]


def test_a_language_of_the_site_begins_at_its_own_front_page() -> None:
    french = page(title="Le seigle").replace("lang=en", "lang=fr")
    home = page(title="Le moulin").replace("lang=en", "lang=fr")
    found = trail({"fr/a.html": french, "fr/index.html": home}, "fr/a.html")
    assert found == [("The Mill", "fr/"), ("Le seigle", None)]


def test_a_page_that_is_called_like_one_above_it_has_no_path() -> None:
    assert trail({"guide/a.html": GUIDE, "guide/index.html": GUIDE}, "guide/a.html") is None


def test_the_front_page_and_pages_without_one_have_no_path() -> None:
    assert trail({}, "index.html") is None
    built = build({"a.html": page()}, ["structured"], url=URL, defaults=True)
    assert [node["@type"] for node in top_level(built.pages["a.html"])] == ["WebPage"]


def test_the_path_may_be_left_out() -> None:
    assert trail({"a.html": page()}, "a.html", breadcrumbs=False) is None


def test_a_page_is_built_again_when_one_above_it_has_a_new_title(make_site: MakeSite) -> None:
    site = make_site({"index.html": HOME, "guide/index.html": GUIDE, "b.html": page()}, url=URL)
    assert site.title("guide/index.html") == PageTitle("Guide - The Mill", "Guide - The Mill")
    (site.root / "guide/index.html").write_text(page(title="Manual"))
    (site.root / "b.html").write_text(page(title="Another"))
    assert site.refresh(["b.html"])[1] is False
    assert site.refresh(["guide/index.html"])[1] is True
    assert site.title("guide/index.html") == PageTitle("Manual", "Manual")
    (site.root / "guide/index.html").unlink()
    assert site.refresh(None)[1] is True
    assert site.title("guide/index.html") is None
    (site.root / "guide/index.html").write_text(GUIDE)
    assert site.refresh(None)[1] is True
    assert site.title("guide/index.html") == PageTitle("Guide - The Mill", "Guide - The Mill")


def test_a_page_above_that_nests_too_deeply_is_passed_over() -> None:
    deep = page(body=f"<h1>{'<b>' * 100_000}Deep</h1>", title="Deep")
    pages = {"guide/a.html": page(), "guide/index.html": deep}
    found = trail(pages, "guide/a.html")
    assert found is not None
    assert found[-1] == ("Rye is in again", None)


# The page's own

_HOME, _GUIDE = "<li><a href=/>Home</a>", "<li><a href=/guide/>How we mill</a>"
OWN = {
    "a list": f"<nav aria-label=Breadcrumb><ol>{_HOME}{_GUIDE}<li aria-current=page>Rye</ol></nav>",
    "signs between": f"<ul class=breadcrumbs>{_HOME} / {_GUIDE} »<li><span>Rye</span></ul>",
    "the page as a link": f"<ul class=tsd-breadcrumb>{_HOME}{_GUIDE}<li>"
    "<a href='' aria-current=page>Rye</a></ul>",
    "a picture of a house": "<ol class=bd-breadcrumbs><li><a href=/ aria-label=Home><svg></svg></a>"
    f"{_GUIDE}<li>Rye</ol>",
    "no list": "<div class=rustdoc-breadcrumbs><a href=/>Home</a>::<wbr><a href=./>How we mill</a>"
    "</div>",
    "something beside it": f"<ul class=wy-breadcrumbs>{_HOME}{_GUIDE}<li>Rye"
    "<li class=wy-breadcrumbs-aside><a href=/s>Source</a></ul>",
    "a folder without a page": f"<ol class=breadcrumb>{_HOME}<li>Chapter{_GUIDE}<li>Rye</ol>",
    "what stands around it is called so, too": "<div class=has-breadcrumbs><p>"
    f"<nav class=breadcrumb><ol>{_HOME}{_GUIDE}<li>Rye</ol></nav></div>",
}


@pytest.mark.parametrize("shown", OWN.values(), ids=OWN)
def test_the_page_s_own_breadcrumb_goes_first(shown: str) -> None:
    pages = {
        "guide/a.html": page(body=f"{shown}<h1>Rye</h1>", title="Rye"),
        "guide/index.html": GUIDE,
    }
    way: Steps = [("Home", ""), ("How we mill", "guide/")]
    assert trail(pages, "guide/a.html") == [*way, ("Rye", None)]


@pytest.mark.parametrize("href", ["/gone/", "https://other.example.net/", "javascript:up()"])
def test_a_breadcrumb_that_leads_elsewhere_is_not_told(href: str) -> None:
    shown = f'<ol class=breadcrumb><li><a href="{href}">Up</a><li>Rye</ol>'
    pages = {"guide/a.html": page(body=f"{shown}<h1>Rye</h1>"), "guide/index.html": GUIDE}
    assert trail(pages, "guide/a.html") is None


def test_a_whole_menu_is_no_breadcrumb() -> None:
    links = "".join(f"<li><a href=/guide/>Part {number}</a>" for number in range(20))
    pages = {"a.html": page(body=f"<ul class=breadcrumb>{links}</ul>"), "guide/index.html": GUIDE}
    assert trail(pages, "a.html") == [("The Mill", ""), ("Rye is in again", None)]


@pytest.mark.parametrize(
    "stated",
    [
        '<ol itemscope itemtype="https://schema.org/BreadcrumbList"></ol>',
        '<ol vocab="https://schema.org/" typeof=BreadcrumbList></ol>',
        '<ol prefix="schema: https://schema.org/" typeof="schema:BreadcrumbList"></ol>',
        '<script type="application/ld+json">{"@type":"BreadcrumbList"}</script>',
        '<script type="application/ld+json">'
        '{"@type":"WebPage","breadcrumb":{"@type":["BreadcrumbList"]}}</script>',
    ],
)
def test_a_path_that_is_stated_is_not_doubled(stated: str) -> None:
    html = page(body=f"{stated}<h1>Rye</h1><p>And wheat.</p>")
    pages = {"guide/a.html": html, "guide/index.html": GUIDE}
    built = build({"index.html": HOME, **pages}, ["structured"], url=URL, defaults=True)
    kept = built.pages["guide/a.html"].replace(stated, "")
    assert "BreadcrumbList" not in kept
