"""Counting: how often smoopt is right, wrong and silent about a field."""

from collections.abc import Sequence
from typing import NamedTuple

from comparing import is_right
from said import Said

SILENT = Said((), "")


class Verdict(NamedTuple):
    """One field of one page: what smoopt says, what is right, and whether they agree.

    `by` says whose answer it is, and what was left of the page: "given", "visible" or "by hand".
    """

    by: str
    site: str
    path: str
    field: str
    said: Said
    right: tuple[str, ...]

    @property
    def is_silent(self) -> bool:
        """Whether smoopt says nothing."""
        return not self.said.values

    @property
    def is_wrong(self) -> bool:
        """Whether smoopt says anything that is not right."""
        return not self.is_silent and not is_right(self.field, self.said.values, self.right)

    @property
    def is_right(self) -> bool:
        """Whether smoopt says something, and only what is right."""
        return not self.is_silent and not self.is_wrong

    def __str__(self) -> str:
        """Say what a developer needs to mend it."""
        said, right = "; ".join(self.said.values), " | ".join(self.right) or "(nothing)"
        return (
            f"{self.site}: {self.path}\n  said   {said}\n  right  {right}\n"
            f"  from   {self.said.because}"
        )


def row(found: Sequence[Verdict]) -> list[str]:
    """Give right and wrong in % of the pages, and how many there are."""
    if not found:
        return ["–", "–", "0"]
    parts = (sum(one.is_right for one in found), sum(one.is_wrong for one in found))
    return [*(f"{100 * part / len(found):.0f}" for part in parts), f"{len(found):,}"]
