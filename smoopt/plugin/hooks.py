"""The plugin API on one page: the base class of every plugin, and the hooks it may have.

A plugin is a frozen options class: its fields are its `[plugins.NAME]` table, checked before
anything runs; its methods marked with `@hookimpl` are hooks. It keeps no state: what a hook
returns follows from its arguments and the options alone, so that pages can be handled in any
order, in any process. An entry point in the group `smoopt` names the class:

    [project.entry-points.smoopt]
    webring = "smoopt_webring:Webring"
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import ClassVar

import msgspec
import pluggy

from smoopt.html.page import Page
from smoopt.model.edits import Edit, File
from smoopt.model.facts import Facts
from smoopt.model.file_edit import FileEdit
from smoopt.model.finding import Finding
from smoopt.model.rule import Rule
from smoopt.plugin.installed import GROUP
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.settings import SiteSettings
from smoopt.site.site import Site

Shares = Mapping[str, object]
hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


class Plugin(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base class of plugins: subclass it with `frozen=True` and give it option fields."""

    # The package that ships the plugin's templates, in its folder `templates`.
    templates: ClassVar[str] = ""
    # Whether it may take so long for a page that a few pages are worth several processes.
    takes_long: ClassVar[bool] = False
    # Whether `gather` has a share for most pages: then it is asked before any is rendered.
    tells_most: ClassVar[bool] = False

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:
        """Raise ValueError if an option is wrong, once all plugins are loaded.

        `networks` are those that plugins give. Filling in `templates` here reports mistakes in the
        site's own templates before any page is written.
        """

    def shown_icons(self, networks: tuple[Network, ...], site: SiteSettings) -> Iterable[str]:  # noqa: ARG002
        """Return the icons that the site's style sheet is to draw, as path data on 24 by 24.

        `networks` are those that plugins give. `templates.icons` then has those of all plugins.
        """
        return ()


class Hooks:
    """The hooks; each is optional, and takes any of the arguments named here.

    `shares` holds what each plugin's `gather` returned for the page, by the plugin's name.
    """

    @hookspec
    def address(self, path: str, site: Site) -> str | None:
        """Return the page's public address, where it is not what sitemap and links say."""

    @hookspec
    def facts(self, page: Page, site: Site, shares: Shares) -> Facts | None:
        """Return what you know of a page; the first plugin that knows a field wins it."""

    @hookspec
    def derived(self, page: Page, site: Site, facts: Facts, shares: Shares) -> Facts | None:
        """Return facts that are still unknown, as they follow from the known ones."""

    @hookspec
    def worded(self, page: Page, site: Site, facts: Facts, shares: Shares) -> Facts | None:
        """Return new wording for cards and search results, from all facts; known facts stay."""

    @hookspec
    def survey(self, page: Page, site: Site, facts: Facts) -> object | None:
        """Say what other pages may need to know of this one.

        Plain data: numbers, text, lists and dicts of these. It must not depend on `shares`.
        """

    @hookspec
    def reduce(self, records: Mapping[str, object], site: Site) -> Mapping[str, object] | None:
        """Reduce the records of some pages to a value for each key of your own: plain data.

        The pages are a partition: some consecutive ones, or all.
        """

    @hookspec
    def combine(self, values: Sequence[object], key: str, site: Site) -> object:
        """Combine the values that partitions have for a key, in the order of their pages, into one.

        It must be associative: its result may be combined with further values.
        """

    @hookspec
    def gather(
        self,
        records: Mapping[str, object],
        site: Site,
        paths: Sequence[str],
        reduced: Mapping[str, object],
    ) -> Mapping[str, object] | Iterable[Mapping[str, object] | Finding] | None:
        """Work out what each page needs to know, from what `survey` said of all pages.

        Records and result are by path; `Finding`s may be returned as well. It is called once for
        the whole site, with the records of all pages; or, if it takes `reduced`, once for each
        partition, with its `paths` and their records. Pages whose share differs from the last
        time's are rendered again, and no others.

        `reduced` is what `reduce` and `combine` made of all pages, by key.
        """

    @hookspec
    def edits(
        self,
        page: Page,
        site: Site,
        facts: Facts,
        networks: tuple[Network, ...],
        shares: Shares,
        templates: Templates,
    ) -> Iterable[Edit | Finding] | None:
        """Return the changes to a page; a change that may not be made becomes a finding.

        `networks` are those that plugins give, in the plugins' order; `templates` has all plugins'
        templates, and the site's own in place of them.
        """

    @hookspec
    def files(
        self, page: Page, site: Site, facts: Facts, shares: Shares, templates: Templates
    ) -> Iterable[File] | None:
        """Return new files that belong to one page; if one is refused, the page is left alone."""

    @hookspec
    def site_files(
        self, site: Site, records: Mapping[str, object], reduced: Mapping[str, object]
    ) -> Iterable[File | FileEdit] | None:
        """Return new files that belong to the whole site, once all pages are rendered.

        `FileEdit`s add to text files that the site has.

        `records` are what the plugin's own `survey` said of the pages, by path and in their order;
        `reduced` is what its `reduce` and `combine` made of them, by key.
        """

    @hookspec
    def findings(
        self, page: Page, site: Site, facts: Facts, shares: Shares
    ) -> Iterable[Finding] | None:
        """Audit a page; changes nothing.

        `smoopt build` passes the page without what smoopt adds; `smoopt check` passes it as it was
        built, without shares.
        """

    @hookspec
    def site_findings(
        self, site: Site, records: Mapping[str, object], reduced: Mapping[str, object]
    ) -> Iterable[Finding] | None:
        """Find what shows only on the site as a whole or in the configuration, once a run.

        `records` are what the plugin's own `survey` said of the pages, by path and in their order,
        and `reduced` what its `reduce` and `combine` made of them: of the author's pages in `smoopt
        build`, of the built ones in `smoopt check`.
        """

    @hookspec
    def rules(self) -> Iterable[Rule] | None:
        """Describe what `findings` and `site_findings` may find, by the findings' codes."""

    @hookspec
    def networks(self) -> Iterable[Network] | None:
        """Return more places to share to or save to, as data."""


HOOKS: Mapping[str, Callable[..., object]] = {
    name: hook for name, hook in vars(Hooks).items() if not name.startswith("_")
}
