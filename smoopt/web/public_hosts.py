"""Connections to public hosts only: not to this computer or its local network.

The author of a page, or a redirect, decides where a request goes. So a host is resolved once, the
addresses found are checked, and the connection is made to one of just these.
"""

import ipaddress
import socket
import time
from collections.abc import Iterator

# https://www.rfc-editor.org/rfc/rfc6052#section-2.1 (2026-12-01)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LAST_32 = 0xFFFFFFFF
_LEAST_SECONDS = 0.1
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotPublic(OSError):
    """The host is not public."""


def connected(host: str, port: int, until: float, *, allow_private: bool) -> socket.socket:
    """Connect to a host before a deadline of the clock `time.monotonic`.

    Raises NotPublic, and OSError if no address answers.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    fit = [each for each in found if allow_private or is_public(str(each[4][0]))]
    failed: OSError = NotPublic("not a public host, but this computer or its network")
    for family, kind, protocol, _, address in fit:
        if time.monotonic() > until:
            raise TimeoutError("it did not answer in time")
        link = socket.socket(family, kind, protocol)
        try:
            link.settimeout(max(until - time.monotonic(), _LEAST_SECONDS))
            link.connect(address)
        except OSError as error:
            link.close()
            failed = error
        else:
            return link
    raise failed


def is_public(address: str) -> bool:
    """Return whether an IP address, and any address embedded in it, is public."""
    try:
        # A zone, as in fe80::1%eth0, is one of this computer's.
        read = ipaddress.ip_address(address)
    except ValueError:
        return False
    return all(map(_is_global, (read, *_inner(read))))


def _is_global(address: IPAddress) -> bool:
    is_old_local = isinstance(address, ipaddress.IPv6Address) and address.is_site_local
    return address.is_global and not address.is_multicast and not is_old_local


def _inner(address: IPAddress) -> Iterator[IPAddress]:
    """Yield the addresses embedded in an IPv6 address (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(address, ipaddress.IPv4Address):
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if address in _NAT64:
        yield ipaddress.IPv4Address(int(address) & _LAST_32)
