"""The servers of Bluesky's network that the script contacts, unless the author names others."""

from smoopt.builtin.signin.secure_address import refuse_insecure

# The server where Bluesky's accounts sign in, and the resolver of handles in the whole network:
# https://docs.bsky.app/docs/advanced-guides/entryway (2026-12-01)
# https://docs.bsky.app/docs/api/com-atproto-identity-resolve-handle (2026-12-01)
_SERVERS = {"server": "https://bsky.social", "resolver": "https://public.api.bsky.app"}
# https://web.plc.directory/ (2026-12-01)
_ACCOUNTS = "https://plc.directory/"
# As a resolver: the handle's own host
BY_ITS_HOST = "well-known"


def refuse_no_resolver(url: str) -> None:
    """Raise ValueError for an insecure address of a resolver."""
    if url != BY_ITS_HOST:
        refuse_insecure("resolver", url, f"{_SERVERS['resolver']}, or {BY_ITS_HOST}")


def servers(server: str, resolver: str) -> dict[str, str]:
    """Return both, by the names that the script uses."""
    given = {"server": server.rstrip("/"), "resolver": resolver.rstrip("/")}
    return _SERVERS | {name: url for name, url in given.items() if url}


def asked(server: str, resolver: str) -> list[str]:
    """Return the servers known before anybody signs in; each account has a server of its own."""
    known = servers(server, resolver).values()
    return [_ACCOUNTS, *(f"{url}/" for url in known if url != BY_ITS_HOST)]
