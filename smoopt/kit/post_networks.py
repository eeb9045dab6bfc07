"""`PostNetwork`: how long a network's posts may be, how it counts, and what is customary there."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from smoopt.kit.text_length import Count, Limit
from smoopt.model.errors import ConfigError
from smoopt.model.wording import suggestion
from smoopt.site.kit_settings import KitNetwork, KitSettings

_TEMPLATE = "{{ title }}\n\n{{ description }}\n\n{{ link }}\n\n{{ hashtags }}"


class PostNetwork(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A network that articles are posted to.

    `limit` is the maximum length of its posts, `caption` that of posts with a picture, and
    `title` that of a title in a field of its own; 0 means that there is no such text, or no
    separate limit. `count` is how it counts, `bytes` how many bytes of UTF-8 a post may have
    besides, and `link` the length that any address counts as, 0 for its own length. `hashtags`
    is the customary number of them. `thread` says which post of a thread has the link; "" where
    there are no threads. Where the link is `apart`, it is a field of its own. Where `tracked`
    is false, campaign parameters are frowned upon; where `pictured` is false, a post with a
    link has no picture. `source` is where the limit was read, `checked` when.
    """

    name: str
    label: str
    count: Count
    limit: int = 0
    caption: int = 0
    title: int = 0
    bytes: int = 0
    link: int = 0
    hashtags: int = 0
    thread: Literal["first", "last", ""] = ""
    apart: bool = False
    tracked: bool = True
    pictured: bool = True
    template: str = _TEMPLATE
    is_own: bool = False
    aliases: tuple[str, ...] = ()
    source: str = ""
    checked: date | None = None

    @property
    def of_title(self) -> Limit:
        """The limit on the length of its titles."""
        return Limit(self.title, self.count)

    def of_text(self, *, pictured: bool) -> Limit:
        """Return the limit on the length of a post, with or without a picture."""
        limits = filter(None, (self.limit, self.caption if pictured else 0))
        return Limit(min(limits, default=0), self.count, self.bytes, self.link)

    def changed(self, by: KitNetwork) -> "PostNetwork":
        """Return the network with the author's settings applied."""
        shorter = self.caption and by.limit and min(self.caption, by.limit)
        return msgspec.structs.replace(
            self,
            template=by.template or self.template,
            is_own=bool(by.template),
            limit=self.limit if by.limit is None else by.limit,
            caption=shorter or self.caption,
            hashtags=self.hashtags if by.hashtags is None else by.hashtags,
            thread="" if by.thread is False else self.thread,
        )


@cache
def table() -> tuple[PostNetwork, ...]:
    """Read the networks that come with smoopt."""
    data = (Path(__file__).parent / "post_networks.json").read_bytes()
    return msgspec.json.decode(data, type=tuple[PostNetwork, ...])


def chosen(settings: KitSettings, where: str) -> tuple[PostNetwork, ...]:
    """Return the networks that the author chose, with the author's settings, in order; else all.

    Raises ConfigError for an unknown name; `where` is the file that the settings are from.
    """
    changes = {
        find(name, f"{where}: kit.network").name: change
        for name, change in settings.network.items()
    }
    names = [find(name, f"{where}: kit.networks") for name in settings.networks] or table()
    networks = {network.name: network for network in names}
    return tuple(
        network.changed(changes[name]) if name in changes else network
        for name, network in networks.items()
    )


def find(name: str, setting: str) -> PostNetwork:
    """Find a network by its name; raises ConfigError, naming the `setting`, if it is unknown."""
    for network in table():
        if name == network.name or name in network.aliases:
            return network
    hint = suggestion(name, (network.name for network in table()), "'")
    raise ConfigError(f"{setting}: no posts can be written for {name!r}{hint}")
