"""A thread as exported by Lobsters: a story's address followed by `.json`.

https://github.com/lobsters/lobsters/blob/main/app/models/story.rb and comment.rb (2026-12-01)
"""

from urllib.parse import quote

from smoopt.builtin.conversation.exports.loose_data import (
    Record,
    date,
    in_order_by_parent,
    record,
    records,
    text,
)
from smoopt.builtin.conversation.responses import Response, Thread
from smoopt.builtin.conversation.strangers_text import from_html, plain_words, web_link

_HOME = "https://lobste.rs"


def knows(value: Record) -> bool:
    """Return whether a value is a story, by its members."""
    return "short_id_url" in value and isinstance(value.get("comments"), list)


def read(value: Record, longest: int) -> Thread:
    """Read a story."""
    replies = records(value.get("comments"))
    found = in_order_by_parent(
        replies, "short_id", "parent_comment", lambda each: _response(each, longest)
    )
    about = web_link(value.get("url"))
    address = web_link(value.get("comments_url")) or web_link(value.get("short_id_url"))
    return Thread(url=address, about=(about,) if about else (), replies=tuple(found))


def _response(comment: Record, longest: int) -> Response | None:
    user = comment.get("commenting_user")
    # Older exports have all data on the author here.
    name = plain_words(record(user).get("username") if isinstance(user, dict) else user)
    url = web_link(comment.get("url")) or web_link(comment.get("short_id_url"))
    if comment.get("is_deleted") or comment.get("is_moderated") or not (name and url):
        return None
    return Response(
        kind="reply",
        url=url,
        author=name,
        author_url=f"{_HOME}/~{quote(name)}",
        published=date(comment.get("created_at")),
        said=from_html(comment.get("comment"), longest),
        origin=text(comment.get("short_id")),
    )
