"""`ShownBar`: the options that all bars share: how links look and where they are."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from smoopt.builtin.share.bar.assets import Style
from smoopt.builtin.share.bar.bar_markup import Look
from smoopt.builtin.share.bar.icons import IconPlace
from smoopt.builtin.share.bar.place import SlotName, Where
from smoopt.builtin.share.bar.site_notes import TellsSelector, selector_found
from smoopt.html.page import Page
from smoopt.html.selector import refuse_selector
from smoopt.plugin.hooks import hookimpl
from smoopt.site.settings import refuse_bad_patterns

SlotOption = Annotated[SlotName, Meta(description="Where the bar goes.")]
SelectorOption = Annotated[
    str, Meta(description="A CSS selector for the place, instead of a slot.")
]
WhereOption = Annotated[Where, Meta(description="The side of the element that the selector finds.")]

HideOption = Annotated[
    tuple[str, ...], Meta(description="Pages without it, as patterns like those of .gitignore.")
]


class ShownBar(TellsSelector, frozen=True):
    """A plugin that puts a bar of links into pages."""

    look: Annotated[Look, Meta(description="What the links show: icons, text, or both.")] = "icons"
    style: Annotated[
        Style, Meta(description="Where the style is: in a file, inline in the page, or none.")
    ] = "file"
    icons: Annotated[
        IconPlace,
        Meta(
            description="Where the icons are: in the style file, once for the site, or inline "
            "in each page. Without a style file they are always inline."
        ),
    ] = "file"
    slot: SlotOption = "auto"
    selector: SelectorOption = ""
    where: WhereOption = "end"
    hide: HideOption = ()

    @hookimpl
    def survey(self, page: Page) -> list[object] | None:
        """Return whether the selector matches anything."""
        return selector_found(page, self.selector)

    @property
    def are_drawn(self) -> bool:
        """Whether the style sheet draws the icons."""
        return self.look != "text" and self.style == "file" and self.icons == "file"


def refuse_wrong_place(selector: str, patterns: Iterable[str]) -> None:
    """Raise ValueError for an invalid selector or invalid patterns."""
    refuse_bad_patterns((*patterns,))
    if selector:
        refuse_selector(selector)
