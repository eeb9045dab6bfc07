"""Received webmentions, as exported by webmention.io in JF2.

https://github.com/aaronpk/webmention.io#api (2026-12-01)
"""

from collections.abc import Mapping
from typing import NamedTuple

from smoopt.builtin.backlinks.webmention_export import Entry, Export
from smoopt.builtin.conversation.exports.loose_data import Record, date, record, text
from smoopt.builtin.conversation.responses import Kind, Response
from smoopt.builtin.conversation.strangers_text import (
    from_html,
    from_text,
    plain_words,
    web_link,
)
from smoopt.model.web_address import host_of
from smoopt.site.wrong_settings import convert

_KINDS: Mapping[str, Kind] = {
    "in-reply-to": "reply",
    "like-of": "like",
    "repost-of": "repost",
    "bookmark-of": "bookmark",
    "mention-of": "mention",
}
_TITLE = 120


class Mention(NamedTuple):
    """A response, and the address that it responds to."""

    target: str
    response: Response


def knows(value: Record) -> bool:
    """Return whether a value is a JF2 feed, by its members."""
    return "children" in value and value.get("type") == "feed"


def read(value: Record, longest: int, name: str) -> list[Mention]:
    """Read a feed; raises ConfigError, with the file's name, if it is not one."""
    found = (_mention(entry, longest) for entry in convert(value, Export, name).children)
    return [mention for mention in found if mention is not None]


def _mention(entry: Entry, longest: int) -> Mention | None:
    kind, url = _KINDS.get(entry.wm_property or ""), web_link(entry.address)
    if kind is None or entry.wm_private or not (url and entry.target):
        return None
    author = record(entry.author)
    home = web_link(author.get("url"))
    name = plain_words(author.get("name") or entry.author)
    content = entry.content if isinstance(entry.content, dict) else {"text": entry.content}
    said = from_html(content.get("html"), longest) or from_text(content.get("text"), longest)
    title = plain_words(entry.title, _TITLE)
    response = Response(
        kind=kind,
        url=url,
        author=name or host_of(home or url).removeprefix("www."),
        author_url=home,
        photo=web_link(author.get("photo")),
        published=date(entry.published) or date(entry.wm_received),
        title=title if kind in {"mention", "bookmark"} and title != name else "",
        # The text of a mentioning page is too long for a list: its title and a link suffice.
        said=said if kind == "reply" else (),
        origin=text(entry.wm_id) or url,
    )
    return Mention(entry.target, response)
