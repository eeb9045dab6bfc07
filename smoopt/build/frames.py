"""Frames: what one plugin puts around the parts that others insert at the same place."""

from collections.abc import Iterable

import msgspec

from smoopt.html.markup import Markup
from smoopt.model.edits import Edit, once_each

# The least number of parts that is worth a frame.
_FEWEST = 2


def without_empty(edits: list[Edit]) -> list[Edit]:
    """Return edits without the frames that would have too few parts."""
    if not _has_frames(edits):
        return edits
    return [edit for edit in edits if not edit.around or _within(edit, edits)]


def framed(edits: list[Edit]) -> list[Edit]:
    """Return edits with each frame joined with its parts; one with too few parts is dropped."""
    if not _has_frames(edits):
        return edits
    made: list[Edit] = []
    parts: list[Edit] = []
    for frame in (edit for edit in edits if edit.around):
        if within := _within(frame, edits):
            parts += within
            pieces = [frame.text, *(part.text for part in within), frame.closing]
            text = "".join(pieces)
            if all(isinstance(piece, Markup) for piece in pieces):
                text = Markup(text)
            made.append(msgspec.structs.replace(frame, text=text, closing="", around=()))
    return [*(edit for edit in edits if not edit.around and edit not in parts), *made]


def _has_frames(edits: Iterable[Edit]) -> bool:
    return any(edit.around for edit in edits)


def _within(frame: Edit, edits: Iterable[Edit]) -> list[Edit]:
    """Return the insertions inside a frame, in order; none if they are too few for one."""
    found = [
        edit
        for edit in once_each(edits)
        if edit.plugin in frame.around and edit.span == frame.span and not edit.closing
    ]
    return sorted(found, key=lambda edit: edit.order) if len(found) >= _FEWEST else []
