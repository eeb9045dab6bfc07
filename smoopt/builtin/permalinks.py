"""Permalinks: an address for each heading of a page's content.

A heading's permalink is an `<a>` at its end that has no text, so that the heading reads
as before for search engines, tables of contents and find-in-page; the style sheet shows a `#`
in the gutter. Where the heading has no id, the `<a>` bears it: no tag of the page is changed.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import quote

from turbohtml import Element

from smoopt import markup
from smoopt.bar.words import Spoken
from smoopt.edits import Edit, Span
from smoopt.page import Page
from smoopt.prose import is_aside, own_text

# How generators and their plugins call the permalinks that they put on headings themselves.
_THEIRS = frozenset(
    [
        "anchor",
        "anchor-link",
        "anchorjs-link",
        "autolink-anchor",
        "direct-link",
        "doc-anchor",
        "hash-link",
        "header-anchor",
        "headerlink",
        "heading-anchor",
        "heading-link",
        "headline-hash",
        "permalink",
        "toclink",
    ]
)
_NO_ID = re.compile(r"[^\w\s-]+")
_BLANKS = re.compile(r"[\s_-]+")


def permalinks(
    page: Page, levels: Collection[int], spoken: Spoken, shown: str = ""
) -> Iterator[Edit]:
    """Give each heading of the content a permalink, unless the generator did."""
    if page.content is None:
        return
    taken = _ids(page)
    numbers: dict[str, int] = {}
    for heading in page.content.iter_elements([f"h{level}" for level in sorted(set(levels))]):
        span, title = page.end_tag(heading), own_text(heading)
        if span is None or not title or _is_linked(heading) or _in_aside(heading, page.content):
            continue
        target = _target(heading, taken)
        new = "" if target else _slug(title, taken, numbers)
        taken.setdefault(new, heading)
        anchor = _anchor(target or new, new, title, spoken, shown)
        rule = f'the id "{target}"' if target else "the heading's text"
        yield Edit(Span(span.start, span.start), anchor, "permalink", rule)


def _anchor(target: str, new: str, title: str, spoken: Spoken, shown: str) -> str:
    attributes = {
        "id": new or None,
        "class": "smoopt-permalink",
        "rel": "bookmark",
        "aria-label": spoken.words.permalink.replace("{title}", title),
        "lang": spoken.language or None,
        "data-smoopt": "permalink",
        "data-pagefind-ignore": "all",
    }
    return markup.anchor(f"#{quote(target, safe='')}", attributes, markup.text(shown))


def _ids(page: Page) -> dict[str, Element]:
    """Find the element that each id and anchor name of the page leads to: the first."""
    found: dict[str, Element] = {}
    for element in page.document.iter_elements():
        if name := _name(element):
            found.setdefault(name, element)
    return found


def _name(element: Element) -> str:
    return element.attr("id") or (element.attr("name") if element.tag == "a" else "") or ""


def _slug(title: str, taken: Collection[str], numbers: dict[str, int]) -> str:
    """Make an id from a heading: its words in lower case, joined by hyphens, a number if taken.

    `numbers` remembers the last number of each, so that thousands of like headings cost no more.
    Letters of all scripts are kept: https://html.spec.whatwg.org/#the-id-attribute
    """
    words = _BLANKS.sub("-", _NO_ID.sub("", title.casefold())).strip("-") or "section"
    number = numbers.get(words, 1)
    slug = words if number == 1 else f"{words}-{number}"
    while slug in taken:
        number += 1
        slug = f"{words}-{number}"
    numbers[words] = number
    return slug


def _target(heading: Element, ids: Mapping[str, Element]) -> str:
    """Find an id that leads to the heading already; "" where there is none.

    1. its own; 2. that of an empty anchor in it; 3. that of the section that it opens.
    """
    for place in (heading, *heading.find_all("a"), *_opened(heading)):
        if (name := _name(place)) and ids[name] == place:
            return name
    return ""


def _opened(heading: Element) -> list[Element]:
    """Give the section or div that begins with the heading."""
    parent = heading.parent
    if not isinstance(parent, Element) or parent.tag not in {"section", "div"}:
        return []
    first = next((child for child in parent.children if isinstance(child, Element)), None)
    return [parent] if first == heading else []


def _is_linked(heading: Element) -> bool:
    """Tell whether a heading has a permalink, or is a link as a whole."""
    if any(isinstance(above, Element) and above.tag == "a" for above in heading.ancestors):
        return True
    for link in heading.find_all("a"):
        href = link.attr("href") or ""
        if href.startswith("#") or _is_theirs(link) or own_text(link) == own_text(heading):
            return True
    beside = (heading.previous_sibling, heading.next_sibling)
    return any(
        isinstance(link, Element) and link.tag == "a" and _is_theirs(link) for link in beside
    )


def _is_theirs(link: Element) -> bool:
    return not _THEIRS.isdisjoint((link.attr("class") or "").split())


def _in_aside(element: Element, content: Element) -> bool:
    """Tell whether an element of the content lies in a menu or another aside of it."""
    for above in element.ancestors:
        if above == content:
            return False
        if isinstance(above, Element) and is_aside(above):
            return True
    return False
