"""What the site's own origin answers: pages as smoopt would write them, and files as they are.

Only what the walk of the site has found is ever read: no path leads out of it, and no symbolic
link is followed, not even one that has taken a file's place since.
"""

import mimetypes
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from smoopt.preview.state import PreviewState
from smoopt.preview.urls import quoted, unquoted


class Answer(NamedTuple):
    """What is sent: bytes of a page or own file, or a file of the disk, or an address to go to."""

    status: int
    content: bytes = b""
    file: Path | None = None
    name: str = ""
    address: str = ""


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


def media_type(name: str) -> str:
    """Give the media type of a file by its name."""
    suffix = PurePosixPath(name).suffix.lower()
    return _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"


def base_of(url: str) -> str:
    """Give the path of the site's root folder, with both slashes, as it is decoded."""
    return unquoted(urlsplit(url).path.encode()) or "/"


def answer(state: PreviewState, path: str) -> Answer:
    """Answer as a web server of the site would; `path` is decoded and begins with a slash."""
    base = base_of(state.site.url)
    if path == base.rstrip("/") or (path == "/" and base != "/"):
        return Answer(307, address=quoted(base))
    if not path.startswith(base):
        return missing(state)  # where the site is published, this would not be a part of it
    place = path.removeprefix(base)
    page = state.site.behind(place)
    if page is None:
        own = state.overlay.added.get(place)
        return Answer(200, own, name=place) if own is not None else missing(state)
    if page.endswith("/index.html") and place == page.removesuffix("/index.html"):
        return Answer(307, address=quoted(f"{base}{place}/"))
    return _found(state, page)


def missing(state: PreviewState) -> Answer:
    """Give the site's own page for what is not there, if it has one."""
    if not state.site.is_page("404.html"):
        return Answer(404, b"There is no such file in the site.\n", name="404.txt")
    return _found(state, "404.html")._replace(status=404)


def _found(state: PreviewState, path: str) -> Answer:
    try:
        if state.site.is_page(path):
            return Answer(200, state.look(path).outcome.data, name=path)
        return Answer(200, file=state.file(path), name=path)
    except OSError:
        return Answer(404, b"This file has gone.\n", name="404.txt")
