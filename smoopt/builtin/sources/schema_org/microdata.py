"""Source 4: microdata in the page."""

from turbohtml import MicrodataItem

from smoopt.builtin.sources.schema_org.node import Node, facts_of, main_node
from smoopt.html.markup import JSON
from smoopt.html.page import Page
from smoopt.model.facts import Facts
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.site.site import Site


class Microdata(Plugin, frozen=True):
    """Read the schema.org article or page that microdata describes."""

    @hookimpl
    def facts(self, page: Page, site: Site) -> Facts | None:
        """Read the only article, else the first page; a list of articles is about none of them."""
        if not page.is_annotated:
            return None
        node = main_node(page, map(_node, _items(page)))
        if (
            node is None
            or len(page.document.select("[itemtype*=Article], [itemtype*=BlogPosting]")) > 1
        ):
            return None
        at = page.document.select_one("[itemscope]")
        return facts_of(node, "microdata", page, site, at)


def _items(page: Page) -> list[MicrodataItem]:
    """Return the items of a page; none if they are nested deeper than the parser allows."""
    try:
        return page.document.microdata()
    except RecursionError:
        return []


def _node(item: MicrodataItem) -> Node:
    """Convert an item to the equivalent JSON-LD node."""
    node: dict[str, JSON] = {"@type": [*(item.type or "").split()]}
    for name, values in item.properties.items():
        node[name] = [
            dict(_node(value)) if isinstance(value, MicrodataItem) else value for value in values
        ]
    return node
