"""Links that share a page: a bar that needs no script and fetches nothing from elsewhere."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from smoopt.builtin.share.bar.assets import head_edits, needed
from smoopt.builtin.share.bar.bar_markup import Kind
from smoopt.builtin.share.bar.bar_options import BarOptions, NetworkNames, Networks
from smoopt.builtin.share.bar.compose import as_shared, bar_edits, is_brought_bars
from smoopt.html.page import Page
from smoopt.model.edits import Edit, File
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding
from smoopt.plugin.hooks import Shares, hookimpl
from smoopt.plugin.widget_templates import Templates
from smoopt.site.site import Site


class Share(BarOptions, frozen=True):
    """Add a bar of share links to content pages."""

    plugin: ClassVar[str] = "share"
    kind: ClassVar[Kind] = "share"

    # Where most readers are, one for each kind of place: public talk, work, friends, and email,
    # which everybody has. More would be crowded.
    networks: NetworkNames = (
        "bluesky",
        "mastodon",
        "x",
        "facebook",
        "linkedin",
        "whatsapp",
        "email",
    )
    buttons: Annotated[
        bool,
        Meta(description="Script buttons: to copy the link, and to open the system's share sheet."),
    ] = True

    @property
    def has_buttons(self) -> bool:
        """Whether the script may show buttons beside the links."""
        return self.buttons and self.script is True

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
        """Insert the bar where the options ask for it."""
        if self.shows(page, facts):
            shared = as_shared(self, page, site, facts, shares)
            yield from bar_edits(self, page, site, shared, networks, templates)
        elif is_brought_bars(self, page, facts):
            scripted = self.scripted(page)
            yield from head_edits(page, site, self.style, templates, scripted=scripted)

    @hookimpl
    def files(self, page: Page, facts: Facts, templates: Templates) -> list[File]:
        """Return the style sheet and the script."""
        if not (self.shows(page, facts) or is_brought_bars(self, page, facts)):
            return []
        return needed(self.style, templates, scripted=self.scripted(page))
