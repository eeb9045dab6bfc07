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


def wrapper(start: int, end: int, tag: str, order: int = 0) -> Edit:
    return Edit(Span(start, end), f"<{tag}>", tag, plugin=tag, order=order, closing=f"</{tag}>")


def written(text: str, edits: list[Edit]) -> str:
    """Carry out edits without marks."""
    for change in reversed(changes(edits)):
        text = "".join([text[: change.span.start], *change.texts, text[change.span.end :]])
    return text


def test_of_edits_at_one_place_the_lowest_order_comes_first() -> None:
    edits = [edit(5, 5, "a"), Edit(Span(5, 5), "b", "b", order=-1), edit(5, 5, "c")]
    assert changes(edits) == [Change(Span(5, 5), ("b", "a", "c"))]


def test_wrappers_of_one_element_nest_the_first_outermost() -> None:
    edits = [wrapper(1, 2, "a"), wrapper(1, 2, "b")]
    assert written("0x1", edits) == "0<a><b>x</b></a>1"
    assert written("0x1", edits[::-1]) == "0<b><a>x</a></b>1"
    assert written("0x1", [wrapper(1, 2, "a", order=1), wrapper(1, 2, "b")]) == "0<b><a>x</a></b>1"


def test_wrappers_end_before_anything_else_at_a_place_and_begin_after_it() -> None:
    edits = [wrapper(0, 1, "a"), edit(1, 1, "|"), wrapper(1, 2, "b"), wrapper(0, 2, "c", order=9)]
    assert written("xy", edits) == "<c><a>x</a>|<b>y</b></c>"
    assert written("xy", edits[::-1]) == "<c><a>x</a>|<b>y</b></c>"


def test_what_is_wrapped_may_be_replaced_as_well() -> None:
    assert written("0x1", [wrapper(1, 2, "a"), edit(1, 2, "y")]) == "0<a>y</a>1"


def test_equal_wrappers_are_one_and_those_that_end_alike_are_not() -> None:
    assert written("x", [wrapper(0, 1, "a"), wrapper(0, 1, "a")]) == "<a>x</a>"
    other = Edit(Span(0, 1), "<a id=b>", "b", closing="</a>")
    assert written("x", [wrapper(0, 1, "a"), other]) == "<a><a id=b>x</a></a>"


@pytest.mark.parametrize(("start", "end"), [(3, 6), (0, 3), (2, 3)])
def test_a_wrapper_whose_ends_another_edit_replaces_or_crosses_is_refused(
    start: int, end: int
) -> None:
    for other in (wrapper(start, end, "other"), edit(start, end, plugin="other")):
        if (start, end) == (2, 3):
            assert written("012345", [wrapper(1, 4, "one"), other]) == (
                "0<one>1" + ("<other>2</other>" if other.closing else "x") + "3</one>45"
            )
            continue
        with pytest.raises(EditOverlap, match=r"'one'.*'other'|'other'.*'one'"):
            changes([wrapper(1, 4, "one"), other])


def test_there_is_no_wrapper_of_nothing() -> None:
    with pytest.raises(ValueError, match="has nothing in it"):
        wrapper(1, 1, "a")


def test_a_list_of_changes_shows_what_each_does() -> None:
    edits = (edit(1, 1), wrapper(1, 2, "a"), edit(1, 2), edit(1, 2, ""))
    assert [each.sign for each in edits] == ["+", "+", "~", "-"]


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


@pytest.mark.parametrize(
    ("name", "suffix", "said"),
    [
        ("bar", ".css", "own_file: the suffix is '.css'; expected one like 'css', without dots"),
        ("bar", "", "own_file: the suffix is ''; expected one like 'css'"),
        ("a/bar", "css", "own_file: the name is 'a/bar'; expected one like 'bar', without dots"),
        ("bar.min", "css", "own_file: the name is 'bar.min'; expected one like 'bar'"),
    ],
)
def test_a_name_that_undo_would_not_know_again_is_refused(
    name: str, suffix: str, said: str
) -> None:
    with pytest.raises(ValueError, match=f"^{said}"):
        own_file(name, suffix, b"a{}")


def test_content_that_is_not_bytes_is_refused_where_it_is_given() -> None:
    with pytest.raises(TypeError, match=r"^own_file: the content is 'a{}'; expected bytes"):
        own_file("bar", "css", "a{}")
    for path in ("a.txt", "a.html"):
        with pytest.raises(TypeError, match=r"^File.at: the content is 'x'; expected bytes"):
            File.at(path, "x")
