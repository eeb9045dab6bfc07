"""What pictures gain, and where the page's sheets forbid it."""

from collections.abc import Iterable

import turbohtml
from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt.testing import build
from tests.support.pictures import png

FILES = {
    "a.png": png(80, 60),
    "b.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
}
HEAD = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Mill</title>{}</head>'
SOUND = "img{max-width:100%;height:auto}"
IMAGE = '<img src="a.png">'


def page(body: str, css: str = SOUND) -> str:
    head = HEAD.format(f"<style>{css}</style>" if css else "")
    return f"{head}<body><main><h1>Mill</h1>{body}</main></body></html>"


def attributes(text: str) -> list[dict[str, str]]:
    """Give the attributes of each picture but its `src` and the sign."""
    images = turbohtml.parse(text).find_all("img")
    passed_over = {"src", "data-smoopt", "class", "id"}
    return [
        {name: each.attr(name) or "" for name in each.attrs if name not in passed_over}
        for each in images
    ]


def gained_each(texts: Iterable[str]) -> list[list[dict[str, str]]]:
    """Give the same for several pages, built in one site."""
    pages = {f"{number}.html": text for number, text in enumerate(texts)}
    made = build(pages, {"media": {}}, files=FILES)
    return [attributes(text) for text in made.pages.values()]


def gained(text: str, options: dict[str, object] | None = None) -> list[dict[str, str]]:
    """Give the attributes of each picture but its `src` and the sign."""
    made = build({"a.html": text}, {"media": options or {}}, files=FILES)
    return attributes(made.pages["a.html"])


SIZE = {"width": "80", "height": "60", "decoding": "async"}


def test_pictures_get_their_size_and_those_behind_the_third_wait() -> None:
    assert gained(page(IMAGE * 5)) == [SIZE] * 3 + [{**SIZE, "loading": "lazy"}] * 2


def test_only_what_is_asked_for_is_added() -> None:
    assert gained(page(IMAGE * 4), {"images": ["size"]}) == [{"width": "80", "height": "60"}] * 4
    assert gained(page(IMAGE * 4), {"images": ["lazy"]}) == [{}] * 4
    assert gained(page(IMAGE), {"images": []}) == [{}]
    sized = '<img src="a.png" width="8" height="6">'
    assert gained(page(sized * 4), {"images": ["lazy"]})[3]["loading"] == "lazy"


SIZED: list[tuple[str, dict[str, str]]] = [
    ("width=40", {"height": "30"}),
    *(("height=30", {}), ("width=50%", {}), ("width=40 height=9", {}), ("width=0", {})),
    ('srcset="a.png 2x"', {}),
]


def test_what_the_author_says_of_a_size_stays() -> None:
    texts = (page(f'<img src="a.png" {more}>') for more, _ in SIZED)
    for (more, has), (found,) in zip(SIZED, gained_each(texts), strict=True):
        gain = {name: value for name, value in found.items() if f"{name}=" not in more}
        assert gain == ({**has, "decoding": "async"} if has else {}), more


OTHERS = [
    *('<img src="b.svg">', '<img src="none.png">', '<img src="https://e.example/a.png">'),
    "<img src=a.png data-src=b.png>",
    *("<img>", '<img src="data:image/png;base64,x">', "<img src=''>"),
    f"<picture><source srcset=a.png>{IMAGE}</picture>",
    *(f"<template>{IMAGE}</template>", f"<noscript>{IMAGE}</noscript>"),
]


def test_of_other_pictures_nothing_is_known() -> None:
    for image, found in zip(OTHERS, gained_each(map(page, OTHERS)), strict=True):
        assert [each.keys() & SIZE.keys() for each in found] == [set()], image


WAITING = [
    *(("", True), ("loading=eager", False), ("fetchpriority=high", False)),
]


def test_a_picture_waits_unless_its_author_says_otherwise() -> None:
    texts = (page(f'{IMAGE * 3}<img src="a.png" {more}>') for more, _ in WAITING)
    for (more, lazy), found in zip(WAITING, gained_each(texts), strict=True):
        assert (found[3].get("loading") == "lazy") is lazy, more


def test_outside_the_text_and_where_frameworks_are_at_work_pictures_stay() -> None:
    outside = page("<p>Text.</p>").replace("<main>", f"<header>{IMAGE}</header><main>")
    assert gained(outside) == [{}]
    assert gained(page(IMAGE).replace("<main>", "<main data-reactroot>")) == [{}]
    assert gained(page(IMAGE).replace("<html", "<html amp")) == [{}]


SHEETS = [
    *(("", True), ("img{border:0}", True), (SOUND, True), ("main img{height:auto}", True)),
    *(("img{max-width:100%}", False), ("img{width:100%}", False), ("img{height:40px}", False)),
    *(("img{max-height:9px}", False), (f"{SOUND} .x{{height:9px}}", False)),
    *(("img{aspect-ratio:1}", False), ("img{all:unset}", False), ("*{max-width:100%}", False)),
    (f"{SOUND} @media (width<9px){{img{{height:9px}}}}", False),
    ("@media (width<9px){img{max-width:100%;height:auto}}", False),
    ("img{max-width:100%} @media screen{img{height:auto}}", True),
    ("@layer base{img{max-width:100%;height:auto}}", True),
    ("img{inline-size:100%;block-size:auto}", True),
    *((f"{SOUND} p{{display:flex}}", False), (f"{SOUND} p{{display:inline-grid}}", False)),
    *(
        (f"{SOUND} p{{display:flex}} img{{width:100%}}", True),
        (f"{SOUND} ul{{display:flex}}", True),
    ),
    *(("@import 'https://e.example/x.css';", False), ("@import 'none.css';", False)),
]


def test_a_size_is_added_where_the_sheets_keep_the_shape() -> None:
    texts = (page("<p><img class=x src=a.png></p>", css) for css, _ in SHEETS)
    for (css, is_sound), (found,) in zip(SHEETS, gained_each(texts), strict=True):
        assert ("width" in found) is is_sound, css


PARTS = st.sampled_from(
    [
        *(IMAGE, "<p>", "</p>", "<a href=x>", "</a>", "<b>", "</b>", "<table><tr><td>", "<pre>\n"),
        *("<IMG SRC='a.png'\n>", "<img src=a.png/>", "<img src=a.png alt='é\"&lt;>'>", "<svg>"),
        *("</svg>", "<noscript>", "</noscript>", "<select>", "<template>", "</template>", "\r\n"),
        *("<img width=9 src=a.png>", "<figure>", "<picture>", "</picture>", "<math>", "text"),
    ]
)


@settings(max_examples=max(1, settings().max_examples // 6))
@given(st.lists(PARTS, max_size=12))
def test_wherever_pictures_stand_undo_gives_the_page_back(parts: list[str]) -> None:
    # `build` tries undo, and that a second build changes nothing.
    gained(page("".join(parts)))
