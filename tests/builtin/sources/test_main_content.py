"""Facts from what a person reads: title, first paragraph, picture, date, words; and the kind."""

import pytest

from smoopt.html.page import Page
from smoopt.html.page_kind import kind_of
from smoopt.model.facts import Media
from smoopt.site.site import Site
from tests.support.asking import PROSE, facts, page, value
from tests.support.sites import URL, MakeSite


def test_the_h1_serves_where_there_is_no_title(lab: Site) -> None:
    found = facts(lab, page(body="<main><h1>Heading¶</h1></main>"), "content")
    assert value(found.title) == "Heading"


def test_a_title_that_is_never_closed_is_no_title(lab: Site) -> None:
    html = "<!doctype html><html><head><title>Open<body><p>x"
    assert value(facts(lab, html, "content").title) is None


OTHER = "Words that stand in another place of the page and are long enough to be taken for prose."
MORE = "And more of that follows, word after word, until the part is the longest of all of them."


@pytest.mark.parametrize(
    "body",
    [
        # Nothing is marked: the parser takes the part with the most words for the content.
        f"<h1>H</h1><div><p>{PROSE}</p></div>"
        f"<div class=nested><h2>A</h2>{f'<p>{MORE}</p>' * 9}</div>",
        f"<div><div><h2>H</h2></div><div class=para>{PROSE}</div>"
        f"<div class=section><h3>A</h3>{f'<div class=para>{MORE}</div>' * 9}</div></div>",
        f"<div><p>{OTHER}</p></div><h1>H</h1><ul><li><p>{OTHER}</p></ul><p>{PROSE}</p>",
    ],
)
def test_where_no_content_is_marked_the_first_sentences_after_the_heading_count(
    body: str, lab: Site
) -> None:
    assert value(facts(lab, page(body=body), "content").description) == PROSE


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("How the mill was built between two… - Lab", "How the mill was built between two brooks"),
        ("How the mill...", "How the mill was built between two brooks"),
        ("How the barn was built…", "How the barn was built…"),
        ("Lab", "How the mill was built between two brooks"),
    ],
)
def test_a_title_that_is_cut_gives_way_to_the_h1(title: str, read: str, lab: Site) -> None:
    body = "<main><h1>How the mill was built between two brooks</h1></main>"
    html = page(f"<title>{title}</title>", body)
    assert value(facts(lab, html, "content").title) == read


@pytest.mark.parametrize(
    ("path", "title", "read"),
    [
        ("late-ferry.de.html", "late-ferry - The Manual", "How the ferry runs late"),
        ("a/late_ferry.html", "Late_Ferry", "How the ferry runs late"),
        ("ferry.html", "Ferry", "Ferry"),  # it may be the word for the matter
    ],
)
def test_the_name_of_the_file_is_no_title_where_there_is_a_heading(
    path: str, title: str, read: str, lab: Site
) -> None:
    html = page(f"<title>{title}</title>", "<main><h1>How the ferry runs late</h1></main>")
    assert value(facts(lab, html, "content", path=path).title) == read


def test_the_title_is_read_off_the_h2_where_the_h1_is_the_logo(lab: Site) -> None:
    body = "<h1><a href='/'>Lab</a></h1><article><h2 class=post-title>Rye</h2></article>"
    assert value(facts(lab, page("<title>Lab</title>", body), "content").title) == "Rye"


@pytest.mark.parametrize(
    "before",
    [
        f"<nav><p>{OTHER}</p></nav>",
        f"<div class=cookie-consent><p>{OTHER}</p></div>",
        f"<p class=byline>{OTHER}</p>",
        f"<p><code>{OTHER}</code></p>",
        f"<p><a href=/>{OTHER}</a></p>",
        f"<table><tr><td><p>{OTHER}</p></table>",
        f"<figure><figcaption><p>{OTHER}</p></figcaption></figure>",
        f"<div hidden><p>{OTHER}</p></div>",
        f"<aside><p>{OTHER}</p></aside>",
        f"<template><p>{OTHER}</p></template>",
        f"<footer><p>{OTHER}</p></footer>",
        f"<details><p>{OTHER}</p></details>",
        "<p>5 January</p>",
        "<p></p><p> </p>",
    ],
)
def test_the_description_is_the_first_paragraph_of_prose(before: str, lab: Site) -> None:
    html = page(body=f"<main><h1>H</h1>{before}<p>{PROSE}</p></main>")
    assert value(facts(lab, html, "content").description) == PROSE


