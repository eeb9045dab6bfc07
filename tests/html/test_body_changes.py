"""Elements wrapped and replaced: read as meant, by another parser too, and taken back exactly."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from turbohtml import Element

from smoopt.html.body_changes import REPLACEABLE
from smoopt.html.page import Page
from smoopt.model.edits import Edit
from smoopt.model.errors import PageError
from tests.support import second_reader, strategies
from tests.support.body_changes import built, page_of
from tests.support.places import FIXTURES

SPAN = '<span data-smoopt="w">', "</span>"
FIGURE = '<figure data-smoopt="w"><div class="in">', "</div></figure>"
ANCHOR = '<a data-smoopt="r" href="v"><b>play</b></a>'
PAGES = sorted((FIXTURES / "sites").rglob("*.html"))


def only(page: Page, selector: str) -> Element:
    (found,) = page.document.select(selector)
    return found


@pytest.mark.parametrize("wrapper", [SPAN, FIGURE])
@pytest.mark.parametrize(
    "body",
    [
        "<div>a <img src=x> b</div>",
        "<ul><li><img src=x></ul>",
        "<table><tr><td><img src=x></table>",
        "<div><img src=x /></div>\r\n\r<p>after</p>",
        "<img src=x>",
    ],
)
def test_an_element_is_wrapped(body: str, wrapper: tuple[str, str]) -> None:
    page = page_of(body)
    changed = built(page, page.wrap(only(page, "img"), *wrapper, name="w"))
    assert Page("a.html", changed.encode(), built=True).document.select_one("[data-smoopt] img")


def test_what_follows_the_wrapper_may_come_with_it() -> None:
    page = page_of("<div><img src=x></div>")
    after = '<figcaption data-smoopt="w">words</figcaption></figure><p data-smoopt="w">more</p>'
    edit = page.wrap(only(page, "img"), '\n<figure data-smoopt="w">', after, name="w")
    changed = built(page, edit)
    assert f"<img src=x><!--smoopt {changed.split('<!--smoopt ')[2][:8]}-->{after}" in changed


@pytest.mark.parametrize(
    ("body", "selector", "wrapper", "because"),
    [
        ("<p>a <img src=x> b</p>", "img", FIGURE, "would read the page otherwise"),
        ("<a href=a><img src=x></a>", "img", ('<a data-smoopt="w">', "</a>"), "otherwise"),
        ("<ul><li class=x>y</li></ul>", "li", ("<li data-smoopt=w>", "</li>"), "otherwise"),
        ("<table><tr><td>x</td></tr></table>", "td", SPAN, "otherwise"),
        ("<select><option>x</option></select>", "option", SPAN, "otherwise"),
        ("<div><p>a<div>b</div></div>", "p", SPAN, "has no end tag"),
        ("<svg><path d=M0 /></svg>", "path", SPAN, "expected an element of HTML"),
        ("<template><p>x</p></template>", "p", SPAN, "not in a template"),
        ("<div>x</div>", "div", ("<div>", "</div>"), "expected the beginning and the end"),
        ("<div>x</div>", "div", ("<p data-smoopt=w>", "</div>"), "expected the beginning"),
        ("<div>x</div>", "div", ("<p data-smoopt=w></p>", ""), "expected the beginning"),
        ("<div>x</div>", "div", ("words<p data-smoopt=w>", "</p>"), "expected the beginning"),
    ],
)
def test_a_wrapper_that_would_not_be_read_as_meant_is_refused(
    body: str, selector: str, wrapper: tuple[str, str], because: str
) -> None:
    page = page_of(body)
    with pytest.raises(ValueError, match=because):
        page.wrap(only(page, selector), *wrapper, name="w")


def test_wrappers_of_two_plugins_nest() -> None:
    page = page_of("<div><img src=x><img src=y></div>")
    first, second = page.document.find_all("img")
    edits = [
        page.wrap(first, '<i data-smoopt="a">', "</i>", name="a"),
        page.wrap(first, '<b data-smoopt="b">', "</b>", name="b"),
        page.wrap(second, '<u data-smoopt="c">', "</u>", name="c"),
        page.add_attributes(first, {"loading": "lazy"}, name="d"),
        page.replace(second, ANCHOR, name="e"),
    ]
    tree = Page("a.html", built(page, *edits).encode(), built=True).document
    assert tree.select_one("div > i > b > img[loading=lazy]")
    assert tree.select_one("div > u > a + template")


@pytest.mark.parametrize(
    "body",
    [
        '<p>a <iframe src="https://e.example/"></iframe> b</p>',
        "<video src=v controls>no <i>video</i></video>",
        "<img src=a alt='é'>",
        "<picture><source srcset=a>\r\n<img src=b></picture>",
        "<object data=a><param name=b><p>text</p></object>",
        "<table><tr><td><embed src=a></table>",
    ],
)
def test_a_replaced_element_waits_where_it_was(body: str) -> None:
    page = page_of(body)
    element = only(page, ", ".join(f"{name}:not(picture img)" for name in REPLACEABLE))
    changed = built(page, page.replace(element, ANCHOR, name="r"))
    assert f'{ANCHOR}<template data-smoopt="kept"><{element.tag}' in changed
    assert " was " not in changed


@pytest.mark.parametrize(
    ("body", "new", "because"),
    [
        ("<p>x</p>", ANCHOR, "<p> may not be replaced"),
        ("<iframe></iframe>", "<a href=x>y</a>", "whole elements that bear data-smoopt"),
        ("<iframe></iframe>", "", "whole elements"),
        ("<iframe></iframe>", '<a data-smoopt="x">', "whole elements"),
        ("<p><iframe></iframe></p>", '<div data-smoopt="x"></div>', "otherwise"),
        ("<iframe>", ANCHOR, "no end tag"),
        ("<iframe></iframe>", f'{ANCHOR}<template data-smoopt="kept"></template>', "whole"),
    ],
)
def test_other_replacements_are_refused(body: str, new: str, because: str) -> None:
    page = page_of(body)
    with pytest.raises(ValueError, match=because):
        page.replace(only(page, "iframe, body > p:not(:has(*))"), new, name="r")


# Laws


def fate(node: second_reader.Node) -> str | None:
    """Say what becomes of what a law has added: of a wrapper, of a replacement, of what waits."""
    sign = node.attrib.get("data-smoopt")
    return {"w": "unwrap", "r": "drop", "kept": "unwrap"}.get(sign)


def bare(node: second_reader.Node) -> str | None:
    """Take added attributes away."""
    if node.attrib.get("data-smoopt") == "t":
        del node.attrib["data-smoopt"], node.attrib["aria-label"]
    return fate(node)


def assert_lawful(page: Page, number: int) -> None:
    """Do to an element whatever can be done to it."""
    elements = list(page.document.iter_elements())
    element = elements[number % len(elements)]
    done: list[Edit] = []
    for change in (
        lambda: page.wrap(element, *SPAN, name="w"),
        lambda: page.replace(element, ANCHOR, name="r"),
        lambda: page.add_attributes(element, {"aria-label": "a & b"}, name="t"),
    ):
        try:
            done.append(change())
        except ValueError:
            continue
    for edit in done:
        try:
            changed = built(page, edit)
        except PageError:  # in an encoding that cannot be written back, say
            continue
        assert second_reader.tree(changed, bare) == second_reader.tree(page.source.text)


@settings(max_examples=150)
@given(path=st.sampled_from(PAGES), number=st.integers(0, 2000))
def test_any_element_of_any_fixture_may_be_changed(path: Path, number: int) -> None:
    assert_lawful(Page(path.name, path.read_bytes()), number)


@settings(max_examples=300)
@given(data=strategies.pages(), number=st.integers(0, 60))
def test_any_element_of_hostile_pages_may_be_changed(data: bytes, number: int) -> None:
    try:
        page = Page("a.html", data)
    except PageError:
        assume(False)
    assert_lawful(page, number)
