"""`verified()`: requests a site where it is served, and applies all rules."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import msgspec

from smoopt.check.audit_result import Audited, SeenPage
from smoopt.html.page_kind import kind_by_path
from smoopt.model.finding import Finding, Place
from smoopt.model.plain_text import cut
from smoopt.site.levels import Choice
from smoopt.site.root_address import read_page
from smoopt.site.site import Site
from smoopt.verify.crawlers import Crawler
from smoopt.verify.deployed_lists import Listed, Robots, read_robots, read_sitemaps
from smoopt.verify.deployment import Deployment
from smoopt.verify.page_look import PageLook, look_at
from smoopt.verify.picture_look import PictureLook, look_at_picture, named_pictures
from smoopt.verify.rules import RULES
from smoopt.verify.rules.by_crawler import crawlers
from smoopt.verify.rules.headers import headers
from smoopt.verify.rules.live_answers import answers
from smoopt.verify.rules.live_pictures import pictures
from smoopt.verify.rules.what_it_says import sayings
from smoopt.verify.rules.whole_host import NO_LIST, BesidePage, host_rules
from smoopt.verify.sample import sample
from smoopt.verify.seen import Seen, SeenPicture
from smoopt.verify.visits import Visitor
from smoopt.web.web_client import Manner

# The most requests at a time
_AT_ONCE = 4
# The number of characters shown of a text from a host.
_MOST_SAID = 400
_Pictures = dict[SeenPicture, PictureLook]


class _Judged(NamedTuple):
    """A page that was judged: what each crawler sees, its pictures, and the findings."""

    beside: BesidePage
    seen: tuple[tuple[Crawler, Seen | None, str], ...]
    pictures: dict[SeenPicture, list[Crawler]]
    findings: tuple[Finding, ...]


def verified(
    deployment: Deployment,
    visitor: Visitor,
    browser: Manner,
    pages: Sequence[str],
    most: int,
    choice: Choice,
    pages_done: Callable[[int], object],
) -> Audited:
    """Request the given pages of a site, else a sample of at most `most`, and judge the answers.

    Raises SiteError if too many bytes come.
    """
    robots = read_robots(visitor, deployment.base, browser)
    files = deployment.pages()
    found, unlisted = list[Finding](), list[Finding]()
    if pages:
        chosen = list(pages)
    elif deployment.site is not None:
        chosen = _of_site(deployment.site, deployment.base, files, most)
    else:
        listed = read_sitemaps(visitor, deployment, robots, browser)
        chosen = sample(listed.addresses, deployment.base, listed.newest, most)
        unlisted += _unlisted(listed, deployment.base)

    def look(url: str) -> PageLook:
        return look_at(url, files.get(url), visitor, browser)

    judged = list[_Judged]()
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        for one in pool.map(look, chosen):
            judged.append(_judged(one, deployment, robots, browser.seconds))
            pages_done(1)
        if any(page.beside.browser.failed is None for page in judged):
            found += unlisted  # a host that does not answer shows nothing about its lists
        found += (one for page in judged for one in page.findings)
        shown = _pictures(judged, deployment, visitor, browser, pool.map)
        found += _of_pictures(judged, shown, robots, browser.seconds)
        found += host_rules(deployment, [page.beside for page in judged], visitor, browser)
    finally:
        pool.shutdown(cancel_futures=True)
    kept = (_short(one) for one in dict.fromkeys(found) if choice.takes(one.code))
    return Audited(
        tuple(sorted(kept, key=_order)),
        {code: rule for code, rule in RULES.items() if choice.takes(code)},
        pages=len(judged),
        address=deployment.base,
        seen=tuple(seen for page in judged for seen in _seen(page, shown)),
    )


def _of_site(site: Site, base: str, files: dict[str, str], most: int) -> list[str]:
    """Choose a sample of the built site's public pages."""
    by_file = {file: url for url, file in files.items()}
    newest = next((by_file[file] for file in site.entries if file in by_file), "")
    return sample(_public(site, files), base, newest, most)


def _public(site: Site, files: dict[str, str]) -> Iterator[str]:
    """Yield the pages that are neither skipped nor error pages."""
    for url, file in files.items():
        page = read_page(site.opened, file)
        if page is not None and page.skip is None and kind_by_path(file) != "error":
            yield url


def _unlisted(listed: Listed, base: str) -> Iterator[Finding]:
    """Report that no list names a page below the address."""
    if not listed.addresses:
        lists = (
            f"what was found lists {listed.elsewhere}, on another host"
            if listed.elsewhere
            else "none was found"
        )
        yield NO_LIST.at(Place(base), lists)


def _pictures(
    judged: Sequence[_Judged],
    deployment: Deployment,
    visitor: Visitor,
    browser: Manner,
    at_once: "Callable[..., Iterable[PictureLook]]",
) -> _Pictures:
    """Request each picture that any page names once."""
    named: dict[SeenPicture, list[Crawler]] = {}
    for page in judged:
        for picture, shown_by in page.pictures.items():
            known = named.setdefault(picture, [])
            known += [one for one in shown_by if one not in known]

    def asked(item: tuple[SeenPicture, list[Crawler]]) -> PictureLook:
        return look_at_picture(*item, deployment, visitor, browser)

    return dict(zip(named, at_once(asked, named.items()), strict=True))


def _judged(look: PageLook, deployment: Deployment, robots: Robots, seconds: float) -> _Judged:
    """Judge a page, and keep what is needed later."""
    found = [
        *answers(look, seconds),
        *crawlers(look, robots, seconds),
        *headers(look),
        *sayings(look, deployment),
    ]
    seen = tuple((one.crawler, one.seen, one.nothing) for one in look.crawlers)
    beside = BesidePage(look.url, look.file, look.browser, look.canonical)
    return _Judged(beside, seen, named_pictures(look), tuple(found))


def _of_pictures(
    judged: Iterable[_Judged], shown: _Pictures, robots: Robots, seconds: float
) -> Iterator[Finding]:
    for page in judged:
        for picture in page.pictures:
            yield from pictures(shown[picture], page.beside.url, robots, seconds)


def _seen(page: _Judged, shown: _Pictures) -> Iterator[SeenPage]:
    """Yield what is seen of a page, once for all crawlers that see the same."""
    groups: dict[SeenPage, list[str]] = {}
    for crawler, seen, nothing in page.seen:
        said = SeenPage(page.beside.url, (), nothing=cut(nothing, _MOST_SAID))
        if seen is not None:
            lacks = "none" if crawler.platform.images else ""
            picture = lacks if seen.picture is None else shown[seen.picture].described
            said = SeenPage(
                page.beside.url,
                (),
                *(cut(text, _MOST_SAID) for text in (seen.title, seen.description, picture)),
            )
        groups.setdefault(said, []).append(crawler.name)
    for said, names in groups.items():
        yield msgspec.structs.replace(said, by=tuple(names))


def _short(finding: Finding) -> Finding:
    """Shorten a message, as text from the host may be of any length."""
    return msgspec.structs.replace(finding, message=cut(finding.message, _MOST_SAID))


def _order(finding: Finding) -> tuple[str, str, str]:
    return finding.place.path, finding.code, finding.message
