"""One canonical link on every page, absolute and its own."""

from collections.abc import Iterator

from smoopt.builtin.tags.rules.address_tags import (
    CANONICAL_EMPTY,
    CANONICAL_SEVERAL,
    canonical_fault,
)
from smoopt.html.page import Page
from smoopt.model.edits import Edit
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding
from smoopt.plugin.head_tags import WantedTag, reconcile
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.site.site import Site


class Canonical(Plugin, frozen=True):
    """Write `<link rel="canonical">`; mend one that is relative, doubled or the home page's."""

    @hookimpl
    def edits(self, page: Page, site: Site, facts: Facts) -> Iterator[Edit | Finding]:
        """Add the link where it is missing, and leave exactly one.

        An error page has none: it answers at every address that is not there.
        """
        if facts.address is None or (facts.kind is not None and facts.kind.value == "error"):
            return
        address = facts.address.value
        wanted = WantedTag(
            "rel",
            "canonical",
            address,
            facts.address.because,
            fault=lambda value: canonical_fault(page, site, value, address),
            single=True,
            empty=CANONICAL_EMPTY,
            several=CANONICAL_SEVERAL,
        )
        yield from reconcile(page, [wanted])
