"""`LearntSite`: a site with the site-wide values from its home page, sitemap and feeds."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from zlib import crc32

from smoopt.html.page import Page
from smoopt.model.facts import Fact
from smoopt.site.dependencies import tracked, tracked_reading
from smoopt.site.feed_links import FeedLink, by_folder, nearest
from smoopt.site.feeds import Entry, first_entries
from smoopt.site.icon_files import SiteIcons, icons_in, stated_color
from smoopt.site.learn import Learnt, learn
from smoopt.site.open_search import short_name
from smoopt.site.page_titles import PageTitle, page_title
from smoopt.site.settings import Settings
from smoopt.site.site_folder import SiteFolder

# As many as a site has; where each page has one of its own, memory is kept small.
_MOST_SHEETS = 32


class LearntSite(SiteFolder):
    """A site with its site-wide values, which are read on first access."""

    settings: Settings
    _searches: dict[str, str]
    _titles: dict[str, PageTitle | None]
    _icons: dict[str, SiteIcons]
    _colors: dict[str, str]
    _sheets: dict[str, tuple[int, str | None]]

    @cached_property
    def learnt(self) -> Learnt:
        """What the site says of itself as a whole, by the author's files alone."""
        return learn(self.opened, self.settings, self.authored)

    @property
    def url(self) -> str:
        """The public address of the root folder with its final slash, or ""."""
        return self.learnt.addresses.base

    @property
    def name(self) -> Fact[str] | None:
        """The site's name, if it is known before all pages are read."""
        return self.learnt.name

    @tracked
    def entry(self, path: str) -> Entry | None:
        """Return the first feed entry of a page."""
        return self.entries.get(path)

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The first feed entry of each page, by the page's path."""
        return first_entries(self.learnt.feeds, self.learnt.addresses, self._there)

    @tracked
    def feeds(self, path: str) -> tuple[FeedLink, ...]:
        """Return the feeds for a page, those of its folder first."""
        return nearest(path, self.feed_links) if self.feed_links else ()

    @cached_property
    def feed_links(self) -> Mapping[str, tuple[FeedLink, ...]]:
        """The feeds to name below each folder that has any of its own."""
        return by_folder(self.learnt.feeds, self.learnt.addresses, self._there, self.pages)

    @tracked
    def search_name(self, path: str) -> str:
        """Return the name in the OpenSearch description at a path; "" if there is none."""
        if path not in self._searches:
            self._searches[path] = short_name(self.opened, path) if path in self._there else ""
        return self._searches[path]

    @tracked_reading
    def title(self, path: str) -> PageTitle | None:
        """Return the title of a page of the site; None if no link should lead there."""
        return self._title(path)

    def _title(self, path: str) -> PageTitle | None:
        if path not in self._there:
            return None
        if path not in self._titles:
            self._titles[path] = page_title(self.opened, path)
        return self._titles[path]

    def known_titles(self, paths: Iterable[str]) -> dict[str, PageTitle | None]:
        """Return, and forget, the cached titles of some pages."""
        return {path: self._titles.pop(path) for path in paths if path in self._titles}

    def are_retitled(self, were: Mapping[str, PageTitle | None]) -> bool:
        """Tell whether any page has another title than before."""
        return any(self._title(path) != title for path, title in were.items())

    @tracked
    def icons(self, path: str) -> SiteIcons:
        """Return the site's icons for a page: for each kind, the nearest one above it."""
        return self._icons_in(path.rpartition("/")[0])

    def _icons_in(self, folder: str) -> SiteIcons:
        found = self._icons.get(folder)
        if found is None:
            found = icons_in(self.opened, self._there, f"{folder}/" if folder else "")
            if folder:
                found = found.over(self._icons_in(folder.rpartition("/")[0]))
            self._icons[folder] = found
        return found

    @tracked_reading
    def theme_color(self, path: str) -> str:
        """Return the theme colour in a manifest, a browserconfig.xml or a page: #aabbcc, or ""."""
        if path not in self._colors:
            self._colors[path] = stated_color(self.opened, path) if path in self._there else ""
        return self._colors[path]

    def sheet(self, path: str) -> str | None:
        """Read a style sheet, cached for all pages that use it; None if it cannot be read."""
        self.sheet_sum(path)
        return self._sheet(path)[1]

    @tracked
    def sheet_sum(self, path: str) -> int:
        """Return a checksum of a style sheet, by which pages notice that it has changed."""
        return self._sheet(path)[0]

    def _sheet(self, path: str) -> tuple[int, str | None]:
        if path not in self._sheets:
            if len(self._sheets) >= _MOST_SHEETS:
                self._sheets.clear()
            text = self.text(path)
            summed = 0 if text is None else crc32(text.encode("utf-8", "surrogateescape"), 1)
            self._sheets[path] = summed, text
        return self._sheets[path]

    def forget_files(self) -> None:
        """Forget icons, manifests and style sheets, so that the next access reads them again."""
        self._icons.clear()
        self._colors.clear()
        self._sheets.clear()

    def forget_learnt(self) -> None:
        """Forget all values, so that the next access reads them again."""
        self._searches.clear()
        for known in ("learnt", "entries", "feed_links"):
            self.__dict__.pop(known, None)

    def __getstate__(self) -> dict[str, object]:
        """Return the state for another process: the home page as bytes, for no tree can be sent."""
        state = {**self.__dict__, "answers": {}, "_sheets": {}}
        learnt: Learnt | None = state.get("learnt")
        if learnt is not None and learnt.home is not None:
            state["learnt"] = learnt._replace(home=None)
            state["home"] = learnt.home.source.data
        return state

    def __setstate__(self, state: dict[str, object]) -> None:
        """Restore the state that was sent."""
        home = state.pop("home", None)
        self._hold(**state)
        if isinstance(home, bytes):
            self._hold(learnt=self.learnt._replace(home=Page("index.html", home)))
