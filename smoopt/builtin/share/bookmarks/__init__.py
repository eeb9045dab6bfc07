"""Links that save a page, and permalinks."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, cast
from urllib.parse import quote

from msgspec import Meta

from smoopt.builtin.share.bar.assets import head_edits, needed
from smoopt.builtin.share.bar.bar_markup import Kind
from smoopt.builtin.share.bar.bar_options import BarOptions, NetworkNames, Networks
from smoopt.builtin.share.bar.compose import as_shared, bar_edits, words_of
from smoopt.builtin.share.bookmarks.entry_titles import entry_titles
from smoopt.builtin.share.bookmarks.permalinks import permalinks, permalinks_in
from smoopt.html.page import Page
from smoopt.model.edits import Edit, File
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding
from smoopt.model.web_address import is_of_the_web, path_of
from smoopt.plugin.head_tags import WantedTag, reconcile
from smoopt.plugin.hooks import Shares, hookimpl
from smoopt.plugin.translations import every_language
from smoopt.plugin.widget_templates import Templates
from smoopt.site.site import Site

_Levels = tuple[Annotated[int, Meta(ge=1, le=6)], ...]


class Bookmarks(BarOptions, frozen=True):
    """Put a bar of save links into pages, permalinks on headings and entry titles, a short link."""

    plugin: ClassVar[str] = "bookmarks"
    kind: ClassVar[Kind] = "save"

    networks: NetworkNames = ("raindrop", "instapaper", "pinboard")
    permalinks: Annotated[
        bool,
        Meta(description="Whether headings in the content without a permalink get one."),
    ] = True
    levels: Annotated[_Levels, Meta(description="The levels of these headings.")] = (2, 3, 4, 5, 6)
    entry_titles: Annotated[
        bool, Meta(description="Whether the titles in a list of entries get `rel=bookmark`.")
    ] = True
    shortlink: Annotated[
        str,
        Meta(description="The address of a page's short link, where `{path}` stands for its path."),
    ] = ""

    def __post_init__(self) -> None:
        """Raise ValueError for a short link that is none."""
        super().__post_init__()
        if self.shortlink and not is_of_the_web(self.shortlink):
            raise ValueError(f"shortlink: {self.shortlink!r} must begin with https://")
        if self.shortlink and "{path}" not in self.shortlink:
            raise ValueError(
                f"shortlink: {self.shortlink!r} has no {{path}}: all pages would share it"
            )

    def check_options(self, networks: Networks, templates: Templates) -> None:
        """Raise ValueError for what is wrong with networks or templates."""
        super().check_options(networks, templates)
        if self.permalinks and templates.replaced:
            for local_words in every_language(self.labels):
                permalinks_in(local_words, self._shown, templates)

    @hookimpl
    def edits(
        self,
        page: Page,
        site: Site,
        facts: Facts,
        networks: Networks,
        shares: Shares,
        templates: Templates,
    ) -> Iterator[Edit | Finding]:
        """Insert the bar, the permalinks and the short link."""
        if self.shows(page, facts):
            shared = as_shared(self, page, site, facts, shares)
            yield from bar_edits(self, page, site, shared, networks, templates)
        if found_links := self._permalinks(page, site, facts, templates):
            yield from found_links
            yield from head_edits(page, site, self.style, templates, scripted=False)
        if self.entry_titles and not page.framework and _kind(facts) in {"list", "home"}:
            yield from entry_titles(page, site)
        yield from reconcile(page, self._shortlink(facts))

    @hookimpl
    def files(self, page: Page, site: Site, facts: Facts, templates: Templates) -> list[File]:
        """Return the style sheet and the script."""
        if self.shows(page, facts):
            return needed(self.style, templates, scripted=self.scripted(page))
        if self._permalinks(page, site, facts, templates):
            return needed(self.style, templates, scripted=False)
        return []

    def _permalinks(self, page: Page, site: Site, facts: Facts, templates: Templates) -> list[Edit]:
        """Return permalinks to the headings of a static page of content."""
        if not self.permalinks or page.framework or _kind(facts) != "page" or self.hidden(page):
            return []
        known = f"permalinks of {id(self)}"  # there may be another plugin of this kind
        if known not in page.memo:
            made = permalinks_in(words_of(self, facts), self._shown, templates)
            page.memo[known] = list(permalinks(page, site, self.levels, made))
        return cast("list[Edit]", page.memo[known])

    @property
    def _shown(self) -> str:
        """The text of a permalink: its sign, if no style sheet shows that."""
        return "#" if self.style == "none" else ""

    def _shortlink(self, facts: Facts) -> Iterator[WantedTag]:
        """Yield the short link: 1. the page's own; 2. the option's pattern."""
        if facts.shortlink is not None:
            yield WantedTag("rel", "shortlink", facts.shortlink.value, facts.shortlink.because)
        elif self.shortlink and facts.address is not None:
            path = quote(path_of(facts.address.value).lstrip("/"), safe="/%-._~")
            url = self.shortlink.replace("{path}", path)
            yield WantedTag("rel", "shortlink", url, "option shortlink")


def _kind(facts: Facts) -> str:
    return facts.kind.value if facts.kind else ""
