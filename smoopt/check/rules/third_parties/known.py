"""`ThirdParty`: a service that pages load from, its purpose, and the alternative."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

from smoopt.model.web_address import parts_of

# The kind of networks' share buttons and widgets, which have rules of their own
SHARE = "share"


class ThirdParty(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A service by its common name, and its hosts.

    A host may be followed by the beginning of a path (`www.facebook.com/plugins`); one with a
    leading dot stands for all its subdomains. `ended` says that the service was shut down, and
    when.
    """

    name: str
    kind: str
    hosts: tuple[str, ...]
    ended: str = ""

    @property
    def instead(self) -> str:
        """The alternative to the service, in words."""
        return table().instead[self.kind]


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The services that smoopt knows, and the alternatives by kind."""

    instead: dict[str, str]
    parties: tuple[ThirdParty, ...]


@cache
def table() -> Table:
    """Read the table that comes with smoopt."""
    data = (Path(__file__).parent / "third_parties.json").read_bytes()
    return msgspec.json.decode(data, type=Table)


@cache
def instead_of(name: str) -> str:
    """Return the alternative to a service by its name, or to an unknown host."""
    named = {party.name: party.instead for party in table().parties}
    return named.get(name, "copy it into the site, or link to it")


def known(url: str) -> ThirdParty | None:
    """Return the service behind an absolute or protocol-relative address, or None."""
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
    """Yield a host, then its parent domains with a leading dot."""
    yield host
    while host:
        yield f".{host}"
        host = host.partition(".")[2]


@cache
def _by_host() -> dict[str, list[tuple[str, ThirdParty]]]:
    """Return services by host, each with its prefix of paths; the longest come first."""
    found: dict[str, list[tuple[str, ThirdParty]]] = {}
    for party in table().parties:
        for written in party.hosts:
            host, slash, path = written.partition("/")
            found.setdefault(host, []).append((slash + path, party))
    return {host: sorted(each, key=lambda pair: -len(pair[0])) for host, each in found.items()}
