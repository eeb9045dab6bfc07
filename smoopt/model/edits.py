"""`Edit` says what changes in a page; `source_text.splice` carries out all edits of a page at once.

Positions are code points of `Page.text`, half-open. A page is never re-serialised: what lies
outside the edits is copied byte for byte, and what smoopt puts in stands between marks.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, Self

import msgspec

from smoopt.model.errors import EditOverlap
from smoopt.model.page_files import has_page_suffix, signed
from smoopt.model.shown_value import shown_value

# The folder of the site that holds every file smoopt adds.
OWN_FOLDER = "smoopt"
# Characters with which undo would not recognise such a file's name.
_OF_OWN_NAME = frozenset("./\\")
# The order at one place: ends of wrappers, then plain insertions, then beginnings of wrappers.
_CLOSES, _STANDS, _OPENS = range(3)


class Span(NamedTuple):
    """A half-open range of code points in `Page.text`; empty where start == end."""

    start: int
    end: int


class Edit(msgspec.Struct, frozen=True, repr_omit_defaults=True):
    """Put `text` in place of `span`; an empty span is an insertion.

    With `closing`, what lies in the span stays and is wrapped: `text` goes before it, `closing`
    after it, both or neither. `name` is what is added or mended (`og:title`), `because` says in
    words what it follows from, and `plugin` is filled in by whoever called the plugin.
    Of insertions at one place, and of wrappers of one span, that of the lowest `order` comes
    first, or outermost; equal ones stand in the order of the plugins. Wrappers end before
    anything else that is put at a place, and begin after it. An insertion with `around` is a frame:
    what the plugins of these names insert at its place stands between `text` and `closing`, and
    where they insert less than two parts, there is none.
    """

    span: Span
    text: str
    name: str
    because: str = ""
    plugin: str = ""
    order: int = 0
    closing: str = ""
    around: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raise ValueError for a wrapper of nothing."""
        if self.closing and self.span.start >= self.span.end and not self.around:
            raise ValueError(f"the wrapper {self.name!r} has nothing in it; expected a span")

    @property
    def sign(self) -> str:
        """How a list of changes shows it: "+" for what is added, "~" replaced, "-" taken out."""
        if self.closing or self.span.start == self.span.end:
            return "+"
        return "~" if self.text else "-"


class File(msgspec.Struct, frozen=True):
    """A new file: `path` is relative to the site's root, with forward slashes.

    `own_file` names one by its content, `at` gives one a fixed address (`fixed`). `kept` says that
    it took long to make: it is kept for later runs, and `site.kept` finds it.
    """

    path: str
    content: bytes
    plugin: str = ""
    fixed: bool = False
    kept: bool = False

    @classmethod
    def at(cls, path: str, content: bytes) -> Self:
        """Make a file at a fixed address: `feed.json`, `oembed/guide.json`.

        smoopt refuses it where the site has that file itself. A page gets a comment at its
        beginning, by which smoopt knows it from the author's. Raises ValueError for a page that
        cannot have one there: it begins with a byte order mark or an XML declaration. Raises
        TypeError for content that is not bytes.
        """
        _refuse_no_bytes(content, "File.at")
        return cls(path, signed(content) if has_page_suffix(path) else content, fixed=True)


def own_file(name: str, suffix: str, content: bytes, *, kept: bool = False) -> File:
    """Make a file of smoopt's own beside the pages: `smoopt/NAME.DIGEST.SUFFIX`.

    The digest of the content in the name lets caches keep the file for ever, and lets undo tell
    smoopt's files from the author's. Where it takes long to make, give it a name that follows from
    all that decides its content, say that it is to be `kept`, and ask `site.kept` first. Raises
    ValueError for a name or suffix with a dot or a slash, TypeError for content that is not bytes.
    """
    for what, given, example in (("name", name, "bar"), ("suffix", suffix, "css")):
        if not given or not _OF_OWN_NAME.isdisjoint(given):
            raise ValueError(
                f"own_file: the {what} is {given!r}; expected one like {example!r}, without dots "
                "and slashes"
            )
    _refuse_no_bytes(content, "own_file")
    return File(f"{OWN_FOLDER}/{own_file_name(name, suffix, content)}", content, kept=kept)


