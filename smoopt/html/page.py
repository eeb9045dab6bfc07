"""`Page`: one HTML file as its generator wrote it, parsed, with a way back to its bytes.

A page is pristine: what smoopt added to it before has been taken out, so that no plugin's output
depends on an earlier run or on another plugin. Only the audit and the preview read built pages.
"""

import turbohtml
from turbohtml import Element, Namespace

from smoopt.html import frameworks
from smoopt.html.cached_property import cached_property
from smoopt.html.content import main_content
from smoopt.html.head import OVERRIDE, HeadTag, head_tags
from smoopt.html.marks import pristine
from smoopt.html.skip import Skip, skip_reason
from smoopt.html.source_text import Source, start_tag
from smoopt.model.edits import Span
from smoopt.model.facts import Fact, T
from smoopt.model.finding import Place

# What turns a plugin off for a page: <meta name="smoopt:share" content="off">.
OFF = frozenset({"off", "no", "false"})
_ANNOTATED = f"{frameworks.ELEMENTS}, [itemprop], [itemscope], .h-entry, .hentry"
# Elements in which no tag is read: https://html.spec.whatwg.org/#parsing-html-fragments
_RAW = frozenset(
    {
        *("iframe", "noembed", "noframes", "noscript", "plaintext", "script"),
        *("style", "template", "textarea", "title", "xmp", "select", "frameset"),
    }
)


class Page:
    """One page; `path` is relative to the site's root, with forward slashes.

    All positions are code points of `text`. `document` is turbohtml's tree of it.
    """

    def __init__(self, path: str, data: bytes, *, built: bool = False) -> None:
        """Read a page from its bytes; raises PageError.

        What smoopt added is taken out, unless the page is to be read as it was `built`.
        """
        self.path = path
        found = Source(data)
        original = data if built else pristine(found)
        self.source = found if original is data else Source(original)
        self.text = self.source.text
        self.document = turbohtml.parse(self.source.readable, source_locations=True)
        # What has been worked out once for all that ask: slots by their names, kinds and the like.
        self.slots: dict[str, int | None] = {}
        self.memo: dict[str, object] = {}
        # Positions at which the parser says that it reads neither a tag nor raw text.
        self.between: set[int] = set()

    # What kind of page it is

    @cached_property
    def skip(self) -> Skip | None:
        """Why the page is to be left alone, if it is."""
        return skip_reason(self.document, self.tags)

    @cached_property
    def framework(self) -> str:
        """The framework that hydrates the page in the browser, or "" for a static page."""
        return frameworks.framework(self.text, self.document, has_elements=self.is_annotated)

    @cached_property
    def is_annotated(self) -> bool:
        """Whether any element bears microdata, microformats or a framework's sign.

        Most pages have none, which one look at the tree tells.
        """
        return self.document.select_one(_ANNOTATED) is not None

    @cached_property
    def amp(self) -> bool:
        """Whether the page is AMP, which takes no style sheets or scripts but its own.

        https://amp.dev/documentation/guides-and-tutorials/learn/spec/amphtml (2026-11-21)
        """
        html = self.document.root
        return html is not None and any(name in html.attrs for name in ("⚡", "amp"))

    @cached_property
    def xhtml(self) -> bool:
        """Whether empty elements must be closed (`<meta />`): the page is written as XML."""
        start = self.text[:2000].lower()
        return start.lstrip().startswith("<?xml") or "//dtd xhtml" in start

    # The head

    @cached_property
    def head(self) -> Element | None:
        """The head element, which the parser makes even where the page has no tag for it."""
        return self.document.find("head")

    @cached_property
    def head_tags(self) -> tuple[HeadTag, ...]:
        """Every meta and link that stands directly in the head, in order."""
        return () if self.head is None else tuple(head_tags(self.head))

    @cached_property
    def _tags_by_key(self) -> dict[str, list[HeadTag]]:
        tags: dict[str, list[HeadTag]] = {}
        for tag in self.head_tags:
            for key in tag.keys:
                tags.setdefault(key, []).append(tag)
        return tags

    def tags(self, key: str) -> list[HeadTag]:
        """Give the head tags that bear a property, name, itemprop or rel, in order."""
        return self._tags_by_key.get(key, [])

    @cached_property
    def _first_tags(self) -> dict[str, HeadTag]:
        tags: dict[str, HeadTag] = {}
        for tag in self.head_tags:
            if tag.value:
                for key in tag.keys:
                    tags.setdefault(key, tag)
        return tags

    def first_tag(self, *keys: str) -> HeadTag | None:
        """Give the first head tag that is not empty, of the first key that has one."""
        tags = self._first_tags
        for key in keys:
            if key in tags:
                return tags[key]
        return None

    @cached_property
    def base(self) -> str:
        """The address in `<base href>`, against which the page's references are read, or ""."""
        found = None if self.head is None else self.head.select_one("base[href]")
        return "" if found is None else found.attr("href") or ""

    @cached_property
    def overrides(self) -> dict[str, HeadTag]:
        """The author's `<meta name="smoopt:NAME">`, the first of each name."""
        return {
            key.removeprefix(OVERRIDE): tags[0]
            for key, tags in self._tags_by_key.items()
            if key.startswith(OVERRIDE)
        }

    # The body

    @cached_property
    def body(self) -> Element | None:
        """The body element; None on a frameset."""
        return self.document.find("body")

    @cached_property
    def content(self) -> Element | None:
        """The element that holds what the page is about, by `content.main_content`."""
        return main_content(self.document, is_annotated=self.is_annotated)

    @cached_property
    def heading(self) -> Element | None:
        """The page's own h1: the first in the content, else the first of the page."""
        for scope in (self.content, self.body):
            if scope is not None and (found := scope.select_one("h1")) is not None:
                return found
        return None

    # Places

    def start_tag(self, element: Element) -> Span | None:
        """Give the span of an element's start tag; None where the parser supplied it."""
        parsed = start_tag(element)
        if parsed is None:
            return None
        span = self._span(parsed)
        if element.namespace is Namespace.HTML:
            self.between.update(span[:1] if element.tag in _RAW else span)
        return span

    def end_tag(self, element: Element) -> Span | None:
        """Give the span of an element's end tag; None where the page has none."""
        location = element.source_location
        if location is None or location.end_tag is None:
            return None
        span = self._span(location.end_tag)
        if element.namespace is Namespace.HTML:
            self.between.update(span[1:] if element.tag in _RAW else span)
        return span

    def attribute(self, element: Element, name: str) -> Span | None:
        """Give the span of `name="value"` in an element's start tag."""
        location = element.source_location
        if location is None or name not in location.attrs:
            return None
        return self._span(location.attrs[name])

    def place(self, element: Element | None = None) -> Place:
        """Give an element's place, or the page's."""
        position = None if element is None else element.position
        if position is None:
            return Place(self.path)
        return Place(self.path, position[0], position[1] + 1)

    def fact(self, value: T, rule: str, element: Element | None = None) -> Fact[T]:
        """Make a fact that this page states, at an element of it."""
        return Fact(value, rule, self.place(element))

    def _span(self, parsed: turbohtml.SourceSpan) -> Span:
        start, end = parsed.start_offset, parsed.end_offset
        if not self.source.has_returns:
            return Span(start, end)
        return Span(self.source.position(start), self.source.position(end))
