"""Questions, steps and videos: only where a page shows them unmistakably."""

import json
from pathlib import Path
from typing import Any

import pytest

import smoopt.builtin.structured
from smoopt.plugin.translations import languages
from smoopt.testing import build
from tests.support.json_ld import of_type, types
from tests.support.mill_pages import (
    ASKED,
    DATED,
    HOME,
    OF_VIDEO,
    PICTURE,
    PROSE,
    STEPS,
    TWO,
    URL,
    page,
)


def text_of(html: str, **options: Any) -> str:
    made = build(
        {"index.html": HOME, "a.html": html},
        {"structured": {"breadcrumbs": False, **options}},
        url=URL,
        defaults=True,
    )
    return made.pages["a.html"]


def faq(inner: str, title: str = "FAQ", **options: Any) -> str:
    return text_of(page(body=f"<h1>{title}</h1><p>{PROSE}</p>{inner}", title=title), **options)


@pytest.mark.parametrize("title", ["FAQ", "Frequently asked questions", "Rye FAQs"])
def test_a_page_of_questions_is_a_faq(title: str) -> None:
    found = of_type(faq(TWO, title), "FAQPage")
    assert found["mainEntity"] == [
        {"@type": "Question", "name": asked, "acceptedAnswer": {"@type": "Answer", "text": said}}
        for asked, said in (("Is it rye?", "It is."), ("Is it fresh?", "From May."))
    ]
    assert found["headline"] == title


@pytest.mark.parametrize(
    ("why", "inner", "title"),
    [
        ("nothing calls it so", TWO, "Rye"),
        ("one unfolds what nobody asked", TWO + ASKED.format("More", "x"), "FAQ"),
        ("there is only one", ASKED.format("Is it rye?", "It is."), "FAQ"),
        ("one has no answer", TWO + ASKED.format("And?", ""), "FAQ"),
        ("one holds others", f"<details><summary>All?</summary>{TWO}</details>", "FAQ"),
        ("it would be too long", TWO + ASKED.format("Why?", "word " * 700), "FAQ"),
        ("there are too many", TWO * 20, "FAQ"),
    ],
)
def test_other_pages_are_no_faq(why: str, inner: str, title: str) -> None:
    assert types(faq(inner, title)) == ["WebPage"], why


def test_parts_may_be_left_out() -> None:
    assert types(faq(TWO, parts=False)) == ["WebPage"]


def how_to(inner: str, title: str = "How to bake rye bread") -> str:
    return text_of(page(body=f"<h1>{title}</h1><p>{PROSE}</p>{inner}", title=title))


@pytest.mark.parametrize("heading", ["Steps", "Instructions:", "Directions", "Method"])
def test_the_steps_of_a_how_to_are_told(heading: str) -> None:
    found = of_type(how_to(STEPS.replace("Steps", heading)), "HowTo")
    assert found["name"] == "How to bake rye bread"
    assert found["step"] == [
        {"@type": "HowToStep", "text": "Mill the rye."},
        {"@type": "HowToStep", "text": "Add water."},
    ]


@pytest.mark.parametrize(
    ("why", "inner", "title"),
    [
        ("its title asks for nothing", STEPS, "Rye bread"),
        ("two lists have steps", STEPS * 2, "How to bake"),
        ("the list is under something else", STEPS.replace("Steps", "Sources"), "How to bake"),
        ("a step has steps", STEPS.replace("Add", "<ol><li>x</ol>Add"), "How to bake"),
        ("it is one step", "<h2>Steps</h2><ol><li>Wait.</ol>", "How to bake"),
    ],
)
def test_other_lists_are_no_how_to(why: str, inner: str, title: str) -> None:
    assert "HowTo" not in types(how_to(inner, title)), why


def test_a_page_about_a_video_describes_it() -> None:
    assert of_type(text_of(page(OF_VIDEO + PICTURE)), "VideoObject") == {
        "@context": "https://schema.org",
        "@type": "VideoObject",
        "name": "Rye is in again",
        "description": PROSE,
        "thumbnailUrl": "https://cdn.example.net/still.jpg",
        "uploadDate": "2026-03-04T08:00:00+01:00",
        "contentUrl": "https://mill.example.org/rye.mp4",
    }


def test_the_poster_of_the_only_video_shows_it() -> None:
    player = f"<h1>Rye</h1><p>{PROSE}</p><video src=rye.mp4 poster=/still.png></video>"
    found = of_type(text_of(page(OF_VIDEO, player)), "VideoObject")
    assert found["thumbnailUrl"] == f"{URL}still.png"


@pytest.mark.parametrize(
    ("why", "head"),
    [
        ("it has no picture", OF_VIDEO),
        ("it has no date", OF_VIDEO.replace(DATED, "") + PICTURE),
        ("the page is about more", OF_VIDEO.replace("video.other", "article") + PICTURE),
    ],
)
def test_a_video_that_lacks_what_google_needs_is_not_described(why: str, head: str) -> None:
    assert "VideoObject" not in types(text_of(page(head))), why


# In other languages

WORDS = json.loads(
    Path(smoopt.builtin.structured.__file__).with_name("part_words.json").read_text("utf-8")
)
MARKS = {"el": ";", "ar": "؟", "fa": "؟", "ja": "？", "zh": "？"}


