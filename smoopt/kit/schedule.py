"""When posts are to be sent: one article at each of the weekly times that the author set."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import get_args
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from smoopt.kit.due_articles import DueArticle
from smoopt.model.errors import ConfigError
from smoopt.site.kit_settings import Day, KitSettings

_DAYS: tuple[str, ...] = get_args(Day)


class Schedule:
    """The times at which posts are to be sent, from a given day on."""

    def __init__(self, settings: KitSettings, start: date, where: str) -> None:
        """Take the days and times of the week; raises ConfigError for an unknown time zone."""
        self._days = {_DAYS.index(day) for day in settings.days}
        self._times = sorted({time.fromisoformat(text) for text in settings.times})
        self._start = start
        self.zone = zone_named(settings.zone, f"{where}: kit.zone") if settings.zone else None

    def spread(self, articles: Iterable[DueArticle]) -> Iterator[tuple[DueArticle, datetime]]:
        """Yield each article with its time, which is naive where no time zone is set.

        Raises ConfigError where the dates exceed the calendar.
        """
        try:
            yield from zip(articles, self._slots(), strict=False)
        except OverflowError as error:
            raise ConfigError(
                f"--start: articles cannot be spread from {self._start} on; expected a day nearer "
                "to now"
            ) from error

    def _slots(self) -> Iterator[datetime]:
        day = self._start
        while True:
            if day.weekday() in self._days:
                yield from (self._at(day, at) for at in self._times)
            day += timedelta(days=1)

    def _at(self, day: date, at: time) -> datetime:
        """Return a day and time in the zone; a time that summer time skips moves past the gap."""
        local = datetime.combine(day, at)
        if self.zone is None:
            return local
        return local.replace(tzinfo=self.zone).astimezone(UTC).astimezone(self.zone)


@cache
def zone_named(name: str, setting: str) -> ZoneInfo:
    """Find a time zone; raises ConfigError, naming the `setting`, if it is unknown."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ConfigError(
            f"{setting}: there is no time zone {name!r}; expected one like Europe/Berlin "
            "(where the system has none: pip install tzdata)"
        ) from error
