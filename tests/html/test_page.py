"""What a page is, what stands in its head, and where its content is."""

import pytest

from smoopt.html.own_text import is_aside, own_text
from smoopt.html.page import Page
from smoopt.html.skip import Skip

HEAD = "<!doctype html><head>{}</head><body><p>text</p></body>"


def page(text: str, path: str = "a.html") -> Page:
    return Page(path, text.encode())


@pytest.mark.parametrize(
    ("text", "skip"),
    [
        ("<li>a fragment", Skip.NO_PAGE),
        ("", Skip.NO_PAGE),
        ("v1.2.3", Skip.NO_PAGE),
        ("{% extends 'a' %}", Skip.NO_PAGE),
        ("<!doctype html><p>", None),
        ("<html><p>", None),
        (HEAD.format("<meta http-equiv=Refresh content='0; url=/b'>"), Skip.REDIRECT),
        (HEAD.format("<META HTTP-EQUIV=refresh content='5;URL=b'>"), Skip.REDIRECT),
        (HEAD.format("<meta http-equiv=refresh content=30>"), None),
        (HEAD.format("<script>'<meta http-equiv=refresh content=0;url=b>'</script>"), None),
        ("<!doctype html><frameset></frameset>", Skip.FRAMESET),
        ("<!doctype html><title></title><body class=SRPage>Loading...", Skip.FRAMED),
        (HEAD.format("<meta name=robots content=noindex>"), Skip.NOINDEX),
        (HEAD.format("<meta name=ROBOTS content='none'>"), Skip.NOINDEX),
        (HEAD.format("<meta name=robots content='noindex,follow'>"), Skip.NOINDEX),
        (HEAD.format("<meta name=robots content='noimageindex'>"), None),
        (HEAD.format("<meta name=smoopt:ignore>"), Skip.IGNORED),
        ("<!doctype html><body data-smoopt-ignore>", Skip.IGNORED),
        ("<html data-smoopt-ignore>", Skip.IGNORED),
        ("<!doctype html><p data-smoopt-ignore>", None),
    ],
)
def test_a_page_that_is_to_be_left_alone_says_why(text: str, skip: Skip | None) -> None:
    assert page(text).skip is skip


def test_a_refresh_in_noscript_makes_a_redirect_of_a_stub_only() -> None:
    refresh = '<noscript><meta http-equiv="refresh" content="1; url=/b"></noscript>'
    assert page(HEAD.format(refresh)).skip is Skip.REDIRECT
    # `url=` may be left out:
    # https://html.spec.whatwg.org/#attr-meta-http-equiv-refresh (2026-12-01)
    assert page(HEAD.format(refresh.replace(" url=", ""))).skip is Skip.REDIRECT
    assert page(HEAD.format(refresh.replace("; url=/b", ""))).skip is None
    long = HEAD.format(refresh).replace("text", "many words " * 40)
    assert page(long).skip is None


@pytest.mark.parametrize(
    ("start", "xhtml"),
    [
        ("<!doctype html>", False),
        ('<?xml version="1.0"?>\n<!doctype html>', True),
        ('<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">', True),
        ('<!doctype html><html xmlns="http://www.w3.org/1999/xhtml">', False),
    ],
)
def test_xhtml_is_told_by_its_prolog_or_doctype(start: str, xhtml: bool) -> None:
    assert page(start).xhtml is xhtml


def test_head_tags_are_read_whatever_their_quotes_case_and_blanks() -> None:
    found = page(
        HEAD.format(
            "<META Property=OG:Title CONTENT='  a\n b '><meta name='x\ty' content=\"'\">"
            "<link rel='A  b' href=/c><meta charset=utf-8>"
        )
    )
    assert [(tag.keys, tag.value) for tag in found.head_tags] == [
        (("og:title",), "a b"),
        (("x", "y"), "'"),
        (("a", "b"), "/c"),
        ((), ""),
    ]


@pytest.mark.parametrize(
    "elsewhere",
    [
        "<template><meta name=a></template>",
        "<noscript><meta name=a></noscript>",
        "<script>'<meta name=a>'</script>",
        "<!-- <meta name=a> -->",
        "<title><meta name=a></title>",
        "</head><body><meta name=a>",
    ],
)
def test_what_is_not_directly_in_the_head_is_no_head_tag(elsewhere: str) -> None:
    assert page(HEAD.format(elsewhere)).tags("a") == []


def test_a_tag_after_the_head_still_belongs_to_it() -> None:
    assert page(HEAD.format("</head><meta name=a>")).tags("a")


@pytest.mark.parametrize(
    ("head", "base"),
    [
        ("", ""),
        ("<base href=/x/>", "/x/"),
        ("<base target=_blank><base href=y/><base href=z/>", "y/"),
        ("<base target=_blank>", ""),
    ],
)
def test_the_base_is_the_first_that_has_an_address(head: str, base: str) -> None:
    assert page(HEAD.format(head)).base == base


@pytest.mark.parametrize(
    ("body", "selector"),
    [
        ("<main><article><p>x</p></article></main><article>y</article>", "main article"),
        ("<main>x</main><article><p>y</p></article>", "article"),
        ("<main><article>a</article><article>b</article></main>", "main"),
        ("<article><div itemprop=articleBody>x</div></article>", "[itemprop=articleBody]"),
        ("<div role=main>x</div><p>y</p>", "[role=main]"),
        ("<article>a<article>comment</article></article>", "article"),
    ],
)
def test_the_content_is_what_the_page_is_about(body: str, selector: str) -> None:
    found = page(f"<!doctype html><body>{body}")
    assert found.content == found.document.select_one(selector)


def test_the_heading_is_the_content_s_and_not_the_site_s() -> None:
    found = page("<!doctype html><h1>Site</h1><main><h1>Page</h1></main>")
    assert found.heading is not None
    assert own_text(found.heading) == "Page"


def test_own_text_leaves_out_scripts_menus_and_what_is_hidden() -> None:
    found = page(
        "<!doctype html><main>one<script>x</script><nav>menu</nav><p>two<br>three</p>"
        "<div hidden>no</div><aside>no</aside><b data-smoopt-ignore>no</b></main>"
    )
    assert found.content is not None
    assert own_text(found.content) == "one two three"
    assert is_aside(found.document.select("nav")[0])


def test_a_deeply_nested_page_is_read_to_its_end() -> None:
    found = page("<!doctype html>" + "<div>" * 5000 + "<p>deep")
    assert found.body is not None
    assert own_text(found.body) == "deep"


def test_attribute_names_of_invalid_bytes_are_read_as_browsers_read_them() -> None:
    found = Page("a.html", b"<!doctype html><meta charset=utf-8><p \xff=1 title='\x81'>x")
    paragraph = found.document.find("p")
    assert paragraph is not None
    assert paragraph.attrs == {"\ufffd": "1", "title": "\ufffd"}
    assert found.start_tag(paragraph) == (35, 52)


def test_places_are_lines_and_columns_that_an_editor_shows() -> None:
    found = Page("a.html", "<!doctype html>\r\n<p>🎉<b>x</b>".encode())
    assert str(found.place(found.document.find("b"))) == "a.html:2:5"
    assert str(found.place()) == "a.html"
    assert str(found.place(found.head)) == "a.html"


def test_a_footer_is_never_the_content_however_much_it_says() -> None:
    text = "Many words of the footer, all of them about the theme and those who made it. " * 5
    html = f"<!doctype html><body><p>Hi</p><footer><div><p>{text}</p></div></footer>"
    content = Page("a.html", html.encode()).content
    assert content is None or "footer" not in content.text
