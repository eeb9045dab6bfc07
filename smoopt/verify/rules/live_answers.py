"""Rules on answers: that a page is there, without detours, and in time."""

from collections.abc import Iterator

from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.model.web_address import parts_of
from smoopt.model.wording import in_seconds
from smoopt.verify.page_look import PageLook
from smoopt.verify.visits import OK, Visit

_READ = "2026-12-01"

UNREACHABLE = Rule(
    id="live-unreachable",
    severity=Severity.ERROR,
    what="The host gives no answer.",
    why="Nobody sees the page.",
    source="",
    fix="Check that the name resolves to the right server, and that the server runs.",
    read=_READ,
)
BROKEN = Rule(
    id="live-broken",
    severity=Severity.ERROR,
    what="The host's answer breaks off, or is not HTTP.",
    why="Browsers show an error or half a page, and networks show a bare link.",
    source="https://www.rfc-editor.org/rfc/rfc9112.html#section-8",
    fix="Check what is in front of the site: a proxy may give up, or `Content-Length` may have "
    "been computed before the page was compressed or changed.",
    read=_READ,
)
CERTIFICATE = Rule(
    id="live-certificate",
    severity=Severity.ERROR,
    what="The host's certificate is not valid.",
    why="Browsers warn, and crawlers stop.",
    source="https://www.rfc-editor.org/rfc/rfc9110.html#section-4.3.4",
    fix="Renew the certificate. It must cover each name of the host and come with its chain.",
    read=_READ,
)
STATUS = Rule(
    id="live-status",
    severity=Severity.ERROR,
    what="The host does not send a page that should exist.",
    why="People share an error page, and networks show a bare link.",
    source="https://www.rfc-editor.org/rfc/rfc9110.html#section-15",
    fix="Deploy the page. If its address has changed, redirect the old one to the new one (301).",
    read=_READ,
)
REDIRECT = Rule(
    id="live-redirect",
    severity=Severity.WARNING,
    what="The address that the site lists for a page redirects to another.",
    why="Shares are counted for two addresses, each link preview takes longer, and some "
    "crawlers give up.",
    source="https://developers.google.com/search/docs/crawling-indexing/301-redirects",
    fix="List and link the final address (`site.index` and `site.suffix` in smoopt.toml), or "
    "let the host answer at the listed one.",
    read=_READ,
)
REDIRECT_AWAY = Rule(
    id="live-redirect-away",
    severity=Severity.ERROR,
    what="A page redirects to another host, which smoopt did not contact.",
    why="Networks show what that host sends. No address that the site states answers directly.",
    source="https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4",
    fix="Verify the final address, and give it as `site.url`.",
    read=_READ,
)
REDIRECT_LOOP = Rule(
    id="live-redirect-loop",
    severity=Severity.ERROR,
    what="An address redirects in an endless loop.",
    why="Nobody can open the page.",
    source="https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4",
    fix="Look for two redirects of the host that contradict each other: slash, www, https.",
    read=_READ,
)
TYPE = Rule(
    id="live-type",
    severity=Severity.ERROR,
    what="A page is not sent as HTML.",
    why="Browsers offer it for download, and crawlers do not read its tags.",
    source="https://www.rfc-editor.org/rfc/rfc9110.html#section-8.3",
    fix="Have the host send `Content-Type: text/html; charset=utf-8`.",
    read=_READ,
)
SLOW = Rule(
    id="live-slow",
    severity=Severity.ERROR,
    what="A page takes longer than crawlers wait.",
    why="Networks show a bare link, and mostly do not try again for days.",
    source="https://github.com/mastodon/mastodon/blob/main/app/lib/request.rb",
    fix="Serve the page from a cache, or as a static file.",
    read=_READ,
)
RULES = (
    *(UNREACHABLE, BROKEN, CERTIFICATE, STATUS),
    *(REDIRECT, REDIRECT_AWAY, REDIRECT_LOOP, TYPE, SLOW),
)
_BY_CAUSE = {"answer": BROKEN, "certificate": CERTIFICATE}


def answers(look: PageLook, seconds: float) -> Iterator[Finding]:
    """Judge what a browser was sent; `seconds` is the time limit for an answer."""
    visit, place = look.browser, Place(look.url)
    if fault := unanswered(visit, seconds):
        yield fault[0].at(place, fault[1])
    elif visit.answer is not None and not visit.is_there:
        yield STATUS.at(place, f"{visit.outcome}; expected {OK}")
    elif visit.through:
        yield REDIRECT.at(place, f"it redirects to {visit.url}; expected an answer")
    if visit.is_there and visit.answer is not None and not visit.answer.is_page:
        kind = visit.answer.header("content-type")
        yield TYPE.at(place, f"Content-Type: {kind}; expected text/html")


def unanswered(visit: Visit, seconds: float) -> tuple[Rule, str] | None:
    """Return why an address has no answer on this host, with the rule; None if it has one."""
    if visit.is_endless:
        times, last = len(visit.through), visit.through[-1]
        return REDIRECT_LOOP, f"it redirected {times} times, last to {last}"
    if visit.away:
        return REDIRECT_AWAY, _away(visit)
    if visit.failed is None:
        return None
    if visit.failed.cause == "time":
        return SLOW, f"there was no complete answer after {in_seconds(seconds)}"
    return _BY_CAUSE.get(visit.failed.cause, UNREACHABLE), str(visit.failed)


def _away(visit: Visit) -> str:
    there, here = parts_of(visit.away), parts_of(visit.asked)
    names = [(parts and parts.hostname) or "" for parts in (there, here)]
    is_twin = names[0].removeprefix("www.") == names[1].removeprefix("www.")
    which = "the same name with or without www" if is_twin else "another host"
    return f"it redirects to {visit.away}: {which}, which was not contacted"
