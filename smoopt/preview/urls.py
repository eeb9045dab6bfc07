"""`Urls`: addresses within the preview: `ServerUrls` on the server, `ExportUrls` in files."""

from typing import Protocol
from urllib.parse import quote, unquote_to_bytes

from smoopt.model.web_address import path_of


def quoted(path: str) -> str:
    """Percent-encode a path of the site, whatever bytes its names have."""
    return quote(path.encode("utf-8", "surrogateescape"))


def unquoted(raw: bytes) -> str:
    """Decode a path from the bytes of an address."""
    return unquote_to_bytes(raw).decode("utf-8", "surrogateescape")


def place_of(page: str) -> str:
    """Return the path of a page's copy in an export, with the suffix of HTML even for XML."""
    return f"{page}.html" if page.lower().endswith(".xhtml") else page


def base_path(url: str) -> str:
    """Return the decoded path of the site's root folder, with slashes around it."""
    return unquoted(path_of(url).encode()) or "/"


class Urls(Protocol):
    """The addresses of things as seen from one page of the preview."""

    @property
    def live(self) -> bool:
        """Whether a server answers."""

    @property
    def sandbox(self) -> str:
        """The permissions of the page in its frame."""

    @property
    def home(self) -> str:
        """The address of the list of pages."""

    def asset(self, name: str) -> str:
        """Return the address of a style sheet or script of the preview."""

    def companion(self, path: str) -> str:
        """Return the address of a page's companion, "" where there is none."""

    def kit(self, path: str) -> str:
        """Return the address of the posts about a page."""

    def page(self, path: str) -> str:
        """Return the address of the page itself."""

    def picture(self, path: str) -> str:
        """Return the address of a file of the site that cards show."""

    def card(self, path: str, design: str) -> str:
        """Return the address of a page's card in a design; "" where none is drawn."""


class ServerUrls:
    """The addresses on the server; the site has an origin of its own, with its own base path."""

    live = True
    home = "/"
    # The site has its own origin; without that, neither its modules nor its fonts would load.
    # Windows that it opens are not part of the preview.
    sandbox = (
        "allow-scripts allow-same-origin allow-forms allow-modals "
        "allow-popups allow-popups-to-escape-sandbox"
    )

    def __init__(self, site_origin: str, base: str) -> None:
        """Take the origin of the site; `base` is the decoded path of its root folder."""
        self._site = site_origin + quoted(base)

    def asset(self, name: str) -> str:
        """Return the address of one of the preview's files."""
        return f"/static/{name}"

    def companion(self, path: str) -> str:
        """Return the address of a page's companion."""
        return f"/page/{quoted(path)}"

    def kit(self, path: str) -> str:
        """Return the address of the posts about a page."""
        return f"/kit/{quoted(path)}"

    def page(self, path: str) -> str:
        """Return the address of the page itself."""
        return self._site + quoted(path)

    def picture(self, path: str) -> str:
        """Return the address of a file of the site, on the companion's own port."""
        return f"/picture/{quoted(path)}"

    def card(self, path: str, design: str) -> str:
        """Return the address of a page's card, which is drawn on request."""
        return f"/card/{quoted(design)}/{quoted(path)}"


class ExportUrls:
    """The addresses in exported files; `up` leads from the file to the top folder."""

    live = False
    # Without scripts the pages are harmless, and their fonts load only from the same origin.
    sandbox = "allow-same-origin"

    def __init__(self, names: dict[str, str], needed: set[str], up: str = "") -> None:
        """Take the names of the pages' companions; needed files are added to `needed`."""
        self._names = names
        self._needed = needed
        self._up = up
        self.home = f"{up}index.html"

    def asset(self, name: str) -> str:
        """Return the address of one of the preview's files."""
        return f"{self._up}preview/{name}"

    def companion(self, path: str) -> str:
        """Return the address of a page's companion."""
        return f"{self._up}pages/{self._names[path]}" if path in self._names else ""

    def kit(self, path: str) -> str:
        """Return the address of the posts about a page."""
        return f"{self._up}kit/{self._names[path]}" if path in self._names else ""

    def page(self, path: str) -> str:
        """Return the address of the page's copy."""
        return f"{self._up}site/{quoted(place_of(path))}"

    def picture(self, path: str) -> str:
        """Return the address of a file of the site, and note that it is needed."""
        self._needed.add(path)
        return f"{self._up}site/{quoted(path)}"

    def card(self, path: str, design: str) -> str:  # noqa: ARG002
        """Return "", as nothing can draw cards."""
        return ""
