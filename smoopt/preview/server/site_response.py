"""`SiteResponse`: what a web server of the site would send, with pages as smoopt would write them.

Only files found by the scan of the site are read: no path leads out of it, and no symbolic link is
followed, not even one that has replaced a file since.
"""

from pathlib import Path, PurePosixPath
from typing import NamedTuple

from smoopt.files.pictures import named_type
from smoopt.preview.state import PreviewState
from smoopt.preview.urls import base_path, quoted
from smoopt.site.page_addresses import page_behind

# Types that Python's table lacks, or that some systems' registries change
_TYPES = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
}


class SiteResponse(NamedTuple):
    """A response: content in memory, a file on disk, or an address to redirect to."""

    status: int
    content: bytes = b""
    file: Path | None = None
    name: str = ""
    address: str = ""


_NOTHING = SiteResponse(404, b"There is no such file in the site.\n", name="404.txt")


def respond(state: PreviewState, path: str) -> SiteResponse:
    """Answer as a web server of the site would; `path` is decoded and begins with a slash."""
    base = base_path(state.site.url)
    if path == base.rstrip("/") or (path == "/" and base != "/"):
        return SiteResponse(307, address=quoted(base))
    if not path.startswith(base):
        return _missing(state)  # at its public address, this is outside of the site
    place = path.removeprefix(base)
    page = state.site.behind(place) or page_behind(place, state.overlay.contents)
    if page is None:
        return _missing(state)
    if page.endswith("/index.html") and place == page.removesuffix("/index.html"):
        return SiteResponse(307, address=quoted(f"{base}{place}/"))
    return _found(state, page)


def picture(state: PreviewState, path: str) -> SiteResponse:
    """Return a file that cards show as a picture, never with a type that a browser would run."""
    own = state.overlay.contents.get(path)
    if state.site.is_page(path) or (own is None and path not in state.walked.files):
        return _NOTHING
    found = _found(state, path) if own is None else SiteResponse(200, own)
    is_picture = media_type(path).startswith("image/")
    return found._replace(name=path if is_picture else "")


def media_type(name: str) -> str:
    """Return the media type for a file's name."""
    suffix = PurePosixPath(name).suffix.lower()
    return _TYPES.get(suffix) or named_type(name) or "application/octet-stream"


def _missing(state: PreviewState) -> SiteResponse:
    """Return the site's own error page for a missing file, if it has one."""
    if not state.site.is_page("404.html"):
        return _NOTHING
    return _found(state, "404.html")._replace(status=404)


def _found(state: PreviewState, path: str) -> SiteResponse:
    try:
        if state.site.is_page(path):
            return SiteResponse(200, state.render(path).outcome.data, name=path)
        given = state.overlay.contents.get(path)
        if given is not None:
            return SiteResponse(200, given, name=path)
        return SiteResponse(200, file=state.file(path), name=path)
    except OSError:
        return SiteResponse(404, b"This file has gone.\n", name="404.txt")
