"""What was sent of a site's mentions, and what became of each."""

from pathlib import Path
from typing import Literal

import msgspec

from smoopt.web.told_record import ToldFile, ToldRecord

# What became of a mention for good: taken, not wanted, or nobody there who takes any.
Fate = Literal["sent", "refused", "no endpoint"]


class Told(msgspec.Struct, frozen=True):
    """What became of a mention, and the digest of the text that mentioned."""

    fate: Fate
    text: str


# By the page that mentions, and the page that is mentioned.
SentMentions = ToldRecord[Told]


def read_sent(file: Path) -> SentMentions:
    """Read what was sent, nothing where there is no file; raises ConfigError."""
    return ToldRecord(file, ToldFile[Told], "webmentions")
