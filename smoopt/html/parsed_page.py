"""`ParsedPage`: one HTML file, parsed, with a way back from its elements to its bytes.

A page is pristine: what smoopt added to it before has been taken out, so that no plugin's output
depends on an earlier run or on another plugin. Only the audit and the preview read built pages.
"""

import turbohtml
from turbohtml import Document, Element, Namespace

from smoopt.html.cached_property import cached_property
from smoopt.html.marks import pristine
from smoopt.html.source_text import Source, start_tag
from smoopt.model.edits import Span
from smoopt.model.facts import Fact, T
from smoopt.model.finding import Place
from smoopt.model.read_only import ReadOnly

# Elements in which no tag is read: https://html.spec.whatwg.org/#parsing-html-fragments
RAW = frozenset(
    {
        *("iframe", "noembed", "noframes", "noscript", "plaintext", "script"),
        *("style", "template", "textarea", "title", "xmp", "select", "frameset"),
    }
)


class ParsedPage(ReadOnly):
    """One page; `path` is relative to the site's root, with forward slashes.

    All positions are code points of `text`. `document` is turbohtml's tree of it.
    """

    path: str
    source: Source
    text: str
    document: Document
    # Caches for all callers: slots by name, and other results.
    slots: dict[str, int | None]
    memo: dict[str, object]
    # Positions that are known to lie between tags, outside raw text.
    between: set[int]
    built: bool

    def __init__(self, path: str, data: bytes, *, built: bool = False) -> None:
        """Read a page from its bytes; raises PageError.

        What smoopt added is taken out, unless the page is to be read as it was `built`.
        """
        found = Source(data)
        original = data if built else pristine(found)
        source = found if original is data else Source(original)
        document = turbohtml.parse(source.readable, source_locations=True)
        self._hold(path=path, source=source, text=source.text, document=document)
        self._hold(slots={}, memo={}, between=set(), built=built)

    @cached_property
    def xhtml(self) -> bool:
        """Whether empty elements must be closed (`<meta />`), because the page is XML."""
        # Most pages begin so; no other doctype can follow.
        if self.text[:15].lower() == "<!doctype html>":
            return False
        start = self.text[:2000].lower()
        return start.lstrip().startswith("<?xml") or "//dtd xhtml" in start

    @cached_property
    def head(self) -> Element | None:
        """The head element, which the parser makes even where the page has no tag for it."""
        return self.document.find("head")

    @cached_property
    def body(self) -> Element | None:
        """The body element; None on a frameset."""
        return self.document.find("body")

    @cached_property
    def head_end(self) -> int:
        """A position up to which all is known to be no body; 0 where no tag shows it."""
        body = self.body and self.start_tag(self.body)
        if body:
            return body.start
        head = self.head and self.end_tag(self.head)
        return head.start if head else self._implied_body()

    def _implied_body(self) -> int:
        """Return where a body without a tag begins: at its first element; 0 if text is first."""
        children = [] if self.body is None else self.body.children
        if not children or not all(isinstance(child, Element) for child in children[:1]):
            return 0
        tags = (self.start_tag(child) for child in children if isinstance(child, Element))
        return min((tag.start for tag in tags if tag), default=0)

    def start_tag(self, element: Element) -> Span | None:
        """Return the span of an element's start tag; None if the parser supplied it."""
        parsed = start_tag(element)
        if parsed is None:
            return None
        span = self._span(parsed)
        if element.namespace is Namespace.HTML:
            self.between.update(span[:1] if element.tag in RAW else span)
        return span

    def end_tag(self, element: Element) -> Span | None:
        """Return the span of an element's end tag; None if the page has none."""
        location = element.source_location
        if location is None or location.end_tag is None:
            return None
        span = self._span(location.end_tag)
        if element.namespace is Namespace.HTML:
            self.between.update(span[1:] if element.tag in RAW else span)
        return span

    def attribute(self, element: Element, name: str) -> Span | None:
        """Return the span of `name="value"` in an element's start tag."""
        location = element.source_location
        if location is None or name not in location.attrs:
            return None
        return self._span(location.attrs[name])

    def attributes(self, element: Element) -> dict[str, Span]:
        """Return the spans of all attributes in an element's start tag, by name."""
        location = element.source_location
        # Each look at `attrs` makes all of them anew.
        found = {} if location is None else location.attrs
        return {name: self._span(span) for name, span in found.items()}

    def place(self, element: Element | None = None) -> Place:
        """Return an element's place, or the page's."""
        position = None if element is None else element.position
        return self._place if position is None else Place(self.path, position[0], position[1] + 1)

    @cached_property
    def _place(self) -> Place:
        return Place(self.path)

    def fact(self, value: T, rule: str, element: Element | None = None) -> Fact[T]:
        """Make a fact that this page states at one of its elements."""
        return Fact(value, rule, self.place(element))

    def _span(self, parsed: turbohtml.SourceSpan) -> Span:
        start, end = parsed.start_offset, parsed.end_offset
        if not self.source.has_returns:
            return Span(start, end)
        return Span(self.source.position(start), self.source.position(end))
