"""Source 3: JSON-LD in the page."""

from collections.abc import Iterator
from typing import cast

from turbohtml import Element

from smoopt.builtin.sources.schema_org.node import Node, facts_of, main_node, nodes
from smoopt.html.markup import JSON
from smoopt.html.page import Page
from smoopt.model.facts import Facts
from smoopt.model.plain_data import read_json
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.site.site import Site


class JsonLd(Plugin, frozen=True):
    """Read the schema.org article or page that a JSON-LD script describes."""

    @hookimpl
    def facts(self, page: Page, site: Site) -> Facts | None:
        """Read the first article, else the first page; `@graph` and `@id` are followed."""
        found = [(node, script) for script in _scripts(page) for node in _nodes(script)]
        if not found:
            return None
        node = main_node(page, (node for node, _ in found))
        if node is None:
            return None
        by_id = {str(node["@id"]): node for node, _ in found if "@id" in node}
        whole = {key: _followed(value, by_id) for key, value in node.items()}
        script = next(script for other, script in found if other is node)
        return facts_of(whole, "JSON-LD", page, site, script)


def _scripts(page: Page) -> list[Element]:
    return page.document.select('script[type="application/ld+json" i]')


def _nodes(script: Element) -> Iterator[Node]:
    """Give the nodes of a script; one that does not parse has none."""
    try:
        value = cast("JSON", read_json(script.text))
    except ValueError:
        return
    yield from nodes(value)


def _followed(value: JSON, by_id: dict[str, Node]) -> JSON:
    """Put the node that an `@id` names in place of the reference, or of those in a list."""
    if isinstance(value, list):
        return [item if isinstance(item, list) else _followed(item, by_id) for item in value]
    if isinstance(value, dict) and set(value) == {"@id"}:
        return dict(by_id.get(str(value["@id"]), value))
    return value
