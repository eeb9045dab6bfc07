"""A thread of Hacker News, from Algolia's search: `https://hn.algolia.com/api/v1/items/ID`.

https://hn.algolia.com/api (2026-12-01)
"""

from urllib.parse import quote

from smoopt.builtin.conversation.exports.loose_data import (
    Record,
    date,
    in_order,
    number,
    records,
    text,
)
from smoopt.builtin.conversation.responses import Response, Thread
from smoopt.builtin.conversation.strangers_text import from_html, plain_words, web_link

_HOME = "https://news.ycombinator.com"


def knows(value: Record) -> bool:
    """Return whether a value is an item, by its members."""
    return {"children", "author", "id", "type"} <= value.keys() and "short_id" not in value


def read(value: Record, longest: int) -> Thread:
    """Read an item: a story, or a comment about a page."""
    found = in_order(
        records(value.get("children")),
        lambda each: records(each.get("children")),
        lambda each: _response(each, longest),
    )
    about = web_link(value.get("url"))
    return Thread(url=_address(value), about=(about,) if about else (), replies=tuple(found))


def _address(item: Record) -> str:
    known = number(item.get("id"))
    return f"{_HOME}/item?id={known}" if known else ""


def _response(item: Record, longest: int) -> Response | None:
    name, url = plain_words(item.get("author")), _address(item)
    said = from_html(item.get("text"), longest)
    # A deleted comment has neither.
    if not (name and url and said):
        return None
    return Response(
        kind="reply",
        url=url,
        author=name,
        author_url=f"{_HOME}/user?id={quote(name, '')}",
        published=date(item.get("created_at")),
        said=said,
        origin=text(item.get("id")),
    )
