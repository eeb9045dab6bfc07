"""The record of a site's mentions and their results."""

from pathlib import Path
from typing import Literal

import msgspec

from smoopt.web.told_record import ToldFile, ToldRecord

# The final result of a mention: accepted, refused, or no endpoint
Fate = Literal["sent", "refused", "no endpoint"]


class Told(msgspec.Struct, frozen=True):
    """The result of a mention, and the digest of the text when it was sent."""

    fate: Fate
    text: str


# By the mentioning page, and the mentioned page
SentMentions = ToldRecord[Told]


def read_sent(file: Path) -> SentMentions:
    """Read the record of mentions, empty where there is no file; raises ConfigError."""
    return ToldRecord(file, ToldFile[Told], "webmentions")
