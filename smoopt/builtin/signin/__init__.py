"""Signing in: for the author elsewhere with this site's address, and for readers on this site.

IndieAuth's endpoints are linked in the head of the home page. A bar leads readers to providers, by
the authorization code flow with PKCE, for which a script of the site is enough.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, ClassVar, NamedTuple, cast

from msgspec import Meta

from smoopt.builtin.share.bar.assets import head_edits, needed
from smoopt.builtin.share.bar.place import ELSEWHERE, WantedPlace, existing, placed
from smoopt.builtin.share.bar.shown_how import ShownBar, refuse_wrong_place
from smoopt.builtin.share.bar.site_notes import SELECTOR_UNUSED, unused
from smoopt.builtin.signin import bluesky_client, sign_in_notes
from smoopt.builtin.signin.callback_page import callback_of, is_callback, referrer_edits
from smoopt.builtin.signin.indieauth import IndieAuth, endpoint_links
from smoopt.builtin.signin.providers import Provider
from smoopt.builtin.signin.secure_address import refuse_no_back_end
from smoopt.builtin.signin.sign_in_script import Scripts, barred, scripts
from smoopt.builtin.signin.signin_bar import Shown, Standing, icons_of, sign_in_bar, try_out
from smoopt.html.page import Page
from smoopt.model.edits import Edit, File, Span
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding
from smoopt.model.rule import Rule
from smoopt.plugin.hooks import hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates
from smoopt.site.own_assets import asset_edits
from smoopt.site.settings import SiteSettings, matches, refuse_bad_patterns
from smoopt.site.site import Site

_OF_CONTENT = frozenset({"home", "page"})


class _Offered(NamedTuple):
    """The providers with which readers may sign in on a page, the scripts, and what bars them.

    `back` means that the page is the callback page.
    """

    providers: tuple[Provider, ...]
    scripts: Scripts | None
    refused: tuple[str, ...]
    back: bool


class SignIn(ShownBar, frozen=True, dict=True):
    """Name the author's IndieAuth endpoints, and let readers sign in with providers."""

    templates: ClassVar[str] = "smoopt.builtin.signin"
    never: ClassVar[Mapping[str, str]] = Provider.never

    indieauth: Annotated[
        IndieAuth, Meta(description="The endpoints that the home page names as yours.")
    ] = IndieAuth()
    pages: Annotated[
        tuple[str, ...],
        Meta(description="More pages that name them, as patterns like those of .gitignore."),
    ] = ()
    providers: Annotated[
        tuple[Provider, ...],
        Meta(description="The providers with which readers sign in, in the order of the bar."),
    ] = ()
    callback: Annotated[
        str,
        Meta(
            description="The page of the site to which providers send readers back: its path, "
            "signin/index.html."
        ),
    ] = ""
    exchange: Annotated[
        str,
        Meta(
            description="Your back end that exchanges codes with Google, GitHub and Mastodon: its "
            "address, or a path of this host."
        ),
    ] = ""
    start: Annotated[
        str,
        Meta(
            description="Where your back end begins to sign in by itself, for readers without "
            "scripts; `{provider}` is the provider's id."
        ),
    ] = ""

    def __post_init__(self) -> None:
        """Raise ValueError for what is wrong with an option."""
        refuse_bad_patterns(self.pages)
        refuse_wrong_place(self.selector, self.hide)
        refuse_no_back_end("exchange", self.exchange)
        refuse_no_back_end("start", self.start.replace("{provider}", "x"))
        keys = [each.key for each in self.known]
        for key in keys:
            if keys.count(key) > 1:
                raise ValueError(f"providers: two have the id {key!r}; give one another `id`")
        if sum(each.kind == "bluesky" for each in self.known) > 1:
            raise ValueError("providers: Bluesky is there twice; one is for all of its servers")
        if len(keys) > 1 and self.start and "{provider}" not in self.start:
            raise ValueError(f"start: {self.start!r} has no {{provider}}: it would be one for all")
        if self._flows and not self.callback:
            raise ValueError("`callback` is missing: the page to which providers send readers back")

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ConfigError for a template that is wrong."""
        if templates.replaced and self.known:
            try_out(self.known, self._shown, templates)

    def shown_icons(self, networks: tuple[Network, ...], site: SiteSettings) -> Iterable[str]:  # noqa: ARG002
        """Return the icons of the providers."""
        return icons_of(self.known) if self._shown.drawn else ()

    @hookimpl
    def rules(self) -> tuple[Rule, ...]:
        """Describe the rules on the configuration and on pages."""
        return sign_in_notes.INCOMPLETE, sign_in_notes.BARRED, SELECTOR_UNUSED, ELSEWHERE

    @hookimpl
    def site_findings(self, site: Site, reduced: Mapping[str, object]) -> Iterator[Finding]:
        """Report options that have no effect."""
        if not self.known and not self.indieauth.by_relation:
            yield sign_in_notes.told_nothing()
        if self._flows:
            yield from sign_in_notes.incomplete(site, self.callback)
        yield from unused("signin", reduced)

    @hookimpl
    def edits(
        self, page: Page, site: Site, facts: Facts, templates: Templates
    ) -> Iterator[Edit | Finding]:
        """Link the endpoints in the head, and insert the bar and its script."""
        kind = facts.kind_or_page
        if kind == "home" or (kind != "error" and matches(self.pages, page.path)):
            yield from endpoint_links(page, self.indieauth)
        offered = self._offered(page, site, facts)
        if offered is None:
            return
        there = existing(page, "signin")
        if there.bar is not None:
            return
        if offered.refused:
            yield sign_in_notes.barred_at(page, offered.refused)
        if offered.scripts is not None:
            script = offered.scripts.loaded
            yield from asset_edits(page, site, script, "script", "option providers")
            if offered.back:
                yield from referrer_edits(page)
        wish = WantedPlace(self.slot, self.selector, self.where)
        place = placed(page, "signin", there.holder, wish)
        if not offered.providers or place.position is None:
            return
        yield from place.findings
        language = facts.language.value if facts.language else ""
        stands = Standing(scripted=offered.scripts is not None, last=place.rule == "body-end")
        text = sign_in_bar(offered.providers, language, self._shown, stands, templates)
        because = f"option providers; placed at {place.rule}"
        at = Span(place.position, place.position)
        yield Edit(at, text, "sign-in bar", because, order=2)
        yield from head_edits(page, site, self.style, templates, scripted=False)

    @hookimpl
    def files(self, page: Page, site: Site, facts: Facts, templates: Templates) -> Iterator[File]:
        """Yield the style sheet and the scripts."""
        offered = self._offered(page, site, facts)
        if offered is None:
            return
        if offered.providers:
            yield from needed(self.style, templates, scripted=False)
        if offered.scripts is not None:
            yield from offered.scripts.files

    @hookimpl
    def site_files(self, site: Site) -> Iterator[File]:
        """Write the client metadata for Bluesky, unless the site has its own."""
        if self.known and site.url and not site.has(bluesky_client.PATH):
            callback = callback_of(site, self.callback)
            yield from bluesky_client.client_metadata(self.known, site, callback)

    @cached_property
    def known(self) -> tuple[Provider, ...]:
        """The providers, each with its back end; raises ValueError if a required one is missing."""
        return tuple(each.completed(self.exchange, self.start) for each in self.providers)

    @cached_property
    def _flows(self) -> tuple[Provider, ...]:
        # A back end that signs in with Bluesky needs no page of the site.
        by_page = (each for each in self.known if self.callback or not each.redirect_uri)
        return tuple(each for each in by_page if each.has_flow)

    @property
    def _shown(self) -> Shown:
        return Shown(self.look, self.are_drawn)

    def _offered(self, page: Page, site: Site, facts: Facts) -> _Offered | None:
        """Return the providers that a page offers for signing in; None if it offers none.

        The result is cached for the page and its files.
        """
        if "signin" not in page.memo:
            page.memo["signin"] = self._worked_out(page, site, facts) if self.known else None
        return cast("_Offered | None", page.memo["signin"])

    def _worked_out(self, page: Page, site: Site, facts: Facts) -> _Offered | None:
        is_content = facts.kind_or_page in _OF_CONTENT and not matches(self.hide, page.path)
        is_back = is_callback(page, site, self.callback)
        if page.amp or not (is_content or is_back):
            return None
        callback = callback_of(site, self.callback) if self._flows else None
        made = None
        if callback is not None:
            known_as = bluesky_client.client_id(self._flows, site, callback)
            made = scripts(callback.url, self._flows, known_as)
        refused = () if made is None else barred(page, site, made, self._flows)
        if refused:
            made = None
        by_script = self._flows if made is not None else ()
        shown = tuple(each for each in self.known if each.start or each in by_script)
        return _Offered(shown, made, refused, callback is not None and is_back)
