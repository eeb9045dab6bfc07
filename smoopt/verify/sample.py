"""Chooses the pages to request: a few that differ, the same ones each time."""

from collections.abc import Callable, Hashable, Iterable, Iterator

from smoopt.model.web_address import path_of


def sample(addresses: Iterable[str], home: str, newest: str, most: int) -> list[str]:
    """Choose at most `most` pages, the home page first.

    Then follow the newest, if it is known; one of each section; one of each depth; and others
    at equal distances.
    """
    known = sorted(dict.fromkeys(addresses))
    chosen = dict.fromkeys((home, *((newest,) if newest in known else ())))
    for more in (_firsts(known, _section), _firsts(known, _depth), _spread(known, most)):
        chosen.update(dict.fromkeys(more))
    return [*chosen][:most]


def _firsts(addresses: Iterable[str], kind: Callable[[str], Hashable]) -> Iterator[str]:
    """Yield the first address of each kind."""
    seen = set[Hashable]()
    for address in addresses:
        if (found := kind(address)) not in seen:
            seen.add(found)
            yield address


def _section(address: str) -> Hashable:
    return tuple(path_of(address).split("/")[1:-1][:1])


def _depth(address: str) -> Hashable:
    return path_of(address).count("/")


def _spread(addresses: list[str], most: int) -> list[str]:
    return addresses[:: max(1, len(addresses) // most)]
