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
    fix="See whether the name leads to the right server, and whether that runs.",
    read=_READ,
)
BROKEN = Rule(
    id="live-broken",
    severity=Severity.ERROR,
    what="What the host answers breaks off, or is not HTTP.",
    why="Browsers show an error or half a page, and those who draw previews show the link bare.",
    source="https://www.rfc-editor.org/rfc/rfc9112.html#section-8",
    fix="Look at what stands before the site: a proxy that gives up, or a `Content-Length` that "
    "was counted before the page was compressed or changed.",
    read=_READ,
)
CERTIFICATE = Rule(
    id="live-certificate",
    severity=Severity.ERROR,
    what="The host's certificate does not hold.",
    why="Browsers warn, and those who draw previews do not go on.",
    source="https://www.rfc-editor.org/rfc/rfc9110.html#section-4.3.4",
    fix="Renew the certificate, for each name of the host, with its chain.",
    read=_READ,
)
STATUS = Rule(
    id="live-status",
    severity=Severity.ERROR,
    what="A page that should be there is not sent.",
    why="What is shared is an error page, and is shown bare.",
    source="https://www.rfc-editor.org/rfc/rfc9110.html#section-15",
    fix="Deploy the page; where it has another address now, pass the old one on to it (301).",
    read=_READ,
)
REDIRECT = Rule(
    id="live-redirect",
    severity=Severity.WARNING,
    what="The address of a page, as the site lists it, leads on to another.",
    why="Shares are counted for two addresses, each preview waits longer, and some give up.",
    source="https://developers.google.com/search/docs/crawling-indexing/301-redirects",
    fix="List and link the address that answers (`site.index` and `site.suffix` in smoopt.toml), "
    "or let the host answer at the one that is listed.",
    read=_READ,
)
REDIRECT_AWAY = Rule(
    id="live-redirect-away",
    severity=Severity.ERROR,
    what="A page leads on to another host, which was not asked.",
    why="What is shown is what that host sends; the addresses that the site states lead nowhere "
    "directly.",
    source="https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4",
    fix="Verify the address that answers, and give it as `site.url`.",
    read=_READ,
)
REDIRECT_LOOP = Rule(
    id="live-redirect-loop",
    severity=Severity.ERROR,
    what="An address leads on without end.",
    why="Nobody arrives.",
    source="https://www.rfc-editor.org/rfc/rfc9110.html#section-15.4",
    fix="Look for two rules of the host that contradict each other: slash, www, https.",
    read=_READ,
)
TYPE = Rule(
    id="live-type",
    severity=Severity.ERROR,
    what="A page is not sent as HTML.",
    why="Browsers offer it for download, and readers of markup do not look into it.",
    source="https://www.rfc-editor.org/rfc/rfc9110.html#section-8.3",
    fix="Have the host send `Content-Type: text/html; charset=utf-8`.",
    read=_READ,
)
SLOW = Rule(
    id="live-slow",
    severity=Severity.ERROR,
    what="A page takes longer to come than those wait who draw previews.",
    why="The link is shown bare, and mostly is not tried again for days.",
    source="https://github.com/mastodon/mastodon/blob/main/app/lib/request.rb",
    fix="Serve the page from a cache, or as the file that it is.",
    read=_READ,
)
RULES = (
    *(UNREACHABLE, BROKEN, CERTIFICATE, STATUS),
    *(REDIRECT, REDIRECT_AWAY, REDIRECT_LOOP, TYPE, SLOW),
)
_BY_CAUSE = {"answer": BROKEN, "certificate": CERTIFICATE}


def answers(look: PageLook, seconds: float) -> Iterator[Finding]:
    """Judge what a browser was sent; `seconds` is how long was waited."""
    visit, place = look.browser, Place(look.url)
    if fault := unanswered(visit, seconds):
        yield fault[0].at(place, fault[1])
    elif visit.answer is not None and not visit.is_there:
        yield STATUS.at(place, f"{visit.outcome}; expected {OK}")
    elif visit.through:
        yield REDIRECT.at(place, f"it leads on to {visit.url}; expected an answer")
    if visit.is_there and visit.answer is not None and not visit.answer.is_page:
        kind = visit.answer.header("content-type")
        yield TYPE.at(place, f"Content-Type: {kind}; expected text/html")


def unanswered(visit: Visit, seconds: float) -> tuple[Rule, str] | None:
    """Say why an address has no answer on this host, by which rule; None where it has one."""
    if visit.is_endless:
        return REDIRECT_LOOP, f"it led on {len(visit.through)} times, to {visit.through[-1]} last"
    if visit.away:
        return REDIRECT_AWAY, _away(visit)
    if visit.failed is None:
        return None
    if visit.failed.cause == "time":
        return SLOW, f"there was no whole answer after {in_seconds(seconds)}"
    return _BY_CAUSE.get(visit.failed.cause, UNREACHABLE), str(visit.failed)


def _away(visit: Visit) -> str:
    there, here = parts_of(visit.away), parts_of(visit.asked)
    names = [(parts and parts.hostname) or "" for parts in (there, here)]
    is_twin = names[0].removeprefix("www.") == names[1].removeprefix("www.")
    which = "the same name with or without www" if is_twin else "another host"
    return f"it leads on to {visit.away}: {which}, which was not asked"
