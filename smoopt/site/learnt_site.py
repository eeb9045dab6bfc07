"""`LearntSite`: a site's folder, and what its home page, sitemap and feeds say of the whole."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from smoopt.html.page import Page
from smoopt.model.facts import Fact
from smoopt.site.dependencies import tracked
from smoopt.site.feed_links import FeedLink, by_folder, nearest
from smoopt.site.feeds import Entry, first_entries
from smoopt.site.icon_files import SiteIcons, icons_in, stated_color
from smoopt.site.learn import Learnt, learn
from smoopt.site.open_search import short_name
from smoopt.site.page_titles import PageTitle, page_title
from smoopt.site.settings import Settings
from smoopt.site.site_folder import SiteFolder


class LearntSite(SiteFolder):
    """A site with what it says of itself, which is read when it is first asked for."""

    settings: Settings
    _searches: dict[str, str]
    _titles: dict[str, PageTitle | None]
    _icons: dict[str, SiteIcons]
    _colors: dict[str, str]

    @cached_property
    def learnt(self) -> Learnt:
        """What the site says of itself as a whole; what smoopt wrote says nothing."""
        return learn(self.opened, self.settings.site, tuple(self.authored))

    @property
    def url(self) -> str:
        """The public address of the root folder with its closing slash, or ""."""
        return self.learnt.addresses.base

    @property
    def name(self) -> Fact[str] | None:
        """The site's name, if anything gives it, as far as that is known before all pages are."""
        return self.learnt.name

    @tracked
    def entry(self, path: str) -> Entry | None:
        """Give the first feed entry of a page."""
        return self.entries.get(path)

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """The first feed entry of each page, by the page's path."""
        return first_entries(self.learnt.feeds, self.learnt.addresses, self._there)

    @tracked
    def feeds(self, path: str) -> tuple[FeedLink, ...]:
        """Give the feeds that the readers of a page may want, those of its folder first."""
        return nearest(path, self.feed_links) if self.feed_links else ()

    @cached_property
    def feed_links(self) -> Mapping[str, tuple[FeedLink, ...]]:
        """The feeds to name below each folder that has any of its own."""
        return by_folder(self.learnt.feeds, self.learnt.addresses, self._there, self.pages)

    @tracked
    def search_name(self, path: str) -> str:
        """Give what the OpenSearch description at a path calls the search; "" if there is none."""
        if path not in self._searches:
            self._searches[path] = short_name(self.opened, path) if path in self._there else ""
        return self._searches[path]

    @tracked
    def title(self, path: str) -> PageTitle | None:
        """Give what a page of the site calls itself; None where there is none to be led to."""
        return self._title(path)

    def _title(self, path: str) -> PageTitle | None:
        if path not in self._there:
            return None
        if path not in self._titles:
            self._titles[path] = page_title(self.opened, path)
        return self._titles[path]

    def known_titles(self, paths: Iterable[str]) -> dict[str, PageTitle | None]:
        """Give those titles that were asked for of some pages, and forget them."""
        return {path: self._titles.pop(path) for path in paths if path in self._titles}

    def are_retitled(self, were: Mapping[str, PageTitle | None]) -> bool:
        """Tell whether a page has another title than it had."""
        return any(self._title(path) != title for path, title in were.items())

    @tracked
    def icons(self, path: str) -> SiteIcons:
        """Give the icons that lie in the site for a page: of each kind the nearest above it."""
        return self._icons_in(path.rpartition("/")[0])

    def _icons_in(self, folder: str) -> SiteIcons:
        found = self._icons.get(folder)
        if found is None:
            found = icons_in(self.opened, self._there, f"{folder}/" if folder else "")
            if folder:
                found = found.over(self._icons_in(folder.rpartition("/")[0]))
            self._icons[folder] = found
        return found

    @tracked
    def theme_color(self, path: str) -> str:
        """Give the colour that a manifest, a browserconfig.xml or a page states: #aabbcc, or ""."""
        if path not in self._colors:
            self._colors[path] = stated_color(self.opened, path) if path in self._there else ""
        return self._colors[path]

    def forget_files(self) -> None:
        """Read icons and manifests anew when they are asked for."""
        self._icons.clear()
        self._colors.clear()

    def forget_learnt(self) -> None:
        """Read it all anew when it is asked for."""
        self._searches.clear()
        for known in ("learnt", "entries", "feed_links"):
            self.__dict__.pop(known, None)

    def __getstate__(self) -> dict[str, object]:
        """Give what another process needs: of the home page its bytes, for no tree can be sent."""
        state = {**self.__dict__, "answers": {}}
        learnt: Learnt | None = state.get("learnt")
        if learnt is not None and learnt.home is not None:
            state["learnt"] = learnt._replace(home=None)
            state["home"] = learnt.home.source.data
        return state

    def __setstate__(self, state: dict[str, object]) -> None:
        """Take over what was sent."""
        home = state.pop("home", None)
        self._hold(**state)
        if isinstance(home, bytes):
            self._hold(learnt=self.learnt._replace(home=Page("index.html", home)))
