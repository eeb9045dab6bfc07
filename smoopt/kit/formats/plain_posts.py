"""The kit as plain values, for JSON."""

from collections.abc import Iterable, Iterator

from smoopt.kit.announcement import Announcement
from smoopt.kit.post import Post


def plain_posts(kit: Iterable[Announcement]) -> list[dict[str, object]]:
    """Return all articles with their posts, as values that JSON can hold."""
    return [
        {
            "page": each.due.article.path,
            "address": each.due.article.address,
            "title": each.due.article.title,
            "why": each.due.why,
            "published": each.due.article.published,
            "at": each.at.isoformat() if each.at else "",
            "posts": list(_posts(each.posts)),
            "without": list(each.without),
        }
        for each in kit
    ]


def _posts(posts: Iterable[Post]) -> Iterator[dict[str, object]]:
    for post in posts:
        picture = post.picture
        yield {
            "network": post.network.name,
            "parts": [
                {"name": part.name, "text": part.text, "length": part.length, "limit": part.limit}
                for part in post.parts
            ],
            "link": post.link,
            "hashtags": list(post.hashtags),
            "picture": {"url": picture.url, "file": picture.file, "alt": picture.alt}
            if picture
            else None,
            "notes": list(post.notes),
        }
