"""`PageLook`: one page, requested as a browser and as each crawler."""

from typing import NamedTuple

from smoopt.html.page import Page
from smoopt.model.faults import guarded
from smoopt.preview.cards.page_tags import read_tags
from smoopt.verify.crawlers import CRAWLERS, Crawler
from smoopt.verify.seen import Seen, parsed, seen_by
from smoopt.verify.visits import Visit, Visitor
from smoopt.web.unpacking import UNPACKED
from smoopt.web.web_client import Manner

# How much of a page is read for crawlers without a known limit: more than any known one
MOST_OF_PAGE = 1_100_000


class CrawlerLook(NamedTuple):
    """What a crawler got of a page, and what it reads in that.

    If it reads nothing, `seen` is None, and `nothing` says why in a few words.
    """

    crawler: Crawler
    visit: Visit
    seen: Seen | None = None
    nothing: str = ""


class PageLook(NamedTuple):
    """A page: its address, its file in the site if known, and the answers.

    `page` is what the browser got; None if it cannot be read as a page.
    """

    url: str
    file: str | None
    browser: Visit
    page: Page | None
    crawlers: tuple[CrawlerLook, ...]

    @property
    def canonical(self) -> str:
        """The address that the page states as canonical, or ""."""
        return "" if self.page is None else read_tags(self.page).text("link canonical")


def browser_manner(agent: str, seconds: float) -> Manner:
    """Return how a browser requests a page."""
    encodings = ", ".join(UNPACKED)
    return Manner(agent=agent, encodings=encodings, most_bytes=MOST_OF_PAGE, seconds=seconds)


def crawler_manner(crawler: Crawler, seconds: float) -> Manner:
    """Return how a crawler requests a page."""
    return Manner(
        agent=crawler.agent, encodings=crawler.encodings, most_bytes=MOST_OF_PAGE, seconds=seconds
    )


def look_at(url: str, file: str | None, visitor: Visitor, browser: Manner) -> PageLook:
    """Request a page as a browser does, then as each crawler unless there is no answer."""
    first = visitor.visit(url, browser)
    page = _page(first)
    looks: list[CrawlerLook] = []
    for crawler in CRAWLERS if first.failed is None else ():
        visit = _taken(visitor.visit(url, crawler_manner(crawler, browser.seconds)), crawler)
        # Most crawlers get the same bytes as the browser; other answers are parsed once, and not
        # kept.
        sent = page if visit.body == first.body and visit.is_there else _page(visit)
        seen = _seen(crawler, visit, sent)
        looks.append(CrawlerLook(crawler, visit, seen, "" if seen else _nothing(crawler, visit)))
    return PageLook(url, file, first, page, tuple(looks))


def _taken(visit: Visit, crawler: Crawler) -> Visit:
    """Return the visit without its body if that has an encoding the crawler did not ask for."""
    coding = "" if visit.answer is None else visit.answer.header("content-encoding").strip().lower()
    if visit.answer is None or coding.removeprefix("x-") in {"", *crawler.encodings.split(", ")}:
        return visit
    fault = f"Content-Encoding: {coding}"
    return visit._replace(answer=visit.answer._replace(body=b"", fault=fault))


def _seen(crawler: Crawler, visit: Visit, page: Page | None) -> Seen | None:
    """Return what a crawler reads; None if it draws no card."""
    if page is None or len(visit.through) > crawler.most_redirects:
        return None
    if crawler.refuses_longer and len(visit.body) > crawler.platform.reads:
        return None
    return guarded(lambda: seen_by(crawler.platform, page), lambda _: None)


def _nothing(crawler: Crawler, visit: Visit) -> str:
    """Return why a crawler sees nothing."""
    answer = visit.answer
    if answer is None or not visit.is_there:
        return visit.outcome
    if len(visit.through) > crawler.most_redirects:
        return f"{len(visit.through)} redirects, more than are followed"
    if not answer.is_page:
        return f"Content-Type: {answer.kind}"
    return answer.fault or f"{len(answer.body):,} bytes, more than smoopt reads"


def _page(visit: Visit) -> Page | None:
    """Parse the body, if it is a page."""
    answer = visit.answer
    if answer is None or not visit.is_there or not answer.is_page or answer.fault:
        return None
    return parsed(answer.url, answer.body)
