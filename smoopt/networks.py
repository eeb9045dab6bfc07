"""`Network`: one place to share a page to or to save it in, as data; and those that are gone.

The table itself is builtin/networks.toml; a configuration or a plugin can add to it.
"""

from datetime import date
from typing import Literal

import msgspec


class Network(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A share or save target.

    `url` is the address its `params` are added to, percent-encoded, in their order; values may
    hold `{url}`, `{title}`, `{description}`, `{text}` (title and address), `{tags}` (comma
    separated), `{image}`; a parameter that comes out empty is left out. `{base}` in `url` is the
    author's own server (linkding, wallabag, a Mastodon host). `place` says whether the
    parameters follow `?` or `#`. `graphemes` is the longest text it takes, 0 for no known limit.
    `source` is where the address was read, `official` whether that is the network's own word.
    """

    name: str
    label: str
    kind: Literal["share", "save"]
    url: str
    params: dict[str, str] = {}
    place: Literal["query", "fragment"] = "query"
    graphemes: int = 0
    icon: str = ""
    source: str = ""
    checked: date | None = None
    official: bool = False


class Retired(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A network that can no longer be shared or saved to: since when, and what serves now."""

    name: str
    label: str
    since: str
    instead: str
    source: str = ""
