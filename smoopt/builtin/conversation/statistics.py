"""Responses in terms of schema.org: how many there are, and the replies that a page shows.

https://developers.google.com/search/docs/appearance/structured-data/discussion-forum and
https://schema.org/InteractionCounter (2026-12-01)
"""

from collections.abc import Iterator

from smoopt.builtin.conversation.responses import Kind, Response, Talk
from smoopt.builtin.conversation.strangers_text import web_link
from smoopt.html.markup import JSON
from smoopt.model.facts import Fact, Member

_ACTIONS: dict[Kind, str] = {
    "like": "LikeAction",
    "reply": "CommentAction",
    "repost": "ShareAction",
    "bookmark": "BookmarkAction",
}
# More text than this is left to the page: what comes before a theme's own tags must be short.
_LONGEST = 3000


def statistics(talk: Talk, discuss: Fact[tuple[str, ...]] | None) -> Iterator[Member]:
    """Yield the number of responses, the first replies, and where the discussion goes on.

    `discuss` are addresses that the page's author names; a known thread takes precedence.
    """
    if not talk.counts and not talk.places and discuss is None:
        return
    why = f"responses in {', '.join(talk.files)}"
    counters = [
        _counter(action, talk.counts[kind])
        for kind, action in _ACTIONS.items()
        if kind in talk.counts
    ]
    if counters:
        yield Member("interactionStatistic", counters, why)
    if replies := talk.counts.get("reply", 0):
        yield Member("commentCount", replies, why)
    if comments := _comments(talk):
        yield Member("comment", comments, why)
    if talk.places:
        yield Member("discussionUrl", talk.places[0].url, talk.places[0].origin)
    elif discuss is not None and (url := web_link(discuss.value[0])):
        yield Member("discussionUrl", url, discuss.because)


def _counter(action: str, count: int) -> JSON:
    return {
        "@type": "InteractionCounter",
        "interactionType": f"https://schema.org/{action}",
        "userInteractionCount": count,
    }


def _comments(talk: Talk) -> list[JSON]:
    """Return the first replies, each nested in the one that it answers.

    Google requires text, author and date of each; a reply without one of them is left out, with
    its replies.
    """
    found: list[JSON] = []
    lists = [found]
    room = _LONGEST
    for reply in talk.of("reply"):
        if reply.depth >= len(lists):
            continue
        del lists[reply.depth + 1 :]
        room -= len(reply.text)
        if room < 0:
            break
        if not (reply.text and reply.published):
            continue
        inner: list[JSON] = []
        node = _comment(reply)
        lists[-1].append(node)
        node["comment"] = inner
        lists.append(inner)
    return [_without_empty(node) for node in found]


def _comment(reply: Response) -> dict[str, JSON]:
    author: dict[str, JSON] = {"@type": "Person", "name": reply.author}
    if reply.author_url:
        author["url"] = reply.author_url
    return {
        "@type": "Comment",
        "text": reply.text,
        "author": author,
        "datePublished": reply.published,
        "url": reply.url,
    }


def _without_empty(value: JSON) -> JSON:
    if isinstance(value, list):
        return [_without_empty(each) for each in value]
    if isinstance(value, dict):
        return {name: _without_empty(each) for name, each in value.items() if each != []}
    return value
