"""`Places`: whether a reference leads to a file of the site; called a hundred times per page."""

import re
from functools import lru_cache

from smoopt.html.page import Page
from smoopt.model.page_files import has_page_suffix
from smoopt.site.page_addresses import page_behind
from smoopt.site.site import Site
from smoopt.site.stated_address import own_addresses, says_its_style

# What most references look like: `../` steps, then names without escapes
_PLAIN = re.compile(r"((?:\.\./)*)((?:[\w~-][\w.~-]*/)*(?:[\w~-][\w.~-]*)?)(?:[?#].*)?", re.ASCII)
# What hosts put into every site. https://developers.cloudflare.com/fundamentals/reference/cdn-cgi-endpoint/,
# https://docs.netlify.com/, https://vercel.com/docs, https://www.rfc-editor.org/rfc/rfc8615
# (2026-11-21)
_OF_HOSTS = ("cdn-cgi/", ".netlify/", "_vercel/", ".well-known/")
# Pages of one folder are checked one after another and share references; more only fill memory.
_MOST_FOLDERS = 64


class Places:
    """The files of the site, and what references from pages of one folder lead to."""

    def __init__(self, site: Site) -> None:
        """Take the files that the site has now."""
        self.walked = site.walked
        self._site = site
        self._files = site.walked.files
        self._known: dict[str, dict[str, tuple[str, str]]] = {}
        self._wanted: dict[str, tuple[str, ...]] = {}
        self._apart = tuple(f"{path}/" for path in (*site.links, *site.closed))
        self._links = frozenset(site.links)
        self._lower: dict[str, str] | None = None
        self._tops = frozenset(path.partition("/")[0] for path in self._files)

    def fault(self, page: Page, url: str) -> str:
        """Return what is wrong with a reference to a file of the site, or ""."""
        return self._found(page, url)[0]

    def form(self, page: Page, url: str) -> str:
        """Return the page's own address if a reference leads to it by another one, else ""."""
        return self._found(page, url)[1]

    def _found(self, page: Page, url: str) -> tuple[str, str]:
        """Return the fault, and the address that should be used."""
        if page.base:
            place = None if self._is_elsewhere(url) else self._site.file(page, url)
            return self._judged(place)
        folder = page.path.rpartition("/")[0]
        known = self._known.get(folder)
        if known is None:
            if len(self._known) >= _MOST_FOLDERS:
                self._known.clear()
            known = self._known[folder] = {}
        found = known.get(url)
        if found is None:
            place = None if self._is_elsewhere(url) else self._place(page, folder, url)
            found = known[url] = self._judged(place)
        return found

    def _judged(self, place: str | None) -> tuple[str, str]:
        if place is None:
            return "", ""
        fault = self._missing(place)
        return fault, "" if fault else self._meant(place)

    def _meant(self, place: str) -> str:
        """Return the page's own address if a site path is another way to write it, else ""."""
        behind = page_behind(place, self._files)
        if behind is None or not has_page_suffix(behind):
            return ""
        wanted = self._wanted.get(behind)
        if wanted is None:
            known = says_its_style(self._site, behind)
            wanted = self._wanted[behind] = own_addresses(self._site, behind) if known else ()
        file = self._site.learnt.addresses.file
        return "" if place in {file("", own) for own in wanted} else next(iter(wanted), "")

    def _place(self, page: Page, folder: str, url: str) -> str | None:
        plain = _PLAIN.fullmatch(url)
        if plain is None or url[0] == "?":
            return self._site.file(page, url)
        ups, rest = len(plain[1]) // 3, plain[2]
        if ups:
            above = folder.split("/") if folder else []
            if ups > len(above):
                return self._site.file(page, url)
            folder = "/".join(above[:-ups])
        return f"{folder}/{rest}" if folder else rest

    def _is_elsewhere(self, url: str) -> bool:
        """Return whether a root-relative address may lead outside of the site.

        Where the site's address is unknown, the site may be in a subfolder of its host.
        """
        if self._site.url or url[0] != "/":
            return False
        return re.split(r"[/?#]", url[1:], maxsplit=1)[0] not in self._tops

    def _missing(self, place: str) -> str:
        """Return why a server would answer "not found", or ""."""
        if place in self._files or page_behind(place, self._files) is not None:
            return ""
        bare = place.rstrip("/")
        if bare in self._links or place.startswith((*_OF_HOSTS, *self._apart)):
            return ""  # smoopt does not look behind these
        if self._site.redirects.cover(place):
            return ""
        if bare in self._site.folders or not bare:
            return f"the folder {bare or '/'} has no index page"
        if bare in self._files:
            return f"the site has no folder {place}; {bare} is a file"
        other = self._by_letters().get(bare.lower())
        hint = f"; it has {other}, but capital letters count" if other else ""
        return f"the site has no file {place}{hint}"

    def _by_letters(self) -> dict[str, str]:
        if self._lower is None:
            self._lower = {path.lower(): path for path in self._files}
        return self._lower


def places(site: Site) -> Places:
    """Return the cached places of a site, or new ones if its files have changed."""
    found = _places(site)
    if found.walked is not site.walked:
        _places.cache_clear()
        found = _places(site)
    return found


@lru_cache(maxsize=1)
def _places(site: Site) -> Places:
    return Places(site)
