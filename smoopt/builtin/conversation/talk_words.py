"""What stands above responses, in the language of a page."""

from functools import cache
from pathlib import Path

import msgspec

from smoopt.builtin.conversation.responses import Kind


class TalkWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of a language; `{name}` is what a place elsewhere is called."""

    heading: str
    reply: str
    like: str
    repost: str
    bookmark: str
    mention: str
    discuss: str
    more: str

    def kind(self, kind: Kind) -> str:
        """Give the heading over the responses of a kind."""
        said: str = getattr(self, kind)
        return said


@cache
def talk_words() -> dict[str, TalkWords]:
    """Read the words, by language (BCP 47)."""
    data = (Path(__file__).parent / "words.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, TalkWords])
