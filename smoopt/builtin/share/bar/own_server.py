"""Servers of one's own, for networks that run on many."""

from smoopt.model.late_pattern import late

# A host, perhaps a port and a folder; no user, query or fragment.
_SERVER = late(r"https?://[\w.-]+(?::\d+)?(?:/[^\s?#\"<>\\]*)?")


def server_address(name: str, address: str) -> str:
    """Write a server's address without its closing slash; a bare host is reached by https.

    Raises ValueError, with the network's name, for what is no server.
    """
    url = address if "://" in address else f"https://{address}"
    if not _SERVER.fullmatch(url):
        raise ValueError(
            f"servers.{name}: {address!r} is no server; expected one like https://example.org"
        )
    return url.rstrip("/")
