"""One canonical link on every page, absolute and its own."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from smoopt.builtin.sources.boilerplate.repeats import told_style
from smoopt.builtin.tags.rules.address_tags import (
    CANONICAL_EMPTY,
    CANONICAL_FORM,
    CANONICAL_SEVERAL,
    canonical_fault,
    padded_fault,
)
from smoopt.builtin.tags.rules.shared_canonical import (
    Group,
    Named,
    joined,
    named,
    original_of,
    shared_fault,
    summed_up,
    suspects,
)
from smoopt.builtin.tags.rules.translation_links import translation_links
from smoopt.html.page import Page
from smoopt.model.edits import Edit
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding
from smoopt.plugin.head_tags import WantedTag, reconcile
from smoopt.plugin.hooks import Plugin, Shares, hookimpl
from smoopt.site.site import Site


class Canonical(Plugin, frozen=True):
    """Write `<link rel="canonical">`; correct one that is relative, doubled or the home page's.

    Links to translations are corrected, too.
    """

    @hookimpl
    def survey(self, page: Page, site: Site) -> Named | None:
        """Return which other page this one names as its original, if it does."""
        return named(page, site)

    @hookimpl
    def reduce(self, records: Mapping[str, object]) -> Mapping[str, Group]:
        """Group the pages that name the same page as their original."""
        return summed_up({path: msgspec.convert(said, Named) for path, said in records.items()})

    @hookimpl
    def combine(self, values: Sequence[Group]) -> Group:
        """Merge the groups of several partitions."""
        return joined(Group(*value) for value in values)

    @hookimpl
    def gather(
        self, records: Mapping[str, object], reduced: Mapping[str, Group]
    ) -> Mapping[str, object]:
        """Return what to do with pages whose canonical link several others share."""
        said = {path: msgspec.convert(record, Named) for path, record in records.items()}
        return suspects(said, reduced)

    @hookimpl
    def edits(
        self, page: Page, site: Site, facts: Facts, shares: Shares
    ) -> Iterator[Edit | Finding]:
        """Add a missing link, leave exactly one, and correct links to translations.

        An error page gets none, as it answers at every missing address.
        """
        if facts.address is None or facts.kind_or_page == "error":
            return
        address, deed = facts.address.value, shares.get("canonical")
        suspect = shared_fault(original_of(page, site)) if deed else None
        there = page.tags("canonical")
        wanted = WantedTag(
            "rel",
            "canonical",
            # If it is only reported, smoopt does not know a better one.
            "" if deed in {"own", "leave"} else address,
            facts.address.because,
            fault=lambda value: (
                suspect
                or canonical_fault(page, site, value, address)
                or padded_fault(there[0], CANONICAL_FORM)
            ),
            single=True,
            empty=CANONICAL_EMPTY,
            several=CANONICAL_SEVERAL,
        )
        yield from reconcile(page, [wanted])
        yield from translation_links(page, site, told_style(shares))
