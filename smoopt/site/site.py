"""`Site`: the folder of built pages: its files, and what was learnt of it as a whole."""

from collections.abc import Collection, Mapping
from copy import copy
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import unquote

from smoopt.files import pictures
from smoopt.files.changes import Changes
from smoopt.files.pictures import Picture
from smoopt.files.walk import Walk
from smoopt.html.page import Page
from smoopt.model.facts import Image
from smoopt.model.page_files import may_be_page
from smoopt.model.web_address import normal, parts_of, path_of
from smoopt.site.dependencies import tracked
from smoopt.site.host_headers import FILE_NAME as HEADERS
from smoopt.site.host_headers import POLICY, ROBOTS, HeaderRule, read_rules, sent
from smoopt.site.host_redirects import FILE_NAME as REDIRECTS
from smoopt.site.host_redirects import Redirects, read_redirects
from smoopt.site.learn import teaches
from smoopt.site.learnt_site import LearntSite
from smoopt.site.page_references import to_file, to_itself
from smoopt.site.settings import Settings
from smoopt.site.url_checks import is_local

if TYPE_CHECKING:
    from smoopt.site.policy import Policy


class Site(LearntSite):
    """A built site. `root` is its folder; all other paths are relative to it, with slashes.

    `files` are its regular files, `links` its symbolic links, which are never followed, `closed`
    the folders that may not be read, and `pages` those files that may be pages, by their ending.
    `added` are files that smoopt itself has added at fixed addresses, and their list: they are no
    part of the site, unless it is taken as `built`. `authored` are the files without these in any
    case: they alone say how the site is addressed and what it is called.

    Plugins cannot change it, and must not write: they return edits and files.
    """

    _pictures: dict[str, Picture | None]
    _unwritten: Mapping[str, bytes]

    def __init__(
        self, root: Path, settings: Settings, walked: Walk | None = None, *, built: bool = False
    ) -> None:
        """Walk the folder, if that is not done already; raises SiteError if there is none."""
        super().__init__(root, walked, built=built)
        self._hold(settings=settings, _pictures={}, _searches={}, _titles={})
        self._hold(_icons={}, _colors={}, _sheets={}, _unwritten={})

    def refresh(self, paths: Collection[str] | None) -> tuple[Changes, bool]:
        """Look at some paths again, or at everything; a folder stands for all that is in it.

        Returns what changed, and whether pages may get other answers than before.
        """
        changes, moved, rewritten = self.look(paths)
        taught = self.__dict__.get("learnt")
        teaching = any(teaches(path, taught) for path in rewritten)
        titles = self.known_titles((*moved, *rewritten))
        if not moved and not teaching and all(map(may_be_page, rewritten)):
            return changes, self.are_retitled(titles)
        self._pictures.clear()
        self.forget_files()
        self.__dict__.pop("header_rules", None)
        if moved or teaching:
            self.forget_learnt()
            self.__dict__.pop("redirects", None)
        # Only pages, the home page among them, seldom say anything new of the site.
        only_pages = not moved and all(map(may_be_page, rewritten))
        if only_pages and taught is not None and taught.sayings == self.learnt.sayings:
            return changes, self.are_retitled(titles)
        return changes, True

    def showing(self, walked: Walk, unwritten: Mapping[str, bytes]) -> Self:
        """Return a copy of the site that has other files, all of them its own.

        `unwritten` holds the content of those that are not on the disk.
        """
        site = copy(self)
        site._hold(walked=walked, added=frozenset(), _icons={}, _colors={}, _sheets={})
        site._hold(_unwritten=unwritten, _pictures={})
        return site

    def address(self, path: str) -> str:
        """Return the public address of a file; "" if the site's address is unknown."""
        if self.learnt.addresses.known:
            self.listed(path)  # all else that it depends on counts for every page
        return self.learnt.addresses.of(path)

    @tracked
    def listed(self, path: str) -> str:
        """Return the address that the site's sitemap has for a page, or ""."""
        return self.learnt.addresses.known.get(path, "")

    def resolve(self, page: Page | None, reference: str) -> str:
        """Make a reference absolute; "" if that is not possible.

        It is resolved against the page, or against the site's root if `page` is None.
        """
        path, base = ("", "") if page is None else (page.path, page.base)
        return self.learnt.addresses.resolve(path, reference, base)

    def file(self, page: Page | None, reference: str) -> str | None:
        """Return the site path behind a reference; None for another site's.

        The file need not exist: see `has`.
        """
        addresses = self.learnt.addresses
        path: str | None = "" if page is None else page.path
        if page is not None and page.base:
            path = addresses.file(page.path, page.base)
        if path is None and "://" not in reference:
            return None
        return addresses.file(path or "", reference)

    def href(self, page: Page, path: str) -> str:
        """Return the reference from a page to a file of the site, escaped as an address.

        1. Relative to the page, which works from the disk and at any address; 2. from the host's
        root where relative addresses would not work: with a `<base href>`, on an error page, which
        is sent for every address, and if addresses of folders have no final slash; 3. with the
        host if the `<base href>` has one.
        """
        return to_file(page, self.learnt.addresses, path)

    def here(self, page: Page) -> str | None:
        """Return the part before the `#` in links of a page to itself.

        1. Empty without another base; 2. with a `<base href>` to another page, this page's path,
        with its host if the base has one; 3. None if that is not known.
        """
        return to_itself(page, self.address(page.path) if page.base else "")

    @tracked
    def passes_on(self, place: str) -> bool:
        """Tell whether the host answers at a site path by itself, whatever files there are."""
        return self.redirects.cover(place)

    @cached_property
    def redirects(self) -> Redirects:
        """The paths that the host passes on elsewhere."""
        return read_redirects(self.text(REDIRECTS) or "")

    def policy(self, page: Page) -> "Policy":
        """Return what a page may load and run, according to its Content-Security-Policy.

        It comes from the page's own `<meta http-equiv>` and the site's `_headers`.
        """
        from smoopt.site.policy import policy_of  # noqa: PLC0415 - 5 ms, for who asks

        return policy_of(page, self.address(page.path), self.policy_headers(page.path))

    @tracked
    def policy_headers(self, path: str) -> tuple[str, ...]:
        """Return the Content-Security-Policy headers that the host sends with a page."""
        return self._sent(POLICY, path)

    @tracked
    def robots_headers(self, path: str) -> tuple[str, ...]:
        """Return the X-Robots-Tag headers that the host sends with a page."""
        return self._sent(ROBOTS, path)

    def _sent(self, name: str, path: str) -> tuple[str, ...]:
        if not self.header_rules:
            return ()
        addresses = self.learnt.addresses
        base = parts_of(addresses.base)
        host = (base and base.hostname) or ""
        return sent(self.header_rules, name, host, unquote(addresses.place(path)))

    @cached_property
    def header_rules(self) -> tuple[HeaderRule, ...]:
        """The header rules in the host's configuration files."""
        return read_rules(self.text(HEADERS) or "")

    @tracked
    def picture(self, path: str) -> Picture | None:
        """Read size and type of a picture of the site; None if it is not there."""
        if path not in self._pictures:
            self._pictures[path] = self._read_picture(path)
        return self._pictures[path]

    def _read_picture(self, path: str) -> Picture | None:
        content = self._unwritten.get(path)
        if content is not None:
            return pictures.measured(BytesIO(content), path, len(content))
        return pictures.read(self.opened, path) if path in self._there else None

    def image(self, page: Page | None, reference: str, alt: str = "") -> Image:
        """Describe the picture behind a reference, resolved as in `resolve`."""
        url = self.resolve(page, reference) or reference
        path = self.file(page, reference)
        if path is None:
            path = next(filter(self.has, self.learnt.addresses.astray(url)), None)
        if path is None:
            return Image(normal(url), alt)
        if path and (picture := self.picture(path)) is not None:
            # Nobody else can see it at the address of a development server.
            seen = path_of(url) if is_local(url) else url
            public = self.learnt.addresses.of(path) or seen
            return Image(
                public, alt, picture.width, picture.height, picture.type, picture.size, path
            )
        return Image(url, alt, file=path, missing=True)
