"""`DuePings`: what has changed since search engines and hubs were told, as messages."""

from collections.abc import Iterator
from typing import NamedTuple

from smoopt.model.wording import counted
from smoopt.ping.found_pages import found_pages, hub_feeds
from smoopt.ping.messages import Message, index_now, key_of, web_sub
from smoopt.ping.told_before import Change, ToldPings, changes, digests
from smoopt.site.site import Site

_WHY = {"new": "", "changed": " (changed)", "gone": " (gone)"}


class DuePings(NamedTuple):
    """The messages that are due, and `begun`: pages that are known from now on, for whom.

    https://www.indexnow.org/faq (2026-12-01): only what changes from the beginning on is to be
    told, not what had changed before.
    """

    messages: tuple[Message, ...]
    begun: tuple[Change, ...] = ()
    to: str = ""
    key: str = ""
    has_hubs: bool = False

    @property
    def size(self) -> int:
        """How many changes there are to tell of."""
        return sum(len(message.changes) for message in self.messages)

    @property
    def is_idle(self) -> bool:
        """Whether somebody could be told, and there is nothing to tell."""
        return not self.messages and not self.begun and bool(self.key or self.has_hubs)

    def lines(self) -> Iterator[str]:
        """Give a line a change: whom it is told, and the address."""
        for message in self.messages:
            for change in message.changes:
                yield f"{message.to} {change.url}{_WHY[change.why]}"

    def remarks(self) -> Iterator[str]:
        """Say what is not told this time."""
        if self.begun:
            pages = counted(len(self.begun), "page")
            yield (
                f"IndexNow: the first --send notes {pages} as known and sends none: search "
                "engines want only later changes (--all sends all)"
            )

    def lacking(self) -> Iterator[str]:
        """Say who is never told, and what that would take."""
        if not self.key:
            yield "IndexNow: there is no key in the site; `smoopt ping --new-key` makes one"
        if not self.has_hubs:
            yield "WebSub: no feed of the site names a hub (option `hub` of the plugin `feeds`)"

    def begin(self, told: ToldPings) -> None:
        """Take down what is known from now on; raises ConfigError."""
        if self.begun:
            told.know(self.to, digests(self.begun))


def due_pings(site: Site, told: ToldPings, to: str, *, everything: bool = False) -> DuePings:
    """Find out what is to be told of a site that has an address.

    `to` is the endpoint of IndexNow; the first time, `everything` tells of all pages.
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
