"""How the site's files are addressed on the web, and which file stands behind an address."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from posixpath import dirname, join, normpath
from urllib.parse import unquote

import msgspec

from smoopt.model.web_address import (
    PATH_SAFE,
    Nearby,
    encoded,
    host_of,
    joined,
    nearby,
    parts_of,
    path_of,
)
from smoopt.site.stray_hosts import has_one_name, is_stray, lies_apart
from smoopt.site.url_checks import is_local

_BYTES = {"encoding": "utf-8", "errors": "surrogateescape"}
# Quoting, joining and parsing are expensive, and most of what sites write needs none of them: a
# path without escapes, a place in a site without dots, an address of its own.
_UNQUOTED = re.compile(rf"[\w.{re.escape(PATH_SAFE)}-]*", re.ASCII)
_PLACE = re.compile(r"(?:[\w~-][\w.~-]*/)*(?:[\w~-][\w.~-]*)?", re.ASCII)
# What a server leaves out of a path: doubled slashes, `.` and `..`; and which endings mean a
# folder.
_STEPS = re.compile(r"/(?:/|\.\.?(?:/|$))")
_FOLDER = re.compile(r"(?:/\.{0,2}|^\.{1,2})$")
_HOSTED = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?/", re.ASCII)
_ABSOLUTE = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?/[\w/.~%-]*", re.ASCII)


class Style(msgspec.Struct, frozen=True):
    """How pages are addressed.

    `index`: the address of a/index.html is `a/` (slash), `a` (bare) or `a/index.html` (keep);
    `suffix`: that of a.html is `a.html` (keep) or `a` (strip).
    """

    index: str = "slash"
    suffix: str = "keep"


class Addresses(msgspec.Struct, frozen=True):
    """The site's address (with its closing slash, "" where unknown) and its style.

    `known` holds the addresses that the sitemap gives, by path.
    """

    base: str = ""
    style: Style = Style()
    known: Mapping[str, str] = {}

    def of(self, path: str) -> str:
        """Return the public address of a file of the site; "" where the site's is unknown."""
        if not self.base:
            return ""
        if known := self.known.get(path):
            return known
        return self.at(_written(path, self.style))

    def at(self, place: str) -> str:
        """Return the public address of a site path, escaped, where the site's is known."""
        return self.base + (place if _UNQUOTED.fullmatch(place) else encoded(place))

    def place(self, path: str) -> str:
        """Return the site path by which a file is addressed: `a/` for a/index.html, say."""
        listed = self.known.get(path)
        place = None if listed is None else self.file("", listed)
        return _written(path, self.style) if place is None else place

    def resolve(self, path: str, reference: str, base_href: str = "") -> str:
        """Make a reference in the page at `path` absolute; "" where that cannot be known."""
        if not base_href and _ABSOLUTE.fullmatch(reference):
            return reference
        own = self.of(path)
        # Browsers pass over a base that is not an address.
        start = (joined(own, base_href) or own) if base_href else own
        absolute = joined(start, reference.strip())
        if absolute is None or _HOSTED.match(absolute):
            return absolute or ""
        parts = parts_of(absolute)
        return absolute if parts and parts.netloc else ""

    def is_own(self, url: str) -> bool:
        """Tell whether an absolute address is this site's; a loopback address always is."""
        there, here = parts_of(url), parts_of(self.base)
        if there is None or here is None:
            return False
        if there.hostname and is_local(url):
            return True
        own, path, root = host_of(self.base), _decoded(there.path), _decoded(here.path)
        return bool(own) and host_of(url) == own and (path.startswith(root) or f"{path}/" == root)

    def astray(self, url: str) -> Iterator[str]:
        """Return the site paths that an address may mean that misses the site only by mistake.

        It has the wrong host, lacks the slash behind the host, or its path lacks the site's folder.
        """
        host, own = host_of(url), host_of(self.base)
        if not own:
            return
        if host.startswith(own) and host != own:
            yield from self.places_at(own, f"/{host.removeprefix(own)}{path_of(url)}")
        elif host == own or is_stray(host, own):
            yield from self.places_at(host, path_of(url))

    def places_at(self, host: str, path: str) -> Iterator[str]:
        """Yield the site paths that the path of an address on a wrong host may mean.

        On a preview host, the site's folder may be missing or another one; on the site's own host,
        other folders are other sites, and the root may be another edition's.
        """
        inside, root = path.lstrip("/"), path_of(self.base)
        others: tuple[str, ...] = (inside, inside.partition("/")[2])
        if has_one_name(host, host_of(self.base)):
            others = () if f"{path}/".startswith(root) or lies_apart(root) else (inside or ".",)
        for reference in (path or "/", *others):
            place = self.file("", reference) if reference else None
            if place is not None:
                yield place

    def file(self, path: str, reference: str) -> str | None:
        """Return the site path that a reference in the page at `path` names, existing or not.

        None for another site's address, and for one that leads out of the site.
        """
        if self.base and reference.startswith(self.base) and "%" not in self.base:
            place = reference.removeprefix(self.base)
            if _PLACE.fullmatch(place):
                return place
        near = nearby(reference)
        return _near(path, near) if near else self._file(path, reference)

    def _file(self, path: str, reference: str) -> str | None:
        """Do the same for a reference that must be parsed."""
        parts = parts_of(reference.strip())
        if parts is None or parts.scheme not in {"", "http", "https"}:
            return None
        if parts.netloc and not self.is_own(reference):
            return None
        if not parts.netloc and not parts.path:
            return path  # only query or fragment are given: the page itself
        return _place(self.base, None if parts.netloc else dirname(path), parts.path)


