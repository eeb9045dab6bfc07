"""What is said once of a bar's options: networks that are gone, selectors that find nothing."""

from collections.abc import Iterable, Iterator

from smoopt.html.page import Page
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.plugin.networks import Network, find, find_retired
from smoopt.site.config import FILE_NAME

RETIRED = Rule(
    "network-retired",
    Severity.WARNING,
    "The configuration names a network that has shut down.",
    "smoopt leaves it out, so the bar has one link less than you intended.",
    "",
    "Remove it from `networks`, or name an alternative.",
)
SELECTOR_UNUSED = Rule(
    "selector-unused",
    Severity.WARNING,
    "The `selector` of a bar matches no element on any page.",
    "The bar stands in its default place.",
    "",
    "Choose an element that all pages have, or leave `selector` out.",
)


def retired(names: Iterable[str], custom: tuple[Network, ...]) -> Iterator[Finding]:
    """Report each network that is configured and gone, with what serves now."""
    for name in names:
        gone = None if find(name, custom) else find_retired(name)
        if gone is not None:
            message = (
                f"{gone.label} cannot be shared to since {gone.since}; it is left out. "
                f"Instead: {gone.instead}"
            )
            yield RETIRED.at(Place(FILE_NAME), message)


def selector_found(page: Page, selector: str) -> list[object] | None:
    """Say whether a selector finds anything in a page, for `unused`; None where there is none."""
    return [selector, page.document.select_one(selector) is not None] if selector else None


def unused(plugin: str, said: Iterable[object]) -> Iterator[Finding]:
    """Report each selector that found nothing, by what pages `said`: selector, and whether."""
    found: dict[str, list[bool]] = {}
    for one in said:
        match one:
            case [str(selector), bool(is_there)]:
                found.setdefault(selector, []).append(is_there)
    for selector, pages in found.items():
        if not any(pages):
            message = f"plugins.{plugin}.selector: “{selector}” finds nothing on any page"
            yield SELECTOR_UNUSED.at(Place(FILE_NAME), message)
