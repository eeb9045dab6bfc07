"""Rules on what a page says where it is served: its own address, and what was built."""

from collections.abc import Iterator

from smoopt.html.page import Page
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.preview.cards.page_tags import TITLE, listed, read_tags
from smoopt.verify.deployment import Deployment
from smoopt.verify.page_look import PageLook
from smoopt.verify.seen import parsed

_READ = "2026-12-01"
# Tags that tell an old page from a new one
_TOLD = (
    *(TITLE, "description", "link canonical", "og:url", "og:title", "og:description"),
    *("og:image", "twitter:card", "twitter:image"),
)
_MARK = b"<!--smoopt "

ADDRESS = Rule(
    id="live-address",
    severity=Severity.WARNING,
    what="A page states an address that differs from the one that served it.",
    why="Networks count shares for the stated address, and search engines list it. If it does "
    "not answer, they list none.",
    source="https://developers.google.com/search/docs/crawling-indexing/canonicalization",
    fix="Set `site.url`, `site.index` and `site.suffix` to match the host, and build again. For "
    "a preview deployment, give the site's future address with --url.",
    read=_READ,
)
STALE = Rule(
    id="live-stale",
    severity=Severity.ERROR,
    what="The host serves something else than what was built.",
    why="The deployment is old, a cache of the host has not been purged, or the folder was "
    "deployed before smoopt ran.",
    source="",
    fix="Deploy the folder that smoopt has built, and purge the host's cache.",
    read=_READ,
)
CHANGED = Rule(
    id="live-changed",
    severity=Severity.INFO,
    what="The host sends other bytes than were built, but the tags say the same.",
    why="Some hosts insert scripts into pages, or rewrite them.",
    source="",
    fix="Turn that off at the host if you do not want it.",
    read=_READ,
)
NO_TITLE = Rule(
    id="live-no-title",
    severity=Severity.ERROR,
    what="A page has no title for a link preview.",
    why="Networks show a bare link.",
    source="https://ogp.me/#metadata",
    fix="Give the page a `<title>`, and build with `opengraph`.",
    read=_READ,
)
RULES = (ADDRESS, STALE, CHANGED, NO_TITLE)


def sayings(look: PageLook, deployment: Deployment) -> Iterator[Finding]:
    """Judge what a page says that was sent to a browser."""
    if look.page is None:
        return
    place = Place(look.url)
    tags = read_tags(look.page)
    if tags.first(TITLE, "og:title", "twitter:title") is None:
        yield NO_TITLE.at(place, "it has neither <title> nor og:title")
    stated: dict[str, list[str]] = {}
    for key in ("link canonical", "og:url"):
        if said := tags.text(key):
            stated.setdefault(said, []).append(key)
    for said, keys in stated.items():
        if not deployment.is_own(said, look.browser.url, look.file):
            verb = "are" if len(keys) > 1 else "is"
            found = f"{listed(keys)} {verb} {said}"
            yield ADDRESS.at(place, f"{found}; it answers at {look.browser.url}")
    is_whole = look.browser.answer is not None and not look.browser.answer.is_cut
    if look.file is not None and deployment.site is not None and is_whole:
        yield from _compared(look.page, deployment.site.opened.read(look.file), place, look.file)


def _compared(served: Page, data: bytes, place: Place, file: str) -> Iterator[Finding]:
    """Compare the served page with the built one."""
    if served.source.data == data:
        return
    built = parsed(file, data)
    if built is None:
        return
    if _MARK in data and _MARK not in served.source.data:
        yield STALE.at(place, f"{file} has smoopt's additions, but the served page has none")
        return
    here, there = read_tags(built), read_tags(served)
    for key in _TOLD:
        mine, other = here.text(key), there.text(key)
        if mine != other:
            yield STALE.at(place, f"{key} is {_quoted(other)}; {file} has {_quoted(mine)}")
            return
    yield CHANGED.at(place, f"{len(served.source.data):,} bytes; {file} has {len(data):,}")


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "missing"
