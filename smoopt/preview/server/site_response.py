"""`SiteResponse`: what a web server of the site would send, with pages as smoopt would write them.

Only what the walk of the site has found is ever read: no path leads out of it, and no symbolic
link is followed, not even one that has taken a file's place since.
"""

from pathlib import Path, PurePosixPath
from typing import NamedTuple

from smoopt.files.pictures import named_type
from smoopt.preview.state import PreviewState
from smoopt.preview.urls import base_path, quoted
from smoopt.site.page_addresses import page_behind

# What Python's own table lacks, or has otherwise in some systems' registries.
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
    """Bytes of a page or own file, or a file of the disk, or an address to go to."""

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
        return _missing(state)  # where the site is published, this would not be a part of it
    place = path.removeprefix(base)
    page = state.site.behind(place) or page_behind(place, state.overlay.contents)
    if page is None:
        return _missing(state)
    if page.endswith("/index.html") and place == page.removesuffix("/index.html"):
        return SiteResponse(307, address=quoted(f"{base}{place}/"))
    return _found(state, page)


def picture(state: PreviewState, path: str) -> SiteResponse:
    """Answer with a file that cards show as a picture, never as anything that a browser runs."""
    own = state.overlay.contents.get(path)
    if state.site.is_page(path) or (own is None and path not in state.walked.files):
        return _NOTHING
    found = _found(state, path) if own is None else SiteResponse(200, own)
    is_picture = media_type(path).startswith("image/")
    return found._replace(name=path if is_picture else "")


def media_type(name: str) -> str:
    """Give the media type of a file by its name."""
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