def _refuse_no_bytes(content: object, function: str) -> None:
    if not isinstance(content, bytes):
        raise TypeError(
            f"{function}: the content is {shown_value(content)}; expected bytes, such as "
            "text.encode()"
        )


def own_file_name(name: str, suffix: str, content: bytes) -> str:
    """Return an own file's name without its folder; the digest has 16 hexadecimal digits."""
    from hashlib import blake2b  # noqa: PLC0415 - few runs need it

    return f"{name}.{blake2b(content, digest_size=8).hexdigest()}.{suffix}"


def is_own_file(path: str, content: bytes) -> bool:
    """Tell whether a file is one that `own_file` made, with its content unchanged."""
    folder, _, name = path.rpartition("/")
    stem, _, rest = name.partition(".")
    suffix = rest.rpartition(".")[2]
    return folder == OWN_FOLDER and own_file_name(stem, suffix, content) == name


def once_each(edits: Iterable[Edit]) -> list[Edit]:
    """Drop edits that are equal to an earlier one, so that each is written once."""
    first: dict[tuple[Span, str, str], Edit] = {}
    for edit in edits:
        first.setdefault((edit.span, edit.text, edit.closing), edit)
    return list(first.values())


class Change(NamedTuple):
    """All that happens at one place: one or several insertions, or one replacement."""

    span: Span
    texts: tuple[str, ...]


# What an edit puts at one place (a wrapper has two): the place, its rank there, the text.
_Piece = tuple[Span, tuple[int, ...], str, Edit]
_FIRST = _STANDS, 0


def changes(edits: Iterable[Edit]) -> list[Change]:
    """Order edits by place and join insertions at the same place, as `Edit` says.

    What two plugins both write there, such as a style sheet that they share, is written once.
    Raises EditOverlap, naming both plugins, when two edits touch the same characters.
    """
    ordered = sorted(_pieces(edits), key=itemgetter(0, 1))
    _refuse_overlaps(ordered)
    return [Change(span, _texts(list(at))) for span, at in groupby(ordered, key=itemgetter(0))]


def _pieces(edits: Iterable[Edit]) -> Iterator[_Piece]:
    """Yield an edit's parts with ranks: inner wrappers end first, outer ones begin first."""
    for number, edit in enumerate(once_each(edits)):
        if not edit.closing:
            yield edit.span, (_STANDS, edit.order) if edit.order else _FIRST, edit.text, edit
            continue
        start, end = edit.span
        yield Span(start, start), (_OPENS, -end, edit.order, number), edit.text, edit
        yield Span(end, end), (_CLOSES, -start, -edit.order, -number), edit.closing, edit


def _texts(pieces: Sequence[_Piece]) -> tuple[str, ...]:
    """List the texts at one place, joined beside half a wrapper: a line end would show there."""
    texts = tuple([text for _, _, text, _ in pieces])
    if len(texts) == 1:
        return texts
    return ("".join(texts),) if any(edit.closing for *_, edit in pieces) else texts


def _refuse_overlaps(ordered: Sequence[_Piece]) -> None:
    """Raise if an edit begins before an earlier one has ended, or wrappers cross."""
    furthest, last = -1, None
    open_wrappers: list[Edit] = []
    for (start, end), rank, _, edit in ordered:
        if last is not None and start < furthest:
            raise _overlap(last, edit, Span(start, min(end, furthest)))
        if end > furthest:
            furthest, last = end, edit
        if rank[0] == _OPENS:
            open_wrappers.append(edit)
        elif rank[0] == _CLOSES and (inner := open_wrappers.pop()) is not edit:
            raise _overlap(inner, edit, Span(inner.span.start, edit.span.end))


def _overlap(one: Edit, other: Edit, span: Span) -> EditOverlap:
    return EditOverlap(
        f"the plugins {one.plugin!r} ({one.name}) and {other.plugin!r} ({other.name}) both "
        f"change characters {span.start} to {span.end}; turn one of them off for this page"
    )
