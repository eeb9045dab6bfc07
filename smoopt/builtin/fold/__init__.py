"""What stands behind a page's text, in one box that readers open."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from smoopt.builtin.fold.box import box, try_out
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, Span
from smoopt.model.facts import Facts
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.networks import Network
from smoopt.plugin.widget_templates import Templates


class Fold(Plugin, frozen=True):
    """Fold what other plugins put behind the text into one box, closed until it is asked for."""

    templates: ClassVar[str] = "smoopt.builtin.fold"

    plugins: Annotated[
        tuple[str, ...], Meta(description="The plugins whose parts lie in the box.")
    ] = ("bookmarks", "markdown", "cite", "qr", "backlinks")
    is_open: Annotated[bool, Meta(description="Whether the box is open at first.")] = False

    def check_options(self, networks: tuple[Network, ...], templates: Templates) -> None:  # noqa: ARG002
        """Raise ConfigError or ValueError for a template that is wrong."""
        if templates.replaced:
            try_out(templates, is_open=self.is_open)

    @hookimpl
    def edits(self, page: Page, facts: Facts, templates: Templates) -> Iterator[Edit]:
        """Put the box around what stands behind the text, if that is several parts."""
        place = None if page.framework else slot(page, "content-end")
        if place is not None:
            language = facts.language.value if facts.language else ""
            begins, ends = box(language, templates, is_open=self.is_open)
            yield Edit(
                Span(place, place),
                begins,
                "box",
                f"several of {', '.join(self.plugins)} stand behind the text",
                order=2,
                closing=ends,
                around=self.plugins,
            )
