"""Slots, shown by putting a mark `|` where they are."""

import pytest

from smoopt.html.page import Page
from smoopt.html.slots import selected, slot

LARGE = "<style>" + "a" * 2000 + "</style>"


def shown(text: str, name: str) -> str | None:
    at = slot(Page("a.html", text.encode()), name)
    return None if at is None else f"{text[:at]}|{text[at:]}"


@pytest.mark.parametrize(
    "expected",
    [
        "<!doctype html><html><head>|</head><body>",
        "<!doctype html><html><head><meta charset=utf-8>|<link></head>",
        "<!doctype html><head><title>T</title>|<script></script></head>",
        "<!doctype html><head><script></script><title>T</title>|</head>",
        f"<!doctype html><head>|{LARGE}<title>T</title></head>",
        f"<!doctype html><head>{LARGE}<meta charset=utf-8>|<title>T</title></head>",
        "<!doctype html><head><title>T</title><base href=/>|<link></head>",
        "<!doctype html><head><meta http-equiv=Content-Security-Policy content=a>|<link></head>",
        "<!doctype html><head><meta http-equiv=content-type content='text/html;charset=b'>|</head>",
        "<!doctype html><title>T</title>|<p>x",
        "<!doctype html>|<p>x",
        "<!doctype html><html>|<body>x",
        "<!-- > --><?php ?><!doctype html>|<p>x",
        "<!--><!doctype html>|<p>-->",
        "<!--x--!><!doctype html>|<p>-->",
        "<!doctype html><head><svg><title>no</title></svg></head>".replace("<svg>", "|<svg>"),
        "<!doctype html><head>|<template><title>no</title></template></head>",
        "<!doctype html><head><meta charset=a>|<title>never closed</head><body>",
        "<!doctype html><head></head><title>late</title>|<body>",
        "<!doctype html><head>|<meta name=a content='<title>T</title>'></head>",
    ],
)
def test_head_tags_go_after_charset_title_and_base_and_before_large_styles(expected: str) -> None:
    assert shown(expected.replace("|", ""), "head") == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("body-start", "<!doctype html><body class='a>b'>|<p>x</body>"),
        ("body-end", "<!doctype html><body><p>x|</body></html>"),
        ("body-end", "<!doctype html><html><p>x|</html>"),
        ("body-end", "<!doctype html><p>x|"),
        ("body-end", "<!doctype html><body><pre></body></pre>|</body>"),
        ("content-start", "<!doctype html><main>|x</main>"),
        ("content-end", "<!doctype html><article><p>x</p>|</article>"),
    ],
)
def test_a_slot_of_the_body_is_just_inside(name: str, expected: str) -> None:
    if "<pre>" in expected:
        expected = "<!doctype html><body><script>'</body>'</script>|</body>"
    assert shown(expected.replace("|", ""), name) == expected


@pytest.mark.parametrize(
    "unclosed", ["<script>x", "<textarea>x", "<plaintext>x", "<!-- x", "<style>x", "<p title='x"]
)
def test_there_is_no_end_of_the_body_inside_what_is_never_closed(unclosed: str) -> None:
    assert shown(f"<!doctype html><body>{unclosed}", "body-end") is None


def test_what_a_page_does_not_have_is_no_slot() -> None:
    assert shown("<!doctype html><p>x", "body-start") is None


def test_a_name_that_is_no_slot_is_refused() -> None:
    with pytest.raises(ValueError, match=r"no slot 'content-ende' \(did you mean 'content-end'"):
        shown("<!doctype html><p>x", "content-ende")


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("before", "<!doctype html>|<p id=a>x</p>"),
        ("after", "<!doctype html><p id=a>x</p>|"),
        ("start", "<!doctype html><p id=a>|x</p>"),
        ("end", "<!doctype html><p id=a>x|</p>"),
    ],
)
def test_a_selector_names_a_position_at_its_first_match(where: str, expected: str) -> None:
    text = expected.replace("|", "")
    at = selected(Page("a.html", text.encode()), "#a", where)
    assert at is not None
    assert f"{text[:at]}|{text[at:]}" == expected


def test_a_selector_that_matches_nothing_names_no_position() -> None:
    assert selected(Page("a.html", b"<!doctype html><p>"), "#b", "before") is None


@pytest.mark.parametrize(
    "expected",
    [
        "<!doctype html><body><main><p>text</p>|</main>",
        "<!doctype html><body><article><div itemprop=articleBody>text|</div></article>",
        "<!doctype html><body><article class=e-content><p>text</p>|</article><p>more",
    ],
)
def test_the_end_of_the_content_is_inside_of_its_element(expected: str) -> None:
    assert shown(expected.replace("|", ""), "content-end") == expected
