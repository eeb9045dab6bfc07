"""The headings of responses in the language of a page."""

from functools import cache
from pathlib import Path

import msgspec

from smoopt.builtin.conversation.responses import Kind


class TalkWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The texts of a language; `{name}` stands for the name of a place elsewhere."""

    heading: str
    reply: str
    like: str
    repost: str
    bookmark: str
    mention: str
    discuss: str
    more: str

    def kind(self, kind: Kind) -> str:
        """Return the heading of the responses of a kind."""
        said: str = getattr(self, kind)
        return said


@cache
def talk_words() -> dict[str, TalkWords]:
    """Read the texts, by language (BCP 47)."""
    data = (Path(__file__).parent / "words.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, TalkWords])
