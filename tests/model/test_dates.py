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
        ("2018-01-01 09:30", "2018-01-01T09:30:00"),
        # JavaScript
        (
            "Sun Dec 31 2017 18:00:00 GMT-0600 (Central Standard Time)",
            "2017-12-31T18:00:00-06:00",
        ),
        ("Fri Nov 22 2019 21:00:00 GMT+0100", "2019-11-22T21:00:00+01:00"),
        ("2019-11-22T20:00:00.000Z", "2019-11-22T20:00:00+00:00"),
        # Go
        ("2019-11-22 21:00:00 +0000 UTC", "2019-11-22T21:00:00+00:00"),
        ("2019-11-22 21:00:00.1234 +0100 CET", "2019-11-22T21:00:00+01:00"),
        ("2019-11-22 21:00:00 +0100 CET m=+0.002", "2019-11-22T21:00:00+01:00"),
        ("0001-01-01 00:00:00 +0000 UTC", ""),
        # a zone's name behind it
        ("2021-03-04T22:12:00 UTC", "2021-03-04T22:12:00+00:00"),
        ("2021-03-04 22:12 CDT", "2021-03-04T22:12:00-05:00"),
        ("2021-03-04T22:12:00 XYZ", ""),
        ("2021-03-04T22:12:00EET", "2021-03-04T22:12:00+02:00"),
        ("Thu Mar  4 22:12:00 CET 2021", "2021-03-04T22:12:00+01:00"),
        ("Thu Mar 04 22:12:00 EST 2021", "2021-03-04T22:12:00-05:00"),
        # a day in words
        ("January 5, 2026", "2026-01-05"),
        ("Monday, 5 January 2026 at 10:30", "2026-01-05"),
        ("5 januari 2026", "2026-01-05"),
        ("2026/01/05", "2026-01-05"),
        ("Updated January 5, 2026", ""),
        ("January 5, 2026 to January 7, 2026", ""),
        ("In the week of January 5, 2026 it snowed", ""),
        # no day, or nobody's
        ("2018-W05", ""),
        ("2018W051", ""),
        ("2018-01", ""),
        ("201801", ""),
        ("0001-01-01T00:00:00Z", ""),
        ("1970-01-01", ""),
        ("1970-01-01T00:00:00.000Z", ""),
        ("Invalid Date", ""),
        ("PT45M", ""),
        ("05/01/2026", ""),
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
