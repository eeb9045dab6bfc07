"""`Network`: one place to share a page to or to save it in, as data; and those that are gone.

The table itself is networks.json; a configuration or a plugin can add to it. Names are never taken
out, because configurations use them. An address that is not `official` is the one that other share
bars use. X takes 280 characters, of which an address counts 23, and some letters count 2: hence its
250. It is JSON, for that is read in a tenth of the time that TOML takes.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from smoopt.html.markup import safe_url
from smoopt.model.shown_value import shown_value
from smoopt.model.wording import suggestion

PLACEHOLDERS = ("url", "title", "description", "text", "tags", "tag", "image", "via")
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
# Nothing in it ends an attribute or a string of a style sheet.
_PATH_DATA = re.compile(r"[Mm][MmZzLlHhVvCcSsQqTtAaEe0-9+\-.,\s]+")


class Network(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A share or save target.

    `url` is the address its `params` are added to, percent-encoded, in their order; values may
    hold `{url}`, `{title}`, `{description}`, `{text}` (title and address), `{tags}` (comma
    separated), `{tag}` (the first), `{image}` and `{via}` (the site's X account); a parameter
    whose placeholders all come out empty is left out. `place` says whether the parameters follow
    `?` or `#`. `server` is the address on a server of the author's choice, which stands in it as
    `{base}` (a Mastodon host, linkding, wallabag); with no `url` beside it, it must be chosen.
    `graphemes` is the longest text the network takes, 0 for no known limit. `icon` names a
    bundled icon, or is the path data of one drawn on 24 by 24. `source` is where the address was
    read, `checked` when, `official` whether that is the network's own word.
    """

    name: str
    label: str
    kind: Literal["share", "save"] = "share"
    url: str = ""
    params: dict[str, str] = {}
    place: Literal["query", "fragment"] = "query"
    server: str = ""
    graphemes: int = 0
    icon: str = ""
    aliases: tuple[str, ...] = ()
    source: str = ""
    checked: date | None = None
    official: bool = False

    def __post_init__(self) -> None:
        """Raise ValueError for a name, address or placeholder that cannot work."""
        if not _NAME.fullmatch(self.name):
            raise ValueError(f"network name {self.name!r} must be of a-z, 0-9 and hyphens")
        if not self.url and not self.server:
            raise ValueError(f"network {self.name!r} has neither `url` nor `server`")
        if self.server and not self.server.startswith("{base}/"):
            raise ValueError(f"network {self.name!r}: `server` must begin with {{base}}/")
        if "{" in safe_url(self.url):
            raise ValueError(f"network {self.name!r}: placeholders belong into `params`")
        for value in self.params.values():
            for found in PLACEHOLDER.findall(value):
                if found not in PLACEHOLDERS:
                    hint = suggestion(found, PLACEHOLDERS, "'")
                    raise ValueError(f"network {self.name!r}: no placeholder {{{found}}}{hint}")


class Retired(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A network that can no longer be shared or saved to: since when, and what serves now."""

    name: str
    label: str
    since: str
    instead: str
    aliases: tuple[str, ...] = ()


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What smoopt knows of networks: those that work, those that are gone, those that never did.

    Naming one that is gone is answered with the date and what serves now. `profiles` names services
    that people follow but that have no address to share a page to.
    """

    network: tuple[Network, ...]
    retired: tuple[Retired, ...]
    profiles: tuple[str, ...]


def is_path_data(icon: object) -> bool:
    """Tell whether an icon is the path data of one: nothing else goes into pages and styles."""
    return isinstance(icon, str) and _PATH_DATA.fullmatch(icon) is not None


def refuse_no_icon(icon: object) -> None:
    """Raise ValueError if the text is not path data of an icon."""
    if not is_path_data(icon):
        raise ValueError(f"the icon {shown_value(icon)} is no SVG path data")


@cache
def table() -> Table:
    """Read the table that comes with smoopt."""
    data = (Path(__file__).parent / "networks.json").read_bytes()
    return msgspec.json.decode(data, type=Table)


def find(name: str, *more: Iterable[Network]) -> Network | None:
    """Find a network by its name or an alias: in `more`, each list before the next, then ours."""
    for networks in (*more, table().network):
        for network in networks:
            if name == network.name or name in network.aliases:
                return network
    return None


def find_retired(name: str) -> Retired | None:
    """Find a network that is gone by its name or an alias."""
    for gone in table().retired:
        if name == gone.name or name in gone.aliases:
            return gone
    return None


def unknown(name: str, *more: Iterable[Network]) -> str:
    """Say why there is no network of this name, and what may have been meant."""
    if name in table().profiles:
        return f"{name!r} has no address to share to: it is a profile to follow, not a share target"
    known = [network.name for networks in (*more, table().network) for network in networks]
    hint = suggestion(name, known, "'")
    return f"no network is named {name!r}{hint}"
