"""Save links, permalinks, titles of entries, and the short link."""

from pathlib import Path
from time import process_time
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from turbohtml import Element, parse

from smoopt.build.outcome import Outcome
from smoopt.builtin.share.bookmarks import Bookmarks
from smoopt.builtin.share.bookmarks.entry_titles import entry_titles
from smoopt.builtin.share.bookmarks.permalinks import permalinks, permalinks_in
from smoopt.html.marks import pristine
from smoopt.html.page import Page
from smoopt.html.source_text import Source
from smoopt.model.errors import ConfigError
from smoopt.plugin.translations import local_words
from smoopt.site.site import Site
from tests.support.bars import SHIPPED, WORDS, article, built, hrefs, registry, site, style_sheet
from tests.support.sites import URL, install

MARKS = registry(share=False)


class More(Bookmarks, frozen=True):
    """Bookmarks with a table of its own."""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give a site with pages for lists to lead to."""
    files: dict[str, str | bytes] = {"index.html": article("Home"), "one.html": article("One")}
    return site(tmp_path_factory.mktemp("plain"), files)


def links(outcome: Outcome) -> list[Element]:
    return parse(outcome.data.decode()).select("a[data-smoopt=permalink]")


def targets(plain: Site, body: str) -> list[str]:
    """Give where the permalinks of a page lead, each checked to be there."""
    outcome = built(plain, "a.html", MARKS, article(body=body))
    page = parse(outcome.data.decode())
    found = [unquote((link.attr("href") or "").removeprefix("#")) for link in links(outcome)]
    names = {e.attr(name) for e in page.iter_elements() for name in ("id", "name")}
    assert names.issuperset(found)
    return found


# Save links


def test_save_links_carry_title_and_address(plain: Site) -> None:
    found = hrefs(built(plain, "a.html", MARKS, article("T&amp;T")), "bookmarks")
    assert list(found) == ["Save to Raindrop.io", "Save to Instapaper", "Save to Pinboard"]
    query = parse_qs(urlsplit(found["Save to Raindrop.io"]).query)
    assert query == {"link": [f"{URL}a.html"], "title": ["T&T"]}


def test_both_bars_stand_side_by_side_with_one_style_sheet(plain: Site) -> None:
    outcome = built(plain, "a.html", registry(), article())
    page = parse(outcome.data.decode())
    assert page.select_one("nav[data-smoopt=share] + nav[data-smoopt=bookmarks]") is not None
    assert outcome.data.count(b'rel="stylesheet"') == 1
    assert {file.path for file in outcome.files} == {style_sheet(registry()).path}


def test_servers_of_ones_own(plain: Site) -> None:
    options = {
        "networks": ["linkding", "wallabag"],
        "servers": {"linkding": "https://links.example/", "wallabag": "https://w.example/bag"},
    }
    found = hrefs(built(plain, "a.html", registry(bookmarks=options), article()), "bookmarks")
    assert found["Save to linkding"].startswith("https://links.example/bookmarks/new?url=")
    assert found["Save to wallabag"].startswith("https://w.example/bag/bookmarklet?url=")


# Permalinks


def test_a_heading_without_an_id_gets_one_from_its_words(plain: Site) -> None:
    assert targets(plain, "<h2>Before you start</h2><h3>Łódź &amp; Kraków</h3>") == [
        "before-you-start",
        "łódź-kraków",
    ]


def test_ids_are_kept(plain: Site) -> None:
    body = (
        '<h2 id="own">A</h2><h2><a name="named"></a>B</h2><section id="outer"><h2>C</h2></section>'
        '<a id="before"></a> <h2>D</h2><a id="said">E</a><h2>E</h2>'
    )
    assert targets(plain, body) == ["own", "named", "outer", "before", "e"]


def test_ids_are_unique_in_the_whole_page(plain: Site) -> None:
    body = '<h2>Notes</h2><h2>Notes</h2><p id="notes-2">x</p>'
    body += '<h2 id="taken">A</h2><h2 id="taken">B</h2>'
    assert targets(plain, body) == ["notes", "notes-3", "taken", "b"]


@given(
    titles=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="<&\r\0")), max_size=6)
)
def test_every_permalink_leads_to_its_own_heading(titles: list[str], plain: Site) -> None:
    body = "".join(f"<h2>{title}</h2>" for title in titles)
    data = article(body=body)
    outcome = built(plain, "a.html", MARKS, data)
    found = [link.attr("id") or "" for link in links(outcome)]
    assert len(set(found)) == len(found)
    assert all(name and not any(c.isspace() for c in name) for name in found)
    for link in links(outcome):
        assert unquote((link.attr("href") or "")[1:]) == link.attr("id")
    assert pristine(Source(outcome.data)) == data.encode()


@pytest.mark.parametrize(
    "heading",
    [
        '<h2 id="a">A<a class="headerlink" href="#a">¶</a></h2>',
        '<h2 id="a"><a href="#a">A</a></h2>',
        '<h2 id="a">A <a class="anchor" href="/docs/a.html#a">#</a></h2>',
        '<a href="b.html"><h2>A</h2></a>',
        '<h2><a href="b.html">A</a></h2>',
        '<div><h2 id="a">A</h2><a class="anchor" href="#a"></a></div>',
        '<h2 id="a"><a class="doc-anchor" href="#a">§</a>A</h2>',
        '<div class="sl-heading-wrapper"><h2 id="a">A</h2><a class="sl-anchor-link" href="#a">'
        '<svg></svg><span class="sr-only">Section titled “A”</span></a></div>',
        '<div><a class="zz" href="#a">🔗</a> <h2 id="a">A</h2></div>',
        '<div><h2 id="ä">A</h2><span><a class="zz" href="#%C3%A4">copy</a></span></div>',
        '<div><h2 id="a">A</h2><a class="zz" href="/docs/a.html#a">link</a></div>',
        '<h2 id="a">A <a class="zz" href="https://example.org/docs/a.html#a">link</a></h2>',
        '<section id="a"><h2>A</h2><a class="zz" href="#a">link</a></section>',
        '<a class="zz" id="a" href="#a"></a><h2>A</h2>',
        "<h2>Comments</h2>",
        "<h3 id=r>Related posts</h3>",
        "<h2>2 Kommentare</h2>",
        '<section class="comments"><h2>What readers say</h2></section>',
        '<div class="related-posts"><h3>Wheels</h3></div>',
        '<div id="disqus_thread"><h3>Log in</h3></div>',
        "<nav><h2>A</h2></nav>",
        "<aside><h2>A</h2></aside>",
        "<h2></h2>",
        '<h4 class="author">Ada</h4><h4 class="date">2026-01-05</h4><h3 class="subtitle">B</h3>',
        "<template><h2>A</h2></template>",
    ],
)
def test_a_heading_is_left_alone(heading: str, plain: Site) -> None:
    assert links(built(plain, "a.html", MARKS, article(body=heading))) == []


def test_a_heading_with_a_link_in_it_gets_a_permalink(plain: Site) -> None:
    assert targets(plain, '<h2>See <a href="b.html">B</a></h2>') == ["see-b"]


@pytest.mark.parametrize(
    "beside",
    [
        '<a class="zz" href="#b">B</a>',
        '<p>See <a href="#a">above</a>, or read on.</p>',
        'text <a class="zz" href="#a">link</a>',
        '<a class="zz" href="b.html#a">B</a>',
        '<ul><li><a href="#a">A</a><li><a href="#b">B</a></ul>',
    ],
)
def test_a_link_beside_a_heading_that_leads_elsewhere_is_no_permalink(
    beside: str, plain: Site
) -> None:
    assert targets(plain, f'<h2 id="a">A</h2>{beside}<p id="b">b</p>') == ["a"]


def test_a_heading_that_speaks_of_comments_is_one_of_the_text(plain: Site) -> None:
    body = "<h2>Comments in Rust</h2><div class=tsd-comment><h3>Related work</h3></div>"
    section = "<section id=share-a-file><h3>Share a file</h3></section>"
    assert targets(plain, body + section) == ["comments-in-rust", "related-work", "share-a-file"]


def test_headings_outside_the_content_are_left_alone(plain: Site) -> None:
    page = article().replace("</main>", "</main><footer><h2>About us</h2></footer>")
    assert links(built(plain, "a.html", MARKS, page)) == []


def test_a_plugin_of_the_same_kind_has_levels_of_its_own(
    plain: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(monkeypatch, __name__, {"more": "More"})
    tables = {"levels": [2], "networks": []}
    both = registry(share=False, bookmarks=tables, more={**tables, "levels": [3]})
    outcome = built(plain, "a.html", both, article(body="<h2>Two</h2><h3>Three</h3>"))
    assert {link.attr("href") for link in links(outcome)} == {"#two", "#three"}


def test_the_levels_are_the_authors_choice(plain: Site) -> None:
    options = registry(bookmarks={"levels": [1, 3]})
    outcome = built(plain, "a.html", options, article(body="<h2>Two</h2><h3>Three</h3>"))
    assert [link.attr("id") for link in links(outcome)] == ["a-lamp-of-paper", "three"]


def test_a_permalink_is_named_in_the_pages_language_and_adds_no_text(plain: Site) -> None:
    page = article(body="<h2>Erst <em>dies</em></h2>", html='lang="de"')
    (link,) = links(built(plain, "a.html", MARKS, page))
    assert link.attr("aria-label") == "Permalink: Erst dies"
    assert link.attr("rel") == "bookmark"
    assert link.text == ""
    assert isinstance(link.parent, Element)
    assert link.parent.text == "Erst dies"


def test_without_a_style_a_permalink_can_be_seen(plain: Site) -> None:
    options = registry(bookmarks={"style": "none"})
    (link,) = links(built(plain, "a.html", options, article(body="<h2>A</h2>")))
    assert link.text == "#"


def test_permalinks_need_no_address_of_the_site(tmp_path: Path) -> None:
    nowhere = site(tmp_path, {"a.html": article(body="<h2>A</h2>")}, url="")
    outcome = built(nowhere, "a.html", MARKS)
    assert len(links(outcome)) == 1
    assert style_sheet(MARKS).path in {file.path for file in outcome.files}


@pytest.mark.parametrize(
    ("path", "base", "here"),
    [
        ("b/a.html", "../", "/docs/b/a.html"),
        ("b/a.html", "/docs/", "/docs/b/a.html"),
        ("b/index.html", "../", "/docs/b/"),
        ("ü/a.html", "..", "/docs/%C3%BC/a.html"),
        ("b/a.html", "https://cdn.example/", f"{URL}b/a.html"),
        ("b/a.html", "http://[", ""),
        ("b/a.html", "a.html", ""),
        ("b/a.html", "/docs/b/a.html#top", ""),
        ("b/index.html", "./", ""),
        ("b/a.html", f"{URL}b/a.html", ""),
    ],
)
def test_with_a_base_a_permalink_still_leads_into_its_own_page(
    path: str, base: str, here: str, plain: Site
) -> None:
    page = article(head=f'<base href="{base}">', body="<h2>A</h2>")
    (link,) = links(built(plain, path, MARKS, page))
    assert link.attr("href") == f"{here}#a"


def test_with_a_base_there_is_no_permalink_to_an_address_that_is_not_known(tmp_path: Path) -> None:
    page = article(head='<base href="../">', body="<h2>A</h2>")
    nowhere = site(tmp_path, {"b/a.html": page}, url="")
    outcome = built(nowhere, "b/a.html", MARKS)
    assert links(outcome) == []
    assert outcome.files == ()


@pytest.mark.parametrize("path", ["index.html", "tags/x/index.html", "404.html"])
def test_lists_get_no_permalinks(path: str, plain: Site) -> None:
    assert links(built(plain, path, MARKS, article(body="<h2>A</h2>"))) == []


def test_a_hydrated_page_gets_no_permalinks(plain: Site) -> None:
    body = '<h2>A</h2><script id="__NEXT_DATA__" type="application/json">{}</script>'
    assert links(built(plain, "a.html", MARKS, article(body=body))) == []


# Titles of entries

LIST = (
    "<article><h2><a{0} href={1}>One</a></h2><p>{2}</p></article>"
    "<article><h2><a href=/docs/one.html>One more</a></h2></article>"
)


def listed(plain: Site, attributes: str = "", href: str = "one.html") -> tuple[str, Outcome]:
    page = article(body=LIST.format(attributes, href, WORDS))
    return page, built(plain, "news/index.html", MARKS, page)


def test_titles_of_entries_are_permalinks(plain: Site) -> None:
    page, outcome = listed(plain, href="../one.html")
    found = parse(outcome.data.decode()).select("h2 a[rel=bookmark]")
    assert [link.attr("href") for link in found] == ["../one.html", "/docs/one.html"]
    assert pristine(Source(outcome.data)) == page.encode()


@pytest.mark.parametrize("attributes", [" rel=author", " rel", " data-smoopt-x=1"])
def test_a_link_with_a_rel_of_its_own_is_kept(attributes: str, plain: Site) -> None:
    page, outcome = listed(plain, attributes)
    assert outcome.data.count(b'rel="bookmark"') == 1
    assert pristine(Source(outcome.data)) == page.encode()


@pytest.mark.parametrize("href", ["https://elsewhere.example/", "mailto:a@b.example", "#top"])
def test_a_link_that_leads_elsewhere_is_no_entry(href: str, plain: Site) -> None:
    _, outcome = listed(plain, href=href)
    assert outcome.data.count(b'rel="bookmark"') == 1


# The short link


def test_a_short_link_by_the_configuration(plain: Site) -> None:
    options = registry(bookmarks={"shortlink": "https://exm.pl/{path}"})
    outcome = built(plain, "a b/c.html", options, article())
    assert b'<link rel="shortlink" href="https://exm.pl/docs/a%20b/c.html">' in outcome.data


def test_a_short_link_of_the_page_itself_goes_first(plain: Site) -> None:
    options = registry(bookmarks={"shortlink": "https://exm.pl/{path}"})
    head = '<meta name="smoopt:shortlink" content="https://exm.pl/7">'
    outcome = built(plain, "a.html", options, article(head=head))
    assert b'<link rel="shortlink" href="https://exm.pl/7">' in outcome.data


def test_a_short_link_that_is_there_is_kept(plain: Site) -> None:
    options = registry(bookmarks={"shortlink": "https://exm.pl/{path}"})
    head = '<link rel=shortlink href="https://exm.pl/theirs">'
    outcome = built(plain, "a.html", options, article(head=head))
    assert outcome.data.count(b"shortlink") == 1


@pytest.mark.parametrize("template", ["exm.pl/{path}", "https://exm.pl/", "javascript:{path}"])
def test_a_short_link_that_cannot_serve_is_refused(template: str) -> None:
    with pytest.raises(ConfigError, match="shortlink"):
        registry(bookmarks={"shortlink": template})


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h2>{'<a href=b.html>word</a> ' * 5000}</h2></article>",
        f"<section id=s>{'<h2 id=same>Same</h2>' * 5000}</section>",
    ],
    ids=["links in a heading", "headings in a section"],
)
def test_thousands_of_like_elements_are_no_work_for_each_other(body: str, plain: Site) -> None:
    page = Page("a.html", article(body=body).encode())
    made = permalinks_in(local_words("en", {}), "", SHIPPED)
    before = process_time()
    assert list(permalinks(page, plain, (2,), made))
    assert not list(entry_titles(page, plain))
    assert process_time() - before < 2


def test_thousands_of_like_headings_are_numbered_in_turn(plain: Site) -> None:
    found = targets(plain, "<h2>Same</h2>" * 3000)
    assert found[:3] == ["same", "same-2", "same-3"]
    assert len(set(found)) == 3000
