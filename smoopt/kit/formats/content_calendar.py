"""The kit as an iCalendar file, with an event for each post at the time when it is to be sent."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import xxhash

from smoopt.kit.announcement import Announcement
from smoopt.kit.formats.post_text import pictured
from smoopt.kit.post import Post
from smoopt.model.errors import CannotRun
from smoopt.model.extras import refuse_without
from smoopt.model.plain_text import valid
from smoopt.model.version import __version__
from smoopt.model.web_address import host_of

if TYPE_CHECKING:
    from icalendar import Event

_LASTS = timedelta(minutes=15)


def refuse_without_library() -> None:
    """Raise CannotRun where the library that writes calendars is not installed."""
    refuse_without("kit", "calendars are written by icalendar", "icalendar", raises=CannotRun)


def content_calendar(kit: Sequence[Announcement]) -> str:
    """Write a calendar; importing it again replaces the events of the earlier import."""
    from icalendar import Calendar  # noqa: PLC0415 - an extra

    calendar = Calendar()
    calendar.add("prodid", f"-//smoopt//smoopt {__version__}//EN")
    calendar.add("version", "2.0")
    if site := next((each.due.article.site for each in kit), ""):
        calendar.add("x-wr-calname", valid(f"Posts: {site}"))
    now = datetime.now(UTC).replace(microsecond=0)
    for each in kit:
        for post in each.posts:
            calendar.add_component(_event(each, post, now))
    written: bytes = calendar.to_ical()
    return written.decode()


def _event(each: Announcement, post: Post, now: datetime) -> "Event":
    """Return the event of a post.

    Its UID is the same in every run; of two events with one UID, the one written later counts:
    https://www.rfc-editor.org/rfc/rfc5546#section-2.1.5 (2026-12-01)
    """
    from icalendar import Event  # noqa: PLC0415

    article, at = each.due.article, each.time
    event = Event()
    key = f"{article.address}\0{post.network.name}".encode("utf-8", "replace")
    event.add("uid", f"{xxhash.xxh3_128_hexdigest(key)}@{host_of(article.address)}")
    event.add("dtstamp", now)
    event.add("last-modified", now)
    # In UTC, so that the file needs no definition of the time zone.
    event.add("dtstart", at.astimezone(UTC) if at.tzinfo else at)
    event.add("duration", _LASTS)
    event.add("summary", valid(f"{post.network.label}: {article.title}"))
    event.add("description", valid(_described(post)))
    event.add("categories", [post.network.label])
    event.add("url", valid(post.link))
    event.add("transp", "TRANSPARENT")
    return event


def _described(post: Post) -> str:
    parts = [part.text for part in post.parts]
    if post.network.apart:
        parts.append(post.link)
    if post.picture is not None:
        parts.append(f"Picture: {pictured(post.picture)}")
    return "\n\n".join(parts)
