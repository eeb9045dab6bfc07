"""Responses from elsewhere, as services export them, and what a page shows of them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import mf2py

from tests.support.configured import URL, Configured
from tests.support.runs import page

BREAD = f"{URL}bread.html"
DAY = "2026-03-04T05:06:07Z"
ARTICLE = (
    '<!doctype html>\n<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta property="article:published_time" content="2026-03-01">{head}</head><body><main>'
    '<article><h1>{title}</h1><p><time datetime="2026-03-01">1 March</time></p>'
    "<p>Flour, water and a day of time are all that it takes to bake.</p>{body}</article></main>"
    "</body></html>\n"
)


def article(title: str, language: str = "en", head: str = "", body: str = "") -> str:
    """Write an article."""
    return ARTICLE.format(title=title, language=language, head=head, body=body)


FILES = {
    "index.html": page("The mill"),
    "bread.html": article("Bread"),
    "rye.html": article("Rye"),
}


def mention(number: int, kind: str = "in-reply-to", **members: object) -> dict[str, object]:
    """Give a webmention as webmention.io exports it; of a member's name, `_` is `-`."""
    home = f"https://p{number}.example/"
    return {
        "type": "entry",
        "author": {"type": "card", "name": f"Person {number}", "photo": "", "url": home},
        "url": f"{home}{kind}",
        "published": DAY,
        "wm-received": DAY,
        "wm-id": number,
        "wm-source": f"{home}{kind}",
        "wm-target": BREAD,
        "wm-property": kind,
        "wm-private": False,
        **{name.replace("_", "-"): value for name, value in members.items()},
    }


def feed(*children: object) -> str:
    """Give an export of webmention.io."""
    return json.dumps({"type": "feed", "name": "Webmentions", "children": children})


def hacker_news(*children: object, url: str = BREAD) -> dict[str, object]:
    """Give a story as Algolia's search has it."""
    story = {"id": 1, "author": "ann", "type": "story", "title": "Bread", "url": url, "points": 9}
    return {**story, "created_at": DAY, "text": None, "children": list(children)}


def item(number: int, text: str | None, *children: object) -> dict[str, object]:
    """Give a comment as Algolia's search has it."""
    author = None if text is None else f"user{number}"
    said = {"id": number, "author": author, "type": "comment", "created_at": DAY, "text": text}
    return {**said, "children": list(children)}


def status(number: int, to: int, text: str, **members: object) -> dict[str, object]:
    """Give a status as Mastodon has it."""
    return {
        "id": str(number),
        "in_reply_to_id": str(to) if to else None,
        "url": f"https://social.example/@ann/{number}",
        "created_at": DAY,
        "visibility": "public",
        "spoiler_text": "",
        "content": f"<p>{text}</p>",
        "account": {
            "acct": f"user{number}",
            "display_name": f"User {number}",
            "url": f"https://social.example/@user{number}",
            "avatar_static": f"https://files.example/{number}.png",
        },
        **members,
    }


def mastodon(*descendants: object, **post: object) -> dict[str, object]:
    """Give the context of a post, with the members of the post beside it."""
    return {**post, "ancestors": [], "descendants": list(descendants)}


def skeet(number: int, text: str, *replies: object, **author: object) -> dict[str, object]:
    """Give a post of Bluesky with the replies to it."""
    named = {"did": f"did:plc:u{number}", "handle": f"user{number}.example", "displayName": ""}
    post = {
        "uri": f"at://did:plc:u{number}/app.bsky.feed.post/k{number}",
        "author": {**named, "avatar": f"https://cdn.example/{number}", **author},
        "record": {"$type": "app.bsky.feed.post", "text": text, "createdAt": DAY},
        "likeCount": 7,
        "repostCount": 3,
    }
    return {"$type": "app.bsky.feed.defs#threadViewPost", "post": post, "replies": list(replies)}


def remark(number: int, to: int, text: str, **members: object) -> dict[str, object]:
    """Give a comment as Lobsters has it."""
    return {
        "short_id": f"c{number}",
        "short_id_url": f"https://lobste.rs/c/c{number}",
        "url": f"https://lobste.rs/c/c{number}",
        "created_at": "2026-03-04T05:06:07.000-05:00",
        "is_deleted": False,
        "is_moderated": False,
        "parent_comment": f"c{to}" if to else None,
        "comment": f"<p>{text}</p>",
        "commenting_user": f"user{number}",
        **members,
    }


