"""Rules on links, redirects and what a page loads: there must be something at their end."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from turbohtml import Element

from smoopt.check.rules.common.reachable import Places, places
from smoopt.check.rules.common.references import Reference, references
from smoopt.check.rules.common.scope import head_place
from smoopt.html.page import Page
from smoopt.html.refresh import Refresh, refresh_of
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.site.site import Site
from smoopt.site.url_checks import is_local

_FRAGMENTS = "https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment"
# Most addresses begin with a name that shows at once that they are not on this computer.
_PERHAPS_LOCAL = re.compile(r"(?:https?:)?//(?:localhost|[\d\[]|[^/]*\.local)", re.IGNORECASE)
# Attributes of elements with a script, which often creates what they refer to
_SCRIPTED = (
    *("onclick", "role", "data-toggle", "data-bs-toggle", "data-target", "data-bs-target"),
    *("aria-controls", "aria-haspopup", "data-tab"),
)

LINK_BROKEN = Rule(
    id="link-broken",
    severity=Severity.ERROR,
    what="A link leads to a page or file that the site does not have.",
    why="Readers who follow it get an error page.",
    source="",
    fix="Correct the address, or add the page. Most servers distinguish capital and small letters.",
)
LINK_LOCAL = Rule(
    id="link-local",
    severity=Severity.WARNING,
    what="A link leads to a page of this site on the computer that built it.",
    why="Nobody else can follow it.",
    source="",
    fix="Build with the public address, or write the link without a host.",
)
RESOURCE_BROKEN = Rule(
    id="resource-broken",
    severity=Severity.ERROR,
    what="A picture, style sheet, script or the like is not in the site.",
    why="The page appears without it, or does not work.",
    source="",
    fix="Correct the address, or add the file.",
)
RESOURCE_LOCAL = Rule(
    id="resource-local",
    severity=Severity.ERROR,
    what="The page loads something from the computer that built it.",
    why="No other computer can load it from there.",
    source="",
    fix="Build with the public address, not with the development server's.",
)
ANCHOR_BROKEN = Rule(
    id="anchor-broken",
    severity=Severity.WARNING,
    what="A link leads to a place in its own page that is not there.",
    why="Nothing happens when a reader follows it. A shared link leads to the top of the page.",
    source=_FRAGMENTS,
    fix="Give the place this id, or correct the link.",
)
ANCHOR_SEVERAL = Rule(
    id="anchor-several",
    severity=Severity.INFO,
    what="A link leads to an id that several elements of the page have.",
    why="It always leads to the first of them.",
    source="https://html.spec.whatwg.org/multipage/dom.html#the-id-attribute",
    fix="Give each place an id of its own.",
)
REDIRECT_BROKEN = Rule(
    id="redirect-broken",
    severity=Severity.ERROR,
    what="The page redirects to a page that the site does not have, or to no address.",
    why="Old links, bookmarks and shares lead nowhere.",
    source="https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh",
    fix="Redirect to where the content is now, or remove the redirect.",
)
RULES = (
    LINK_BROKEN,
    LINK_LOCAL,
    RESOURCE_BROKEN,
    RESOURCE_LOCAL,
    ANCHOR_BROKEN,
    ANCHOR_SEVERAL,
    REDIRECT_BROKEN,
)


def links(page: Page, site: Site) -> Iterator[Finding]:
    """Check every reference; a missing file is reported once, whatever the fragments."""
    found, known = references(page), places(site)
    said: set[str] = set()
    for reference in found.near:
        if (fault := known.fault(page, reference.url)) and fault not in said:
            said.add(fault)
            yield _broken(page, reference, fault)
    yield from _away(page, site, found.away, known)
    yield from _anchors(page, found.within, found.near)


def redirects(page: Page, site: Site) -> Iterator[Finding]:
    """Check the target of a redirect."""
    refresh = refresh_of(page.document)
    if refresh is None or not (fault := _dead_end(refresh, page, site)):
        return
    tags = page.tags("refresh")
    place = page.place(tags[0].element) if tags else head_place(page)
    yield REDIRECT_BROKEN.at(place, f"{refresh.url}: {fault}")


def _dead_end(refresh: Refresh, page: Page, site: Site) -> str:
    """Return why a refresh leads nowhere, or ""."""
    url = refresh.url
    if not refresh.is_address:
        return "no address; expected one that a browser can read"
    if not url or url.startswith("#") or (":" in url.partition("/")[0] and not is_own(site, url)):
        return ""
    if url.startswith("//") and not is_own(site, url):
        return ""
    return places(site).fault(page, url)


def _broken(page: Page, reference: Reference, fault: str) -> Finding:
    rule = LINK_BROKEN if reference.use == "link" else RESOURCE_BROKEN
    return rule.at(page.place(reference.element), f"{reference.url}: {fault}")


def _away(page: Page, site: Site, away: Iterable[Reference], known: Places) -> Iterator[Finding]:
    """Check the absolute addresses that are on this site or on this computer."""
    said: set[str] = set()
    for reference in away:
        url = reference.url
        if is_own(site, url):
            if (fault := known.fault(page, url)) and url not in said:
                said.add(url)
                yield _broken(page, reference, fault)
        elif _PERHAPS_LOCAL.match(url) and is_local(url):
            yield from _local(page, site, reference)


def _local(page: Page, site: Site, reference: Reference) -> Iterator[Finding]:
    """Judge an address on this computer: links count only if the site has that page."""
    found = f"nobody else can reach {reference.url}"
    if reference.use == "resource":
        yield RESOURCE_LOCAL.at(page.place(reference.element), found)
        return
    place = site.file(page, reference.url)
    if place and site.behind(place) is not None:
        path = reference.url.split("/", 3)[3]
        yield LINK_LOCAL.at(page.place(reference.element), f"{found}; write /{path}")


def is_own(site: Site, url: str) -> bool:
    """Return whether an absolute address is below the site's, whatever its scheme."""
    base = site.url.partition("//")[2]
    return bool(base) and url.partition("//")[2].startswith(base)


