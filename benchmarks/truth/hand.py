"""Right answers that were read off the pages, for what authors hardly ever state."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
from cells import SILENT, Verdict
from packages import Package
from said import Page, Said

_ANSWERS = Path(__file__).with_name("hand.toml")
FIELDS = ("title", "kind", "site_name", "published", "authors")
BY, UNREAD = "by hand", "description not read"


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is right for one page; where nothing stands, nothing is.

    `digest` is that of the page's bytes: another version of it has to be read anew. Descriptions
    have no one right answer: `fit` and `unfit` are those that were read.
    """

    site: str
    path: str
    digest: str
    title: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    site_name: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    fit: tuple[str, ...] = ()
    unfit: tuple[str, ...] = ()


class _Answers(msgspec.Struct, frozen=True):
    page: tuple[Answer, ...]


def answers(package: Package, root: Path) -> dict[str, Answer]:
    """Give the answers for a package's pages, by path, where these are the pages that were read."""
    every = msgspec.toml.decode(_ANSWERS.read_bytes(), type=_Answers).page
    ours = (answer for answer in every if answer.site == package.key)
    return {one.path: one for one in ours if digest(root / one.path) == one.digest}


def digest(file: Path) -> str:
    """Give a short digest of a file, or "" where there is none."""
    return sha256(file.read_bytes()).hexdigest()[:12] if file.is_file() else ""


def verdicts(answer: Answer, page: Page) -> Iterator[Verdict]:
    """Judge what smoopt says of a page that was read."""
    for field in FIELDS:
        said, right = page.get(field, SILENT), getattr(answer, field)
        yield Verdict(BY, answer.site, answer.path, field, said, right)
    yield _description(answer, page.get("description", SILENT))


def _description(answer: Answer, said: Said) -> Verdict:
    """Judge a description by those that were read; one that was not is counted by itself."""
    is_read = not said.values or said.values[0] in answer.fit + answer.unfit
    field = "description" if is_read else UNREAD
    return Verdict(BY, answer.site, answer.path, field, said, answer.fit)
