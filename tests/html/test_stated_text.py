"""What a tag, a script or a feed states: as it was meant, not as it was escaped."""

import pytest

from smoopt.html.page import Page
from smoopt.html.stated_text import is_broken, markup_text, meant, stated


def read(body: str = "", head: str = "") -> Page:
    return Page("a.html", f"<!doctype html><head>{head}</head><body>{body}".encode())


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Salt &amp; pepper", "Salt & pepper"),
        ("It&rsquo;s late", "It’s late"),
        ("&#x201C;Late&#8221;", "“Late”"),
        ("A <em>small</em> boat", "A small boat"),
        ("<p>One.</p><p>Two.</p>", "One. Two."),
        ("One.<br/>Two.", "One. Two."),
        ('A boat<sup id="r"><a href="#n">1</a></sup> that floats', "A boat that floats"),
        ("Vec<T> &amp; <b>slices</b>", "Vec<T> & slices"),
    ],
)
def test_markup_that_the_page_does_not_show_is_read_as_markup(text: str, plain: str) -> None:
    assert meant(read("<h1>Else</h1><p>Words of another kind."), text) == plain


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("What &amp; is for", "<h1>What &amp;amp; is for</h1>"),
        ("The <video> element", "<main><h1>The &lt;video> element</h1></main>"),
        # Its own words, about what the page shows elsewhere.
        ("When to write &nbsp; by hand", "<main><p>A blank is <code>&amp;nbsp;</code>.</main>"),
    ],
)
def test_markup_that_the_page_shows_is_what_it_is_about(text: str, body: str) -> None:
    assert meant(read(body), text) == text


SCRIPT = '<p>To be written.</p><script type="x/y">\n{ request: true, theme: "night" }\n</script>'


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ('To be written. { request: true, theme: "night" }', ""),
        ("{{ page.excerpt }}", ""),
        ("About {% include lead.html %} mills", ""),
        ("<%= title %> of a mill", ""),
        ("The sets {a, b} and {c}", "The sets {a, b} and {c}"),
        ("E = mc²", "E = mc²"),
    ],
)
def test_code_and_what_was_not_filled_in_say_nothing(text: str, plain: str) -> None:
    assert meant(read(f"<main><h1>Else</h1>{SCRIPT}</main>"), text) == plain


def test_a_template_that_the_page_shows_is_what_it_is_about() -> None:
    text = "What {{ page.title }} is for"
    assert meant(read("<main><p>Write <code>{{ page.title }}</code>.</main>"), text) == text


@pytest.mark.parametrize(
    "text",
    [
        "Vec<T>",
        "Array<string> to List<Item>",
        "if a<b && c>d",
        "AT&T; a story",
        "x < y & z",
        "&notanentity;",
        "<3",
        "->",
    ],
)
def test_signs_that_are_no_markup_stay(text: str) -> None:
    assert meant(read(), text) == text


def test_the_h1_goes_before_a_title_that_is_escaped_once_too_often() -> None:
    page = read("<h1>Salt &amp; pepper</h1>", "<title>Salt &amp;amp; pepper</title>")
    assert meant(page, "Salt &amp; pepper") == "Salt & pepper"


@pytest.mark.parametrize(
    "text",
    ["A story that <a href=", 'A story with <img src="a.png', "A story</st", "A story <!-- more"],
)
def test_what_breaks_off_inside_a_tag_says_nothing(text: str) -> None:
    assert meant(read(), text) == ""


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ('<meta name="d" content="The "slow" way">', ""),
        ("<meta name='d' content='It's late'>", ""),
        (
            '<meta name="d" content="to be written<script type="text/x-run"> run()">',
            "to be written",
        ),
        ('<meta name="d" content="The &quot;slow&quot; way">', 'The "slow" way'),
    ],
)
def test_a_tag_that_a_quote_of_its_own_has_ended_is_broken(head: str, said: str) -> None:
    page = read("<h1>H</h1><p>to be written</p>", head)
    (tag,) = page.tags("d")
    assert is_broken(tag.element) == (head.count('"') % 4 == 2 or "&quot;" not in head)
    assert stated(page, tag) == said


def test_a_text_without_tags_keeps_its_signs() -> None:
    assert markup_text("a-&gt;b &amp;amp; friends") == "a->b &amp; friends"


@pytest.mark.parametrize(
    ("said", "read_as"),
    [
        ("declaration: package: org.mill, class: Wheel", ""),
        ("tree: package: org.mill", ""),
        ("declaration: module: mill, package: org.mill", ""),
        ("Declaration of the package: how a mill is declared", None),
    ],
)
def test_what_javadoc_fills_in_describes_nothing(said: str, read_as: str | None) -> None:
    page = read(head=f'<meta name=description content="{said}">')
    assert stated(page, page.tags("description")[0]) == (said if read_as is None else read_as)


@pytest.mark.parametrize(("tool", "is_stated"), [("javadoc/HelpWriter", False), ("Hugo", True)])
def test_every_description_of_javadoc_is_filled_in(tool: str, is_stated: bool) -> None:
    tags = f'<meta name=generator content="{tool}"><meta name=description content="help">'
    page = read(head=f"{tags}<meta name=author content=help>")
    assert stated(page, page.tags("description")[0]) == ("help" if is_stated else "")
    assert stated(page, page.tags("author")[0]) == "help"
