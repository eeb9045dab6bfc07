"""`Post`: what to post to one network about an article, within the network's limits."""

import msgspec

from smoopt.kit.post_networks import PostNetwork
from smoopt.kit.text_length import Limit
from smoopt.model.facts import Image


class Part(msgspec.Struct, frozen=True):
    """A text to copy: its name, its length as the network counts it, and its maximum length."""

    name: str
    text: str
    length: int
    limit: int


class Post(msgspec.Struct, frozen=True):
    """What to post to a network: one text, the texts of a thread, or a title.

    `link` is the address for readers to follow; it stands in the text, or is a field of its own
    where the network has it `apart`. `notes` say what was left out, and why.
    """

    network: PostNetwork
    parts: tuple[Part, ...]
    link: str
    hashtags: tuple[str, ...] = ()
    picture: Image | None = None
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All texts of the post, separated by blank lines."""
        return "\n\n".join(part.text for part in self.parts)

    @property
    def is_thread(self) -> bool:
        """Whether the post is a thread of several posts."""
        return len(self.parts) > 1 and self.parts[0].name != "title"


def part(name: str, text: str, limit: Limit, link: str = "") -> Part:
    """Make a part of a text, measured against its limit."""
    return Part(name, text, limit.length(text, link), limit.most)
