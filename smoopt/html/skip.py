"""Which pages are left alone: fragments, redirects, and pages that opt out."""

from collections.abc import Callable, Iterable
from enum import StrEnum

from turbohtml import Doctype, Document

from smoopt.html.head import OVERRIDE, HeadTag
from smoopt.html.own_text import own_text
from smoopt.html.refresh import address_in, refresh_of
from smoopt.html.source_text import start_tag

_REFRESH = 'meta[http-equiv="refresh" i]'
_FALLBACK = f"noscript {_REFRESH}"
_STUB_WORDS = 50
# How Doxygen marks what its search box shows in a frame.
_FRAMED = "SRPage"


class Skip(StrEnum):
    """Why a page is left alone; the value is the reason in words."""

    NO_PAGE = "no page: it has neither a doctype nor an html tag"
    REDIRECT = "a redirect"
    FRAMESET = "a frameset"
    FRAMED = "it is shown in a frame of other pages"
    NOINDEX = "it asks robots not to index it"
    IGNORED = "it asks smoopt to ignore it"
    ADDED = "smoopt added it"
    RULE = "a [[pages]] rule skips it"


# Nobody shares these.
UNSHARED = frozenset({Skip.NO_PAGE, Skip.REDIRECT, Skip.FRAMESET, Skip.FRAMED, Skip.IGNORED})


def skip_reason(document: Document, tags: Callable[[str], Iterable[HeadTag]]) -> Skip | None:
    """Return the reason why a page is left alone, or None; `tags` returns head tags by name."""
    if not _is_page(document):
        return Skip.NO_PAGE
    if _redirects(document):
        return Skip.REDIRECT
    if document.find("frameset") is not None:
        return Skip.FRAMESET
    body = document.find("body")
    if body is not None and body.has_class(_FRAMED):
        return Skip.FRAMED
    if tags(f"{OVERRIDE}ignore") or _is_marked(document):
        return Skip.IGNORED
    words = (word for tag in tags("robots") for word in tag.value.lower().replace(",", " ").split())
    return None if {"noindex", "none"}.isdisjoint(words) else Skip.NOINDEX


def _is_page(document: Document) -> bool:
    """Tell whether a file has a doctype or its own html tag, not one that the parser supplied."""
    if any(isinstance(node, Doctype) for node in document.children):
        return True
    return document.root is not None and start_tag(document.root) is not None


def _redirects(document: Document) -> bool:
    # A tag the parser finds by an index.
    if document.select_one(_REFRESH) is None:
        return False
    refresh = refresh_of(document)
    if refresh is not None:
        return bool(refresh.url)
    # Stubs whose script moves readers on have a refresh for those without scripts; an
    # application may have one, too, but is more than a stub.
    fallback = document.select_one(_FALLBACK)
    if fallback is None or not address_in(fallback.attr("content") or ""):
        return False
    return len(own_text(document.find("body") or fallback).split()) < _STUB_WORDS


def _is_marked(document: Document) -> bool:
    roots = (document.root, document.find("body"))
    return any(root is not None and root.attr("data-smoopt-ignore") is not None for root in roots)