def test_the_picture_is_the_first_large_one_of_the_content(lab: Site) -> None:
    body = (
        "<header><img src=wide.png></header><main><img src=dot.png><img src='data:,x'><img>"
        "<aside><img src=wide.png></aside><img src=square.png alt=' A  b '></main>"
    )
    (image,) = value(facts(lab, page(body=body), "content").images)  # type: ignore[misc]
    assert (image.url, image.alt) == (f"{URL}square.png", "A b")


def test_sound_and_video_are_found(lab: Site) -> None:
    body = (
        "<main><video><source src=v.webm type=video/webm></video><audio src=/s.mp3></audio></main>"
    )
    found = facts(lab, page(body=body), "content")
    assert value(found.videos) == (Media(f"{URL}v.webm", "video/webm"),)
    assert value(found.audios) == (Media("https://example.org/s.mp3"),)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "home"),
        ("pt-br/index.html", "home"),
        ("404.html", "error"),
        ("404/index.html", "error"),
        ("search/index.html", "search"),
        ("tags/index.html", "list"),
        ("blog/Archives/2026.html", "list"),
        ("2026/01/index.html", "list"),
        ("taxonomy.htm", "list"),
        ("topics/index.html", "page"),
        ("series/a/index.html", "page"),
        ("labels.html", "page"),
        ("std/all.html", "page"),
        ("tag/a.html", "list"),
        ("categories/a/index.html", "list"),
        ("page/2/index.html", "list"),
        ("genindex.html", "list"),
        ("blog/a.html", "page"),
        ("research/index.html", "page"),
        ("tagging.html", "page"),
        ("docs/errors.html", "page"),
    ],
)
def test_the_kind_is_told_by_the_path(path: str, kind: str) -> None:
    assert kind_of(Page(path, page(html="<html lang=pt-BR>").encode()))[0] == kind


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<article>a</article><article>b</article>", "list"),
        ("<ul><li><article>a</article></li></ul><article>b</article>", "page"),
        ("<article>a<article>comment</article><article>comment</article></article>", "page"),
        ("<article>a</article>", "page"),
    ],
)
def test_several_entries_one_after_another_are_a_list(body: str, kind: str) -> None:
    assert kind_of(Page("a.html", page(body=body).encode()))[0] == kind


def test_a_page_that_is_hardly_more_than_links_is_a_list(lab: Site) -> None:
    links = "".join(f"<li><a href={n}.html>The {n}th of many entries</a></li>" for n in range(4))
    assert value(facts(lab, page(body=f"<ul>{links}</ul>"), "content").kind) == "list"
    prose = f"<main><p>{PROSE}</p><p>{PROSE}</p><ul>{links}</ul><p>{PROSE}</p></main>"
    assert value(facts(lab, page(body=prose), "content").kind) == "page"


@pytest.mark.parametrize(
    "path", ["topics/auth/index.html", "series.html", "labels/a.html", "std/all.html"]
)
def test_a_path_that_may_be_a_list_s_is_one_only_with_many_links(path: str, lab: Site) -> None:
    links = "".join(f"<li><a href={n}.html>The {n}th of many entries</a></li>" for n in range(4))
    article = page(body=f"<main>{f'<p>{PROSE}</p>' * 5}{links}</main>")
    assert value(facts(lab, article, "content", path=path).kind) == "page"
    contents = page(body=f"<main><p>{PROSE}</p><p>{PROSE}</p>{links}</main>")
    assert value(facts(lab, contents, "content", path=path).kind) == "list"
    assert value(facts(lab, contents, "content", path="a.html").kind) == "page"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<a href=1>One long link</a> x", "page"),
        ("<a href=1>One long link</a><a href=2>Another long link</a> x", "page"),
        ("<a href=1>One</a><a href=2>Two</a><a href=3>Three</a> other", "list"),
        ("<a href=1>One</a><a href=2>Two</a><a href=3>Three</a> and others", "page"),
        ("<a> </a><a> </a><a> </a>", "list"),
        ("", "page"),
    ],
)
def test_three_links_that_make_up_most_of_the_text_are_a_list(body: str, kind: str) -> None:
    assert kind_of(Page("a.html", page(body=f"<main>{body}</main>").encode()))[0] == kind


