"""`ThirdParty`: a service that pages load from, its purpose, and the alternative."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from smoopt.model.web_address import parts_of

# The kind of share buttons and widgets of networks, on which there are rules of their own.
SHARE = "share"


class ThirdParty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A service by the name that people call it, and its hosts.

    A host may have the beginning of a path behind it (`www.facebook.com/plugins`); one that begins
    with a dot stands for all names below it. `ended` says that the service was shut down, and when.
    """

    name: str
    kind: str
    hosts: tuple[str, ...]
    ended: str = ""

    @property
    def instead(self) -> str:
        """What serves in its place, in words."""
        return table().instead[self.kind]


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The services that smoopt knows, and by kind what serves instead of them."""

    instead: dict[str, str]
    parties: tuple[ThirdParty, ...]


@cache
def table() -> Table:
    """Read the table that comes with smoopt."""
    data = (Path(__file__).parent / "third_parties.json").read_bytes()
    return msgspec.json.decode(data, type=Table)


@cache
def instead_of(name: str) -> str:
    """Say what serves instead of a service by its name, or of a host that is not known."""
    named = {party.name: party.instead for party in table().parties}
    return named.get(name, "copy it into the site, or link to it")


def known(url: str) -> ThirdParty | None:
    """Find the service behind an absolute address, or one that begins with two slashes."""
    parts = parts_of(url)
    if parts is None or not parts.hostname:
        return None
    path = f"{parts.path}/"
    for host in _and_above(parts.hostname.lower()):
        for begins, party in _by_host().get(host, ()):
            if path.startswith(begins):
                return party
    return None


def _and_above(host: str) -> Iterator[str]:
    """Give a host, and the names above it as they stand for all that is below them."""
    yield host
    while host:
        yield f".{host}"
        host = host.partition(".")[2]


@cache
def _by_host() -> dict[str, list[tuple[str, ThirdParty]]]:
    """Give services by their hosts, each with how paths there begin; the longest go first."""
    found: dict[str, list[tuple[str, ThirdParty]]] = {}
    for party in table().parties:
        for written in party.hosts:
            host, slash, path = written.partition("/")
            found.setdefault(host, []).append((slash + path, party))
    return {host: sorted(each, key=lambda pair: -len(pair[0])) for host, each in found.items()}
