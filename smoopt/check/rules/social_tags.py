"""Rules on the tags of Open Graph and X: which are there, and what they say."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from smoopt.check.rules.canonical_link import CANONICAL_ELSEWHERE, canonical_fault, canonical_tags
from smoopt.check.rules.scope import is_shared, missing
from smoopt.html.page import Page
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.site.own_address import address_fault
from smoopt.site.site import Site

_OGP = "https://ogp.me/"
# Required by https://ogp.me/#metadata (2026-11-21), but for og:image, which has rules of its own.
_REQUIRED = ("og:title", "og:type", "og:url")
_SOCIAL = ("og:", "twitter:", "article:", "fediverse:")
# An empty alternative text is for og-image-alt to judge.
_MAY_BE_EMPTY = frozenset({"og:image:alt", "twitter:image:alt"})
_HANDLE = re.compile(r"@\w{1,15}", re.ASCII)
_ACCOUNTS = ("twitter:site", "twitter:creator")

OG_MISSING = Rule(
    id="og-missing",
    severity=Severity.INFO,
    what="One of og:title, og:type and og:url is not there.",
    why="Open Graph requires them; networks fall back to guesses, and WhatsApp asks for og:title, "
    "og:url and og:description.",
    source=_OGP,
    fix="Write the tags; `smoopt build` does.",
)
TAG_EMPTY = Rule(
    id="tag-empty",
    severity=Severity.WARNING,
    what="A tag of Open Graph, X or the fediverse has no content.",
    why="The first tag of a name wins, and an empty one keeps readers from what they would fall "
    "back to.",
    source=_OGP,
    fix="Fill the tag or leave it out.",
)
OG_URL_WRONG = Rule(
    id="og-url-wrong",
    severity=Severity.ERROR,
    what="og:url is relative, unreachable, of a page that does not exist, or the home page's.",
    why="Networks show and count the page under og:url: what is shared is then another page or "
    "none.",
    source="https://developers.facebook.com/docs/sharing/webmasters/",
    fix="Write the page's own absolute address.",
)
OG_URL_CANONICAL = Rule(
    id="og-url-canonical",
    severity=Severity.WARNING,
    what="og:url and the canonical link name different addresses.",
    why="og:url is the canonical address for networks; two different ones split what readers "
    "gather.",
    source="https://developers.facebook.com/docs/sharing/webmasters/",
    fix="Write the same address in both.",
)
X_HANDLE = Rule(
    id="x-handle",
    severity=Severity.WARNING,
    what="twitter:site or twitter:creator is not an account name.",
    why="X shows no attribution for a person's name or an address.",
    source="https://developer.x.com/en/docs/x-for-websites/cards/overview/markup",
    fix="Write the account's name with its @, as in @example.",
)
RULES = (OG_MISSING, TAG_EMPTY, OG_URL_WRONG, OG_URL_CANONICAL, X_HANDLE)


def opengraph(page: Page, site: Site) -> Iterator[Finding]:
    """Judge which tags are there, and what they say."""
    absent = [key for key in _REQUIRED if not page.tags(key)]
    if absent and is_shared(page):
        yield missing(OG_MISSING, page, f"the page has no {', '.join(absent)}")
    yield from _empty(page)
    yield from _url(page, site)
    for key in _ACCOUNTS:
        for tag in page.tags(key)[:1]:
            if tag.value and not _HANDLE.fullmatch(tag.value):
                found = f"{key} “{tag.value}” is not an account name like @example"
                yield X_HANDLE.at(page.place(tag.element), found)


def _empty(page: Page) -> Iterator[Finding]:
    for tag in page.head_tags:
        if not tag.value and tag.keys and tag.keys[0].startswith(_SOCIAL):
            key = tag.keys[0]
            if key not in _MAY_BE_EMPTY:
                yield TAG_EMPTY.at(page.place(tag.element), f"{key} is empty")


def _url(page: Page, site: Site) -> Iterator[Finding]:
    for tag in page.tags("og:url")[:1]:
        if not tag.value or page.skip is not None:
            return
        place = page.place(tag.element)
        if fault := address_fault(site, page, tag.value):
            if is_shared(page):
                yield OG_URL_WRONG.at(place, f"og:url {tag.value}: {fault}")
            return
        for link in canonical_tags(page)[:1]:
            known = canonical_fault(page, site, link.value)
            if known is not None and known[0] is not CANONICAL_ELSEWHERE:
                return  # that the two differ follows
            if link.value and _same(link.value) != _same(tag.value):
                found = f"og:url is {tag.value}, the canonical link {link.value}"
                yield OG_URL_CANONICAL.at(place, f"{found}; write the same address in both")


def _same(url: str) -> tuple[str, ...]:
    """Give an address so that those that mean the same to every server are equal."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return (url,)
    return parts.scheme, parts.netloc.lower(), unquote(parts.path) or "/", parts.query
