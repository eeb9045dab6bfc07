"""What style sheets say of one element, and whether all of them could be read."""

import pytest

from smoopt.html.page import Page
from smoopt.site import style_rules
from smoopt.site.element_styles import Declared, sheets_of, style_of
from tests.support.sites import MakeSite

HEAD = (
    "<!doctype html><html><head><title>T</title>{}</head>"
    "<body><div class=a><img class='x sm:y' id=i></div>"
)


def said(
    make_site: MakeSite, head: str, name: str = "height", **files: str
) -> tuple[Declared, bool]:
    sheets: dict[str, str | bytes] = {f"css/{key}.css": text for key, text in files.items()}
    site = make_site({"index.html": HEAD.format(head), **sheets})
    page = Page("index.html", HEAD.format(head).encode())
    image = page.document.find("img")
    assert image is not None
    return style_of(page, site, image).of("height"), sheets_of(page, site).are_whole


@pytest.mark.parametrize(
    ("css", "value", "possible"),
    [
        ("img{height:1px}", "1px", {"1px"}),
        ("img{HEIGHT: Auto !important} #i{height:2px}", "auto", {"auto"}),
        (".x{height:1px} img{height:2px}", "1px", {"1px"}),
        ("div .x{height:1px} .x.x{height:2px}", "2px", {"2px"}),
        ("#i{height:1px} .a .x.x.x{height:2px}", "1px", {"1px"}),
        ("@layer b{#i{height:1px}} img{height:2px}", "2px", {"2px"}),
        (":where(#i){height:1px} img{height:2px}", "2px", {"2px"}),
        ("@media (width>9px){img{height:1px}}", "", {"1px"}),
        ("@media (width>9px){img{height:1px}} #i{height:2px}", "2px", {"2px"}),
        ("img{height:2px} @media (width>9px){img{height:1px}}", "2px", {"1px", "2px"}),
        ("@media screen{img{height:1px}} @media print{img{height:9px}}", "1px", {"1px"}),
        ("@supports (x:y){img{height:1px}}", "", {"1px"}),
        (".a{img{height:1px}}", "1px", {"1px"}),
        (".a{&>img, p{height:1px}}", "1px", {"1px"}),
        (".a{@media (width>9px){img{height:1px}}}", "", {"1px"}),
        (r".sm\:y{height:1px}", "1px", {"1px"}),
        ("video, .a > img:not(.z){height:1px}", "1px", {"1px"}),
        ("img::before{height:1px} p, .z{height:1px} img:hover{height:1px}", "", set()),
        ("img:-moz-broken{height:1px}", "", {"1px"}),
        ("img{height:1px;height:2px}", "2px", {"2px"}),
        ("@layer a{img{height:1px}} @layer b{img{height:2px}}", "2px", {"1px", "2px"}),
        ("@layer a{#i{height:1px!important}} img{height:2px!important}", "2px", {"1px", "2px"}),
        (f".a{{{'&' * 9}{{{'&' * 9}{{{'&' * 99}{{img{{height:1px}}}}}}}}}}", "", {"1px"}),
        (f"img{':not(.q)' * 99}{{height:1px}}", "", {"1px"}),
        ("}} img{height:1px} @media{ img{", "", {"1px"}),
    ],
)
def test_the_cascade_is_followed(
    css: str, value: str, possible: set[str], make_site: MakeSite
) -> None:
    for head, files in (
        (f"<style>{css}</style>", {}),
        ("<link rel=stylesheet href=css/s.css>", {"s": css}),
    ):
        assert said(make_site, head, **files) == (Declared(value, frozenset(possible)), True)


def test_what_is_imported_counts_though_it_may_be_for_some_screens(make_site: MakeSite) -> None:
    files = {"m": "@import url('../css/s.css') screen;", "s": "img{height:1px}"}
    found = said(make_site, "<link rel=stylesheet href=css/m.css>", **files)
    assert found == (Declared("", frozenset({"1px"})), True)
    circle = {"m": "@import 'm.css'; img{height:1px}"}
    assert said(make_site, "<link rel=stylesheet href=css/m.css>", **circle)[1] is False


@pytest.mark.parametrize(
    ("head", "are_whole"),
    [
        ("", True),
        ('<link rel=stylesheet href="https://cdn.example/x.css">', False),
        ("<link rel=stylesheet href=none.css>", False),
        ('<link rel=stylesheet href="https://fonts.googleapis.com/css2?family=Inter">', True),
        ("<style>@import '//fonts.bunny.net/css';</style>", True),
        ("<style>@import url(https://cdn.example/x.css);</style>", False),
        ('<link rel=stylesheet media=print href="https://cdn.example/x.css">', True),
        ("<link rel=stylesheet media=print onload=\"this.media='all'\" href=none.css>", False),
        ('<link rel="alternate stylesheet" href="https://cdn.example/x.css">', True),
        ('<link rel="preload" as="font" href="https://cdn.example/x.woff2">', True),
    ],
)
def test_sheets_that_cannot_be_read_are_told(
    head: str, are_whole: bool, make_site: MakeSite
) -> None:
    assert said(make_site, head)[1] is are_whole


def test_of_more_rules_than_people_write_nothing_is_known_for_sure(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(style_rules, "_MOST", 2)
    many = "".join(f"i{{width:{number}px}}" for number in range(7, 10))
    assert said(make_site, f"<style>{many}</style>")[1] is False


def test_a_sheet_is_read_once_for_all_pages_and_again_when_it_changes(
    make_site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    html = HEAD.format("<link rel=stylesheet href=a.css>")
    site = make_site({"index.html": html, "b.html": html, "a.css": "img{height:1px}"})
    read: list[str] = []
    text = site.text
    monkeypatch.setattr(
        type(site),
        "text",
        lambda _, path: read.append(path) or text(path),  # type: ignore[func-returns-value]
    )

    def height(path: str) -> str:
        page = Page(path, html.encode())
        image = page.document.find("img")
        assert image is not None
        return style_of(page, site, image).of("height").value

    assert (height("index.html"), height("b.html"), read) == ("1px", "1px", ["a.css"])
    kept = site.dependencies()
    assert site.still_answers(kept)
    (site.root / "a.css").write_text("img{height:20px}")
    site.refresh(["a.css"])
    assert not site.still_answers(kept)
    assert (height("index.html"), read) == ("20px", ["a.css", "a.css"])
