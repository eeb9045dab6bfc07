"""Rules on where the tags of the head stand."""

from collections.abc import Iterator

from turbohtml import Element

from smoopt.check.rules.common.scope import missing
from smoopt.html.page import Page
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule

# https://html.spec.whatwg.org/multipage/semantics.html#charset (2026-11-21)
_PRESCAN = 1024
# https://developers.facebook.com/documentation/business-messaging/whatsapp/link-previews/
# (2026-11-21)
_READ = 300_000
_KEYS = ("og:title", "og:description", "og:url", "og:image", "twitter:card", "description")
# Read in a head only; microdata's meta belongs in the body.
_ASTRAY = (
    'meta[property^="og:"], meta[name^="twitter:"], meta[name="description" i],'
    ' meta[name="robots" i], link[rel~="canonical"]'
)

CHARSET_LATE = Rule(
    id="charset-late",
    severity=Severity.WARNING,
    what="The encoding is declared beyond the first 1,024 bytes.",
    why="Browsers look for it only there, and guess otherwise: characters beyond ASCII come out "
    "wrong.",
    source="https://html.spec.whatwg.org/multipage/semantics.html#charset",
    fix='Move `<meta charset="utf-8">` to the beginning of the head.',
)
CHARSET_MISSING = Rule(
    id="charset-missing",
    severity=Severity.WARNING,
    what="The page declares no encoding, and contains characters beyond ASCII.",
    why="Browsers guess unless the server states it. When the page is opened from a disk or an "
    "archive, there is no server.",
    source="https://html.spec.whatwg.org/multipage/semantics.html#charset",
    fix='Begin the head with `<meta charset="utf-8">`.',
)
HEAD_FAR = Rule(
    id="head-far",
    severity=Severity.WARNING,
    what="A tag for networks comes after the first 300 KB of the page.",
    why="WhatsApp reads no further; others stop earlier.",
    source="https://developers.facebook.com/documentation/business-messaging/whatsapp/"
    "link-previews/",
    fix="Put the tags before large inlined styles and scripts.",
)
HEAD_TAG_IN_BODY = Rule(
    id="head-tag-in-body",
    severity=Severity.WARNING,
    what="A tag of the head stands in the body.",
    why="Search engines ignore it there. Often an element that is not allowed in the head (a "
    "div, an img, text) has ended the head early.",
    source="https://developers.google.com/search/docs/crawling-indexing/valid-page-metadata",
    fix="Move that element into the body, or the tag into the head.",
)
RULES = (CHARSET_LATE, CHARSET_MISSING, HEAD_FAR, HEAD_TAG_IN_BODY)


def head(page: Page) -> Iterator[Finding]:
    """Judge where the tags of the head stand."""
    if not page.source.declared:
        yield from _charset(page)
    if len(page.source.data) > _READ:
        yield from _far(page)
    body = page.body
    if body is not None and body.select_one("meta, link") is not None:
        yield from _astray(page, body)


def _astray(page: Page, body: Element) -> Iterator[Finding]:
    astray = body.select(_ASTRAY)
    if astray:
        first, others = astray[0], len(astray) - 1
        name = first.attr("property") or first.attr("name") or "the canonical link"
        more = f", and so do {others} more" if others else ""
        yield HEAD_TAG_IN_BODY.at(page.place(first), f"{name} stands in the body{more}")


def _charset(page: Page) -> Iterator[Finding]:
    """Report a declaration of the encoding that comes too late, or that there is none."""
    for tag in page.head_tags:
        if tag.element.tag != "meta":
            continue
        written = tag.element.attr("charset") or ""
        if written or ("content-type" in tag.keys and "charset" in tag.value.lower()):
            found = f"the encoding is declared beyond the first {_PRESCAN:,} bytes"
            yield CHARSET_LATE.at(page.place(tag.element), found)
            return
    if not page.text.isascii():
        yield missing(CHARSET_MISSING, page, "nothing declares the page's encoding")


def _far(page: Page) -> Iterator[Finding]:
    for key in _KEYS:
        for tag in page.tags(key)[:1]:
            span = page.start_tag(tag.element)
            if span is not None and page.source.byte_offsets([span.end])[0] > _READ:
                found = f"{key} ends beyond the first {_READ:,} bytes"
                yield HEAD_FAR.at(page.place(tag.element), found)
                return
