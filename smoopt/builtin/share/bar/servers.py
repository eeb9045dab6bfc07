"""Servers of the author's choice, for networks that have many."""

from collections.abc import Mapping

from smoopt.model.late_pattern import late
from smoopt.plugin.networks import Network

# A host, perhaps with a port and a folder, but no user, query or fragment
_SERVER = late(r"https?://[\w.-]+(?::\d+)?(?:/[^\s?#\"<>\\]*)?")


def server_of(network: Network, servers: Mapping[str, str]) -> str:
    """Return the address of the author's server for a network, or ""."""
    for name, address in servers.items():
        if name == network.name or name in network.aliases:
            return server_address(name, address)
    return ""


def server_address(name: str, address: str) -> str:
    """Return a server's address without a trailing slash; a bare host gets https.

    Raises ValueError, with the network's name, for an invalid address.
    """
    url = address if "://" in address else f"https://{address}"
    if not _SERVER.fullmatch(url):
        raise ValueError(
            f"servers.{name}: {address!r} is no server; expected one like https://example.org"
        )
    return url.rstrip("/")
