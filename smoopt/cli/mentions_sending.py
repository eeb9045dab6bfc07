"""`smoopt mentions --send`: the messages and questions before sending, and the results."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from smoopt.build.lock import alone
from smoopt.cli.agreement import agreed
from smoopt.cli.terminal import busy, print_json, print_lines
from smoopt.model.wording import counted

if TYPE_CHECKING:
    from smoopt.mentions.due import Due
    from smoopt.mentions.outbound_links import Mention, Mentioning
    from smoopt.mentions.sending import Outcome
    from smoopt.site.site import Site

_WHY = {"new": "", "changed": " (again: the page has changed)", "gone": " (the link is gone)"}
_RESULTS = {
    "sent": "sent",
    "refused": "refused",
    "kept": "kept for the next run",
    "no endpoint": "to pages that take none",
}


def sent_as_asked(
    site: "Site",
    pages: "Iterable[Mentioning]",
    known: "Collection[Mention]",
    kept: Path,
    *,
    yes: bool,
    allow_private: bool,
    as_json: bool,
) -> None:
    """Send webmentions for a site's pages, if the user agrees.

    New ones that are in `known` are left out; `kept` is the file that records what was sent.
    """
    from smoopt.mentions.due import due  # noqa: PLC0415
    from smoopt.mentions.sending import MANNER, Sender  # noqa: PLC0415
    from smoopt.mentions.sent import read_sent  # noqa: PLC0415
    from smoopt.web.web_client import WebClient  # noqa: PLC0415

    with WebClient(MANNER, allow_private=allow_private) as client, alone(busy, site.root):
        sent = read_sent(kept)
        wanted = list(due(pages, sent.told, site.url, known))
        if wanted:
            _show(wanted)
            agreed(f"Send {counted(len(wanted), 'webmention')}?", yes=yes)
            sent.save()  # nothing is sent that cannot be recorded
        outcomes = list(_told(Sender(client, sent).send(wanted), as_json=as_json))
    if as_json:
        print_json([_as_data(outcome) for outcome in outcomes])
    else:
        print_lines(_summary(outcomes), err=True)


def _show(wanted: "Sequence[Due]") -> None:
    print_lines((" ".join(one.mention) + _WHY[one.why] for one in wanted), err=True)


def _told(outcomes: "Iterable[Outcome]", *, as_json: bool) -> "Iterator[Outcome]":
    """Print results as they arrive, except for targets without an endpoint; yield all of them."""
    for outcome in outcomes:
        if not as_json and outcome.result != "no endpoint":
            said = f" ({outcome.said})" if outcome.said else ""
            print_lines((f"{outcome.result}: {' '.join(outcome.due.mention)}{said}",))
        yield outcome


def _summary(outcomes: "Sequence[Outcome]") -> Iterator[str]:
    found = Counter[str](outcome.result for outcome in outcomes)
    named = (f"{found[result]:,} {what}" for result, what in _RESULTS.items() if found[result])
    yield f"webmentions: {', '.join(named) or 'nothing to send'}"


def _as_data(outcome: "Outcome") -> dict[str, str]:
    mention, why = outcome.due.mention, outcome.due.why
    return {**mention._asdict(), "why": why, "result": outcome.result, "said": outcome.said}
