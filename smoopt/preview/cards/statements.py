"""What a page's JSON-LD says to the readers that ask it: Mastodon and Google."""

import json
from collections.abc import Iterator
from typing import TypeGuard

from turbohtml import Element

from smoopt.builtin.sources.schema_org.node import ARTICLES, Node, first, nodes, texts, types
from smoopt.html.markup import JSON
from smoopt.html.page import Page
from smoopt.model.plain_text import tidy

# https://github.com/mastodon/mastodon/blob/main/app/lib/link_details_extractor.rb (2026-11-21):
# these types as a plain text, at the top level, and nothing else.
_MASTODON_TYPES = ("NewsArticle", "WebPage")


def statements(page: Page) -> Iterator[tuple[str, str, Element]]:
    """Give what the cards need of the JSON-LD: a key, its text and the script it stands in.

    `headline`, `description`, `publisher` and `author` are those of the object that Mastodon
    reads; `datePublished`, `dateModified` and `crumb` are what Google reads.
    """
    found = [(value, script) for script in _scripts(page) for value in _values(script)]
    chosen = next(((node, script) for node, script in found if _is_for_mastodon(node)), None)
    if chosen is not None:
        node, script = chosen
        for key, name in (("headline", ""), ("description", ""), ("publisher", "name")):
            if text := _plain(node.get(key), name):
                yield key, text, script
        if author := _plain(node.get("author"), "name"):
            yield "author", author, script
    for node, script in ((inner, script) for value, script in found for inner in nodes(value)):
        for key in ("datePublished", "dateModified"):
            if (types(node) & ARTICLES or "WebPage" in types(node)) and (date := first(node, key)):
                yield key, date, script
        if "BreadcrumbList" in types(node):
            yield from (("crumb", name, script) for name in _crumbs(node))


def _scripts(page: Page) -> list[Element]:
    return page.document.select('script[type="application/ld+json" i]')


def _values(script: Element) -> Iterator[Node]:
    """Give the objects at a script's top level; one that does not parse has none."""
    try:
        value: JSON = json.loads(script.text)
    except (ValueError, RecursionError):
        return
    yield from (item for item in (value if isinstance(value, list) else [value]) if _is_node(item))


def _is_node(value: JSON) -> TypeGuard[Node]:
    return isinstance(value, dict)


def _is_for_mastodon(node: Node) -> bool:
    return node.get("@type") in _MASTODON_TYPES


def _plain(value: JSON, name: str) -> str:
    """Read a text, or the first of a list, or what a node calls itself."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get(name)
    return tidy(value) if isinstance(value, str) else ""


def _crumbs(node: Node) -> list[str]:
    """Give the names of a trail in their order; the last may be the page itself."""
    items = node.get("itemListElement")
    steps = [item for item in (items if isinstance(items, list) else ()) if isinstance(item, dict)]
    steps.sort(
        key=lambda step: position if isinstance(position := step.get("position"), int) else 0
    )
    return [name for step in steps for name in texts(step.get("name") or step.get("item"), "name")]
