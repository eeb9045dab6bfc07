"""Reads data that strangers influence: each member may be missing, or have any type."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from smoopt.builtin.conversation.responses import Response
from smoopt.model.dates import iso_date

Record = dict[str, object]
# No count is higher in practice.
_MOST = 10**12


def record(value: object, *names: str) -> Record:
    """Return the record nested in another under some names, empty if there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def records(value: object) -> list[Record]:
    """Return the records in a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def text(value: object) -> str:
    """Return text, or a number as text; "" for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def number(value: object) -> int:
    """Return a count, 0 for values that are not numbers."""
    is_count = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < _MOST
    return value if is_count and isinstance(value, int) else 0


def date(value: object) -> str:
    """Return a date in ISO 8601, or ""."""
    return iso_date(value) if isinstance(value, str) else ""


class _Step(NamedTuple):
    """A reply that is still to be visited, and its depth."""

    reply: Record
    depth: int


def in_order(
    tops: Sequence[Record],
    replies_to: Callable[[Record], Sequence[Record]],
    response: Callable[[Record], Response | None],
) -> Iterator[Response]:
    """Yield the replies of a tree in depth-first order.

    `response` returns None for what is not shown, such as a deleted reply; its replies take its
    place. Trees may be of any depth.
    """
    steps = [_Step(top, 0) for top in reversed(tops)]
    while steps:
        step = steps.pop()
        found = response(step.reply)
        if found is not None:
            yield msgspec.structs.replace(found, depth=step.depth)
        below = step.depth + (found is not None)
        steps.extend(_Step(each, below) for each in reversed(replies_to(step.reply)))


def in_order_by_parent(
    replies: Sequence[Record], name: str, parent: str, response: Callable[[Record], Response | None]
) -> Iterator[Response]:
    """Return the replies of a list in depth-first order, by the member that names the parent.

    A reply without a known parent is at the top. Of replies with the same name, only the first
    is kept, and a reply without a name has no replies.
    """
    known = {text(each.get(name)) for each in replies}
    seen = set[str]()
    tree: dict[str, list[Record]] = {}
    for each in replies:
        own, to = text(each.get(name)), text(each.get(parent))
        if own in seen:
            continue
        if own:
            seen.add(own)
        tree.setdefault(to if to in known else "", []).append(each)

    def replies_to(each: Record) -> Sequence[Record]:
        own = text(each.get(name))
        return tree.get(own, ()) if own else ()

    return in_order(tree.get("", []), replies_to, response)