def test_paragraphs_side_by_side_are_judged_one_by_one(lab: Site) -> None:
    body = (
        f"<main><div><p class=byline>{OTHER}</p><details><p>{OTHER}</p><p>{OTHER}</p></details>"
        f"<p><small>{OTHER}</small></p><p>{PROSE}</p></div><p>{OTHER}</p></main>"
    )
    assert value(facts(lab, page(body=body), "content").description) == PROSE


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("one  two\n three", 3), ("naïve “quotes” – and dashes", 5), ("日本語の文", 3)],
)
def test_words_are_counted_and_dense_scripts_by_halves(text: str, words: int, lab: Site) -> None:
    found = facts(lab, page(body=f"<main><i>{text}</i></main>"), "content")
    assert value(found.words) == words


def test_where_every_title_is_the_site_s_name_the_heading_tells_pages_apart(lab: Site) -> None:
    head, body = "<title>Lab</title>", f"<h1>Archives</h1><p>{PROSE}</p>"
    assert value(facts(lab, page(head, body), "content").title) == "Archives"
    assert value(facts(lab, page(head, body), "content", path="index.html").title) == "Lab"
    entries = "<article><h1>One</h1></article><article><h1>Two</h1></article>"
    assert value(facts(lab, page(head, entries), "content").title) == "Lab"


def test_a_short_folder_is_a_front_page_only_in_its_own_language() -> None:
    def kind(path: str, html: str) -> str:
        return kind_of(Page(path, page(html=html).encode()))[0]

    assert kind("fr/index.html", "<html lang=fr-CA>") == "home"
    assert kind("faq/index.html", "<html lang=en>") == "page"
    assert kind("faq/index.html", "<html>") == "page"


@pytest.mark.parametrize(("title", "is_own"), [("Rye", True), ("<a href=rye.html>Rye</a>", False)])
def test_the_only_article_of_a_front_page_describes_it_unless_it_is_an_entry(
    title: str, is_own: bool, lab: Site
) -> None:
    html = page(body=f"<article><h1>{title}</h1><p>{PROSE}</p></article>")
    found = facts(lab, html, "content", path="index.html")
    assert value(found.description) == (PROSE if is_own else None)


@pytest.mark.parametrize("path", ["blog/index.html", "index.html"])
@pytest.mark.parametrize("own", [True, False])
def test_a_list_is_not_described_by_what_it_says_of_other_pages(
    path: str, own: bool, lab: Site
) -> None:
    entries = "".join(
        f"<div class=post><h2><a href=/{name}.html>{name}</a></h2><p>{MORE}</p></div>"
        for name in ("rye", "wheat", "oats")
    )
    before = f"<p>{PROSE}</p>" if own else ""
    html = page(body=f"<div><h1>Blog</h1>{before}{entries}</div>")
    found = facts(lab, html, "content", path=path)
    assert value(found.kind) != "page"
    assert value(found.description) == (PROSE if own else None)


@pytest.mark.parametrize("named", ["Mill Post", "millpost.example", "MILLPOST"])
def test_a_title_that_is_the_name_of_the_host_gives_way_to_the_h1(
    named: str, make_site: MakeSite
) -> None:
    html = page(f"<title>{named}</title>", f"<main><h1>Rye is in</h1><p>{PROSE}</p></main>")
    site = make_site({"a.html": html}, url="https://millpost.example/")
    assert value(facts(site, html, "content", path="news/a.html").title) == "Rye is in"
    of_site = page(f"<title>{named}</title>", f"<main><p>{PROSE}</p></main>")
    assert value(facts(site, of_site, "content", path="news/a.html").title) == named


@pytest.mark.parametrize("title", ["index", "Untitled Document", "Home", "React App"])
def test_a_title_that_any_page_may_have_gives_way_to_the_h1(title: str, lab: Site) -> None:
    def read(heading: str, path: str = "a.html") -> object:
        html = page(f"<title>{title}</title>", f"<main><h1>{heading}</h1><p>{PROSE}</p></main>")
        return value(facts(lab, html, "content", path=path).title)

    assert read("Module index") == "Module index"
    assert read("Welcome") == title
    assert read("Module index", path="index.html") == title
