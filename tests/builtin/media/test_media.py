"""Facades in the place of frames: what they are, where there are none, and that undo takes them."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
import turbohtml
from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt.builtin.media.facade import languages
from smoopt.testing import build
from tests.support.configured import Configured
from tests.support.pictures import png
from tests.support.runs import smoopt

YOUTUBE = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"
WATCH = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
HEAD = '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>Mill</title>{}</head>'
OPTIONS = {"media": {}}


def frame(source: str = YOUTUBE, more: str = 'width="560" height="315"') -> str:
    return f'<iframe {more} src="{source}"></iframe>'


def page(body: str, head: str = "", language: str = "en") -> str:
    return f"{HEAD.format(language, head)}<body><main><h1>Mill</h1>{body}</main></body></html>"


def built(text: str, options: dict[str, object] | None = None, **more: object) -> str:
    made = build({"a.html": text}, {"media": options or {}}, **more)  # type: ignore[arg-type]
    return made.pages["a.html"]


def built_all(texts: Iterable[str], *plugins: str) -> Any:
    """Build a page of each text in one site: `0.html` and so on."""
    pages = {f"{number}.html": text for number, text in enumerate(texts)}
    return build(pages, {**{name: {} for name in plugins}, **OPTIONS})


def facades(text: str) -> list[turbohtml.Element]:
    return turbohtml.parse(text).select("a[data-smoopt=media]")


def test_a_frame_waits_as_it_was_behind_a_link_to_what_it_shows() -> None:
    written = (
        '<IFRAME  width=560 height="315" src=\''
        + YOUTUBE
        + "' title='Gates &amp; wheels'></iframe>"
    )
    text = built(page(f"<p>{written}</p>"))
    (link,) = facades(text)
    assert link.attr("href") == WATCH
    assert link.text.strip() == "Gates & wheels Play video Loads from youtube-nocookie.com"
    assert link.attr("data-autoplay") == "autoplay=1"
    assert f'<template data-smoopt="kept">{written}</template>' in text
    canvas = link.select_one("canvas")
    assert canvas is not None
    assert (canvas.attr("width"), canvas.attr("height")) == ("560", "315")


AROUNDS = [
    *("<p>{}</p>", "<p>a {} b", "<figure>{}<figcaption>c</figcaption></figure>"),
    '<div style="padding-bottom:56.25%;position:relative">{}</div>',
    *("<ul><li>{}<li>x</ul>", "<table><tr><td>{}</table>", "<noscript>{}</noscript>"),
    *("<details><summary>s</summary>{}</details>", "<b>{}</b>", "<dl><dd>{}</dl>", "{}"),
    "<table><caption>{}</caption><tr><td>x</table>",
]


def test_a_frame_may_stand_in_what_pages_put_around_it() -> None:
    made = built_all(page(around.replace("{}", frame())) for around in AROUNDS)
    for around, text in zip(AROUNDS, made.pages.values(), strict=True):
        assert len(facades(text)) == 1, around
        frames = turbohtml.parse(text).select("iframe")
        assert [each.closest("template") is not None for each in frames] == [True], around


STAYING = [
    (f"<table>{frame()}<tr><td>x</table>", "otherwise than it is meant"),
    (f"<a href=x>{frame()}</a>", "in a link or a button"),
    (f"<button>{frame()}</button>", "in a link or a button"),
    (frame(f"{YOUTUBE}?enablejsapi=1"), "a script of the page"),
    (f'{frame()}<script src="https://www.youtube.com/iframe_api"></script>', "a script"),
    (frame(f"{YOUTUBE}?autoplay=1&amp;mute=1"), "as a background does"),
    (frame("https://player.vimeo.com/video/1?background=1"), "as a background does"),
    (frame(more="name=film") + "<a href=b target=film>b</a>", "links of the page"),
]


def test_a_frame_that_cannot_wait_stays_and_that_is_said() -> None:
    made = built_all(page(body) for body, _ in STAYING)
    assert not [path for path, text in made.pages.items() if facades(text)]
    assert [each.code for each in made.findings] == ["media-loaded"] * len(STAYING)
    said = {each.place.path: each.message for each in made.findings}
    for number, (_, because) in enumerate(STAYING):
        assert because in said[f"{number}.html"]


def test_of_a_hundred_frames_and_one_the_last_stays() -> None:
    made = build({"a.html": page(frame() * 101)}, OPTIONS)
    assert len(facades(made.pages["a.html"])) == 100
    assert ["more than 100" in each.message for each in made.findings] == [True]


UNTOUCHED = [
    *(page(frame("https://example.net/")), page("<p>No frame.</p>"), page(frame("map.html"))),
    *(page(f"<template>{frame()}</template>"), page(f"<textarea>{frame()}</textarea>")),
    *(page(frame(more="hidden")), page(frame(more='width="1" height="1"'))),
    *(page(frame(more="style='display:none'")), page(frame(more="srcdoc='<p>x'"))),
    page(frame(), "<meta http-equiv=Content-Security-Policy content=\"frame-src 'self'\">"),
    page(frame()).replace("<html", "<html amp"),
    page(frame()).replace("<main>", "<main data-reactroot>"),
    page(frame().replace("src=", "data-src=")),
]


def test_where_nothing_is_loaded_or_may_be_changed_nothing_is_added() -> None:
    made = built_all(UNTOUCHED)
    assert [*made.pages.values()] == UNTOUCHED
    assert (made.findings, made.files) == ((), {})


def test_where_the_policy_refuses_the_facade_the_frame_stays_and_that_is_said() -> None:
    policy = "default-src 'none'; frame-src https:; style-src 'self'"
    text = page(frame(), f'<meta http-equiv="Content-Security-Policy" content="{policy}">')
    made = build({"a.html": text}, OPTIONS)
    assert made.pages["a.html"] == text
    assert [each.message for each in made.findings] == [
        "the page's Content-Security-Policy refuses the facade; it needs script-src 'self'"
    ]


def test_only_the_providers_that_are_named_wait() -> None:
    body = frame() + frame("https://player.vimeo.com/video/1")
    assert [each.attr("href") for each in facades(built(page(body), {"providers": ["vimeo"]}))] == [
        "https://vimeo.com/1"
    ]


FILL, FIXED, WIDE, TALL = "fill", "fixed", "wide", "tall"


ROOMS: list[tuple[str, str, str, tuple[str, str] | None]] = [
    ("width=560 height=315", "", FIXED, ("560", "315")),
    ("width=560px height=315.5", "", FIXED, ("560", "315")),
    ("", "", FIXED, ("300", "150")),
    ('width="100%" height="152"', "", TALL, ("1", "152")),
    ('width="100%" height="152"', "iframe{width:400px}", FIXED, ("400", "152")),
    ("width=560 height=315", "iframe{width:100%}", TALL, ("1", "315")),
    (
        "width=9 height=9",
        ".v iframe{width:100%;height:auto;aspect-ratio:16/9}",
        WIDE,
        ("16", "9"),
    ),
    ("", "iframe{inline-size:3px;width:100%;aspect-ratio:1.5}", WIDE, ("1000", "667")),
    ("", ".v>iframe{position:absolute;inset:0;width:100%;height:100%}", FILL, None),
    ("", "@layer x{iframe{position:absolute}} .v{iframe{top:0}}", FILL, None),
    ("", ".v{position:relative; iframe{position:absolute}}", FILL, None),
    ("", ".w iframe{position:absolute}", FIXED, ("300", "150")),
    ("", "@media print{iframe{position:absolute}}", FIXED, ("300", "150")),
    ("", "iframe{position:absolute} .v iframe.x{position:static}", FIXED, ("300", "150")),
    ("style='position:absolute;width:100%'", "", FILL, None),
    ("class='x embed-responsive-item'", "", FILL, None),
]


def test_a_facade_takes_the_room_of_its_frame() -> None:
    texts = []
    for more, css, *_ in ROOMS:
        attributes = more if "class" in more else f"class=x {more}"
        body = f"<div class=v>{frame(more=attributes)}</div>"
        texts.append(page(body, f"<style>{css}</style>"))
    made = built_all(texts)
    for (more, css, kind, size), text in zip(ROOMS, made.pages.values(), strict=True):
        (link,) = facades(text)
        assert f"smoopt-{kind}" in (link.attr("class") or "").split(), (more, css)
        canvas = link.select_one("canvas")
        assert (canvas and (canvas.attr("width"), canvas.attr("height"))) == size, (more, css)


def test_a_picture_of_the_site_is_the_poster() -> None:
    both = frame() + frame("https://www.youtube.com/embed/aaaaaaaaaaa")
    files = {"posters/dQw4w9WgXcQ.png": png(16, 9), "films/a.png": png(16, 9)}
    posters = {"aaaaaaaaaaa": "films/a.png", "dQw4w9WgXcQ": "none.png"}
    shown = [each.select_one("img") for each in facades(built(page(both), files=files))]  # type: ignore[arg-type]
    assert [each and each.attr("src") for each in shown] == ["posters/dQw4w9WgXcQ.png", None]
    named = built(page(both), {"posters": posters}, files=files)
    shown = [each.select_one("img") for each in facades(named)]
    assert [each and each.attr("src") for each in shown] == [None, "films/a.png"]
    policy = "<meta http-equiv=Content-Security-Policy content=\"img-src 'none'\">"
    assert "<img" not in built(page(both, policy), files=files)


def test_the_words_are_the_pages() -> None:
    (link,) = facades(built(page(frame(), language="de")))
    assert link.text.strip() == "Video abspielen Lädt von youtube-nocookie.com"
    (link,) = facades(built(page(frame(), language="mt")))
    assert [each.attr("lang") for each in link.select(".smoopt-do, .smoopt-host")] == ["en", "en"]


def test_every_language_says_all_of_it() -> None:
    english = languages()["en"]
    for tag, words in languages().items():
        assert words.host.count("{host}") == 1, tag
        assert tag == "en" or words.map != english.map


@pytest.mark.parametrize("title", ["YouTube video player", "vimeo-player", ""])
def test_a_title_that_all_frames_have_is_not_said(title: str) -> None:
    (link,) = facades(built(page(frame(more=f'title="{title}"'))))
    assert link.select_one(".smoopt-title") is None


def test_a_site_may_have_its_own_facade() -> None:
    own = '<a data-smoopt="media" href="{{ href }}">{{ action }}</a>'
    text = built(page(frame()), templates={"media.html.j2": own})
    assert f'<a data-smoopt="media" href="{WATCH}">Play video</a><template' in text


def test_after_it_the_provider_is_not_among_those_that_are_asked(tmp_path: Path) -> None:
    others = frame("https://player.vimeo.com/video/1") + frame(
        "https://open.spotify.com/embed/track/1"
    )
    site = Configured(tmp_path, {"index.html": page(frame() + others)}, "media")

    def asked() -> list[str]:
        run = smoopt("privacy", site.root, "--json", "--config", site.settings)
        return [each["name"] for each in json.loads(run.out)["asked"]]

    assert sorted(asked()) == ["Spotify", "Vimeo", "YouTube"]
    assert site.build().code == 0
    assert asked() == []
    site.assert_settled()


FILM = '<meta property="og:type" content="video.other">'


WHOLE = {"": YOUTUBE, ":type": "text/html", ":width": "560", ":height": "315"}
FILMS: list[tuple[str, str, dict[str, str]]] = [
    (
        frame(),
        FILM,
        WHOLE,
    ),
    (frame(more='width="100%" height="9"'), FILM, {"": YOUTUBE, ":type": "text/html"}),
    (
        frame() + frame("https://open.spotify.com/embed/track/1"),
        FILM,
        WHOLE,
    ),
    *((frame() * 2, FILM, {}), (frame(), "", {}), (frame("map.html"), FILM, {})),
    (frame(YOUTUBE.replace("https", "http")), FILM, {}),
    (f'{frame()}<video src="a.mp4"></video>', FILM, {"": "https://example.org/a.mp4"}),
    (
        frame(),
        f'{FILM}<meta property="og:video" content="https://e.example/v.mp4">',
        {"": "https://e.example/v.mp4"},
    ),
]


def test_a_page_that_is_about_a_film_says_where_it_is_played() -> None:
    made = built_all((page(body, head) for body, head, _ in FILMS), "opengraph")
    for (body, head, said), text in zip(FILMS, made.pages.values(), strict=True):
        tags = turbohtml.parse(text).select('meta[property^="og:video"]')
        found = {(each.attr("property") or "")[8:]: each.attr("content") for each in tags}
        assert found == said, (body, head)


def test_no_tags_of_films_where_they_are_turned_off() -> None:
    assert "og:video" not in built(page(frame(), FILM), {"film_tags": False})


PICTURE = '<meta property="og:image" content="https://mill.example/wheel.jpg">'
CARD = {
    "card": "player",
    "player": YOUTUBE,
    "player:width": "560",
    "player:height": "315",
}


@pytest.mark.parametrize(
    ("body", "head", "options", "card"),
    [
        (frame(), FILM + PICTURE, {"x_player": True}, CARD),
        (frame(), FILM + PICTURE, {}, {"card": "summary_large_image"}),
        (frame(), FILM, {"x_player": True}, {"card": "summary"}),
        (frame(), PICTURE, {"x_player": True}, {"card": "summary_large_image"}),
        (
            frame(more='width="100%" height="9"'),
            FILM + PICTURE,
            {"x_player": True},
            {"card": "summary_large_image"},
        ),
    ],
)
def test_x_is_given_a_player_where_that_is_wanted_and_known(
    body: str, head: str, options: dict[str, object], card: dict[str, str]
) -> None:
    made = build({"a.html": page(body, head)}, {"media": {**options}, "x": {"labels": False}})
    tags = turbohtml.parse(made.pages["a.html"]).select('meta[name^="twitter:"]')
    found = {(each.attr("name") or "")[8:]: each.attr("content") for each in tags}
    assert found == card


AROUND = st.sampled_from(
    [
        *("<p>{}", "<p>{}</p>", "<table>{}", "<table><tr><td>{}", "<ul><li>{}", "<a href=x>{}"),
        *("<b>{}", "<select>{}", "<svg>{}</svg>", "<noscript>{}</noscript>", "<template>{}"),
        *(
            "<!-- {} -->",
            "<textarea>{}</textarea>",
            "<h2>{}</h2>",
            "<div style='padding-top:9%'>{}",
        ),
        *("<math><mi>{}", "<button>{}", "<i><b>{}</i></b>", "<iframe>{}</iframe>", "{}"),
    ]
)
FRAMES = st.sampled_from(
    [
        *(
            frame(),
            frame(more="title='\"><script>x</script>'"),
            frame("https://player.vimeo.com/video/1"),
        ),
        *(f"<iframe src={YOUTUBE}>", f"<IFRAME SRC='{YOUTUBE}'\n>x</IFRAME\n>", frame("x.html")),
    ]
)


@settings(max_examples=max(1, settings().max_examples // 6))
@given(st.lists(st.tuples(AROUND, FRAMES), min_size=1, max_size=4))
def test_wherever_frames_stand_undo_gives_the_page_back(parts: list[tuple[str, str]]) -> None:
    # `build` tries undo, and that a second build changes nothing.
    body = "".join(around.replace("{}", inner) for around, inner in parts)
    build({"a.html": page(body)}, OPTIONS)
