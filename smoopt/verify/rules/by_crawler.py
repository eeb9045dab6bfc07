"""Rules on single crawlers: that each gets the page that a browser gets, and reads its tags."""

from collections.abc import Iterable, Iterator

from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.model.wording import in_seconds, in_words
from smoopt.preview.cards.page_tags import listed
from smoopt.verify.deployed_lists import Robots
from smoopt.verify.page_look import CrawlerLook, PageLook
from smoopt.verify.rules.headers import ENCODING
from smoopt.verify.seen import Seen, seen_by

_READ = "2026-12-01"

BLOCKED = Rule(
    id="live-blocked",
    severity=Severity.ERROR,
    what="A browser gets the page, but a crawler does not.",
    why="That network shows a bare link. Firewalls and lists of bots to block cause this.",
    source="https://developers.facebook.com/docs/sharing/webmasters/web-crawlers",
    fix="Allow these user agents in the rules of the host, its firewall or its bot protection.",
    read=_READ,
)
ROBOTS = Rule(
    id="live-robots",
    severity=Severity.ERROR,
    what="The host's robots.txt blocks crawlers that draw link previews.",
    why="Those networks show a bare link.",
    source="https://www.rfc-editor.org/rfc/rfc9309.html",
    fix="Add a group for them: `User-agent: facebookexternalhit`, `Allow: /`.",
    read=_READ,
)
DIFFERS = Rule(
    id="live-differs",
    severity=Severity.WARNING,
    what="A crawler gets another page than a browser.",
    why="Mostly it is a page that checks for robots, and the network shows the title of that page.",
    source="",
    fix="Look at what the host sends to this user agent, and let it send the page.",
    read=_READ,
)
FAR = Rule(
    id="live-far",
    severity=Severity.WARNING,
    what="Tags are further down in a page than some crawlers read.",
    why="Those networks draw a card without these tags, or none.",
    source="https://developers.facebook.com/documentation/business-messaging/whatsapp/"
    "link-previews/",
    fix="Move inlined styles, scripts and pictures in the head after its tags.",
    read=_READ,
)
DETOURS = Rule(
    id="live-detours",
    severity=Severity.ERROR,
    what="An address has more redirects than some crawlers follow.",
    why="They give up and show a bare link.",
    source="https://github.com/mastodon/mastodon/blob/main/app/lib/request.rb",
    fix="Redirect each old address straight to the final one.",
    read=_READ,
)
RULES = (BLOCKED, ROBOTS, DIFFERS, FAR, DETOURS)
# A rule, a message and a severity: the same for all crawlers concerned
_Said = tuple[Rule, str, Severity]


def crawlers(look: PageLook, robots: Robots, seconds: float) -> Iterator[Finding]:
    """Judge what each crawler got, compared with a browser; one finding for all that agree."""
    place = Place(look.url)
    found: dict[_Said, list[str]] = {}
    for one in look.crawlers:
        for said in _faults(one, look, robots, seconds):
            found.setdefault(said, []).append(one.crawler.name)
    for (rule, message, severity), names in found.items():
        yield rule.at(place, f"{_named(names, look)}: {message}", severity)


def _named(names: Iterable[str], look: PageLook) -> str:
    known = [*dict.fromkeys(names)]
    return "all crawlers" if len(known) == len(look.crawlers) else in_words(known)


def _faults(one: CrawlerLook, look: PageLook, robots: Robots, seconds: float) -> Iterator[_Said]:
    crawler, browser = one.crawler, look.browser
    if crawler.obeys is not False and robots.keeps_out(crawler.robot, look.url):
        sure = crawler.obeys is True
        heeds = "" if sure else " (it is not known whether it obeys that)"
        said = f"robots.txt blocks {crawler.robot}{heeds}"
        yield ROBOTS, said, Severity.ERROR if sure else Severity.WARNING
    if not browser.is_there:
        return
    if not one.visit.is_there:
        late = one.visit.failed is not None and one.visit.failed.cause == "time"
        what = f"no answer within {in_seconds(seconds)}" if late else one.visit.outcome
        yield BLOCKED, f"{what}; a browser gets {browser.outcome}", Severity.ERROR
        return
    if len(one.visit.through) > crawler.most_redirects:
        most = f"follows {crawler.most_redirects} redirects at most"
        yield DETOURS, f"{most}; there are {len(one.visit.through)}", Severity.ERROR
    if one.visit.answer is not None and one.visit.answer.fault:
        if browser.answer is not None and not browser.answer.fault:
            yield (
                ENCODING,
                f"{one.visit.answer.fault}, for clients that accept gzip",
                Severity.ERROR,
            )
        return
    yield from _read(one, look)


def _read(one: CrawlerLook, look: PageLook) -> Iterator[_Said]:
    """Judge how much of an answer a crawler can read."""
    platform, size = one.crawler.platform, len(one.visit.body)
    if one.crawler.refuses_longer and size > platform.reads:
        said = f"reads no page of more than {platform.reads:,} bytes; this one has {size:,}"
        yield FAR, said, Severity.ERROR
    if one.seen is None or look.page is None:
        return
    if one.seen.far:
        verb = "stand" if len(one.seen.far) > 1 else "stands"
        said = f"{listed(one.seen.far)} {verb} behind the first {platform.reads:,} bytes"
        yield FAR, f"{said}, where nothing more is read", Severity.WARNING
    if one.visit.body == look.browser.body:
        return
    if (fault := _difference(one.seen, seen_by(platform, look.page))) is not None:
        yield DIFFERS, fault, Severity.WARNING


def _difference(seen: Seen, meant: Seen) -> str | None:
    for name in ("title", "description"):
        here, there = getattr(seen, name), getattr(meant, name)
        if here != there:
            return f"the {name} is “{here}”; in a browser it is “{there}”"
    return None
