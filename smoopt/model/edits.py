"""`Edit` says what changes in a page; `source_text.splice` carries out all edits of a page at once.

Positions are code points of `Page.text`, half-open. A page is never re-serialised: what lies
outside the edits is copied byte for byte, and what smoopt puts in stands between marks.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple, Self

import msgspec

from smoopt.model.errors import EditOverlap
from smoopt.model.page_files import has_page_suffix, signed

# The folder of the site that holds every file smoopt adds.
OWN_FOLDER = "smoopt"


class Span(NamedTuple):
    """A half-open range of code points in `Page.text`; empty where start == end."""

    start: int
    end: int


class Edit(msgspec.Struct, frozen=True):
    """Put `text` in place of `span`; an empty span is an insertion.

    `name` is what is added or mended (`og:title`), `because` says in words what it follows
    from, and `plugin` is filled in by whoever called the plugin.
    """

    span: Span
    text: str
    name: str
    because: str = ""
    plugin: str = ""


class File(msgspec.Struct, frozen=True):
    """A new file: `path` is relative to the site's root, with forward slashes.

    `own_file` names one by its content, `at` gives one a fixed address (`fixed`).
    """

    path: str
    content: bytes
    plugin: str = ""
    fixed: bool = False

    @classmethod
    def at(cls, path: str, content: bytes) -> Self:
        """Make a file at a fixed address: `feed.json`, `oembed/guide.json`.

        smoopt refuses it where the site has that file itself. A page gets a comment at its
        beginning, by which smoopt knows it from the author's.
        """
        return cls(path, signed(content) if has_page_suffix(path) else content, fixed=True)


def own_file(name: str, suffix: str, content: bytes) -> File:
    """Make a file of smoopt's own beside the pages: `smoopt/NAME.DIGEST.SUFFIX`.

    The digest of the content in the name lets caches keep the file for ever, and lets undo tell
    smoopt's files from the author's.
    """
    return File(f"{OWN_FOLDER}/{own_file_name(name, suffix, content)}", content)


def own_file_name(name: str, suffix: str, content: bytes) -> str:
    """Give the name that such a file has without its folder; the digest has 16 hexadecimals."""
    from hashlib import blake2b  # noqa: PLC0415 - few runs need it

    return f"{name}.{blake2b(content, digest_size=8).hexdigest()}.{suffix}"


def is_own_file(path: str, content: bytes) -> bool:
    """Tell whether a file is one that `own_file` made, with its content unchanged."""
    folder, _, name = path.rpartition("/")
    stem, _, rest = name.partition(".")
    suffix = rest.rpartition(".")[2]
    return folder == OWN_FOLDER and own_file_name(stem, suffix, content) == name


def once_each(edits: Iterable[Edit]) -> list[Edit]:
    """Give edits without those that an earlier one is like: what is alike is written once."""
    first: dict[tuple[Span, str], Edit] = {}
    for edit in edits:
        first.setdefault((edit.span, edit.text), edit)
    return list(first.values())


class Change(NamedTuple):
    """All that happens at one place: one or several insertions, or one replacement."""

    span: Span
    texts: tuple[str, ...]


def changes(edits: Iterable[Edit]) -> list[Change]:
    """Order edits by place and join insertions at the same place, in the order they came.

    What two plugins both write there, such as a style sheet that they share, is written once.
    Raises EditOverlap, naming both plugins, when two edits touch the same characters.
    """
    ordered = sorted(edits, key=lambda edit: (edit.span.start, edit.span.end))
    _refuse_overlaps(ordered)
    return [
        Change(span, tuple(dict.fromkeys(edit.text for edit in group)))
        for span, group in groupby(ordered, key=lambda edit: edit.span)
    ]


def _refuse_overlaps(ordered: Sequence[Edit]) -> None:
    """Raise if an edit begins before an earlier one has ended, or replaces the same span."""
    last: Edit | None = None
    for edit in ordered:
        same = last is not None and (edit.span, edit.text) == (last.span, last.text)
        if last is not None and edit.span.start < last.span.end and not same:
            raise EditOverlap(
                f"the plugins {last.plugin!r} ({last.name}) and {edit.plugin!r} ({edit.name}) both "
                f"change characters {edit.span.start} to {min(edit.span.end, last.span.end)}; "
                "turn one of them off for this page"
            )
        if last is None or edit.span.end > last.span.end:
            last = edit
