"""JSON-LD of built pages, as others read it: Mastodon, pyld, extruct, schema.org's vocabulary."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import extruct
import html5lib
from pyld import jsonld

from tests.support.places import TESTS

# A node as JSON has it; JSON has no types of its own.
Node = dict[str, Any]
_TERMS: Path = TESTS / "builtin/structured/schema_org.json"
_CONTEXT = {"@context": {"@vocab": "https://schema.org/"}}
# https://github.com/mastodon/mastodon/blob/main/app/lib/link_details_extractor.rb (2026-12-01)
_MASTODON_READS = ("NewsArticle", "WebPage")


def scripts(html: str) -> list[str]:
    """Give the text of every script of JSON-LD, as html5lib reads the page."""
    root = html5lib.parse(html, namespaceHTMLElements=False)
    found = root.iter("script")
    return [each.text or "" for each in found if each.get("type") == "application/ld+json"]


def top_level(html: str) -> list[Node]:
    """Give the objects at the top of all scripts, in their order."""
    values = [json.loads(text) for text in scripts(html)]
    return [node for value in values for node in (value if isinstance(value, list) else [value])]


def of_type(html: str, name: str) -> Node:
    """Give the only object of a type at the top."""
    (node,) = [node for node in top_level(html) if node.get("@type") == name]
    return node


def types(html: str) -> list[str]:
    """Name the types at the top, in their order."""
    return [str(node.get("@type")) for node in top_level(html)]


def every(value: object) -> Iterator[Node]:
    """Give all nodes, however deep they lie."""
    if isinstance(value, dict):
        yield value
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from every(inner)


def mastodon(html: str) -> Node:
    """Give what Mastodon reads: the first object of two types at the top of the first script."""
    for text in scripts(html):
        value = json.loads(text)
        for node in value if isinstance(value, list) else [value]:
            if node.get("@type") in _MASTODON_READS:
                return dict(node)
    return {}


def by_extruct(html: str) -> list[Node]:
    """Give what PyPI's extruct reads."""
    return list(extruct.extract(html, syntaxes=["json-ld"])["json-ld"])


def expanded(node: Node) -> list[Node]:
    """Expand a document by the algorithm of JSON-LD 1.1, as pyld has it; nothing is fetched."""

    def local(url: str, _: object) -> dict[str, object]:
        assert url == "https://schema.org"
        return {"contextUrl": None, "documentUrl": url, "document": _CONTEXT}

    return list(jsonld.expand(node, {"documentLoader": local}))


@cache
def _terms() -> Mapping[str, Node]:
    return dict(json.loads(_TERMS.read_text("utf-8"))["types"])


def _ranges(name: str) -> Node:
    """Give the properties of a type, and what may be their values."""
    entry = _terms()[name]
    inherited = [_ranges(parent) for parent in entry["of"]]
    return {key: value for each in (*inherited, entry["has"]) for key, value in each.items()}


def _kinds(name: str) -> set[str]:
    """Name a type and those above it."""
    own = {name.removesuffix("Base").removesuffix("Leaf")}
    return own.union(*(_kinds(parent) for parent in _terms()[name]["of"]))


def unknown_terms(value: object) -> list[str]:
    """Name what schema.org does not have: types, properties, and values that they may not have."""
    found = []
    for node in every(value):
        if set(node) == {"@id"}:
            continue
        ranges = _ranges(f"{node['@type']}Leaf")
        for key, given in node.items():
            if key.startswith("@"):
                continue
            if key not in ranges:
                found.append(f"{node['@type']}.{key}")
                continue
            each = given if isinstance(given, list) else [given]
            unfit = (one for one in each if not _fits(one, set(ranges[key])))
            found += [f"{node['@type']}.{key}: {one!r}" for one in unfit]
    return found


def _fits(value: object, ranges: set[str]) -> bool:
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            return "IdReference" in ranges
        return not ranges.isdisjoint(_kinds(f"{value['@type']}Leaf"))
    if isinstance(value, bool):
        return "Boolean" in ranges
    if isinstance(value, int | float):
        return not ranges.isdisjoint({"Integer", "Number", "QuantitativeValue", "Text"})
    # A reference to a thing may be its address.
    texts = {"Text", "URL", "Date", "DateTime", "Time", "DayOfWeek", "IdReference", "Language"}
    return not ranges.isdisjoint(texts)
