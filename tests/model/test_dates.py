"""Dates as pages and feeds write them."""

from datetime import datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smoopt.model.dates import iso_date


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-01-05", "2026-01-05"),
        (" 2026-01-05\n", "2026-01-05"),
        ("20260105", "2026-01-05"),
        ("2026-01-05T10:00:00Z", "2026-01-05T10:00:00+00:00"),
        ("2026-01-05 10:00:00+02:00", "2026-01-05T10:00:00+02:00"),
        ("Mon, 05 Jan 2026 10:00:00 +0100", "2026-01-05T10:00:00+01:00"),
        ("Mon, 05 Jan 2026 10:00:00 GMT", "2026-01-05T10:00:00+00:00"),
        ("05/01/2026", ""),
        ("January 5, 2026", ""),
        ("2026", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_a_date_becomes_iso_8601_or_nothing(written: str, expected: str) -> None:
    assert iso_date(written) == expected


@given(st.text() | st.from_regex(r"\w{3}, \d+ Jan \d+ \d+:\d+ [+-]\d+"))
@example("Mon, 01 Jan 2020 00:00:00 +99999999999999999999")
@example("Mon, 01 Jan 99999 00:00:00 +0000")
def test_no_text_makes_it_raise_and_the_answer_is_a_date(text: str) -> None:
    found = iso_date(text)
    assert found == "" or datetime.fromisoformat(found)
    assert iso_date(found) == found
