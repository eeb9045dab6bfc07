"""Which mentions are to be sent: new ones, and again if the page has changed or the link is gone.

https://www.w3.org/TR/webmention/#sending-webmentions-for-updated-posts and
https://www.w3.org/TR/webmention/#sending-webmentions-for-deleted-posts (2026-12-01)
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from smoopt.mentions.outbound_links import Mention, Mentioning
from smoopt.mentions.sent import Told

Why = Literal["new", "changed", "gone"]


class Due(NamedTuple):
    """A mention to send, why, and the digest of the page's text, "" if the link is gone."""

    mention: Mention
    why: Why
    text: str


def due(
    pages: Iterable[Mentioning],
    told: Mapping[str, Mapping[str, Told]],
    base: str,
    leave_out: Collection[Mention] = (),
) -> Iterator[Due]:
    """Yield the mentions to send for the site at the address `base`.

    New mentions in `leave_out` are not sent, and pages recorded under other addresses are
    ignored.
    """
    seen = set[str]()
    for page in pages:
        seen.add(page.source)
        known = told.get(page.source, {})
        for mention in page.mentions:
            before = known.get(mention.target)
            if before is None:
                if mention not in leave_out:
                    yield Due(mention, "new", page.text)
            elif before.text != page.text:
                yield Due(mention, "changed" if before.fate == "sent" else "new", page.text)
        yield from _gone(page.source, known, page.targets)
    for source in told.keys() - seen if base else ():
        if source.startswith(base):
            yield from _gone(source, told[source], ())


def _gone(source: str, known: Mapping[str, Told], still: Collection[str]) -> Iterator[Due]:
    """Yield the mentions that were sent for links that no longer exist."""
    for target, before in known.items():
        if target not in still and before.fate == "sent":
            yield Due(Mention(source, target), "gone", "")
