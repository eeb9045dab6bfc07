"""Rules on the page's own share links: their network, their parameters, what they share."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote

from smoopt.check.rules.broken_links import anchors
from smoopt.check.rules.common.references import Reference, references
from smoopt.html.page import Page
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.model.web_address import parts_of
from smoopt.plugin import networks
from smoopt.site.site import Site
from smoopt.site.url_checks import is_local

SHARE_RETIRED = Rule(
    id="share-retired",
    severity=Severity.WARNING,
    what="A share link leads to a service that is gone.",
    why="Google+, StumbleUpon, Delicious, Pocket, Digg and others no longer accept links.",
    source="https://support.mozilla.org/en-US/kb/future-of-pocket",
    fix="Remove the link. The finding names an alternative.",
)
SHARE_PARAMETER_DEAD = Rule(
    id="share-parameter-dead",
    severity=Severity.INFO,
    what="A share link has a parameter that its network no longer reads.",
    why="Facebook ignores quote, and LinkedIn ignores title and summary. Both show the page's "
    "own tags.",
    source="https://github.com/nygardk/react-share/issues/483",
    fix="Leave the parameter out, and put its text into og:title and og:description.",
)
SHARE_URL_WRONG = Rule(
    id="share-url-wrong",
    severity=Severity.ERROR,
    what="A share link shares no address, a relative one, or a page that the site does not have.",
    why="Nobody can open the shared link.",
    source="",
    fix="Share the page's absolute public address.",
)
SHARE_ANCHOR_BROKEN = Rule(
    id="share-anchor-broken",
    severity=Severity.WARNING,
    what="A share link shares a place in the page that is not there.",
    why="Readers who open it arrive at the top of the page.",
    source="https://html.spec.whatwg.org/multipage/browsing-the-web.html#scrolling-to-a-fragment",
    fix="Give the place this id, or share the page without a fragment.",
)
RULES = (SHARE_RETIRED, SHARE_PARAMETER_DEAD, SHARE_URL_WRONG, SHARE_ANCHOR_BROKEN)

# Share addresses of retired networks, by their names in networks.json, as listed by
# https://github.com/bradvin/social-share-urls and https://github.com/kni-labs/rrssb, and by older
# versions of these (2026-11-21).
_RETIRED: Mapping[str, tuple[str, ...]] = {
    "googleplus": ("plus.google.com/share", "plusone.google.com", "plus.google.com/up"),
    "stumbleupon": ("stumbleupon.com/submit", "stumbleupon.com/badge"),
    "delicious": ("delicious.com/save", "delicious.com/post", "del.icio.us/post"),
    "pocket": ("getpocket.com/save", "getpocket.com/edit", "readitlaterlist.com/save"),
    "digg": ("digg.com/submit", "digg.com/remote-submit"),
    "myspace": ("myspace.com/Modules/PostTo", "myspace.com/post"),
    "hi5": ("hi5.com/friend/checkViewedVideo",),
    "skype": ("web.skype.com/share",),
    "flattr": ("flattr.com/submit",),
    "yummly": ("yummly.com/urb",),
    "google-bookmarks": ("google.com/bookmarks/mark",),
}
# More addresses of active networks, besides the one in networks.json
_OTHERS: Mapping[str, tuple[str, ...]] = {
    "x": ("twitter.com/intent/tweet", "twitter.com/share", "twitter.com/home", "x.com/share"),
    "facebook": ("facebook.com/sharer.php", "facebook.com/share.php"),
    "linkedin": ("linkedin.com/shareArticle", "linkedin.com/cws/share"),
    "telegram": ("telegram.me/share/url",),
    "pinterest": ("pinterest.com/pin/create/link",),
}
# https://github.com/nygardk/react-share/issues/483 (quote), .../issues/550 and
# https://github.com/bradvin/social-share-urls/issues/646 (LinkedIn),
# https://github.com/codevise/pageflow/pull/1202 (twitter.com/home?status=) (2026-11-21)
_DEAD: Mapping[str, frozenset[str]] = {
    "facebook": frozenset({"quote", "t", "title", "description", "picture", "caption"}),
    "linkedin": frozenset({"mini", "title", "summary", "source", "text"}),
    "x": frozenset({"status"}),
}


class _Target(NamedTuple):
    """The network that a share address belongs to, and whether it is gone."""

    name: str
    label: str
    gone: bool
    url_key: str = ""


def shares(page: Page, site: Site) -> Iterator[Finding]:
    """Judge every link to a network's share address; equal findings are reported once."""
    said: set[tuple[str, str]] = set()
    for reference in references(page).away:
        url = reference.url
        if reference.use != "link" or _host(url.split("/", 3)[2]) not in _targets():
            continue
        parts = parts_of(url)
        if parts is None or (target := _target(parts)) is None:
            continue
        found = list(_judged(page, site, reference, parts, target))
        yield from (each for each in found if (each.code, each.message) not in said)
        said.update((each.code, each.message) for each in found)


