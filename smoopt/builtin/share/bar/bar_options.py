"""`BarOptions`: what `share` and `bookmarks` let the author choose alike."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import Meta

from smoopt.builtin.share.bar import icons
from smoopt.builtin.share.bar.bar_markup import Bar, BarPattern, Kind, Target
from smoopt.builtin.share.bar.place import ELSEWHERE
from smoopt.builtin.share.bar.servers import server_address, server_of
from smoopt.builtin.share.bar.shown_how import ShownBar, refuse_wrong_place
from smoopt.builtin.share.bar.site_notes import (
    RETIRED,
    SELECTOR_UNUSED,
    retired,
    unused,
)
from smoopt.html.page import Page
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding
from smoopt.model.language_tags import refuse_no_language
from smoopt.model.rule import Rule
from smoopt.model.wording import suggestion
from smoopt.plugin.hooks import hookimpl
from smoopt.plugin.networks import Network, find, find_retired, unknown
from smoopt.plugin.translations import LocalWords, Words, every_language
from smoopt.plugin.widget_templates import Templates
from smoopt.site.campaign import Utm
from smoopt.site.settings import SiteSettings, matches

Networks = tuple[Network, ...]
NetworkNames = Annotated[tuple[str, ...], Meta(description="The networks, in order.")]


class BarOptions(ShownBar, frozen=True, dict=True):
    """Options of a bar of links; `networks` is the plugin's own list."""

    plugin: ClassVar[str]
    templates: ClassVar[str] = "smoopt.builtin.share"
    kind: ClassVar[Kind]

    networks: NetworkNames = ()
    custom: Annotated[
        tuple[Network, ...],
        Meta(description="More networks, or changed ones, as tables."),
    ] = ()
    servers: Annotated[
        dict[str, str],
        Meta(description="Your own server for a network with many: mastodon, linkding, wallabag."),
    ] = msgspec.field(default_factory=dict)
    script: Annotated[
        bool | Literal["auto"],
        Meta(
            description="Whether a script updates the address after client-side navigation; "
            "auto: on pages that a framework hydrates."
        ),
    ] = "auto"
    show: Annotated[
        tuple[str, ...],
        Meta(description="Pages that always get a bar, as patterns like those of .gitignore."),
    ] = ()
    min_words: Annotated[
        int,
        Meta(
            ge=0, description="The minimum number of words in the content for a page to get a bar."
        ),
    ] = 50
    utm: Annotated[bool | Utm, Meta(description="Campaign parameters of shared addresses.")] = False
    follow_canonical: Annotated[bool, Meta(description="Share a page's canonical address.")] = False
    hashtags: Annotated[
        bool,
        Meta(
            description="Whether to add the page's tags as hashtags, if the network accepts them."
        ),
    ] = False
    new_tab: Annotated[bool, Meta(description="Whether links open in a new tab.")] = False
    labels: Annotated[
        dict[str, Words],
        Meta(description="Labels for more languages, or other labels for existing ones."),
    ] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raise ValueError for what is wrong whatever other plugins there are."""
        for network in self.custom:
            icons.check(network)
        for name, address in self.servers.items():
            server_address(name, address)
        refuse_wrong_place(self.selector, (*self.show, *self.hide))
        for language in self.labels:
            refuse_no_language(language, f"labels.{language}")

    def check_options(self, networks: Networks, templates: Templates) -> None:
        """Raise ValueError for a network that nobody knows, or whose server is missing.

        The site's own templates are tried in every language that a page may have.
        """
        for network in self.known(networks):
            if not network.url and not server_of(network, self.servers):
                raise ValueError(
                    f"networks: {network.label} runs on a server of your own; add its address as "
                    f'servers.{network.name} = "https://…"'
                )
        for name in self.servers:
            found = find(name, self.custom, networks)
            if found is None or not found.server:
                hint = suggestion(name, ("linkding", "mastodon", "wallabag"), "'")
                raise ValueError(f"servers: {name!r} does not run on servers of one's own{hint}")
        if templates.replaced:
            for local_words in every_language(self.labels):
                for scripted in (False, True) if self.script == "auto" else (self.script,):
                    self.pattern(local_words, networks, templates, scripted=scripted).check()

    def shown_icons(self, networks: Networks, site: SiteSettings) -> Iterable[str]:  # noqa: ARG002
        """Return the icons of the links, and of the script's buttons."""
        if not self.are_drawn:
            return ()
        of_buttons = icons.of_buttons() if self.has_buttons else ()
        return (*map(icons.of, self.known(networks)), *of_buttons)

    def known(self, networks: Networks) -> list[Network]:
        """Return the networks to show, each once; raises ValueError for an unknown one."""
        found: dict[str, Network] = {}
        for name in self.networks:
            network = find(name, self.custom, networks)
            if network is not None:
                found[network.name] = network
            elif find_retired(name) is None:
                raise ValueError(f"networks: {unknown(name, self.custom, networks)}")
        return list(found.values())

    def scripted(self, page: Page) -> bool:
        """Return whether a page gets the script: its bar may stay while pages are exchanged."""
        return bool(page.framework) if self.script == "auto" else self.script

    def pattern(
        self, local_words: LocalWords, networks: Networks, templates: Templates, *, scripted: bool
    ) -> BarPattern:
        """Return the bar's markup in a language, made once for all pages in that language."""
        key = local_words, scripted
        made_for, made = self._patterns_by_words.get(key, (None, None))
        if made is None or made_for != (networks, templates):
            made = BarPattern(self._bar(local_words, networks, scripted=scripted), templates)
            self._patterns_by_words[key] = (networks, templates), made
        return made

    @cached_property
    def _patterns_by_words(
        self,
    ) -> dict[tuple[LocalWords, bool], tuple[tuple[Networks, Templates], BarPattern]]:
        """The rendered patterns, which depend on the options only, like everything in a plugin."""
        return {}

    def _bar(self, local_words: LocalWords, networks: Networks, *, scripted: bool) -> Bar:
        return Bar(
            self.plugin,
            self.kind,
            tuple(
                Target(network, server_of(network, self.servers), self._campaign(network))
                for network in self.known(networks)
            ),
            local_words,
            self.look,
            self.new_tab,
            scripted,
            self.has_buttons,
            self.are_drawn,
        )

    @property
    def has_buttons(self) -> bool:
        """Whether the script may show buttons beside the links."""
        return False

    def _campaign(self, network: Network) -> dict[str, str]:
        if self.utm is False:
            return {}
        return (self.utm if isinstance(self.utm, Utm) else Utm()).parameters(network.name)

    @hookimpl
    def rules(self) -> tuple[Rule, ...]:
        """Describe the rules on the configuration and on pages."""
        return RETIRED, SELECTOR_UNUSED, ELSEWHERE

    @hookimpl
    def site_findings(self, reduced: Mapping[str, object]) -> Iterator[Finding]:
        """Report options that have no effect."""
        yield from retired(self.networks, self.custom)
        yield from unused(self.plugin, reduced)

    def hidden(self, page: Page) -> bool:
        """Return whether the body stays as it is: `hide` matches, or AMP refuses a style sheet."""
        return page.amp or matches(self.hide, page.path)

    def shows(self, page: Page, facts: Facts) -> bool:
        """Return whether a page gets a bar.

        1. not without an address; 2. not where it is `hidden`; 3. where `show` matches; 4.
        on pages of content: of the kind `page`, with at least `min_words` words.
        """
        if facts.address is None or self.hidden(page):
            return False
        return matches(self.show, page.path) or (
            facts.kind is not None
            and facts.kind.value == "page"
            and facts.words is not None
            and facts.words.value >= self.min_words
        )
