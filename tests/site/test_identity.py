"""The parts of a title."""

import pytest

from smoopt.site.titles import ending, named_by


@pytest.mark.parametrize(
    ("title", "last", "name"),
    [
        ("Page - Site", " - Site", "Site"),
        ("Page :: Part » Site", " » Site", "Site"),
        ("Page", "", ""),
        ("", "", ""),
        ("Page: part", "", ""),
        ("well-known", "", ""),
    ],
)
def test_a_title_ends_with_a_separator_and_a_name(title: str, last: str, name: str) -> None:
    assert ending(title) == last
    assert named_by(last) == name
