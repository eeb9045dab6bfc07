"""The scores of a site and their course over time, for people at a terminal and for programs."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from smoopt.check.audit_result import Audited
from smoopt.check.report.course import courses
from smoopt.check.report.scores import Score, scores
from smoopt.model.rows import Row, Style
from smoopt.model.wording import signed


def rows(audited: Audited, root: Path) -> Iterator[Row]:
    """Yield a line for each platform: its score, how it has changed, and what lowers it most."""
    first, *notes = audited.lines(str(root))
    yield Row(first)
    known = {course.name: course for course in courses(audited.history)}
    since = f"since {audited.history[0].day}" if known else ""
    yield _row(f"{'':12}{'score':>6}{'change' if known else '':>8}  ", since, "dim")
    for score in scores(audited):
        value = "–" if score.value is None else score.value
        course = known.get(score.platform.value)
        changed = f"{signed(course.change):>6}  {course.bars():<12}  " if course else ""
        room = " " * 22 if known else "  "
        yield _row(f"{score.platform.value:12}{value:>6}  {changed or room}", _causes(score))
    for note in notes:
        yield Row(note)


def data(audited: Audited, root: Path) -> dict[str, object]:
    """Return the same as data for programs."""
    return {
        "site": str(root),
        "pages": audited.pages,
        "scores": [
            {
                "platform": score.platform.value,
                "score": score.value,
                "errors": score.errors,
                "warnings": score.warnings,
                "causes": score.causes,
            }
            for score in scores(audited)
        ],
        "history": msgspec.to_builtins(audited.history),
    }


def _row(label: str, text: str, style: Style = "") -> Row:
    """Return a row without trailing spaces."""
    return Row(label if text else label.rstrip(), text, style)


def _causes(score: Score) -> str:
    return f"costs most: {', '.join(score.causes)}" if score.causes else ""
