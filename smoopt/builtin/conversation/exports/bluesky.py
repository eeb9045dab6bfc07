"""A thread as exported by Bluesky: the response of `app.bsky.feed.getPostThread`.

https://docs.bsky.app/docs/api/app-bsky-feed-get-post-thread (2026-12-01)
"""

from collections.abc import Iterator

from smoopt.builtin.conversation.exports.loose_data import (
    Record,
    date,
    in_order,
    number,
    record,
    records,
    text,
)
from smoopt.builtin.conversation.responses import Response, Thread
from smoopt.builtin.conversation.strangers_text import from_html, plain_words, web_link
from smoopt.html import markup

# The label of accounts that only signed-in users may see:
# https://docs.bsky.app/docs/advanced-guides/resolving-identities (2026-12-01)
_SIGNED_IN = "!no-unauthenticated"


def knows(value: Record) -> bool:
    """Return whether a value is such a response, by the post in it."""
    return bool(record(value, "thread", "post"))


def read(value: Record, longest: int) -> Thread:
    """Read a response."""
    thread = record(value, "thread")
    post = record(thread, "post")
    found = in_order(
        records(thread.get("replies")),
        lambda each: records(each.get("replies")),
        lambda each: _response(record(each, "post"), longest),
    )
    return Thread(
        url=_address(post),
        about=tuple(_links(post)),
        replies=tuple(found),
        likes=number(post.get("likeCount")),
        reposts=number(post.get("repostCount")),
    )


def _address(post: Record) -> str:
    """Return the web address of a post, whose `at://` address names an account that may move."""
    did, key = text(record(post, "author").get("did")), text(post.get("uri")).rpartition("/")[2]
    return web_link(f"https://bsky.app/profile/{did}/post/{key}") if did and key else ""


def _response(post: Record, longest: int) -> Response | None:
    author, said = record(post, "author"), record(post, "record")
    url = _address(post)
    handle = plain_words(author.get("handle"))
    name = plain_words(author.get("displayName")) or handle
    labels = {text(each.get("val")) for each in records(author.get("labels"))}
    if not (url and name) or _SIGNED_IN in labels:
        return None
    return Response(
        kind="reply",
        url=url,
        author=name,
        author_url=web_link(f"https://bsky.app/profile/{text(author.get('did'))}"),
        photo=web_link(author.get("avatar")),
        published=date(said.get("createdAt")),
        said=from_html(_as_html(said), longest),
        origin=text(post.get("uri")),
    )


def _as_html(said: Record) -> str:
    """Return a post's text as HTML, with its links, which are facets by byte offsets in UTF-8.

    https://docs.bsky.app/docs/advanced-guides/post-richtext (2026-12-01)
    """
    words = text(said.get("text")).encode(errors="replace")
    links = sorted(_facets(said, len(words)))
    written, at = "", 0
    for start, end, href in links:
        if start < at:
            continue
        linked = markup.element("a", {"href": href}, _escaped(words[start:end]))
        written += _escaped(words[at:start]) + linked
        at = end
    written += _escaped(words[at:])
    return f"<p>{written}</p>".replace("\n\n", "</p><p>").replace("\n", "<br>")


def _escaped(words: bytes) -> str:
    return markup.text(words.decode(errors="replace"))


def _facets(said: Record, length: int) -> Iterator[tuple[int, int, str]]:
    for facet in records(said.get("facets")):
        index = record(facet, "index")
        start, end = number(index.get("byteStart")), number(index.get("byteEnd"))
        for feature in records(facet.get("features")):
            href = web_link(feature.get("uri"))
            if href and start < end <= length:
                yield start, end, href


def _links(post: Record) -> Iterator[str]:
    """Yield the addresses that a post links to: its card's, and those in its text."""
    said = record(post, "record")
    if card := web_link(record(said, "embed", "external").get("uri")):
        yield card
    words = text(said.get("text")).encode(errors="replace")
    yield from (href for _, _, href in _facets(said, len(words)))
