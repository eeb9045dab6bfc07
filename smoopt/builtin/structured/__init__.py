"""JSON-LD: descriptions of pages in terms of schema.org, for search engines and assistants."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from turbohtml import Element

from smoopt.builtin.sources.boilerplate.repeats import address_of, told_style
from smoopt.builtin.structured.completing import (
    completed_scripts,
    completion,
    family_of,
    is_free,
)
from smoopt.builtin.structured.described import CONTEXT, Completion, Described, because
from smoopt.builtin.structured.main_node import Known, main_node
from smoopt.builtin.structured.once import said_once
from smoopt.builtin.structured.people import STATED, Owner, publisher, unsaid
from smoopt.builtin.structured.script_edits import Completed, script_edits
from smoopt.builtin.structured.shown_parts import how_to, questions, video
from smoopt.builtin.structured.stated_nodes import Stated, stated
from smoopt.builtin.structured.structured_options import StructuredOptions
from smoopt.builtin.structured.trail import TRAIL, trail
from smoopt.html import markup
from smoopt.html.markup import JSON
from smoopt.html.page import Page
from smoopt.html.page_kind import is_for_printing
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, Span
from smoopt.model.facts import Facts
from smoopt.model.finding import Finding
from smoopt.model.rule import Rule
from smoopt.plugin.hooks import Shares, hookimpl
from smoopt.site.site import Site

# An error page answers at every missing address, a search page is empty at first.
_OF_NOTHING = frozenset({"error", "search"})


class _ToWrite(NamedTuple):
    """New nodes, completed scripts, and findings on what cannot be stated."""

    new: Sequence[Described] = ()
    completed: Mapping[Element, Completed] = {}
    findings: Sequence[Finding] = ()


class Structured(StructuredOptions, frozen=True):
    """Describe each page in JSON-LD, with the facts of the tags; complete existing JSON-LD."""

    @hookimpl
    def edits(
        self, page: Page, site: Site, facts: Facts, shares: Shares
    ) -> Iterator[Edit | Finding]:
        """Add one script to the head; complete the page's own, and correct their addresses."""
        known = Known(page, site, facts, shares, self)
        new, completed, findings = self._described(known)
        yield from findings
        yield from script_edits(page, site, told_style(shares), completed)
        position = slot(page, "head") if new else None
        if position is not None:
            nodes: list[JSON] = [{"@context": CONTEXT, **each.node} for each in new]
            # A single node is written alone: Mastodon reads the first one at the top level.
            value = nodes[0] if len(nodes) == 1 else nodes
            written = markup.json_ld(value, ascii_only=not page.source.takes_unicode)
            why = "; ".join(because(each.type, each.origins) for each in new)
            yield Edit(Span(position, position), written, "json-ld", why)

    @hookimpl
    def rules(self) -> Rule:
        """Describe the rule on a publisher that cannot be described."""
        return STATED

    def _described(self, known: Known) -> _ToWrite:
        """Return the nodes to write, and the page's own scripts with what they lacked.

        Error pages, searches, pages for printing and copies of other pages get nothing.
        """
        page = known.page
        if known.kind in _OF_NOTHING or (known.kind == "list" and is_for_printing(page.path)):
            return _ToWrite()
        url = _own_address(known)
        there = stated(page) if url else Stated(is_known=False)
        if not there.is_known:
            return _ToWrite()
        owner = publisher(page, known.facts, there)
        completions: list[Completion] = []
        new = list(self._new(known, url, there, owner, completions))
        if owner is not None and owner.new is not None:
            new.append(owner.new)
        if owner is not None and owner.there is not None:
            completions.append(owner.there)
        findings = [] if owner is not None else unsaid(page, known.facts)
        return _ToWrite(new, completed_scripts(completions, there), findings)

    def _new(
        self,
        known: Known,
        url: str,
        there: Stated,
        owner: Owner | None,
        completions: list[Completion],
    ) -> Iterator[Described]:
        """Yield the nodes to write; additions to existing ones go to `completions`."""
        main = main_node(known, url, there, owner)
        if main is None:
            return
        asked = questions(known) if self.parts and main.type == "WebPage" else []
        if asked:
            main.node["@type"] = "FAQPage"
            main.add("mainEntity", asked, "what the page asks and answers")
        if is_free(main, there):
            yield said_once(main, known.page)
        elif (found := completion(main, there, known)) is not None:
            completions.append(found)
        parts = (how_to(known), video(known)) if self.parts else ()
        path = trail(known) if self.breadcrumbs and not TRAIL & there.types else None
        for part in (path, *parts):
            if part is not None and not family_of(part) & there.types:
                yield part


def _own_address(known: Known) -> str:
    """Return the page's public address; "" if it is unknown, or is another page's."""
    fact, site, path = known.facts.address, known.site, known.page.path
    if fact is None or not fact.value.startswith(("https://", "http://")):
        return ""
    # smoopt's own is derived from the path.
    if fact.is_stated or fact.plugin == "smoopt":
        return fact.value
    own = address_of(path, site, known.shares)
    if not own or fact.value == own:
        return fact.value
    place = site.file(known.page, fact.value)
    return fact.value if place is not None and site.behind(place) == path else ""
