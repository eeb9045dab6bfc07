"""Findings on a bar's options: networks that are gone, selectors that match nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from smoopt.html.page import Page
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.plugin.hooks import Plugin, hookimpl
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
    """Report each configured network that is gone, with its replacement."""
    for name in names:
        gone = None if find(name, custom) else find_retired(name)
        if gone is not None:
            message = (
                f"{gone.label} cannot be shared to since {gone.since}; it is left out. "
                f"Instead: {gone.instead}"
            )
            yield RETIRED.at(Place(FILE_NAME), message)


def selector_found(page: Page, selector: str) -> list[object] | None:
    """Return whether a selector matches anything in a page, for `unused`; None without one."""
    return [selector, page.document.select_one(selector) is not None] if selector else None


class TellsSelector(Plugin, frozen=True):
    """A plugin whose record of each page is the result of `selector_found`."""

    @hookimpl
    def reduce(self, records: Mapping[str, object]) -> dict[str, bool]:
        """Return for each selector whether it matches anything on any page."""
        found: dict[str, bool] = {}
        for record in records.values():
            match record:
                case [str(selector), bool(is_there)]:
                    found[selector] = found.get(selector, False) or is_there
        return found

    @hookimpl
    def combine(self, values: Sequence[object]) -> bool:
        """Return whether a selector matches anything in any partition."""
        return any(values)


def unused(plugin: str, found: Mapping[str, object]) -> Iterator[Finding]:
    """Report each selector that matched nothing in all of the site."""
    for selector, is_found in found.items():
        if not is_found:
            message = f"plugins.{plugin}.selector: “{selector}” finds nothing on any page"
            yield SELECTOR_UNUSED.at(Place(FILE_NAME), message)
