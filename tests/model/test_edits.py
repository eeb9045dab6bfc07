"""Edits: their order, their overlaps, and the names of smoopt's own files."""

import pytest

from smoopt.model.edits import Change, Edit, File, Span, changes, is_own_file, own_file
from smoopt.model.errors import EditOverlap


def edit(start: int, end: int, text: str = "x", plugin: str = "p") -> Edit:
    return Edit(Span(start, end), text, f"name of {plugin}", plugin=plugin)


def test_insertions_at_one_place_keep_the_order_they_came_in() -> None:
    found = changes([edit(5, 5, "b"), edit(1, 1, "0"), edit(5, 5, "a")])
    assert found == [Change(Span(1, 1), ("0",)), Change(Span(5, 5), ("b", "a"))]


def test_what_two_plugins_write_at_one_place_is_written_once() -> None:
    assert changes([edit(5, 5, "a"), edit(5, 5, "a", "q")]) == [Change(Span(5, 5), ("a",))]
    assert changes([edit(5, 9, "a"), edit(5, 9, "a", "q")]) == [Change(Span(5, 9), ("a",))]


def test_insertions_at_both_ends_of_a_replacement_are_no_overlap() -> None:
    found = changes([edit(5, 9, "r"), edit(9, 9, "after"), edit(5, 5, "before")])
    assert [change.texts for change in found] == [("before",), ("r",), ("after",)]


@pytest.mark.parametrize(
    ("one", "other"), [((5, 9), (5, 9)), ((5, 9), (8, 12)), ((5, 9), (7, 7)), ((5, 20), (9, 10))]
)
def test_an_overlap_names_both_plugins_and_what_they_write(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    edits = [edit(*one, text="1", plugin="first"), edit(*other, text="2", plugin="second")]
    for given in (edits, edits[::-1]):
        with pytest.raises(
            EditOverlap, match=r"'first' \(name of first\).*'second'|'second'.*'first'"
        ):
            changes(given)


def test_an_own_file_is_told_by_its_name_and_content() -> None:
    file = own_file("bar", "css", b"a{}")
    assert is_own_file(file.path, file.content)
    assert file.path.startswith("smoopt/bar.")


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("smoopt/bar.css", b"a{}"),
        (own_file("bar", "css", b"a{}").path, b"a{ }"),
        (own_file("bar", "css", b"a{}").path.replace("smoopt/", "other/"), b"a{}"),
        ("smoopt/", b""),
        ("", b""),
    ],
)
def test_an_author_s_file_is_never_taken_for_smoopt_s(path: str, content: bytes) -> None:
    assert not is_own_file(path, content)


def test_equal_content_gets_equal_names_and_other_content_another() -> None:
    assert own_file("a", "css", b"1") == File(own_file("a", "css", b"1").path, b"1")
    assert own_file("a", "css", b"1").path != own_file("a", "css", b"2").path
