"""Rules on the pictures of cards, as they are served."""

from collections.abc import Iterator

from smoopt.model.facts import Image
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.model.wording import in_words
from smoopt.preview.cards.card_pictures import judge
from smoopt.verify.crawlers import Crawler
from smoopt.verify.deployed_lists import Robots
from smoopt.verify.picture_look import PictureLook
from smoopt.verify.rules.live_answers import unanswered
from smoopt.verify.seen import SeenPicture
from smoopt.verify.visits import OK

_READ = "2026-12-01"
_IMAGES = "https://developers.facebook.com/docs/sharing/webmasters/images/"

ELSEWHERE = Rule(
    id="live-picture-elsewhere",
    severity=Severity.INFO,
    what="The picture of a card is on another host, which smoopt did not contact.",
    why="smoopt cannot tell whether the picture exists and which crawlers get it.",
    source="",
    fix="Open its address once, and verify that host separately.",
    read=_READ,
)
MISSING = Rule(
    id="live-picture-missing",
    severity=Severity.ERROR,
    what="The picture of a card is not there.",
    why="Cards are drawn without a picture.",
    source=_IMAGES,
    fix="Deploy the file, and name its real address.",
    read=_READ,
)
DETOUR = Rule(
    id="live-picture-redirect",
    severity=Severity.WARNING,
    what="The address of a picture redirects to another.",
    why="Not all crawlers follow redirects for pictures, and the others take longer.",
    source=_IMAGES,
    fix="Name the final address of the picture.",
    read=_READ,
)
NO_PICTURE = Rule(
    id="live-picture-type",
    severity=Severity.ERROR,
    what="A picture is sent with the wrong type.",
    why="Crawlers go by the Content-Type. An error page in place of the picture gives no picture.",
    source="https://www.rfc-editor.org/rfc/rfc9110.html#section-8.3",
    fix="Let the host send the file as `image/jpeg`, `image/png`, `image/webp` or `image/gif`.",
    read=_READ,
)
REFUSED = Rule(
    id="live-picture-refused",
    severity=Severity.WARNING,
    what="Some networks do not show a picture in the form that is served.",
    why="Their cards are drawn without it.",
    source=_IMAGES,
    fix="Serve a JPEG or PNG of 1200×630 with less than 600 kB; `pictures` makes one.",
    read=_READ,
)
STATED = Rule(
    id="live-picture-stated",
    severity=Severity.WARNING,
    what="og:image:width or og:image:height differs from the picture.",
    why="Networks lay cards out for the wrong size.",
    source=_IMAGES,
    fix="State the size of the picture that is served. Some hosts shrink pictures.",
    read=_READ,
)
PLAIN = Rule(
    id="live-picture-http",
    severity=Severity.WARNING,
    what="A page on https names its picture with http.",
    why="Browsers refuse it, and so do networks whose apps load it directly.",
    source="https://developer.mozilla.org/docs/Web/Security/Mixed_content",
    fix="Name it with https; the scheme comes from `site.url`.",
    read=_READ,
)
KEPT = Rule(
    id="live-picture-blocked",
    severity=Severity.ERROR,
    what="A browser gets the picture, but a crawler does not.",
    why="That network draws cards without it. The cause is hotlink protection or robots.txt.",
    source="https://developer.x.com/en/docs/x-for-websites/cards/guides/getting-started",
    fix="Allow these user agents in the host's rules and in robots.txt.",
    read=_READ,
)
RULES = (ELSEWHERE, MISSING, DETOUR, NO_PICTURE, REFUSED, STATED, PLAIN, KEPT)


def pictures(look: PictureLook, page: str, robots: Robots, seconds: float) -> Iterator[Finding]:
    """Judge a picture that the page at an address names."""
    place, picture = Place(page), look.picture
    if page.startswith("https:") and picture.url.startswith("http:"):
        yield PLAIN.at(place, f"{picture.url}; expected https")
    visit = look.browser
    if visit is None:
        if picture.url:
            yield ELSEWHERE.at(place, picture.url)
        yield from _refused(look, None, place)
        return
    if fault := unanswered(visit, seconds):
        yield MISSING.at(place, f"{picture.url}: {fault[1]}")
        return
    if not visit.is_there or visit.answer is None:
        yield MISSING.at(place, f"{picture.url}: {visit.outcome}; expected {OK}")
        return
    if visit.through:
        yield DETOUR.at(place, f"{picture.url} redirects to {visit.url}")
    kind, image = visit.answer.kind, look.image
    if image is None or not kind.startswith("image/"):
        what = "what came is none" if image is None else f"what came is {image.type}"
        sent = visit.answer.header("content-type") or "none"
        yield NO_PICTURE.at(place, f"{picture.url}: Content-Type: {sent}; {what}")
    if image is not None:
        yield from _refused(look, image, place)
        yield from _stated(picture, image, place)
    yield from _kept_out(look, robots, place)


def _refused(look: PictureLook, image: Image | None, place: Place) -> Iterator[Finding]:
    """Report which networks reject a picture, each reason once."""
    known = Image(look.picture.url) if image is None else image
    for crawler in look.crawlers:
        platform = crawler.platform
        judged = judge(platform.pictures, known, look.picture.written, platform.name)
        if judged.picture is None:
            for note in judged.notes:
                yield REFUSED.at(place, f"{look.picture.written}: {note}")


def _stated(picture: SeenPicture, image: Image, place: Place) -> Iterator[Finding]:
    sides = zip(("width", "height"), picture.stated, (image.width, image.height), strict=True)
    for side, stated, real in sides:
        if stated and real and stated != str(real):
            said = f"og:image:{side} is {stated}; {picture.url} has {real}"
            yield STATED.at(place, said)


def _kept_out(look: PictureLook, robots: Robots, place: Place) -> Iterator[Finding]:
    """Report the crawlers that do not get a picture which a browser gets."""
    found: dict[str, list[str]] = {}
    for crawler, visit in look.visits:
        if said := _fault(crawler, look, robots):
            found.setdefault(said, []).append(crawler.name)
        elif not visit.is_there:
            found.setdefault(f"{visit.outcome}; a browser gets {OK}", []).append(crawler.name)
    for said, names in found.items():
        yield KEPT.at(place, f"{in_words(dict.fromkeys(names))}: {look.picture.url}: {said}")


def _fault(crawler: Crawler, look: PictureLook, robots: Robots) -> str:
    if crawler.obeys is True and robots.keeps_out(crawler.robot, look.picture.url):
        return "robots.txt blocks them"
    return ""
