"""What a Content-Security-Policy says of addresses: `'self'`, `https:`, `*.example.org/pictures/`.

https://www.w3.org/TR/CSP3/#match-url-to-source-list (2026-11-30)
"""

import re
from collections.abc import Sequence
from urllib.parse import SplitResult, unquote_to_bytes

from smoopt.model.web_address import parts_of

_SCHEME = re.compile(r"([a-z][a-z\d+.-]*):", re.IGNORECASE)
_HOST = re.compile(
    r"(?:(?P<scheme>[a-z][a-z\d+.-]*)://)?"
    r"(?P<host>\*|(?:\*\.)?[a-z\d_-]+(?:\.[a-z\d_-]+)*\.?)"
    r"(?::(?P<port>\d{1,5}|\*))?(?P<path>/[^?#]*)?",
    re.IGNORECASE,
)
_IPV4 = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_PORTS = {"http": 80, "ws": 80, "https": 443, "wss": 443, "ftp": 21}
# https://www.w3.org/TR/CSP3/#match-schemes (2026-11-30): what is secure may stand for what is not.
_SECURER = {"http": {"https"}, "ws": {"wss", "http", "https"}, "wss": {"https"}}


def matches(url: str, sources: Sequence[str], origin: str) -> bool:
    """Tell whether an absolute address is one of those listed.

    `origin` is an address on the site's own host.
    """
    there, here = parts_of(url), parts_of(origin)
    if there is None or here is None:
        return False
    return any(_matches(there, source, here) for source in sources)


def _matches(url: SplitResult, source: str, origin: SplitResult) -> bool:
    if source == "*":
        return url.scheme in {"http", "https", origin.scheme}
    if source.lower() == "'self'":
        return _is_self(url, origin)
    if found := _SCHEME.fullmatch(source):
        return _stands_for(url.scheme, found[1])
    if not (found := _HOST.fullmatch(source)) or not url.hostname:
        return False
    return (
        _stands_for(url.scheme, found["scheme"] or origin.scheme)
        and _is_host(url.hostname, found["host"].lower())
        and _is_port(url, found["port"])
        and _is_under(url.path or "/", found["path"] or "")
    )


def _is_self(url: SplitResult, origin: SplitResult) -> bool:
    if url.hostname != origin.hostname:
        return False
    if (url.scheme, _port(url)) == (origin.scheme, _port(origin)):
        return True
    are_usual = all(_port(each) == _PORTS.get(each.scheme) for each in (url, origin))
    return (_port(url) == _port(origin) or are_usual) and (
        url.scheme in {"https", "wss"} or (origin.scheme == "http" and url.scheme == "ws")
    )


def _stands_for(scheme: str, listed: str) -> bool:
    return scheme == listed.lower() or scheme in _SECURER.get(listed.lower(), ())


def _is_host(written: str, listed: str) -> bool:
    try:
        host = written if written.isascii() else written.encode("idna").decode()
    except UnicodeError:  # a host that there cannot be
        return False
    if listed.startswith("*"):
        return host.endswith(listed[1:])
    return host == listed and (not _IPV4.fullmatch(host) or host == "127.0.0.1")


def _port(url: SplitResult) -> int | None:
    return url.port or _PORTS.get(url.scheme)


def _is_port(url: SplitResult, listed: str | None) -> bool:
    """Tell whether the port is the one listed, or the scheme's usual one where none is."""
    return listed == "*" or _port(url) == (int(listed) if listed else _PORTS.get(url.scheme))


def _is_under(path: str, listed: str) -> bool:
    """Tell whether a path is the one listed, or in the folder that is listed with its slash."""
    if not listed:
        return True
    there, here = ([unquote_to_bytes(part) for part in text.split("/")] for text in (path, listed))
    if here[-1]:
        return there == here
    return len(there) >= len(here) and there[: len(here) - 1] == here[:-1]
