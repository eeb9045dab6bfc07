"""The places where pages are discussed, and their names."""

from smoopt.builtin.conversation.responses import Place
from smoopt.model.web_address import host_of

_NAMES = {
    "bsky.app": "Bluesky",
    "lobste.rs": "Lobsters",
    "news.ycombinator.com": "Hacker News",
    "reddit.com": "Reddit",
    "old.reddit.com": "Reddit",
    "tildes.net": "Tildes",
    "github.com": "GitHub",
    "linkedin.com": "LinkedIn",
    "threads.net": "Threads",
    "x.com": "X",
}


def place_at(url: str, origin: str = "") -> Place:
    """Return the place at an address, named after the service, else after its host."""
    host = host_of(url).rpartition("@")[2].removeprefix("www.")
    return Place(url, _NAMES.get(host, host), origin)