# Pages of one folder are handled in a row, and refer to the same few places.
@lru_cache(maxsize=1024)
def _place(base: str, folder: str | None, path: str) -> str | None:
    """Return the site path of an address's path; `folder` is None if it begins at the root."""
    root = _decoded(path_of(base)) if base else "/"
    name = _decoded(path)
    if f"{name}/" == root:
        return ""
    if name.startswith("/"):
        if not name.startswith(root):
            return None
        inside = name.removeprefix(root)
    else:
        inside = "" if folder is None else join(folder, name)
    slash = "/" if _FOLDER.search(name) else ""
    clean = normpath(inside.lstrip("/")) if inside.strip("/") else ""
    if clean == ".." or clean.startswith(("../", "/")) or "\0" in clean:
        return None
    return "" if clean in {"", "."} else clean + slash


def _near(path: str, near: Nearby) -> str | None:
    """Return the site path of a plain relative reference in the page at `path`, None outside."""
    if not near.up and not near.path:
        return path
    folders = path.split("/")[:-1]
    if near.up > len(folders):
        return None
    return "".join([f"{folder}/" for folder in folders[: len(folders) - near.up]]) + near.path


def _decoded(path: str) -> str:
    """Read a path as a server does: without escapes, and from the root without steps."""
    name = unquote(path, **_BYTES)
    if not name.startswith("/") or not _STEPS.search(name):
        return name
    return normpath(f"/{name.lstrip('/')}").rstrip("/") + ("/" if _FOLDER.search(name) else "")


def page_behind(place: str, files: Collection[str]) -> str | None:
    """Return the page that a web server would send for a site path, of those there are."""
    if place in files:
        return place
    bare = place.rstrip("/")
    candidates = [f"{bare}/index.html" if bare else "index.html"]
    if bare and not place.endswith("/"):
        candidates += [f"{bare}.html", f"{bare}.htm"]
    return next((name for name in candidates if name in files), None)


# Several callers ask about the same page in a row.
@lru_cache(maxsize=64)
def _written(path: str, style: Style) -> str:
    """Write a path in the site's style, unescaped."""
    folder, _, name = path.rpartition("/")
    stem, dot, suffix = name.rpartition(".")
    if stem == "index" and suffix in {"html", "htm"}:
        if style.index == "keep":
            return path
        return f"{folder}/" if folder and style.index == "slash" else folder
    if dot and suffix in {"html", "htm"} and style.suffix == "strip":
        return path.removesuffix(f".{suffix}")
    return path
