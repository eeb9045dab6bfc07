"""Posts are spread over the days and times of the author's week."""

from datetime import date, datetime
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.kit.due_articles import DueArticle
from smoopt.kit.schedule import Schedule
from smoopt.model.errors import ConfigError
from smoopt.site.kit_settings import KitSettings
from tests.support.shared_articles import article

DUE = [DueArticle(article(str(number)), "new", "") for number in range(40)]


def times(settings: KitSettings, start: date, count: int = 4) -> list[datetime]:
    spread = Schedule(settings, start, "smoopt.toml").spread(DUE)
    return [at for _, at in islice(spread, count)]


def test_each_article_has_a_time_of_its_own() -> None:
    settings = KitSettings(days=("mon", "thu"), times=("17:00", "08:30", "17:00"))
    assert times(settings, date(2026, 12, 8)) == [
        datetime(2026, 12, 10, 8, 30),
        datetime(2026, 12, 10, 17),
        datetime(2026, 12, 14, 8, 30),
        datetime(2026, 12, 14, 17),
    ]


def test_a_time_stays_the_same_when_summer_begins() -> None:
    settings = KitSettings(days=("sat", "sun", "mon"), zone="America/New_York")
    found = times(settings, date(2027, 3, 13), 3)
    assert [at.isoformat() for at in found] == [
        "2027-03-13T09:00:00-05:00",
        "2027-03-14T09:00:00-04:00",
        "2027-03-15T09:00:00-04:00",
    ]


ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "")


@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)), st.sampled_from(ZONES), st.times())
def test_all_times_come_after_each_other_on_days_that_were_chosen(
    start: date, zone: str, at: object
) -> None:
    settings = KitSettings(days=("sun", "wed"), times=(f"{at:%H:%M}", "09:00"), zone=zone)
    found = times(settings, start, 20)
    assert all(one < other for one, other in pairwise(found))
    assert {each.weekday() for each in found} == {2, 6}


@pytest.mark.parametrize("zone", ["Nowhere", "../etc/passwd", "/etc/passwd"])
def test_a_zone_that_there_is_not_is_refused(zone: str) -> None:
    with pytest.raises(ConfigError, match=r"smoopt.toml: kit.zone: there is no time zone"):
        times(KitSettings(zone=zone), date(2026, 1, 1))
