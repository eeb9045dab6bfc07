"""`Post`: what to post to one network about an article, within the network's limits."""

import msgspec

from smoopt.kit.post_networks import PostNetwork
from smoopt.kit.text_length import Limit
from smoopt.model.facts import Image


class Part(msgspec.Struct, frozen=True):
    """A text to be copied: its name, how long it is as the network counts, and how it may be."""

    name: str
    text: str
    length: int
    limit: int


class Post(msgspec.Struct, frozen=True):
    """What to post to a network: one text, those of a thread, or a title.

    `link` is the address that readers come by; it stands in the text, or is a field of its own
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
        """All of its texts."""
        return "\n\n".join(part.text for part in self.parts)

    @property
    def is_thread(self) -> bool:
        """Whether it is several posts that follow each other."""
        return len(self.parts) > 1 and self.parts[0].name != "title"


def part(name: str, text: str, limit: Limit, link: str = "") -> Part:
    """Measure a text."""
    return Part(name, text, limit.length(text, link), limit.most)
