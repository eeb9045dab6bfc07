"""Takes from a page all that its author stated in tags, JSON-LD and microdata, and no more.

What a browser shows stays as it was: the title, all text, `<time>`, links and pictures, and
`<html lang>`. Only whole tags that show nothing, and attributes, are cut out of the text.
"""

from collections.abc import Iterator

from turbohtml import Element

from smoopt.html.parsed_page import ParsedPage
from smoopt.html.source_text import splice
from smoopt.model.edits import Span

# What is for the browser or the robot, and states nothing of the page.
TECHNICAL = frozenset(
    {
        *("viewport", "generator", "robots", "googlebot", "theme-color", "color-scheme"),
        *("referrer", "format-detection", "msapplication-tilecolor", "msapplication-config"),
    }
)
LINKS = frozenset({"canonical", "shortlink", "author", "image_src", "publisher", "license"})
# https://html.spec.whatwg.org/#microdata and https://www.w3.org/TR/rdfa-lite/ (2026-12-01)
ATTRIBUTES = frozenset(
    {
        *("itemprop", "itemscope", "itemtype", "itemid", "itemref"),
        *("property", "typeof", "vocab", "resource", "prefix", "datatype", "pubdate"),
    }
)


def hidden(data: bytes) -> bytes:
    """Give a page without what it states; raises PageError where it cannot be read."""
    page = ParsedPage("page.html", data)
    spans = sorted(set(_spans(page)))
    ends = page.source.byte_offsets([end for span in _apart(spans) for end in span])
    pairs = zip(ends[::2], ends[1::2], strict=True)
    return splice(page.source.data, ((start, end, b"") for start, end in pairs))


def _apart(spans: list[Span]) -> Iterator[Span]:
    """Leave out what lies within what is taken out before it."""
    last = 0
    for span in spans:
        if span.start >= last:
            yield span
            last = span.end


def _spans(page: ParsedPage) -> Iterator[Span]:
    for element in page.document.iter_elements("*"):
        if states(element):
            start, end = page.start_tag(element), page.end_tag(element)
            if start is not None:
                yield Span(start.start, end.end if end else start.end)
            continue
        for name, span in page.attributes(element).items():
            if name in ATTRIBUTES:
                yield Span(span.start, span.end)


def states(element: Element) -> bool:
    """Whether the whole element only states something of the page."""
    match element.tag:
        case "meta":
            names = {(element.attr(name) or "").lower() for name in ("name", "property")}
            named = names - {""} or element.attr("itemprop") is not None
            language = (element.attr("http-equiv") or "").lower() == "content-language"
            return bool(named and not names & TECHNICAL) or language
        case "link":
            rels = {*(element.attr("rel") or "").lower().split()}
            other = "alternate" in rels and element.attr("hreflang") is not None
            return bool(rels & LINKS) or other or element.attr("itemprop") is not None
        case "script":
            return (element.attr("type") or "").strip().lower() == "application/ld+json"
    return False
