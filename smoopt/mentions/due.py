"""Which mentions are to be sent: new ones, and again where a page has changed or a link has gone.

https://www.w3.org/TR/webmention/#sending-webmentions-for-updated-posts and
https://www.w3.org/TR/webmention/#sending-webmentions-for-deleted-posts (2026-12-01)
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from smoopt.mentions.outbound_links import Mention, Mentioning
from smoopt.mentions.sent import Told

Why = Literal["new", "changed", "gone"]


class Due(NamedTuple):
    """A mention to be sent, why, and the digest of the page's text, "" where that is gone."""

    mention: Mention
    why: Why
    text: str


def due(
    pages: Iterable[Mentioning],
    told: Mapping[str, Mapping[str, Told]],
    base: str,
    leave_out: Collection[Mention] = (),
) -> Iterator[Due]:
    """Give what is to be sent for the site at the address `base`.

    New mentions that are to be left out are not sent; what was told of sites at other addresses is
    no concern of this one.
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
    """Give those who were told of a link that is not there any more."""
    for target, before in known.items():
        if target not in still and before.fate == "sent":
            yield Due(Mention(source, target), "gone", "")