def _anchors(
    page: Page, within: Iterable[Reference], near: Iterable[Reference]
) -> Iterator[Finding]:
    """Check the fragments by which a page links to places in itself."""
    own = f"{page.path.rpartition('/')[2]}#"
    wanted = [(each.element, each.url[1:]) for each in within if each.use == "link"]
    wanted += [(each.element, each.url[len(own) :]) for each in near if each.url.startswith(own)]
    if not wanted:
        return
    ids, said = anchors(page), set()
    for element, fragment in wanted:
        if fragment in said:
            continue
        said.add(fragment)
        name = fragment if fragment in ids else unquote(fragment)
        if (count := ids.get(name, 0)) == 1 or _is_no_place(name):
            continue
        if count:
            found = f"{count} elements have the id “{name}”; the link leads to the first"
            yield ANCHOR_SEVERAL.at(page.place(element), found)
        elif not _is_scripted(element):
            yield ANCHOR_BROKEN.at(page.place(element), f"the page has no id “{name}”")


def anchors(page: Page) -> Counter[str]:
    """Count the elements that a fragment can refer to, by id or name."""
    if "anchors" not in page.memo:
        names = [element.attr("id") for element in page.document.select("[id]")]
        names += {
            element.attr("name") or ""
            for element in page.document.select("a[name]")
            if element.attr("name") != element.attr("id")
        } - set(names)
        page.memo["anchors"] = Counter(filter(None, names))
    counted = page.memo["anchors"]
    assert isinstance(counted, Counter)  # noqa: S101 - it was put there above
    return counted


def _is_no_place(fragment: str) -> bool:
    """Return whether a fragment is the page's top, an application's route or a text directive.

    https://wicg.github.io/scroll-to-text-fragment/ (2026-11-21)
    """
    return not fragment or fragment.lower() == "top" or fragment.startswith(("/", "!", ":~:"))


def _is_scripted(element: Element) -> bool:
    attributes = element.attrs
    return any(name in attributes for name in _SCRIPTED)
