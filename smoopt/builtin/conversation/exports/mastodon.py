"""A thread as exported by Mastodon: the context of a post, with the post itself if included.

https://docs.joinmastodon.org/methods/statuses/#context and
https://docs.joinmastodon.org/entities/Status/ (2026-12-01)
"""

from collections.abc import Iterator

import turbohtml

from smoopt.builtin.conversation.exports.loose_data import (
    Record,
    date,
    in_order_by_parent,
    number,
    record,
    records,
    text,
)
from smoopt.builtin.conversation.responses import Response, Thread
from smoopt.builtin.conversation.strangers_text import (
    from_html,
    from_text,
    plain_words,
    web_link,
)
from smoopt.model.faults import guarded

# Posts that everybody may read. An export made with a token includes others.
_FOR_ALL = frozenset({"public", "unlisted"})


def knows(value: Record) -> bool:
    """Return whether a value is a context, by its members."""
    return isinstance(value.get("descendants"), list) and isinstance(value.get("ancestors"), list)


def read(value: Record, longest: int) -> Thread:
    """Read a context; the post is in the same record, or it is the first ancestor."""
    ancestors, replies = records(value.get("ancestors")), records(value.get("descendants"))
    if text(value.get("id")):
        post = value
    elif ancestors:
        # The context of a reply lacks replies to other posts in its thread.
        post, replies = ancestors[0], [*ancestors[1:], *replies]
    else:
        post = {}
    found = in_order_by_parent(
        replies, "id", "in_reply_to_id", lambda each: _response(each, longest)
    )
    return Thread(
        url=web_link(post.get("url")),
        about=tuple(_links(post)),
        replies=tuple(found),
        likes=number(post.get("favourites_count")),
        reposts=number(post.get("reblogs_count")),
    )


def _response(status: Record, longest: int) -> Response | None:
    account, url = record(status, "account"), web_link(status.get("url"))
    name = plain_words(account.get("display_name")) or plain_words(account.get("acct"))
    if text(status.get("visibility")) not in _FOR_ALL or not (url and name):
        return None
    # Text behind a content warning should not be read without it.
    warning = from_text(status.get("spoiler_text"), longest)
    return Response(
        kind="reply",
        url=url,
        author=name,
        author_url=web_link(account.get("url")),
        photo=web_link(account.get("avatar_static")) or web_link(account.get("avatar")),
        published=date(status.get("created_at")),
        said=warning or from_html(status.get("content"), longest),
        origin=text(status.get("id")),
    )


def _links(post: Record) -> Iterator[str]:
    """Yield the addresses that a post links to: its card's, and those in its text."""
    if card := web_link(record(post, "card").get("url")):
        yield card
    html = text(post.get("content"))
    links = guarded(lambda: turbohtml.parse(html).find_all("a"), lambda _: [])
    for link in links if html else ():
        # Mentions and hashtags link to the server, not to the topic of the post.
        if "mention" not in (link.attr("class") or "").split() and (
            url := web_link(link.attr("href"))
        ):
            yield url
