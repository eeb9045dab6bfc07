"""Questions, steps and videos: only where a page shows them unmistakably."""

from typing import Any

import pytest

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
