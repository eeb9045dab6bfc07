"""Which addresses pages cite, and which pages of the site cite the same."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypedDict
from urllib.parse import urldefrag

from smoopt import Page, Site

# An address that more pages cite is in a menu, or says little about what they have in common.
_COMMON = 10


class Record(TypedDict):
    """A page's title, and the addresses that it cites."""

    title: str
    cites: list[str]


def cited(page: Page, site: Site) -> list[str]:
    """Return the addresses elsewhere that a page's text links to, each once and in order."""
    found: dict[str, None] = {}
    for link in page.content.find_all("a") if page.content is not None else ():
        reference = (link.attr("href") or "").strip()
        if reference and site.file(page, reference) is None:
            found.setdefault(_without_fragment(site.resolve(page, reference) or reference))
    return [address for address in found if address.startswith(("https://", "http://"))]


def _without_fragment(address: str) -> str:
    try:
        return urldefrag(address).url
    except ValueError:  # it is not an address
        return ""


def related(records: Mapping[str, Record], most: int) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield each page with up to `most` pages that cite the same sources, most alike first."""
    citing: dict[str, list[str]] = {}
    for path, record in records.items():
        for address in record["cites"]:
            citing.setdefault(address, []).append(path)
    for path, record in records.items():
        common = Counter(
            other
            for address in record["cites"]
            if len(citing[address]) <= _COMMON
            for other in citing[address]
            if other != path
        )
        nearest = sorted(common, key=lambda other: (-common[other], other))[:most]
        if nearest:
            yield path, [[other, records[other]["title"]] for other in nearest]