def _judged(
    page: Page, site: Site, reference: Reference, parts: SplitResult, target: _Target
) -> Iterator[Finding]:
    place = page.place(reference.element)
    if target.gone:
        gone = networks.find_retired(target.name)
        since = "" if gone is None else f" (since {gone.since}); instead: {gone.instead}"
        yield SHARE_RETIRED.at(place, f"{target.label} is gone{since}")
        return
    given = dict(parse_qsl(parts.query, keep_blank_values=True))
    if dead := sorted(_DEAD.get(target.name, frozenset()) & given.keys()):
        found = f"{target.label} no longer reads {', '.join(dead)}"
        yield SHARE_PARAMETER_DEAD.at(place, found)
    if target.url_key in given:
        url = given[target.url_key].strip()
        if fault := _fault(page, site, url):
            yield SHARE_URL_WRONG.at(place, f"shares “{url}” to {target.label}: {fault}")
        elif fragment := _lost(page, site, url):
            found = f"shares “{url}” to {target.label}, but the page has no id “{fragment}”"
            yield SHARE_ANCHOR_BROKEN.at(place, found)


def _fault(page: Page, site: Site, url: str) -> str:
    """Return why an address cannot be shared, or ""."""
    if not url:
        return "the address is empty"
    if url.startswith(("/", "./", "../", "#", "?")) and not url.startswith("//"):
        return "it is not an absolute address"
    if is_local(url):
        return "nobody else can reach this computer"
    place = site.file(page, url) if "://" in url else None
    return "" if place is None or site.behind(place) else "the site has no such page"


def _lost(page: Page, site: Site, url: str) -> str:
    """Return the fragment of an address of this page that refers to nothing, or ""."""
    bare, _, fragment = url.partition("#")
    if not fragment or "://" not in url:
        return ""
    place = site.file(page, bare)
    if place is None or site.behind(place) != page.path:
        return ""
    there = anchors(page)
    return "" if fragment in there or unquote(fragment) in there else fragment


def _host(netloc: str) -> str:
    return netloc.partition("?")[0].lower().removeprefix("www.")


def _target(parts: SplitResult) -> _Target | None:
    there = _targets().get(_host(parts.netloc), ())
    path = f"{parts.path}/"
    return next((target for begin, target in there if path.startswith(begin)), None)


@cache
def _targets() -> Mapping[str, list[tuple[str, _Target]]]:
    """Return share addresses by host: prefixes of paths, each with its network."""
    found: dict[str, list[tuple[str, _Target]]] = {}
    for network in networks.table().network:
        key = next((key for key, value in network.params.items() if value == "{url}"), "")
        target = _Target(network.name, network.label, gone=False, url_key=key)
        own = parts_of(network.url)
        first = [f"{own.netloc.removeprefix('www.')}{own.path}"] if own and own.netloc else []
        for address in (*first, *_OTHERS.get(network.name, ())):
            _add(found, address, target)
    for name, addresses in _RETIRED.items():
        gone = networks.find_retired(name)
        label = name if gone is None else gone.label
        for address in addresses:
            _add(found, address, _Target(name, label, gone=True))
    return found


def _add(found: dict[str, list[tuple[str, _Target]]], address: str, target: _Target) -> None:
    host, _, path = address.partition("/")
    found.setdefault(host, []).append((f"/{path}", target))
