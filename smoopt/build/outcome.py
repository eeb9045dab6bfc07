"""`Outcome`: what became of one page."""

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from smoopt.build.given_files import WITHDRAWN, refusal
from smoopt.html.marks import original
from smoopt.html.skip import Skip
from smoopt.model.edits import Edit, File
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding, Place

Status = Literal["changed", "unchanged", "skipped", "failed"]


class Outcome(msgspec.Struct, frozen=True):
    """What became of one page.

    `data` is what its file should hold; for a failed page that is what it holds. `added` counts
    the bytes that smoopt's edits add to the author's page, `surveyed` is what each plugin has to
    say of it to other pages, packed.
    """

    path: str
    status: Status
    data: bytes
    skip: Skip | None = None
    facts: Facts = Facts()
    edits: tuple[Edit, ...] = ()
    files: tuple[File, ...] = ()
    findings: tuple[Finding, ...] = ()
    added: int = 0
    surveyed: Mapping[str, bytes] = {}

    def unwritten(self, data: bytes, why: Finding) -> "Outcome":
        """Return the outcome of a page that could not be written; a failed one keeps its reason."""
        if self.status == "failed":
            return self
        return Outcome(self.path, "failed", data, findings=(*self.findings, why))


def withdrawn(path: str, data: bytes, findings: Iterable[Finding]) -> Outcome:
    """Return the outcome for a page whose file is refused: the page as its author wrote it."""
    was = original(data)
    return Outcome(path, "failed", data if was is None else was, findings=tuple(findings))


def accepted(outcome: Outcome, data: bytes, refused: Mapping[str, str]) -> Outcome:
    """Return the outcome for a page, given the paths at which files are refused, with reasons."""
    found = [
        refusal(file.plugin, file.path, refused[file.path], Place(outcome.path), WITHDRAWN)
        for file in outcome.files
        if file.path in refused
    ]
    return withdrawn(outcome.path, data, found) if found else outcome
