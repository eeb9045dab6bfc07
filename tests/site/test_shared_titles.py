"""What most titles of a site begin or end with."""

import pytest

from smoopt.site.shared_titles import Shared, names_in, of_language, parts, said
from smoopt.site.title_votes import by_language, title_votes


def shared(*titles: str, home: str = "", language: str = "") -> Shared:
    found = by_language(title_votes(said(title, language) for title in titles), parts(home))
    return of_language(found, language)


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        # With any separator.
        (("A | Lab", "B | Lab", "C | Lab"), "Lab"),
        (("A · Lab", "B · Lab", "C · Lab"), "Lab"),
        (("A — Lab", "B — Lab", "C — Lab"), "Lab"),
        (("A • Lab", "B • Lab", "C • Lab"), "Lab"),
        (("A « Lab", "B « Lab", "C « Lab"), "Lab"),
        (("A :: Lab", "B :: Lab", "C :: Lab"), "Lab"),
        (("A| Lab", "B| Lab", "C| Lab"), "Lab"),
        (("A - A-Team", "B-C - A-Team", "D - A-Team"), "A-Team"),
        (("水車_工房", "石臼_工房", "小麦_工房"), "工房"),
        (("A_工房", "B_工房", "C_工房"), "工房"),
        (("A @ Lab", "B @ Lab", "C @ Lab"), "Lab"),
        (("水車｜工房", "石臼｜工房", "小麦｜工房"), "工房"),
        (("A ★ Lab", "B ★ Lab", "C ★ Lab"), "Lab"),
        (("A // Lab", "B // Lab", "C // Lab"), "Lab"),
        (("A ‹ Lab", "B ‹ Lab", "C ‹ Lab"), "Lab"),
        # In brackets, as Javadoc does.
        (("A [Loom]", "B [Loom]", "C [Loom]"), "Loom"),
        (("【工房】水車", "【工房】石臼", "【工房】小麦"), "工房"),
        (("水車（工房）", "石臼（工房）", "小麦（工房）"), "工房"),
        (("[Loom] A", "[Loom] B", "[Loom] C"), "Loom"),
        (("A (Loom 2.4 API)", "B (Loom 2.4 API)", "C (Loom 2.4 API)"), "Loom 2.4 API"),
        (("A | Loom (beta)", "B | Loom (beta)", "C | Loom (beta)"), "Loom (beta)"),
        # As a beginning, as Doxygen does.
        (("Loom: A", "Loom: B", "Loom: C"), "Loom"),
        (("Loom - A", "Loom - B", "Loom - C"), "Loom"),
        (("Loom » A", "Loom » B", "Loom » C"), "Loom"),
        # Most, not all; and sections before it.
        (("A - Lab", "B - Lab", "C - Lab", "D"), "Lab"),
        (("A - X - Lab", "B - X - Lab", "C - Y - Lab"), "Lab"),
        # Too few, or no two alike.
        (("A - Lab", "B - Lab", "C - Lab", "D", "E", "F"), ""),
        (("A - Lab", "B - Lab", "C", "D"), ""),
        (("A - Lab", "A - Lab", "A - Lab"), ""),
        (("A - Lab", "B - Lab"), ""),
        (("Lab", "Lab", "Lab"), ""),
        (("A-Lab", "B-Lab", "C-Lab"), ""),
        (("Guide: A", "Guide: B", "Guide: C", "D"), ""),
        ((), ""),
    ],
)
def test_what_enough_different_titles_share_is_told(titles: tuple[str, ...], name: str) -> None:
    assert shared(*titles).names == ((name,) if name else ())


@pytest.mark.parametrize(
    ("titles", "home", "name"),
    [
        (("Lab", "A - Lab"), "Lab", "Lab"),
        (("Home - Lab", "A - Lab"), "Home - Lab", "Lab"),
        (("Lab: Home", "Lab: A"), "Lab: Home", "Lab"),
        (("Fresh bread", "A - Lab", "B - Lab"), "Fresh bread", "Lab"),
        (("Fresh bread", "A - Lab", "B - Lab", "C"), "Fresh bread", ""),
        (("Fresh bread", "A - Lab"), "Fresh bread", ""),
        (("Lab", "A - Notes"), "Lab", ""),
        (("Guide - Lab", "A - Guide"), "Guide - Lab", ""),
    ],
)
def test_two_titles_are_enough_where_one_is_the_home_page_s_or_all_others_have_it(
    titles: tuple[str, ...], home: str, name: str
) -> None:
    assert shared(*titles, home=home).names == ((name,) if name else ())


def test_a_motto_that_the_home_page_has_too_belongs_to_the_name() -> None:
    titles = [f"{n} - Rye & Sons - Fresh bread" for n in "ABCD"]
    found = shared(*titles, home="Rye & Sons - Fresh bread")
    assert found.names == ("Rye & Sons", "Fresh bread")
    assert found.off("A - Rye & Sons - Fresh bread") == "A"
    assert found.off("E - Fresh bread") == "E"
    assert shared(*titles, home="Fresh bread").names == ("Fresh bread",)


def test_each_language_has_its_own() -> None:
    pages = [said(f"{n} | Harbour Post", "en") for n in "ABCDE"]
    pages += [said(f"{n} | Hafenpost", "de") for n in "ABC"]
    pages += [said("Un", "fr")]
    found = by_language(title_votes(pages), ())
    assert of_language(found, "en").names == ("Harbour Post",)
    assert of_language(found, "de") == Shared(after=" | Hafenpost", language="de")
    assert of_language(found, "fr") == of_language(found, "")


def test_which_page_comes_first_decides_nothing() -> None:
    titles = ["A | X", "B | X", "C | X", "X | A", "X | B", "Y"]
    assert {shared(*order) for order in (titles, titles[::-1], titles[3:] + titles[:3])} == {
        shared(*titles)
    }


@pytest.mark.parametrize(
    ("before", "after", "title", "own"),
    [
        ("Loom: ", "", "Loom: A", "A"),
        ("Loom: ", "", "Looms: A", "Looms: A"),
        ("Loom: ", "", "Loom: ", "Loom: "),
        ("", " | Lab", "A | Lab", "A"),
        ("", " | Lab", " | Lab", " | Lab"),
        ("", " (Loom 2.4 API)", "Map (Loom 2.4 API)", "Map"),
        ("[Loom] ", "", "[Loom] A", "A"),
        ("", "", "A | Lab", "A | Lab"),
    ],
)
def test_it_is_taken_off_a_title_that_has_more(
    before: str, after: str, title: str, own: str
) -> None:
    assert Shared(before, after).off(title) == own


@pytest.mark.parametrize(
    ("text", "names"),
    [(" - Lab", ("Lab",)), ("Loom: ", ("Loom",)), (" (Loom API)", ("Loom API",)), ("", ())],
)
def test_names_have_no_separators(text: str, names: tuple[str, ...]) -> None:
    assert names_in(text) == names