def lobsters(*comments: object) -> dict[str, object]:
    """Give a story of Lobsters."""
    address = "https://lobste.rs/s/abc"
    story = {"short_id": "abc", "short_id_url": address, "comments_url": f"{address}/bread"}
    return {**story, "url": BREAD, "score": 9, "comments": list(comments)}


class Talked(Configured):
    """A site with exports beside smoopt.toml: webmentions, and threads in a folder."""

    def __init__(
        self,
        folder: Path,
        mentions: str = "",
        threads: Mapping[str, object] | None = None,
        options: str = "",
        files: Mapping[str, str | bytes] = FILES,
    ) -> None:
        named = 'mentions = "mentions.json"\n' if mentions else ""
        table = '[[plugins.conversation.threads]]\nfile = "threads"\n' if threads else ""
        super().__init__(folder, files, "conversation", f"{named}{options}\n{table}")
        self.mentions = folder / "mentions.json"
        self.mentions.write_text(mentions)
        self.threads = folder / "threads"
        self.threads.mkdir()
        for name, thread in (threads or {}).items():
            (self.threads / name).write_text(json.dumps(thread))

    def entry(self, path: str = "bread.html") -> dict[str, Any]:
        """Give the properties of the page's h-entry, as mf2py reads it."""
        (found,) = mf2py.parse(doc=self.text(path), url=f"{URL}{path}")["items"]
        assert found["type"] == ["h-entry"]
        return dict(found["properties"])

    def replies(self, path: str = "bread.html") -> list[object]:
        """Give what replies say, each with those to it."""
        return said(self.entry(path).get("comment", []))


def said(comments: list[dict[str, Any]]) -> list[object]:
    """Give the words of comments, each with those of the comments on it."""
    found: list[object] = []
    for each in comments:
        assert each["type"] == ["h-cite"]
        properties = each["properties"]
        words = properties["content"][0]["value"] if "content" in properties else ""
        inner = said(properties.get("comment", []))
        found.append((words, inner) if inner else words)
    return found


# Hostile texts


def hostile_mentions(texts: Sequence[str]) -> str:
    """Give an export of webmention.io whose entries say each text wherever they may."""
    kinds = ("in-reply-to", "like-of", "repost-of", "bookmark-of", "mention-of")
    entries = list[object]()
    for number, text in enumerate(texts):
        said: dict[str, object] = {
            "content": {"html": text, "text": text},
            "name": text,
            "published": text,
            "author": {"name": text, "url": text, "photo": text},
            "wm_target": f"{URL}a.html",
            "url": text if number % 2 else f"https://p.example/{text}",
        }
        entries += [mention(number, kind, **said) for kind in kinds]
    return feed(*entries)


def hostile_threads(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give a thread of each kind whose replies say each text wherever they may, by name."""
    statuses, skeets, remarks, items = [], [], [], []
    for number, text in enumerate(texts):
        account = {"display_name": text, "acct": text, "url": text, "avatar": text}
        warned = {"spoiler_text": text if number % 2 else "", "created_at": text}
        statuses.append(status(number, 0, text, account=account, **warned))
        skeets.append(skeet(number, text, handle=text, displayName=text, avatar=text))
        record: Any = skeets[-1]["post"]
        index = {"byteStart": 0, "byteEnd": len(text.encode(errors="replace"))}
        record["record"]["facets"] = [{"index": index, "features": [{"uri": text}]}]
        remarks.append(remark(number, 0, text, commenting_user=text, url=text, created_at=text))
        items.append({**item(number + 9, text), "author": text, "created_at": text})
    threads: dict[str, object] = {
        "mastodon": mastodon(*statuses, id="x", url=texts[0]),
        "bluesky": {"thread": skeet(0, texts[0], *skeets)},
        "lobsters": {**lobsters(*remarks), "comments_url": texts[0]},
        "hacker_news": hacker_news(*items),
    }
    yield from ((name, json.dumps(thread)) for name, thread in threads.items())
