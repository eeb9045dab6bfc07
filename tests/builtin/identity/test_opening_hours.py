"""Opening hours in the ways that people write them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.builtin.identity.opening_hours import (
    DAYS,
    Range,
    read_dates,
    read_ranges,
    specifications,
    week,
)

WORKDAYS = DAYS[:5]
NINE_TO_FIVE = (Range("09:00", "17:00"),)


@pytest.mark.parametrize(
    "written",
    [
        "Mo-Fr 09:00-17:00",
        "Mon–Fri 9:00–17:00",
        "Monday to Friday 9am to 5pm",
        "mon - fri: 9.00 - 17.00",
        "Mondays through Fridays, 9:00 AM - 5:00 PM",
        "Mo,Tu,We,Th,Fr 09:00-17:00",
        "Mo, Tues, Wed & Thurs and Fr 09:00-17:00",
    ],
)
def test_the_same_hours_are_written_in_many_ways(written: str) -> None:
    assert week((written,)) == dict.fromkeys(WORKDAYS, NINE_TO_FIVE)


def test_rules_follow_each_other() -> None:
    one = week(("Mo-Fr 09:00-12:00, 13:00-17:00; Sa 10:00-14:00\nSu closed",))
    assert one == week(("Mo-Fr 09:00-12:00, 13:00-17:00", "Sa 10:00-14:00", "Su closed"))
    assert one["Monday"] == (Range("09:00", "12:00"), Range("13:00", "17:00"))
    assert one["Sunday"] == ()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("24/7", dict.fromkeys(DAYS, (Range("00:00", "23:59"),))),
        ("daily 12pm-12am", dict.fromkeys(DAYS, (Range("12:00", "00:00"),))),
        ("10:00-18:00", dict.fromkeys(DAYS, (Range("10:00", "18:00"),))),
        ("Sa 18:00-24:00", {"Saturday": (Range("18:00", "23:59"),)}),
        ("Sa 18:00-03:00", {"Saturday": (Range("18:00", "03:00"),)}),
        ("Sa-Mo 10:00-14:00", dict.fromkeys((DAYS[0], *DAYS[5:]), (Range("10:00", "14:00"),))),
        ("Mo-Su 09:00-17:00; We closed", {**dict.fromkeys(DAYS, NINE_TO_FIVE), "Wednesday": ()}),
    ],
)
def test_what_is_written_is_what_is_meant(written: str, expected: object) -> None:
    assert week((written,)) == expected


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Mo-Fr", "'Mo-Fr' names no times; expected one like 'Mo-Fr 09:00-17:00'"),
        ("Mo 9-5", "'9-5' are no times; expected ones like 09:00-17:00 or 9am-5pm"),
        ("Mo 09:00", "'09:00' are no times; expected ones like 09:00-17:00 or 9am-5pm"),
        ("Mo 09:00-25:00", "'09:00-25:00' are no times; expected"),
        ("Mo 09:00-17:60", "'09:00-17:60' are no times; expected"),
        ("Mo 13pm-5pm", "'13pm-5pm' are no times; expected"),
        ("Mo 09:00-09:00", "'09:00-09:00' ends as it begins; expected 24 hours, or closed"),
        ("Dienstag 09:00-17:00", "'Dienstag' is not a day; expected Mo, Tu, We, Th, Fr, Sa or Su"),
        ("M 09:00-17:00", "'M' is not a day"),
        ("Sa 10:00-12:00; Sa 14:00-16:00", "Saturday has hours already; expected all of a day"),
    ],
)
def test_what_could_be_read_wrongly_is_refused(written: str, said: str) -> None:
    with pytest.raises(ValueError, match="expected") as raised:
        week((written,))
    assert said in str(raised.value)


@pytest.mark.parametrize("written", ["25.12.2026", "2026-02-30", "2026-12-26/2026-12-24", ""])
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="is not a day"):
        read_dates(written)


def test_days_with_the_same_hours_stand_together() -> None:
    found = specifications(
        ("Mo-Fr 09:00-17:00; Sa 10:00-14:00; Su closed",), {"2026-12-25": "closed"}
    )
    kind = {"@type": "OpeningHoursSpecification"}
    assert found == [
        {**kind, "dayOfWeek": [*WORKDAYS], "opens": "09:00", "closes": "17:00"},
        {**kind, "dayOfWeek": "Saturday", "opens": "10:00", "closes": "14:00"},
        {**kind, "dayOfWeek": "Sunday", "opens": "00:00", "closes": "00:00"},
        {
            **kind,
            "validFrom": "2026-12-25",
            "validThrough": "2026-12-25",
            "opens": "00:00",
            "closes": "00:00",
        },
    ]


TIMES = st.times().map(lambda time: f"{time:%H:%M}")


@given(st.dictionaries(st.sampled_from(DAYS), st.tuples(TIMES, TIMES), min_size=1))
def test_any_week_is_read_as_it_was_written(hours: dict[str, tuple[str, str]]) -> None:
    known = {day: both for day, both in hours.items() if both[0] != both[1]}
    rules = "; ".join(f"{day[:2]} {opens}-{closes}" for day, (opens, closes) in known.items())
    found = {day: (Range(*both),) for day, both in known.items()}
    assert week((rules,)) == {day: found[day] for day in DAYS if day in found}


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    for read in (read_ranges, read_dates, lambda said: week((said,))):
        with suppress(ValueError):
            read(text)
