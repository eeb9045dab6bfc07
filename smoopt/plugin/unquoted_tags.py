"""Tags of Open Graph and X that a minifier has taken the quotes from."""

import re
from collections.abc import Iterable, Iterator

from smoopt.html.head import SOCIAL, HeadTag
from smoopt.html.page import Page
from smoopt.model.edits import Edit, Span
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Fault, Rule
from smoopt.plugin.replaced_tags import Right, replaced, rewritten

TAG_UNQUOTED = Rule(
    id="tag-unquoted",
    severity=Severity.WARNING,
    what="A tag of Open Graph or X has an attribute without quotes.",
    why="Browsers accept that, but WhatsApp and LinkedIn look for quotes and show a bare link.",
    # No network documents it; minifiers' users report it again and again (2026-11-30).
    source="https://github.com/terser/html-minifier-terser#options-quick-reference",
    fix="Let the minifier keep the quotes (html-minifier: `removeAttributeQuotes: false`).",
)
_QUOTED = re.compile(r"""=\s*(?:"[^"]*"|'[^']*')""")
_FAMILIES = {"twitter:": ("twitter:",), "og:": tuple(each for each in SOCIAL if each != "twitter:")}


def quoted(page: Page, family: str, edits: Iterable[Edit | Finding]) -> Iterator[Edit | Finding]:
    """Pass edits on, then rewrite the other tags of a family that lack quotes.

    `family` is `og:`, with which go article: and others, or `twitter:`.
    """
    if not page.has_unquoted_tags:
        yield from edits
        return
    done = set[Span]()
    for each in edits:
        if isinstance(each, Edit):
            done.add(each.span)
        yield each
    begins = _FAMILIES[family]
    for there in page.head_tags:
        of_it = there.value and all(key.startswith(begins) for key in there.keys if ":" in key)
        if not of_it or page.start_tag(there.element) in done:
            continue
        if fault := unquoted_fault(page, there):
            written = there.element.attr("content") or ""
            right = Right(there.keys[0], written, "the tag as it stands")
            yield from replaced(page, there, right, rewritten(page, there, {}), fault)


def unquoted_fault(page: Page, there: HeadTag) -> Fault | None:
    """Say that a tag of Open Graph or X is written without quotes."""
    if not any(key.startswith(SOCIAL) for key in there.keys) or not page.has_unquoted_tags:
        return None
    span = page.start_tag(there.element)
    if span is None or "=" not in _QUOTED.sub("", page.text[slice(*span)]):
        return None
    return Fault(TAG_UNQUOTED, "it has no quotes, without which some do not read it")
