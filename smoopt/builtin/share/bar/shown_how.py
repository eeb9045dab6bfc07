"""Options of all bars: how their links look, and where they stand."""

from collections.abc import Iterable
from typing import Annotated

from msgspec import Meta

from smoopt.builtin.share.bar.assets import Style
from smoopt.builtin.share.bar.bar_markup import Look
from smoopt.builtin.share.bar.icons import IconPlace
from smoopt.builtin.share.bar.place import SlotName, Where
from smoopt.html.selector import refuse_selector
from smoopt.site.settings import refuse_bad_patterns

LookOption = Annotated[Look, Meta(description="What links show: icons, text, or both.")]
StyleOption = Annotated[
    Style, Meta(description="Where the style is: in a file, inline in the page, or none.")
]
IconsOption = Annotated[
    IconPlace,
    Meta(
        description="Where icons lie: in the style file, once for the site, or inline in each "
        "page, as they do where there is no such file."
    ),
]
SlotOption = Annotated[SlotName, Meta(description="Where the bar goes.")]
SelectorOption = Annotated[str, Meta(description="A CSS selector of the place, instead of a slot.")]
WhereOption = Annotated[Where, Meta(description="At which side of what the selector finds.")]
HideOption = Annotated[
    tuple[str, ...], Meta(description="Pages that get none, by patterns as in .gitignore.")
]


def are_drawn(look: Look, style: Style, icons: IconPlace) -> bool:
    """Tell whether the style sheet draws a bar's icons."""
    return look != "text" and style == "file" and icons == "file"


def refuse_wrong_place(selector: str, patterns: Iterable[str]) -> None:
    """Raise ValueError for a selector that does not parse, and for patterns that are none."""
    refuse_bad_patterns((*patterns,))
    if selector:
        refuse_selector(selector)