def in_languages(*pages: tuple[str, str, str]) -> list[str]:
    """Build pages of one site: for each its language, what is under its title, and the title."""
    files = {}
    for number, (language, body, title) in enumerate(pages):
        whole = page(body=f"<h1>{title}</h1><p>{PROSE}</p>{body}", title=title)
        files[f"{number}.html"] = whole.replace("lang=en", f'lang="{language}"')
    made = build(
        {"index.html": HOME, **files},
        {"structured": {"breadcrumbs": False}},
        url=URL,
        defaults=True,
    )
    return [made.pages[path] for path in files]


def test_there_are_words_for_all_languages_of_the_bars() -> None:
    assert {tag.partition("-")[0] for tag in languages()} <= WORDS.keys()


@pytest.mark.parametrize("language", WORDS)
def test_questions_are_known_in_each_language(language: str) -> None:
    mark = MARKS.get(language, "?")
    unfolding = "".join(ASKED.format(f"{word}{mark}", "Rye.") for word in ("One", "Two"))
    headings = "".join(f"<h2>{word}{mark}</h2><p>Rye.</p><p>So.</p>" for word in ("One", "Two"))
    titles = WORDS[language]["faq"]
    foreign = "de" if language != "de" else "fr"
    *unfolded, headed, elsewhere = in_languages(
        *((language, unfolding, f"{title.capitalize()} – Rye") for title in titles),
        (language, headings, titles[-1]),
        (foreign, unfolding, titles[0]),
    )
    for html in unfolded:
        asked = of_type(html, "FAQPage")["mainEntity"]
        assert [each["name"] for each in asked] == [f"One{mark}", f"Two{mark}"]
    asked = of_type(headed, "FAQPage")["mainEntity"]
    assert asked[0]["acceptedAnswer"]["text"] == "Rye. So."
    if language != "en":
        assert types(elsewhere) == ["WebPage"]


@pytest.mark.parametrize("language", WORDS)
def test_steps_are_known_in_each_language(language: str) -> None:
    words = WORDS[language]
    titles, headings = words["how_to"], words["steps"]
    pairs = [
        (titles[number % len(titles)].replace("…", "X"), headings[number % len(headings)])
        for number in range(max(len(titles), len(headings)))
    ]
    *told, other = in_languages(
        *((language, STEPS.replace("Steps", heading), title) for title, heading in pairs),
        (language, STEPS.replace("Steps", "X"), pairs[-1][0]),
    )
    assert [len(of_type(html, "HowTo")["step"]) for html in told] == [2] * len(pairs)
    assert "HowTo" not in types(other)


def test_norwegian_has_two_tags() -> None:
    unfolding = ASKED.format("Er det rug?", "Ja.") + ASKED.format("Er det ferskt?", "Ja.")
    (html,) = in_languages(("no", unfolding, "Ofte stilte spørsmål"))
    assert "FAQPage" in types(html)


# Headings that ask

PAIR = "<h2>Is it rye?</h2><p>It is.</p><h2>“Is it fresh?” #</h2><ul><li>From May.</ul>"


@pytest.mark.parametrize(
    ("why", "inner"),
    [
        ("right under each other", PAIR.replace(" #", "")),
        ("in groups", "<h2>Rye</h2><h3>Is it?</h3><p>Yes.</p><h2>Oats</h2><h3>And?</h3><p>No.</p>"),
        ("in sections", "<section><h2>Is it?</h2><p>Yes.</section><section><h2>So?</h2><p>No."),
        ("behind the mark", "<h2>Is it?»</h2><p>Yes.</p><h2>So？</h2><p>No."),
    ],
)
def test_headings_that_ask_are_questions(why: str, inner: str) -> None:
    asked = of_type(faq(inner), "FAQPage")["mainEntity"]
    assert len(asked) == 2, why


@pytest.mark.parametrize(
    ("why", "inner"),
    [
        ("one does not ask", PAIR.replace(" #", "") + "<h2>Contact</h2><p>Write.</p>"),
        ("one has no answer", "<h2>Is it?</h2><h2>So?</h2><p>No.</p>"),
        ("an answer has headings", "<h2>Is it?</h2><p>Yes.</p><h3>More</h3><h2>So?</h2><p>No.</p>"),
        ("there is only one", "<h2>Is it rye?</h2><p>It is.</p>"),
        ("there are too many", "<h2>Is it?</h2><p>Yes.</p>" * 31),
        ("what unfolds does not ask", f"{PAIR.replace(' #', '')}{ASKED.format('More', 'x')}"),
        ("a semicolon asks in Greek only", "<h2>Is it;</h2><p>Yes.</p><h2>So;</h2><p>No.</p>"),
        (
            "the answer lies elsewhere",
            "<div><h2>Is it?</h2></div><p>Yes.</p><h2>So?</h2><p>No.</p>",
        ),
    ],
)
def test_other_headings_are_none(why: str, inner: str) -> None:
    assert types(faq(inner)) == ["WebPage"], why


def test_what_asks_is_no_faq_unless_it_is_called_so() -> None:
    assert types(faq(PAIR.replace(" #", ""), "A quiz about rye")) == ["WebPage"]
