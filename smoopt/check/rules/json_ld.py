"""Rules on JSON-LD: it must parse, and say what the tags say."""

import json
from collections.abc import Iterator
from datetime import date
from typing import cast

from turbohtml import Element

from smoopt.builtin.sources.schema_org.node import (
    Node,
    data_scripts,
    first,
    main_node,
    nodes,
    texts,
)
from smoopt.builtin.tags.rules.json_ld_addresses import (
    JSON_LD_ADDRESS,
    JSON_LD_IMAGE_BROKEN,
    wrong_addresses,
)
from smoopt.builtin.tags.rules.tag_values import text_fault, time_fault
from smoopt.check.rules.canonical_link import canonical_tags
from smoopt.html.markup import JSON
from smoopt.html.page import Page
from smoopt.html.stated_text import meant
from smoopt.model.dates import iso_date
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.plain_data import read_json
from smoopt.model.plain_text import tidy
from smoopt.model.rule import Rule
from smoopt.site.site import Site
from smoopt.site.titles import title_element

JSON_LD_BROKEN = Rule(
    id="json-ld-broken",
    severity=Severity.ERROR,
    what="A JSON-LD script is not JSON.",
    why="Programs drop the whole script.",
    source="https://www.w3.org/TR/json-ld11/#restrictions-for-contents-of-json-ld-script-elements",
    fix="Let the template write it with its JSON filter. Quotes and line breaks in titles break "
    "it otherwise.",
)
JSON_LD_CONTRADICTS = Rule(
    id="json-ld-contradicts",
    severity=Severity.WARNING,
    what="JSON-LD names another address, date or title than the page and its tags.",
    why="Different programs believe different ones. Mastodon prefers the title in JSON-LD to "
    "the one in Open Graph.",
    source="https://developers.google.com/search/docs/appearance/structured-data/sd-policies",
    fix="Let both come from the same values.",
)
JSON_LD_DATE = Rule(
    id="json-ld-date",
    severity=Severity.WARNING,
    what="JSON-LD has a datePublished or dateModified that is not a date in ISO 8601.",
    why="Networks drop it, or show the year 1 or 1970, which programs write when there is no date.",
    source="https://schema.org/DateTime",
    fix="Write it as 2026-03-14T09:30:00+01:00, and leave it out if there is no date.",
    read="2026-12-01",
)
RULES = (
    JSON_LD_BROKEN,
    JSON_LD_CONTRADICTS,
    JSON_LD_ADDRESS,
    JSON_LD_IMAGE_BROKEN,
    JSON_LD_DATE,
)


def structured(page: Page, site: Site) -> Iterator[Finding]:
    """Parse the scripts, and compare the page's main node with the tags."""
    found: list[tuple[Node, Element]] = []
    for script in data_scripts(page):
        try:
            value = cast("JSON", read_json(script.text, _no_number))
        except json.JSONDecodeError as error:
            yield JSON_LD_BROKEN.at(_inside(page, script, error), f"not JSON: {error.msg}")
            continue
        except ValueError as error:  # also for a number with thousands of digits
            yield JSON_LD_BROKEN.at(
                page.place(script), f"not JSON that can be read: {_told(error)}"
            )
            continue
        found += [(node, script) for node in nodes(value)]
        for wrong in wrong_addresses(page, site, value):
            yield wrong.fault.rule.at(page.place(script), wrong.message)
    main = main_node(page, (node for node, _ in found))
    if main is None:
        return
    place = page.place(next(script for node, script in found if node is main))
    for rule, message in _faults(page, site, main):
        yield rule.at(place, message)


def _faults(page: Page, site: Site, node: Node) -> Iterator[tuple[Rule, str]]:
    """Yield faults of the page's main node."""
    contradictions = (_address(page, site, node), _date(page, node), _title(page, node))
    for contradiction in filter(None, contradictions):
        yield JSON_LD_CONTRADICTS, contradiction
    for name in ("datePublished", "dateModified"):
        said = first(node, name)
        if said and (fault := time_fault(said)):
            yield JSON_LD_DATE, f'{name} "{said}": {fault.message}'
    for name in ("headline", "name", "description", "abstract"):
        said = first(node, name)
        if garbled := text_fault(page, said):
            yield garbled.rule, f'JSON-LD\'s {name} "{said}": {garbled.message}'


def _told(error: ValueError) -> str:
    """Return the error's message without what Python says of its own settings."""
    return str(error).partition(":")[0]


def _no_number(constant: str) -> JSON:
    """Refuse NaN and Infinity, which Python accepts as numbers and JSON does not."""
    raise ValueError(f"{constant} is not a number")


def _inside(page: Page, script: Element, error: json.JSONDecodeError) -> Place:
    """Return the place of an error inside a script."""
    span = page.start_tag(script)
    if span is None:
        return page.place(script)
    line, column = page.source.line_column(span.end)
    first_line = error.lineno == 1
    return Place(
        page.path, line + error.lineno - 1, error.colno + (column - 1 if first_line else 0)
    )


def _said_address(node: Node) -> str:
    """Return the page's address according to a node, or ""."""
    return first(node, "url") or next(iter(texts(node.get("mainEntityOfPage"), "@id", "url")), "")


def _address(page: Page, site: Site, node: Node) -> str:
    """Return the contradiction if both addresses are pages of this site, or ""."""
    said = _said_address(node)
    place = site.file(page, said) if "://" in said else None
    behind = None if place is None else site.behind(place)
    if behind is None or behind == page.path:
        return ""
    for tag in canonical_tags(page)[:1]:
        named = site.file(page, tag.value)
        if named is not None and site.behind(named) == behind:
            return ""
    return f"JSON-LD's address {said} is that of {behind}"


def _date(page: Page, node: Node) -> str:
    """Return how the days of publication differ, or ""; one day may come from time zones."""
    there = iso_date(first(node, "datePublished"))
    tags = [tag.value for tag in page.tags("article:published_time")[:1]]
    said = iso_date(tags[0]) if tags else ""
    try:
        apart = abs(date.fromisoformat(there[:10]) - date.fromisoformat(said[:10])).days
    except ValueError:
        return ""
    return f"JSON-LD says published {there}, article:published_time {said}" if apart > 1 else ""


def _title(page: Page, node: Node) -> str:
    """Return the contradiction of titles, or ""; one of them may contain the other."""
    said = meant(page, first(node, "headline")).rstrip(" .…")
    heading = page.heading
    others = [tag.value for tag in page.tags("og:title")[:1]]
    others += [title_element(page).text, "" if heading is None else tidy(heading.text)]
    known = [_plain(other) for other in others if other]
    plain = _plain(said)
    if not plain or not known or any(plain in other or other in plain for other in known):
        return ""
    return f"JSON-LD's headline “{said}” is not the title “{next(filter(None, others))}”"


def _plain(text: str) -> str:
    """Return only the letters and digits: quotes and dashes are written in many ways."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())
