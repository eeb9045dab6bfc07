"""`smoopt ping --send`: the messages and questions before sending, and the results."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from smoopt.build.lock import alone
from smoopt.cli.agreement import agreed
from smoopt.cli.terminal import busy, print_json, print_lines
from smoopt.model.wording import counted

if TYPE_CHECKING:
    from smoopt.ping.delivery import Delivery
    from smoopt.ping.due_pings import DuePings
    from smoopt.ping.told_before import ToldPings
    from smoopt.site.site import Site

_RESULTS = {"sent": "told", "refused": "refused", "kept": "kept for the next run"}


def send_pings(
    site: "Site",
    find: "Callable[[], tuple[ToldPings, DuePings]]",
    *,
    yes: bool,
    allow_private: bool,
    as_json: bool,
) -> None:
    """Notify of changes, if the user agrees.

    `find` reads what was sent before and what is due; it is called while no other run can
    change it.
    """
    from smoopt.ping.delivery import MANNER, delivered  # noqa: PLC0415
    from smoopt.web.web_client import WebClient  # noqa: PLC0415

    with WebClient(MANNER, allow_private=allow_private) as client, alone(busy, site.root):
        told, due = find()
        if due.messages:
            print_lines((*due.lines(), *due.remarks()), err=True)
            agreed(f"Tell of {counted(due.size, 'change')}?", yes=yes)
        told.save()  # nothing is sent that cannot be recorded
        due.begin(told)
        deliveries = list(_said(delivered(due.messages, client, told), as_json=as_json))
    if as_json:
        print_json([_as_data(delivery) for delivery in deliveries])
    else:
        print_lines(_summary(deliveries, due), err=True)


def _said(deliveries: "Iterable[Delivery]", *, as_json: bool) -> "Iterator[Delivery]":
    """Print results as they arrive; yield all of them."""
    for one in deliveries:
        if not as_json:
            what = counted(len(one.message.changes), "change")
            print_lines((f"{_RESULTS[one.result]}: {what}: {one.said}",))
        yield one


def _summary(deliveries: "Iterable[Delivery]", due: "DuePings") -> Iterator[str]:
    found = Counter[str]()
    for one in deliveries:
        found[one.result] += len(one.message.changes)
    named = (f"{found[result]:,} {what}" for result, what in _RESULTS.items() if found[result])
    if not due.messages:
        yield from (*due.remarks(), *(() if due.begun else due.lacking()))
    yield f"changes: {', '.join(named) or 'nothing to tell'}"


def _as_data(one: "Delivery") -> dict[str, object]:
    changes = [{"url": change.url, "why": change.why} for change in one.message.changes]
    return {"to": one.message.to, "changes": changes, "result": one.result, "said": one.said}
