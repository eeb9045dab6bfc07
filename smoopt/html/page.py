"""`Page`: one HTML file as its generator wrote it, its properties, and methods that change it."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import cast

from turbohtml import Element, XPath

from smoopt.html import body_changes, frameworks, tag_changes
from smoopt.html.cached_property import cached_property
from smoopt.html.changeable import Reason
from smoopt.html.content import main_content
from smoopt.html.head import OVERRIDE, SOCIAL, HeadTag, head_tags
from smoopt.html.headings import own_heading
from smoopt.html.markup import JSON
from smoopt.html.parsed_page import ParsedPage
from smoopt.html.skip import Skip, skip_reason
from smoopt.model.edits import Edit
from smoopt.model.faults import guarded
from smoopt.model.web_address import parts_of

# What turns a plugin off for a page: <meta name="smoopt:share" content="off">.
OFF = frozenset({"off", "no", "false"})
# The start of an unquoted value in a head tag, as minifiers write it.
_UNQUOTED = re.compile(r"content\s*=\s*(?![\s\"'])")
_UNQUOTED_NAME = re.compile(rf"= ?(?:{'|'.join(SOCIAL)})")
_ANNOTATED = f"{frameworks.ELEMENTS}, [itemprop], [itemscope], [typeof]"
_ENTRIES = ".h-entry, .hentry"
_ALL_CLASSES = XPath("descendant::*/@class")


def page_of(path: str, data: bytes, *, built: bool = False) -> "Page | None":
    """Read a page, and its head, for a fact about the site; None if that fails.

    Never raises: the fault is reported when the page itself is processed.
    """

    def read() -> Page:
        page = Page(path, data, built=built)
        _ = page.skip, page.head_tags
        return page

    return guarded(read, lambda _: None)


class Page(ParsedPage):
    """One page, and what its head, its body and its author say of it."""

    # What kind of page it is

    @cached_property
    def skip(self) -> Skip | None:
        """Why the page is to be left alone, if it is."""
        return skip_reason(self.document, self.tags)

    @cached_property
    def framework(self) -> str:
        """The framework that hydrates the page in the browser, or "" for a static page."""
        return frameworks.framework(
            self.text, self.document, self.scripts, has_elements=self.is_annotated
        )

    @cached_property
    def scripts(self) -> Sequence[Element]:
        """Every script of the page, in order, those that are data as well."""
        return self.document.find_all("script")

    @cached_property
    def is_annotated(self) -> bool:
        """Whether any element bears microdata, RDFa, microformats or a framework's sign.

        Most pages have none, which a single query tells.
        """
        if "entry" in self.classes and self.document.select_one(_ENTRIES) is not None:
            return True
        return self.document.select_one(_ANNOTATED) is not None

    @cached_property
    def classes(self) -> str:
        """The values of all `class` attributes in the page, in lower case."""
        return " ".join(cast("list[str]", _ALL_CLASSES(self.document))).lower()

    @cached_property
    def amp(self) -> bool:
        """Whether the page is AMP, which allows only its own style sheets and scripts.

        https://amp.dev/documentation/guides-and-tutorials/learn/spec/amphtml (2026-11-21)
        """
        html = self.document.root
        return html is not None and any(name in html.attrs for name in ("⚡", "amp"))

    # The head

    @cached_property
    def head_tags(self) -> tuple[HeadTag, ...]:
        """Every meta and link directly in the head, in order."""
        return () if self.head is None else tuple(head_tags(self.head))

    @cached_property
    def _tags_by_key(self) -> dict[str, list[HeadTag]]:
        tags: dict[str, list[HeadTag]] = {}
        for tag in self.head_tags:
            for key in tag.keys:
                tags.setdefault(key, []).append(tag)
        return tags

    def tags(self, key: str) -> list[HeadTag]:
        """Return the head tags with this property, name, itemprop or rel, in order."""
        return self._tags_by_key.get(key, [])

    def has_tag(self, keys: Collection[str]) -> bool:
        """Tell whether the head has a tag of any of these names, empty or not."""
        return not self._tags_by_key.keys().isdisjoint(keys)

    @cached_property
    def _first_tags(self) -> dict[str, HeadTag]:
        tags: dict[str, HeadTag] = {}
        for tag in self.head_tags:
            if tag.value:
                for key in tag.keys:
                    tags.setdefault(key, tag)
        return tags

    def first_tag(self, *keys: str) -> HeadTag | None:
        """Return the first head tag that is not empty, for the first key that has one."""
        tags = self._first_tags
        for key in keys:
            if key in tags:
                return tags[key]
        return None

    @cached_property
    def has_unquoted_tags(self) -> bool:
        """Whether a tag of Open Graph or X is written without quotes, as minifiers do."""
        if not any(key.startswith(SOCIAL) for key in self._tags_by_key):
            return False
        end = self.head_end or len(self.text)
        found = (pattern.search(self.text, 0, end) for pattern in (_UNQUOTED, _UNQUOTED_NAME))
        return any(found)

    @cached_property
    def base(self) -> str:
        """The address in `<base href>`, against which the page's references are resolved, or "".

        An invalid address is ignored, as in browsers.
        """
        found = None if self.head is None else self.head.select_one("base[href]")
        written = "" if found is None else found.attr("href") or ""
        return written if written and parts_of(written) else ""

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
    def content(self) -> Element | None:
        """The element with the page's main content, from `content.main_content`."""
        return main_content(self.document, is_annotated=self.is_annotated)

    @cached_property
    def heading(self) -> Element | None:
        """The page's own heading, from `headings.own_heading`: mostly the first h1."""
        return own_heading(self.document, self.path, self.content, self.body)

    # Changes in the body

    def wrap(
        self,
        element: Element,
        before: str,
        after: str,
        *,
        name: str,
        because: str = "",
        order: int = 0,
    ) -> Edit:
        """Put `before` and `after` around an element: the parts of one that has `data-smoopt`.

        Raises ValueError if that would change how the rest of the page is parsed.
        """
        return body_changes.wrapped(self, element, before, after, Reason(name, because, order))

    def add_attributes(
        self,
        element: Element,
        attributes: Mapping[str, str | bool],
        *,
        name: str,
        because: str = "",
    ) -> Edit:
        """Add attributes that an element lacks, or words to its `class` and `rel`.

        The element gets `data-smoopt="NAME"` as well. Raises ValueError for an attribute that
        exists already or cannot be added (see added_attributes.py).
        """
        return tag_changes.with_attributes(self, element, attributes, Reason(name, because))

    def replace(self, element: Element, new: str, *, name: str, because: str = "") -> Edit:
        """Replace embedded media with whole elements that have `data-smoopt`.

        The original stays in the page, in a `<template>`, which shows, loads and runs nothing.
        Raises ValueError for other elements.
        """
        return body_changes.replaced(self, element, new, Reason(name, because))

    def complete(self, script: Element, value: JSON, *, name: str, because: str = "") -> Edit:
        """Replace the JSON in a JSON-LD script with JSON that says more.

        Raises ValueError if the new JSON omits or changes anything except addresses.
        """
        return tag_changes.completed(self, script, value, Reason(name, because))

    def readdress(
        self, script: Element, right: Mapping[str, str], *, name: str, because: str = ""
    ) -> Edit | None:
        """Replace addresses in a JSON-LD script: `right` maps wrong ones to right ones.

        Everything else stays as it is. None if the script has none of them. Raises ValueError for
        invalid JSON, and for right addresses that are not absolute.
        """
        return tag_changes.readdressed(self, script, right, Reason(name, because))
