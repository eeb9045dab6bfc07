"""What a hook gives is listed; what is wrong is told with the line that gave it."""

from collections.abc import Iterator

import pytest

from smoopt.model.edits import Edit, Span
from smoopt.plugin.returned import Refused, items_of, looked_at

EDIT = Edit(Span(0, 0), "<b>", "b")


def giving(*items: object, ended: list[str] | None = None) -> Iterator[object]:
    try:
        for item in items:  # noqa: UP028 - the line that yields is asked for
            yield item
    finally:
        if ended is not None:
            ended.append("ended")


YIELD = giving.__code__.co_firstlineno + 3


@pytest.mark.parametrize("result", [EDIT, [None, EDIT], (EDIT,), giving(None, EDIT)])
def test_what_is_right_is_listed_without_none(result: object) -> None:
    assert looked_at(result, "edits") == [EDIT]


def test_a_list_is_the_one_thing_that_a_survey_gives() -> None:
    assert items_of([1, 2], "survey") == looked_at([1, 2], "survey") == [[1, 2]]
    with pytest.raises(Refused):
        looked_at(giving(1), "survey")


def test_what_is_wrong_in_a_generator_has_the_line_that_gave_it_and_nothing_more_is_asked() -> None:
    ended: list[str] = []
    with pytest.raises(Refused) as refused:
        looked_at(giving(EDIT, "<p>", ended=ended), "edits")
    assert refused.value.line == (__file__, YIELD)
    assert str(refused.value.problem) == "it gave '<p>'; expected Edit or Finding"
    assert ended == ["ended"]


def test_what_is_wrong_in_a_list_has_no_line_of_its_own() -> None:
    with pytest.raises(Refused) as refused:
        looked_at(["<p>"], "edits")
    assert refused.value.line is None
