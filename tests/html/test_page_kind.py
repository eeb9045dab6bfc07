"""Which pages are lists of others, and which have content of their own."""

import pytest

from smoopt.html.page import Page
from smoopt.html.page_kind import is_for_printing, kind_of

WORDS = "The mill stands where two brooks meet, and it has ground rye for three villages. "
PROSE = f"<p>{WORDS * 3}</p>"
OWN = f"<article><h1>T</h1>{PROSE}</article>"
TEASER = "<article><h3><a href=b>B</a></h3><p>Some words.</p></article>"
LINKS = "".join(f"<li><a href=p{number}.html>Another page of the mill</a>" for number in range(12))


def kind(body: str, path: str = "blog/a.html", head: str = "") -> str:
    html = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return kind_of(Page(path, html.encode()))[0]


def entries(form: str, number: int = 3) -> str:
    return "".join(form.format(f"e{at}.html", WORDS) for at in range(number))


@pytest.mark.parametrize(
    "form",
    [
        "<div class=blog-post><h2><a href={}>T</a></h2><p>{}</p></div>",
        "<section><h3><a href={}>T</a></h3><p>{}</p></section>",
        "<h2><a href=/{}>T</a></h2><p>{}</p>",
        "<a href=https://e.example/{}><h3>T</h3><p>{}</p></a>",
        "<article class=post><header><h2><a href={}>T</a></h2></header><p>{}</p></article>",
        "<div class='section ablog-post'><h2 class=ablog-post-title><a href={}>T</a></h2>{}</div>",
        "<li class=entry><h4><a href={}>T</a></h4><time>4 March</time><div>{}</div></li>",
    ],
)
def test_entries_of_other_pages_make_a_list_whatever_markup_they_have(form: str) -> None:
    head = "<link rel=canonical href=https://e.example/blog/a.html>"
    assert kind(f"<main><h1>Notes</h1>{entries(form)}</main>", head=head) == "list"
    assert kind(f"<div id=content>{entries(form, 2)}</div>", head=head) == "list"


@pytest.mark.parametrize(
    "form",
    [
        "<div class=row><div><h2><a href={}>T</a></h2></div><div><p>{}</p></div></div>",
        "<div class=t><h2><a href={}>T</a></h2></div><div class=b><p>{}</p></div>",
        "<h2><a href={}>T</a></h2><p>5 May</p><p>{}</p>",
        "<table><tr><td><h3><a href={}>T</a></h3></td><td><p>{}</p></td></tr></table>",
    ],
)
def test_the_text_of_entries_is_none_of_the_list_s_own(form: str) -> None:
    long = form.replace("{}</p>", f"{{}}{WORDS * 5}</p>")
    assert kind(f"<main><h1>Notes</h1><p>{WORDS}</p>{entries(long)}</main>") == "list"


@pytest.mark.parametrize(
    "teaser",
    [
        "<li><h4><a href={}>T</a></h4></li>",
        "<div><a href={}><h3>T</h3></a><p>{}</p></div>",
        "<div class=item><h3><a href={}>T</a></h3></div>",
    ],
)
def test_an_article_with_teasers_that_nothing_names_is_one(teaser: str) -> None:
    some, text = entries(teaser, 4), PROSE * 4
    assert kind(f"<main><h1>T</h1><div>{some}</div><div>{text}</div></main>") == "page"
    assert kind(f"<main><h1>T</h1><p>{WORDS}</p><div>{some}</div>{text}</main>") == "page"
    assert kind(f"<main><h1>T</h1><div>{some}</div></main>") == "list"
    broken = f"<div>{entries(teaser, 1)}</div>{PROSE * 2}" * 3
    assert kind(f"<main><h1>T</h1>{PROSE * 5}{broken}</main>") == "page"


def test_the_author_s_name_and_the_topic_are_no_entries() -> None:
    head = "<h2><a rel='category tag' href=/mills>Mills</a></h2><h1>T</h1>"
    by = "<h4><a href=/by/ann>By Ann Lee</a></h4>"
    assert kind(f"<main>{head}{by}{PROSE}</main>") == "page"


