"""Addresses taken apart and joined without an exception: what pages write need be no address."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit

# What no host may hold: https://url.spec.whatwg.org/#forbidden-host-code-point (2026-11-30);
# those that end a host, and brackets, the library judges.
_NO_HOST = re.compile(r"[\x00-\x20<>^|\x7f]")


@lru_cache(maxsize=4096)
def parts_of(url: str) -> SplitResult | None:
    """Take an address apart; None where a browser could not read it.

    All of the parts may be read then, `port` too, which raises for what is none.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return None if _NO_HOST.search(parts.netloc.rpartition("@")[2]) else parts


def path_of(url: str) -> str:
    """Give the path in an address; "" also where it is no address."""
    parts = parts_of(url)
    return "" if parts is None else parts.path


def joined(base: str, reference: str) -> str | None:
    """Read a reference against an address; None where either is none."""
    try:
        whole = urljoin(base, reference)
    except ValueError:
        return None
    return None if parts_of(whole) is None else whole


def is_of_the_web(url: str) -> bool:
    """Tell whether an address is absolute and of the web: http or https, with a host."""
    parts = parts_of(url)
    return parts is not None and parts.scheme in {"http", "https"} and bool(parts.hostname)
