"""Attributes added to start tags, and JSON-LD completed."""

import json

import pytest

from smoopt.html.page import Page
from tests.support.body_changes import HEAD, built, page_of


@pytest.mark.parametrize(
    ("body", "selector", "added", "shown"),
    [
        ("<img src=a>", "img", {"loading": "lazy"}, '<img data-smoopt="t" loading="lazy" src=a>'),
        ("<img src=a/>", "img", {"hidden": True}, '<img data-smoopt="t" hidden src=a/>'),
        ("<p class='a'>x</p>", "p", {"class": "b c"}, "<p data-smoopt=\"t\" class='a b c'>"),
        ("<p class=a>x</p>", "p", {"class": "b"}, '<p data-smoopt="t" class="a b">'),
        ("<p class>x</p>", "p", {"class": "b"}, '<p data-smoopt="t" class="b">'),
        ("<P CLASS='a'>x", "p", {"class": '"'}, '<P data-smoopt="t" class="a &quot;">'),
        ("<a href=b>x</a>", "a", {"rel": "me"}, '<a data-smoopt="t" rel="me" href=b>'),
        ("<p>x", "p", {"title": "<&>"}, '<p data-smoopt="t" title="&lt;&amp;&gt;">'),
    ],
)
def test_a_start_tag_gains_attributes(
    body: str, selector: str, added: dict[str, str | bool], shown: str
) -> None:
    page = page_of(body)
    element = page.document.select_one(selector)
    assert element is not None
    assert f"-->{shown}<!--/smoopt-->" in built(page, page.add_attributes(element, added, name="t"))


@pytest.mark.parametrize(
    "body",
    [
        "<iframe src=a>raw <b></iframe>",
        "<textarea>\n\nx</textarea>",
        "<pre>\n\n<b>x</b></pre>",
        "<pre>\r\n x</pre>",
    ],
)
def test_where_no_mark_would_be_a_comment_the_whole_element_stands_between_them(body: str) -> None:
    page = page_of(body)
    element = page.body.children[0] if page.body is not None else None
    changed = built(page, page.add_attributes(element, {"class": "a"}, name="t"))  # type: ignore[arg-type]
    tag, rest = body[1:].split(">", 1)
    name, _, others = tag.partition(" ")
    tag = " ".join(filter(None, [f'<{name} data-smoopt="t" class="a"', others]))
    assert f"{tag}>{rest}<!--/smoopt-->" in changed


def test_xhtml_gets_no_bare_attribute() -> None:
    data = f'<?xml version="1.0"?>{HEAD}<body><img src="a" /></body>'.encode()
    page = Page("a.html", data)
    image = page.document.find("img")
    assert image is not None
    changed = built(page, page.add_attributes(image, {"hidden": True}, name="t"))
    assert '<img data-smoopt="t" hidden="hidden" src="a" />' in changed


@pytest.mark.parametrize(
    ("body", "added", "because"),
    [
        ("<p>x", {"onclick": "x"}, "may not be added"),
        ("<p>x", {"data-smoopt-a": "x"}, "may not be added"),
        ("<p id=a>x", {"id": "b"}, "has this attribute already"),
        ("<p data-smoopt=a>x", {"id": "b"}, "already"),
        ("<svg><p></svg>", {}, ""),
    ],
)
def test_other_attributes_are_refused(body: str, added: dict[str, str], because: str) -> None:
    page = page_of(body)
    element = page.document.find("p")
    assert element is not None
    if because:
        with pytest.raises(ValueError, match=because):
            page.add_attributes(element, added, name="t")


def test_json_ld_is_completed_in_head_and_body() -> None:
    script = '<script type="application/ld+json">{"@type": "A",\n "b": [1]}</script>'
    for data in (
        f"<!doctype html><head>{script}</head><body><p>x</p></body>",
        f"{HEAD}<body><p>x</p>{script}</body>",
    ):
        page = Page("a.html", data.encode())
        element = page.document.find("script")
        assert element is not None
        value = {**json.loads(element.text), "name": "</script>", "b": [1, 2]}
        changed = built(page, page.complete(element, value, name="t"))
        again = Page("a.html", changed.encode(), built=True).document.find("script")
        assert again is not None
        assert json.loads(again.text) == value


def test_addresses_in_json_ld_are_written_anew() -> None:
    script = '<script type="application/ld+json">{"url" : "/a/",\r\n "name": "/a/"}</script>'
    page = Page("a.html", f"<!doctype html><head>{script}</head><body><p>x</p>".encode())
    element = page.document.find("script")
    assert element is not None
    assert page.readdress(element, {"/b/": "https://q.example/b/"}, name="t") is None
    edit = page.readdress(element, {"/a/": "https://q.example/a/"}, name="t")
    assert edit is not None
    assert '{"url" : "https://q.example/a/",\r\n "name": "/a/"}</script>' in built(page, edit)
    for wrong in ("/c/", "ftp://q.example/", "javascript:x"):
        with pytest.raises(ValueError, match="changes what the script says"):
            page.readdress(element, {"/a/": wrong}, name="t")


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ('<script type="application/ld+json">{"a": 1}</script>', {"a": 2}),
        ('<script type="application/ld+json">{"a": 1}</script>', {}),
        ('<script type="application/ld+json">{"a": </script>', {}),
        ('<script type="importmap">{"a": 1}</script>', {"a": 1, "b": 2}),
        ("<script>{}</script>", {"a": 1}),
        ("<style type='application/ld+json'>{}</style>", {"a": 1}),
    ],
)
def test_a_script_that_would_say_less_or_is_no_data_is_refused(
    body: str, value: dict[str, int]
) -> None:
    page = page_of(body)
    element = page.document.select_one("script, style")
    assert element is not None
    with pytest.raises(ValueError, match=r"expected a script|leaves out|Expecting value"):
        page.complete(element, value, name="t")  # type: ignore[arg-type]
