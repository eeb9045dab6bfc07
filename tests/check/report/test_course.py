"""The course of scores and findings over time."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from smoopt.check.history import Entry
from smoopt.check.report.course import courses, entry_of
from smoopt.check.report.rules_by_platform import Platform
from tests.support.audits import audited, finding

DAY = date(2026, 9, 1)


def entries(*errors: int, platform: str = "X") -> list[Entry]:
    return [
        Entry(DAY + timedelta(7 * week), 10, {"error": count}, {platform: 100 - count})
        for week, count in enumerate(errors)
    ]


def test_what_a_check_came_to_is_kept_known_findings_included() -> None:
    kept = entry_of(audited(finding(), finding("note"), known=(finding("dull"),)), DAY, "1.2")
    assert (kept.day, kept.pages, kept.label) == (DAY, 3, "1.2")
    assert kept.findings == {"error": 1, "warning": 1, "info": 1}
    assert kept.scores == {}  # of none of these rules is it known whom they concern


def test_more_of_a_score_is_better_and_more_errors_are_worse() -> None:
    score, errors, _ = courses(entries(2, 8))
    assert (score.name, score.change, score.verdict) == ("X", -6, "worse")
    assert (errors.name, errors.change, errors.verdict) == ("error", 6, "worse")
    assert [each.verdict for each in courses(entries(8, 2))] == ["better", "better", "same"]


def test_one_day_has_no_course() -> None:
    assert [*courses(entries(1))] == []
    assert [*courses([])] == []


def test_of_a_day_the_last_entry_counts() -> None:
    first, second = entries(1, 2)
    again = Entry(second.day, 10, {"error": 7}, {"X": 93}, "1.1")
    score, errors, _ = courses([first, second, again])
    assert (score.values[-1][1], errors.values[-1][1]) == (93, 7)


def test_a_platform_that_is_known_of_later_begins_there() -> None:
    course, *_ = courses([*entries(0, platform="Gone"), *entries(4, 3, 2)])
    assert course.name == "X"
    assert len(course.values) == 3
    assert set(dict(course.values).values()) == {96, 97, 98}


@given(st.lists(st.integers(0, 100), min_size=2, max_size=30))
def test_points_lie_in_the_picture_in_order(errors: list[int]) -> None:
    for course in courses(entries(*errors, platform=Platform.X)):
        points = [*course.points()]
        assert (points[0][0], points[-1][0]) == (0, 100)
        assert points == sorted(points, key=lambda point: point[0])
        assert all(0 <= y <= 100 for _, y in points)
        assert len(course.bars()) == min(12, len(errors))


def test_the_best_stands_at_the_top_and_has_the_highest_bar() -> None:
    score, *_ = courses(entries(100, 0))
    assert [y for _, y in score.points()] == [100, 0]
    assert score.bars() == "▁█"
