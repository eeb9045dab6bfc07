"""Source 3: JSON-LD in the page."""

import msgspec

from smoopt.builtin.sources.boilerplate.repeats import ABSTRACT, HEADLINE, commonness, leave
from smoopt.builtin.sources.schema_org.node import Node, facts_of, main_node, nodes, read_scripts
from smoopt.html.markup import JSON
from smoopt.html.page import Page
from smoopt.model.facts import Fact, Facts
from smoopt.plugin.hooks import Plugin, Shares, hookimpl
from smoopt.site.site import Site


class JsonLd(Plugin, frozen=True):
    """Read the schema.org article or page that a JSON-LD script describes."""

    @hookimpl
    def facts(self, page: Page, site: Site, shares: Shares) -> Facts | None:
        """Read the first article, else the first page; `@graph` and `@id` are followed."""
        found = [
            (node, script.element)
            for script in read_scripts(page).read
            for node in nodes(script.value)
        ]
        if not found:
            return None
        node = main_node(page, (node for node, _ in found))
        if node is None:
            return None
        by_id = {str(node["@id"]): node for node, _ in found if "@id" in node}
        whole = {key: _followed(value, by_id) for key, value in node.items()}
        script = next(script for other, script in found if other is node)
        return _own(facts_of(whole, "JSON-LD", page, site, script), page, site, shares)


def _own(facts: Facts, page: Page, site: Site, shares: Shares) -> Facts:
    """Drop a headline and a description that several pages have."""
    common: dict[str, None] = {}
    for field, key in (("title", HEADLINE), ("description", ABSTRACT)):
        fact: Fact[str] | None = getattr(facts, field)
        if fact is not None:
            leave(page, key, fact.value)
            if commonness(page, site, shares, key):
                common[field] = None
    return msgspec.structs.replace(facts, **common) if common else facts


def _followed(value: JSON, by_id: dict[str, Node]) -> JSON:
    """Replace references by `@id`, alone or in a list, by the nodes that they name."""
    if isinstance(value, list):
        return [item if isinstance(item, list) else _followed(item, by_id) for item in value]
    if isinstance(value, dict) and set(value) == {"@id"}:
        return dict(by_id.get(str(value["@id"]), value))
    return value
