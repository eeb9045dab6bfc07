"""What a card says of a page."""

from pathlib import Path

import pytest

from smoopt.builtin.cards.card_data import PARTS, Asked, Part, Said, said, set_as
from smoopt.html.page import Page
from smoopt.model.facts import Fact, Facts, Person
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support.runs import page
from tests.support.sites import write_files

URL = "https://mill.example.org/guide/gates/a.html"


def fact(value: object) -> Fact:  # type: ignore[type-arg]
    return Fact(value, "")


ALL = Facts(
    address=fact(URL),
    site_name=fact("Mill"),
    title=fact("Gates  &\nwheels"),
    description=fact("How a gate opens."),
    authors=fact((Person("Ada Lovelace"), Person("Bob"), Person("Cy"), Person("Di"))),
    published=fact("2026-03-12"),
    tags=fact(tuple("abcdefgh")),
    language=fact("de-AT"),
    words=fact(441),
)


def saying(folder: Path, facts: Facts, show: tuple[Part, ...] = PARTS) -> Said:
    files = {"index.html": page("Mill"), "guide/index.html": page("Guide")}
    files |= {"guide/gates/index.html": page("Gates"), "guide/gates/a.html": page("A")}
    settings = Settings(site=SiteSettings(url="https://mill.example.org/"))
    site = Site(write_files(folder, files), settings)
    asked = Asked(Page("guide/gates/a.html", page("A").encode()), site, facts, {})
    return said(asked, show, 220, has_trail=True)


def test_all_that_is_known_is_said_in_the_page_s_language(tmp_path: Path) -> None:
    assert saying(tmp_path, ALL) == Said(
        title="Gates & wheels",
        description="How a gate opens.",
        site="Mill",
        author="Ada Lovelace, Bob, Cy",
        initials="AL",
        date="12. März 2026",
        reading="3 Min.",
        tags=[*"abcdef"],
        trail=["Guide", "Gates"],
        address="mill.example.org/guide/gates/a.html",
    )


def test_what_is_not_to_be_shown_is_left_out(tmp_path: Path) -> None:
    found = saying(tmp_path, ALL, ())
    assert (found["title"], found["site"]) == ("Gates & wheels", "Mill")
    for part in ("description", "author", "initials", "date", "reading", "tags"):
        assert not found[part]  # type: ignore[literal-required]


def test_a_list_has_no_author_and_no_day(tmp_path: Path) -> None:
    from msgspec.structs import replace

    found = saying(tmp_path, replace(ALL, kind=fact("list")))
    assert (found["author"], found["date"], found["reading"], found["tags"]) == ("", "", "", [])
    assert found["description"] == "How a gate opens."


def test_words_for_cards_go_first_and_a_host_stands_for_a_name(tmp_path: Path) -> None:
    facts = Facts(address=fact(URL), title=fact("A"), share_title=fact("B"))
    found = saying(tmp_path, facts)
    assert (found["title"], found["site"]) == ("B", "Mill")  # which the front page says
    (tmp_path / "index.html").unlink()
    text = page("A")
    site = Site(tmp_path, Settings(site=SiteSettings(url="https://mill.example.org/")))
    asked = Asked(Page("guide/gates/a.html", text.encode()), site, facts, {})
    assert said(asked, PARTS, 220, has_trail=False)["site"] == "mill.example.org"
    assert saying(tmp_path, Facts(title=fact("Mill"), site_name=fact("Mill")))["site"] == ""


@pytest.mark.parametrize(
    ("language", "region", "script"),
    [
        ("de-AT", "AT", None),
        ("zh-TW", "TW", "hant"),
        ("zh", None, "hans"),
        ("es-419", None, None),
        ("", None, None),
    ],
)
def test_typst_is_told_of_a_language_what_it_knows(
    tmp_path: Path, language: str, region: str | None, script: str | None
) -> None:
    facts = Facts(title=fact("A"), language=fact(language) if language else None)
    how, _ = set_as(saying(tmp_path, facts), facts)
    assert (how["region"], how["script"]) == (region, script)
    assert how["language"] == (language.partition("-")[0] or "und")
