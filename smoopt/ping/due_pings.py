"""`DuePings`: what has changed since search engines and hubs were notified, as messages."""

from collections.abc import Iterator
from typing import NamedTuple

from smoopt.model.wording import counted
from smoopt.ping.found_pages import found_pages, hub_feeds
from smoopt.ping.messages import Message, index_now, key_of, web_sub
from smoopt.ping.told_before import Change, ToldPings, changes, digests
from smoopt.site.site import Site

_WHY = {"new": "", "changed": " (changed)", "gone": " (gone)"}


class DuePings(NamedTuple):
    """The messages that are due, and `begun`: pages that a first run only records, for whom.

    https://www.indexnow.org/faq (2026-12-01): only changes after the start are to be submitted,
    not earlier ones.
    """

    messages: tuple[Message, ...]
    begun: tuple[Change, ...] = ()
    to: str = ""
    key: str = ""
    has_hubs: bool = False

    @property
    def size(self) -> int:
        """The number of changes in all messages."""
        return sum(len(message.changes) for message in self.messages)

    @property
    def is_idle(self) -> bool:
        """Whether somebody could be notified, but nothing has changed."""
        return not self.messages and not self.begun and bool(self.key or self.has_hubs)

    def lines(self) -> Iterator[str]:
        """Yield a line per change: the recipient and the address."""
        for message in self.messages:
            for change in message.changes:
                yield f"{message.to} {change.url}{_WHY[change.why]}"

    def remarks(self) -> Iterator[str]:
        """Yield a remark on pages that are not sent this time."""
        if self.begun:
            pages = counted(len(self.begun), "page")
            yield (
                f"IndexNow: the first --send notes {pages} as known and sends none: search "
                "engines want only later changes (--all sends all)"
            )

    def lacking(self) -> Iterator[str]:
        """Yield who is never notified, and what that would need."""
        if not self.key:
            yield "IndexNow: there is no key in the site; `smoopt ping --new-key` makes one"
        if not self.has_hubs:
            yield "WebSub: no feed of the site names a hub (option `hub` of the plugin `feeds`)"

    def begin(self, told: ToldPings) -> None:
        """Record the pages that count as known from now on; raises ConfigError."""
        if self.begun:
            told.know(self.to, digests(self.begun))


def due_pings(site: Site, told: ToldPings, to: str, *, everything: bool = False) -> DuePings:
    """Return the notifications that are due for a site whose address is known.

    `to` is the endpoint of IndexNow; with `everything`, even the first run submits all pages.
    """
    messages: list[Message] = []
    begun: tuple[Change, ...] = ()
    key = key_of(site)
    if key:
        news = tuple(changes(told.told.get(to, {}), dict(found_pages(site)), site.url))
        if to in told.told or everything:
            messages += index_now(to, key, site.url, news)
        else:
            begun = news
    feeds = list(hub_feeds(site))
    for hub in dict.fromkeys(hub for feed in feeds for hub in feed.hubs):
        now = {feed.url: feed.digest for feed in feeds if hub in feed.hubs}
        known = told.told.get(hub, {})
        changed = [one for one in changes(known, now, site.url) if one.why != "gone"]
        if changed:
            messages.append(web_sub(hub, changed))
    return DuePings(tuple(messages), begun, to, key, bool(feeds))