@pytest.mark.parametrize(
    "entry",
    [
        "<article><h2><a href=e.html>T</a></h2>{}</article>",
        "<div class=blog-post><h2><a href=../e/>T</a></h2>{}</div>",
        "<section class='post-summary'><h2><a href=/2021/e>T</a></h2>{}</section>",
    ],
)
def test_a_list_may_hold_a_single_entry_for_now(entry: str) -> None:
    assert kind(f"<main><h1>Notes</h1>{entry.format(PROSE)}</main>") == "list"


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>T</h1>{PROSE}<aside><ul>{LINKS}</ul></aside></article>",
        f"<main><h1>T</h1>{PROSE}<div class=sidebar><ul>{LINKS}</ul></div></main>",
        f"<main><h1>T</h1><nav><ul>{LINKS}</ul></nav>{PROSE}</main>",
        f"<main><h1>T</h1>{PROSE}<div id=related-posts><ul>{LINKS}</ul></div></main>",
        f"<main><h1><a href=/blog/a.html>T</a></h1>{PROSE}</main>",
        f"<article><h2 class=post-title><a href=a>T</a></h2>{PROSE}</article>",
        f"<main><h1><a href=../>Notes</a></h1>{PROSE}</main>",
        f"<article><h2><a href=https://other.example/x>T</a></h2>{PROSE}</article>",
        f"<main><h1>T</h1>{PROSE}<h2>See also</h2><h3><a href=b.html>B</a></h3><p>x</p></main>",
        f"<main>{OWN}<article class=comment>{PROSE}</article></main>",
        f"<main>{OWN}<article><h3><a href=b>B</a></h3></article></main>",
        f"<div class=post><h1>T</h1>{PROSE}</div><div class=related>{TEASER * 3}</div>",
        f"<main><h1>API</h1><h2>Uses <a href=foo.html>Foo</a> to mill</h2>{PROSE}</main>",
        "<main><h1>T</h1><p>Read more of it in <a href=b.html>another page</a> or ask.</p></main>",
        f"<main><h1>T</h1>{PROSE}<h2><a href=b.html>One part</a></h2>{PROSE}</main>",
        f"<main><h1>T</h1><h2>A part<a href=#a>¶</a></h2>{PROSE}<h2>B<a href=#b>¶</a></h2></main>",
    ],
)
def test_an_article_is_one_whatever_stands_beside_it(body: str) -> None:
    assert kind(body) == "page"


def test_what_says_when_it_was_published_is_no_list_for_its_headings() -> None:
    form = "<h2><a href={}>T</a></h2><p>{}</p>"
    head = "<meta property=article:published_time content=2026-01-05>"
    body = f"<main><h1>Seven mills</h1>{entries(form)}</main>"
    assert kind(body, head=head) == "page"
    assert kind(f"<main><h1>T</h1><ul>{LINKS}</ul></main>", head=head) == "page"
    assert kind(body, "tags/a.html", head) == "list"


@pytest.mark.parametrize(
    "path", ["index-all.html", "allclasses-index.html", "index-files/index-1.html"]
)
def test_indexes_that_javadoc_writes_are_lists(path: str) -> None:
    assert kind(f"<main>{PROSE}</main>", path) == "list"


def test_a_title_and_one_link_are_a_list() -> None:
    assert kind("<main><h1>Posts</h1><ul><li><a href=e/>The mill</a></ul></main>") == "list"


def test_hardly_more_than_links_is_a_list() -> None:
    assert kind(f"<main><h1>T</h1><ul>{LINKS}</ul></main>") == "list"
    assert kind(f"<nav><ul>{LINKS}</ul></nav>") == "list"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("200.html", "error"),
        ("docs/200.html", "page"),
        ("search/all_0.html", "search"),
        ("search/functions_1f.html", "search"),
        ("search/in-depth.html", "page"),
        ("print.html", "list"),
        ("docs/_print/index.html", "list"),
        ("print_page/index.html", "list"),
        ("functions/print.html", "page"),
    ],
)
def test_what_stands_in_for_others_is_no_page_of_its_own(path: str, expected: str) -> None:
    assert kind(f"<main><h1>T</h1>{PROSE}</main>", path) == expected


@pytest.mark.parametrize(
    ("path", "is_for_it"),
    [
        ("print.html", True),
        ("docs/_print/index.html", True),
        ("print_page/index.html", True),
        ("functions/print.html", False),
        ("blueprint.html", False),
        ("foo_print/index.html", False),
    ],
)
def test_a_page_that_holds_all_others_is_for_printing(path: str, is_for_it: bool) -> None:
    assert is_for_printing(path) is is_for_it
