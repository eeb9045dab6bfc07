"""The description that search engines show."""

from collections.abc import Iterator

from smoopt.builtin.tags.rules.repeated_tags import text_judge
from smoopt.builtin.tags.rules.tag_values import DESCRIPTION_EMPTY
from smoopt.html.page import Page
from smoopt.model.edits import Edit
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding
from smoopt.plugin.head_tags import WantedTag, reconcile
from smoopt.plugin.hooks import Plugin, Shares, hookimpl
from smoopt.site.site import Site


class Description(Plugin, frozen=True):
    """Write `<meta name="description">` if it is missing, empty, or the same on most pages."""

    @hookimpl
    def edits(
        self, page: Page, site: Site, facts: Facts, shares: Shares
    ) -> Iterator[Edit | Finding]:
        """Add the description from the facts."""
        fact = facts.search_description or facts.description
        value, why = (fact.value, fact.because) if fact else ("", "")
        stated = fact is not None and fact.is_stated
        fault = text_judge(page, site, shares, "description", fact)
        wanted = WantedTag(
            "name", "description", value, why, fault, stated=stated, empty=DESCRIPTION_EMPTY
        )
        yield from reconcile(page, [wanted])
