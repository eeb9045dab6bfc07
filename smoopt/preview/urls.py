"""`Places`: the addresses within the preview, on a server or in exported files."""

from typing import Protocol
from urllib.parse import quote, unquote_to_bytes


def quoted(path: str) -> str:
    """Write a path of the site in an address, whatever bytes its names have."""
    return quote(path.encode("utf-8", "surrogateescape"))


def unquoted(raw: bytes) -> str:
    """Read a path from the bytes of an address."""
    return unquote_to_bytes(raw).decode("utf-8", "surrogateescape")


class Places(Protocol):
    """Where things are found, as seen from one page of the preview."""

    @property
    def live(self) -> bool:
        """Whether there is a server that answers."""

    @property
    def sandbox(self) -> str:
        """What the page itself may do in its frame."""

    @property
    def home(self) -> str:
        """The list of pages."""

    def own(self, name: str) -> str:
        """Give the address of a style sheet or script of the preview's."""

    def page(self, path: str) -> str:
        """Give the address of the companion page of a page, "" where there is none."""

    def frame(self, path: str) -> str:
        """Give the address of the page itself."""

    def file(self, path: str) -> str:
        """Give the address of another file of the site, a picture say; "" if it is not there."""


class Served:
    """The addresses on the server; the site has an origin of its own, with its own base path."""

    live = True
    home = "/"
    # It has its own origin; without that, neither its modules nor its fonts would load.
    sandbox = "allow-scripts allow-same-origin allow-forms allow-popups allow-modals"

    def __init__(self, site_origin: str, base: str) -> None:
        """Take where the site is served; `base` is the path of its root folder, decoded."""
        self._site = site_origin + quoted(base)

    def own(self, name: str) -> str:
        """Give the address of a file of the preview's."""
        return f"/static/{name}"

    def page(self, path: str) -> str:
        """Give the address of a page's companion."""
        return f"/page/{quoted(path)}"

    def frame(self, path: str) -> str:
        """Give the address of the page itself."""
        return self._site + quoted(path)

    def file(self, path: str) -> str:
        """Give the address of a file of the site."""
        return self._site + quoted(path)
