"""The requests: addresses to IndexNow, feeds to their hubs, and the meaning of the answers."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from smoopt.builtin.indexnow import file_of, is_key
from smoopt.model.web_address import host_of
from smoopt.ping.told_before import Change
from smoopt.site.site import Site
from smoopt.web.web_client import FORM

# One endpoint forwards to the others: https://www.indexnow.org/faq (2026-12-01)
INDEX_NOW = "https://api.indexnow.org/indexnow"
# https://www.indexnow.org/documentation (2026-12-01)
_MOST_ADDRESSES = 10_000
_JSON = "application/json; charset=utf-8"
_KEY_BYTES = 200
# The meaning of IndexNow's status codes, from the same page
_MEANINGS: Mapping[int, str] = {
    200: "taken",
    202: "accepted; the key is not yet verified",
    400: "it does not understand the message",
    403: "it does not find the key in {key}: deploy that file first",
    422: "the addresses are not of this host, or the key is not for them",
    429: "too many messages: it treats them as spam",
}


class Message(NamedTuple):
    """A request: recipient, data, media type, changes, and the meaning of status codes."""

    to: str
    data: bytes
    kind: str
    changes: tuple[Change, ...]
    meanings: Mapping[int, str] = {}


def key_of(site: Site) -> str:
    """Return the key: from the configuration, else from a key file at the site's root, or ""."""
    options = site.settings.plugins.get("indexnow")
    if isinstance(options, dict) and (key := str(options.get("key", ""))):
        return key
    for path in sorted(site.files):
        key = path.removesuffix(".txt")
        if key != path and is_key(key) and "/" not in path:
            try:
                if site.opened.read(path, _KEY_BYTES).decode("utf-8", "replace").strip() == key:
                    return key
            except OSError:
                continue
    return ""


def index_now(to: str, key: str, base: str, changes: Sequence[Change]) -> Iterator[Message]:
    """Yield the messages for changed pages of the site at the address `base`."""
    at = base + file_of(key)
    meanings = {status: said.format(key=at) for status, said in _MEANINGS.items()}
    for begin in range(0, len(changes), _MOST_ADDRESSES):
        some = changes[begin : begin + _MOST_ADDRESSES]
        said = {
            "host": host_of(base),
            "key": key,
            "keyLocation": at,
            "urlList": [change.url for change in some],
        }
        yield Message(to, json.dumps(said).encode(), _JSON, tuple(some), meanings)


def web_sub(hub: str, changes: Sequence[Change]) -> Message:
    """Return the message for changed feeds.

    https://pubsubhubbub.github.io/PubSubHubbub/pubsubhubbub-core-0.3.html#rfc.section.7.1
    (2026-12-01): WebSub leaves it to hubs how they are notified, and they accept this form.
    """
    form = [("hub.mode", "publish"), *(("hub.url", change.url) for change in changes)]
    return Message(hub, urlencode(form).encode(), FORM, tuple(changes))
