"""Web addresses: which are valid for a site, and which are publicly reachable."""

import re

from smoopt.model.errors import ConfigError
from smoopt.model.late_pattern import late
from smoopt.model.web_address import is_of_the_web, normal, parts_of

# How an address begins that names its scheme and host; "://" may stand in a query as well.
_ABSOLUTE = late(r"[a-z][a-z\d+.-]*://", re.IGNORECASE)


def check_url(url: str, where: str, *, may_be_local: bool = False) -> str:
    """Return the site's address, normalised and with a closing slash.

    Raises ConfigError if it is unsuitable; a local address is allowed only with `may_be_local`.
    """
    if re.search(r"[\s\x00-\x1f]", url):
        raise ConfigError(f"{where}: {url!r} is not an address: it has blanks")
    parts = parts_of(url)
    if parts is None or not is_of_the_web(url):
        raise ConfigError(
            f"{where}: {url!r} is not an address; expected one like https://example.org/"
        )
    if parts.query or parts.fragment or parts.username:
        raise ConfigError(f"{where}: {url!r} must have no user, query or fragment")
    if re.search(r"\.x?html?$", parts.path, re.IGNORECASE):
        root = url.rpartition("/")[0]
        raise ConfigError(
            f"{where}: {url!r} is a page's address; expected that of the site's root folder, "
            f"like {root}/"
        )
    if is_local(url) and not may_be_local:
        raise ConfigError(
            f"{where}: {url!r} is this computer's own address, which nobody else can reach; "
            "give the address the site will be published at"
        )
    return normal(url if url.endswith("/") else f"{url}/")


def is_absolute(url: str) -> bool:
    """Tell whether an address names its scheme and host."""
    return _ABSOLUTE.match(url) is not None


def is_public(url: str) -> bool:
    """Tell whether an address is absolute, of the web, and reachable by others."""
    return is_of_the_web(url) and not is_local(url)


def is_local(url: str) -> bool:
    """Tell whether an address is reachable from this machine only."""
    import ipaddress  # noqa: PLC0415

    parts = parts_of(url)
    host = (parts and parts.hostname) or ""
    if host == "localhost" or host.endswith((".localhost", ".local")):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
