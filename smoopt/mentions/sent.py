"""What was sent of a site's mentions, and what became of each."""

from pathlib import Path
from typing import Literal

import msgspec

from smoopt.build.memory.record_file import read_record, write_record
from smoopt.mentions.outbound_links import Mention

# What became of a mention for good: taken, not wanted, or nobody there who takes any.
Fate = Literal["sent", "refused", "no endpoint"]


class Told(msgspec.Struct, frozen=True):
    """What became of a mention, and the digest of the text that mentioned."""

    fate: Fate
    text: str


class _File(msgspec.Struct, frozen=True):
    """All of it, by the page that mentions and the page that is mentioned."""

    told: dict[str, dict[str, Told]]
    version: Literal[1] = 1


class Sent:
    """What became of the mentions of a site."""

    def __init__(self, file: Path) -> None:
        """Read the file, which need not exist; raises SiteError for one that is something else."""
        self._file = file
        found = read_record(file, _File, "webmentions", "all would be sent again")
        self.told: dict[str, dict[str, Told]] = {} if found is None else found.told

    def know(self, mention: Mention, told: Told | None) -> None:
        """Keep what became of a mention, None for one that is no more; raises OSError."""
        of_page = self.told.setdefault(mention.source, {})
        if told is None:
            of_page.pop(mention.target, None)
        else:
            of_page[mention.target] = told
        if not of_page:
            del self.told[mention.source]
        self.save()

    def save(self) -> None:
        """Write the file; raises OSError."""
        write_record(self._file, _File(self.told))
