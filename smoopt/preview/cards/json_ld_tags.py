"""The parts of JSON-LD that Mastodon and Google read."""

from collections.abc import Iterable, Iterator
from typing import TypeGuard, cast

from turbohtml import Element

from smoopt.builtin.sources.schema_org.node import ARTICLES, Node, first, nodes, texts, types
from smoopt.html.markup import JSON
from smoopt.html.page import Page
from smoopt.model.plain_data import read_json
from smoopt.model.plain_text import tidy

# https://github.com/mastodon/mastodon/blob/main/app/lib/link_details_extractor.rb (2026-11-21):
# only these types, as a plain string, at the top level.
_MASTODON_TYPES = ("NewsArticle", "WebPage")
# The properties read of such an object, and the property for their name if they are objects
_MASTODON_KEYS = {"headline": "", "description": "", "publisher": "name", "author": "name"}
_DATES = ("datePublished", "dateModified")

# An object, and its script
_Object = tuple[Node, Element]


def json_ld_tags(page: Page) -> Iterator[tuple[str, str, Element]]:
    """Yield the JSON-LD that cards need as tags: a key, its text and its script."""
    scripts = page.document.select('script[type="application/ld+json" i]')
    objects = [(value, script) for script in scripts for value in _values(script)]
    yield from _for_mastodon(objects)
    yield from _for_google((node, script) for value, script in objects for node in nodes(value))


def _for_mastodon(objects: Iterable[_Object]) -> Iterator[tuple[str, str, Element]]:
    """Yield the properties that Mastodon reads, of the first object that it accepts."""
    for node, script in objects:
        if node.get("@type") in _MASTODON_TYPES:
            for key, name in _MASTODON_KEYS.items():
                if text := _plain(node.get(key), name):
                    yield key, text, script
            return


def _for_google(objects: Iterable[_Object]) -> Iterator[tuple[str, str, Element]]:
    """Yield the dates of articles and pages, and the names of a breadcrumb, as `crumb`."""
    for node, script in objects:
        if types(node) & ARTICLES or "WebPage" in types(node):
            yield from ((key, date, script) for key in _DATES if (date := first(node, key)))
        if "BreadcrumbList" in types(node):
            yield from (("crumb", name, script) for name in _crumbs(node))


def _values(script: Element) -> Iterator[Node]:
    """Yield the objects at a script's top level; none if it does not parse."""
    try:
        value = cast("JSON", read_json(script.text))
    except ValueError:
        return
    yield from (item for item in (value if isinstance(value, list) else [value]) if _is_node(item))


def _is_node(value: JSON) -> TypeGuard[Node]:
    return isinstance(value, dict)


def _plain(value: JSON, name: str) -> str:
    """Return a text, the first of a list, or the property `name` of an object; else ""."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get(name)
    return tidy(value) if isinstance(value, str) else ""


def _crumbs(node: Node) -> list[str]:
    """Return the names of a breadcrumb in order; the last may be the page itself."""
    items = node.get("itemListElement")
    steps = [item for item in (items if isinstance(items, list) else ()) if isinstance(item, dict)]
    steps.sort(
        key=lambda step: position if isinstance(position := step.get("position"), int) else 0
    )
    return [name for step in steps for name in texts(step.get("name") or step.get("item"), "name")]
