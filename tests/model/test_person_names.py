"""Names in bylines: split rightly, and nothing that is no person."""

import pytest

from smoopt.model.person_names import is_name, names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Lee", ["Ann Lee"]),
        ("Von", []),
        ("par", []),
        ("By Ann Lee", ["Ann Lee"]),
        ("by: Ann Lee", ["Ann Lee"]),
        ("Written by Ann Lee on March 4, 2021", ["Ann Lee"]),
        ("Posted by Ann Lee in Notes", ["Ann Lee"]),
        ("By Ann Lee, Bob Roe and Cy Doe", ["Ann Lee", "Bob Roe", "Cy Doe"]),
        ("By Ann Lee, Bob Roe, and Cy Doe", ["Ann Lee", "Bob Roe", "Cy Doe"]),
        ("By Ann, Bob & Cy", ["Ann", "Bob", "Cy"]),
        ("Ann Lee; Bob Roe", ["Ann Lee", "Bob Roe"]),
        ("von Ute Müller und Jan van der Berg", ["Ute Müller", "Jan van der Berg"]),
        ("von Ute Müller | 4. März 2021", ["Ute Müller"]),
        ("par Zoé Lévy et Anne d’Arc", ["Zoé Lévy", "Anne d’Arc"]),
        ("por Ana Ruiz y Luis Gil", ["Ana Ruiz", "Luis Gil"]),
        ("por José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("di Ada Neri e Ugo Rossi", ["Ada Neri", "Ugo Rossi"]),
        ("Автор: Анна Ли", ["Анна Ли"]),
        ("Author: Ann Lee", ["Ann Lee"]),
        ("Authors: Ann Lee, Bob Roe", ["Ann Lee", "Bob Roe"]),
        ("作者：王小明", ["王小明"]),
        ("By Ann Lee, Staff Writer", ["Ann Lee"]),
        ("By Ann Lee, PhD, and Bob Roe, MD", ["Ann Lee", "Bob Roe"]),
        ("By Ann Lee, Reuters", ["Ann Lee"]),
        ("By Ann Lee • 5 min read", ["Ann Lee"]),
        ("By Ann Lee - March 4, 2021", ["Ann Lee"]),
        ("By Ann Lee (ann@example.org)", ["Ann Lee"]),
        ("By Dr. Ann B. O'Lee-Roe", ["Dr. Ann B. O'Lee-Roe"]),
        ("By Ann Lee for The Post", ["Ann Lee"]),
        ("Posted on March 4, 2021 by Ann Lee", ["Ann Lee"]),
        ("Author: Ann Lee Date: March 4, 2021", ["Ann Lee"]),
        ("Ann Lee¹, Bob Roe²*", ["Ann Lee", "Bob Roe"]),
        ("김철수 기자", ["김철수"]),
        ("Ann Lee\nAnn writes of mills.", ["Ann Lee"]),
    ],
)
def test_names_are_taken_out_of_bylines(text: str, names: list[str]) -> None:
    assert list(names_in(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        *("", "admin", "By admin", "Staff", "The Editorial Team", "Guest Author", "AFP", "Posted"),
        *("March 4, 2021", "2021", "Thursday", "/about/", "https://e.example/ann", "@ann"),
        *("ann@example.org", "in Notes", "Read more", "3 Comments", "By the way", "by hand"),
        *("By clicking on this you agree to it", "Updated on 4 March 2021", "View all posts"),
        *("mills.example", "Mills.org", "Mill Corporation", "The Mill Times"),
        *("News", "Science & Technology", "About the author", "ann"),
    ],
)
def test_what_is_no_person_is_refused(text: str) -> None:
    assert names_in(text) == ()


def test_a_handle_is_a_name_where_the_place_says_so() -> None:
    assert names_in("by annlee", handles=True) == ("annlee",)
    assert names_in("by admin", handles=True) == ()
    assert not is_name("annlee")
