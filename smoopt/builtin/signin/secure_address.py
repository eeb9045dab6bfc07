"""Addresses to which readers and their codes may be sent: https, or http on this computer."""

from smoopt.model.web_address import is_shown_whole, parts_of

# https://www.rfc-editor.org/rfc/rfc8252#section-8.3 (2026-12-01)
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def is_secure(url: str) -> bool:
    """Return whether an absolute address is https, or http on this computer."""
    parts = parts_of(url) if is_shown_whole(url) else None
    if parts is None or "@" in parts.netloc:
        return False
    return parts.scheme == "https" or parts.hostname in _LOOPBACK


def refuse_insecure(option: str, url: str, example: str) -> None:
    """Raise ValueError for a given address that is not secure, or has a fragment."""
    if url and (not is_secure(url) or "#" in url):
        raise ValueError(f"{option}: {url!r} is not an https address; expected one like {example}")


def refuse_no_back_end(option: str, url: str) -> None:
    """Raise ValueError unless it is an https address or a path of this site, `/api/x`."""
    is_path = url.startswith("/") and not url.startswith(("//", "/\\"))
    if not (is_path and is_secure(f"https://example.org{url}")):
        refuse_insecure(option, url, "https://auth.example.org/… or /api/…")
