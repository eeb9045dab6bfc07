"""Lists of responses in the page, for people and for parsers of microformats.

A response is an h-cite, in the property of the page's h-entry for its kind:
https://indieweb.org/comments-presentation, https://indieweb.org/like and
https://microformats.org/wiki/h-cite (2026-12-01).
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

import msgspec

from smoopt.builtin.conversation.responses import Block, Kind, Piece, Place, Response, Talk
from smoopt.html import markup
from smoopt.model.local_date import local_date
from smoopt.model.web_address import host_of

# https://developers.google.com/search/docs/crawling-indexing/qualify-outbound-links (2026-12-01)
_REL = "nofollow ugc"
# Of these kinds, only the people are named.
_NAMED = frozenset({"like", "repost"})
_PROPERTIES = {"reply": "u-comment"}
_NO_MORE: Mapping[str, str | bool | None] = {}


class Picture(msgspec.Struct, frozen=True):
    """A picture of somebody, as the page refers to it."""

    href: str


class Shown(msgspec.Struct, frozen=True):
    """How a page shows responses: its language, the depth of nested replies, and whether as XML.

    `picture` finds a respondent's picture, if the site has one; `last` means the end of the
    body, outside the page's own margins.
    """

    language: str
    deepest: int
    xhtml: bool
    picture: Callable[[Response], Picture | None]
    last: bool = False


def listed(talk: Talk, kind: Kind, how: Shown) -> str:
    """Return the list of responses of a kind; "" if there are none to show."""
    if kind == "reply":
        return _replies(talk, how)
    return (_names if kind in _NAMED else _list)(talk.of(kind), kind, how)


def places_line(
    said: str, places: Sequence[Place], more: Mapping[str, str | bool | None] = _NO_MORE
) -> str:
    """Return links to the places where a page is discussed; "" if there are none."""
    links = (
        markup.anchor(each.url, {}, markup.text(said.replace("{name}", each.name)))
        for each in places
    )
    joined = " · ".join(links)
    return markup.element("p", {"class": "smoopt-places", **more}, joined) if joined else ""


def _classes(kind: Kind) -> str:
    return f"{_PROPERTIES.get(kind, f'u-{kind}')} h-cite"


def _names(responses: Sequence[Response], kind: Kind, how: Shown) -> str:
    items = (
        markup.element(
            "li",
            {"class": _classes(kind)},
            _link(each.url, {"class": "u-url"}, _person(each, "span", {}, how)),
        )
        for each in responses
    )
    joined = "".join(items)
    return markup.element("ul", {"class": "smoopt-people"}, joined) if joined else ""


def _list(responses: Sequence[Response], kind: Kind, how: Shown) -> str:
    items = []
    for each in responses:
        title = markup.element("bdi", {}, markup.text(each.title or host_of(each.url)))
        link = _link(each.url, {"class": "u-url p-name"}, title)
        parts = [link, _person(each, "span", {}, how), _time(each, how)]
        joined = " · ".join(part for part in parts if part)
        items.append(markup.element("li", {"class": _classes(kind)}, joined))
    return markup.element("ul", {"class": "smoopt-pages"}, *items) if items else ""


def _replies(talk: Talk, how: Shown) -> str:
    """Return the replies, each with its replies in a nested list, down to the deepest level.

    Deeper replies name the person that they answer.
    """
    lists: list[list[str]] = [[]]
    above: list[str] = []
    for each in talk.of("reply"):
        del above[each.depth :]
        depth = min(each.depth, how.deepest - 1, len(lists) if lists[-1] else len(lists) - 1)
        while len(lists) - 1 > depth:
            _close(lists)
        if depth > len(lists) - 1:
            lists.append([])
        to = above[-1] if above and each.depth > depth else ""
        lists[-1].append(_reply(each, to, how))
        above.append(each.author)
    while len(lists) > 1:
        _close(lists)
    return _nested(lists[0]) if lists[0] else ""


def _close(lists: list[list[str]]) -> None:
    """Put the innermost list into the reply that it belongs to."""
    inner = lists.pop()
    lists[-1][-1] += _nested(inner)


def _nested(items: Sequence[str]) -> str:
    written = (
        f"{markup.start_tag('li', {'class': _classes('reply')})}{each}</li>" for each in items
    )
    return markup.element("ol", {"class": "smoopt-replies"}, *written)


def _reply(reply: Response, to: str, how: Shown) -> str:
    by = _person(reply, "a", {"href": reply.author_url or None, "rel": _REL}, how)
    whom = f"@{markup.element('bdi', {}, markup.text(to))} " if to else ""
    when = _time(reply, how) or markup.text(host_of(reply.url))
    link = _link(reply.url, {"class": "u-url"}, when)
    head = markup.element("p", {"class": "smoopt-by"}, f"{by} {whom}{link}")
    body = "".join(_block(each, how) for each in reply.said)
    return head + (
        markup.element("div", {"class": "e-content", "dir": "auto"}, body) if body else ""
    )


def _link(url: str, attributes: dict[str, str | bool | None], inner: str) -> str:
    return markup.anchor(url, {**attributes, "rel": _REL}, inner)


def _person(each: Response, tag: str, attributes: dict[str, str | None], how: Shown) -> str:
    """Return the name of a respondent, linked if there is an address."""
    if not attributes.get("href"):
        tag, attributes = "span", {}
    picture = how.picture(each)
    image = "" if picture is None else _image(picture, how)
    name = markup.element("bdi", {"class": "p-name"}, markup.text(each.author))
    return markup.element(tag, {**attributes, "class": "p-author h-card"}, image, name)


def _image(picture: Picture, how: Shown) -> str:
    size = "32"
    attributes: dict[str, str | bool | None] = {
        "class": "u-photo",
        "src": picture.href,
        "alt": "",
        "loading": "lazy",
        "width": size,
        "height": size,
    }
    return markup.start_tag("img", attributes, void=True, xhtml=how.xhtml)


def _time(each: Response, how: Shown) -> str:
    if not each.published:
        return ""
    day = local_date(each.published, how.language or "en")
    attributes = {"class": "dt-published", "datetime": each.published}
    return markup.element("time", attributes, markup.text(day))


def _block(block: Block, how: Shown) -> str:
    inner = "".join(
        _linked(href, [*pieces], block, how)
        for href, pieces in groupby(block.pieces, lambda each: each.href)
    )
    if block.kind == "pre":
        return markup.element("pre", {}, markup.element("code", {}, inner))
    paragraph = markup.element("p", {}, inner)
    return paragraph if block.kind == "p" else markup.element(block.kind, {}, paragraph)


def _linked(href: str, pieces: Sequence[Piece], block: Block, how: Shown) -> str:
    inner = "".join(_marked(piece, block, how) for piece in pieces)
    return _link(href, {}, inner) if href else inner


def _marked(piece: Piece, block: Block, how: Shown) -> str:
    if piece.text == "\n" and block.kind != "pre":
        return markup.start_tag("br", {}, void=True, xhtml=how.xhtml)
    written = markup.text(piece.text)
    for tag in piece.marks.split():
        written = markup.element(tag, {}, written)
    return written
