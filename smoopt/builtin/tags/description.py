"""The description that search engines show."""

from collections.abc import Iterator

from smoopt.builtin.tags.rules.tag_values import DESCRIPTION_EMPTY, text_fault
from smoopt.html.page import Page
from smoopt.model.edits import Edit
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding
from smoopt.plugin.head_tags import WantedTag, reconcile
from smoopt.plugin.hooks import Plugin, hookimpl


class Description(Plugin, frozen=True):
    """Write `<meta name="description">` where it is missing or empty."""

    @hookimpl
    def edits(self, page: Page, facts: Facts) -> Iterator[Edit | Finding]:
        """Add the description that the facts give."""
        fact = facts.description
        value, why = (fact.value, fact.because) if fact else ("", "")
        stated = fact is not None and fact.is_stated
        wanted = WantedTag(
            "name",
            "description",
            value,
            why,
            lambda said: text_fault(page, said),
            empty=DESCRIPTION_EMPTY,
            stated=stated,
        )
        yield from reconcile(page, [wanted])
