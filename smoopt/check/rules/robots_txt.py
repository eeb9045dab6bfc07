"""Rule on robots.txt: it lets those in who draw previews."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from smoopt.builtin.robots.preview_fetchers import PREVIEW_FETCHERS
from smoopt.check.rules.common.page_summary import PageSummary
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.model.web_address import path_of
from smoopt.site.site import Site

_FILE = "robots.txt"
# A name that no robots.txt contains, to look up the rules for all other crawlers
_ANYBODY = "smoopt-anybody"
_AGENT = re.compile(r"^[^\S\n]*user-agent[^\S\n]*:[^\S\n]*([^\s#]+)", re.IGNORECASE | re.MULTILINE)
_MOST_NAMED = 4

ROBOTS_PREVIEW = Rule(
    id="robots-preview",
    severity=Severity.WARNING,
    what="The site's robots.txt blocks crawlers that draw link previews.",
    why="The network then shows a bare link, without title and picture. Copied lists of AI "
    "crawlers often contain Facebook's crawler and others.",
    source="https://www.rfc-editor.org/rfc/rfc9309.html",
    fix="Remove them from the list, or add a group for them: `User-agent: facebookexternalhit`, "
    "`Allow: /`.",
)
RULES = (ROBOTS_PREVIEW,)


class _Kept(NamedTuple):
    """A crawler, and the pages that it may not read."""

    crawler: str
    pages: frozenset[str]


def robots(said: Mapping[str, PageSummary], site: Site) -> Iterator[Finding]:
    """Report the preview crawlers that are barred from pages by a robots.txt at the host's root."""
    text = site.text(_FILE) if _FILE in site.files and path_of(site.url) == "/" else None
    if not text:
        return
    pages = [path for path, summary in said.items() if not summary.redirect]
    groups: dict[frozenset[str], list[str]] = {}
    for kept in _kept(text.lstrip("\ufeff"), pages, site):
        groups.setdefault(kept.pages, []).append(kept.crawler)
    for kept_from, crawlers in groups.items():
        names = ", ".join(crawlers[:_MOST_NAMED])
        more = f" and {len(crawlers) - _MOST_NAMED} more" if len(crawlers) > _MOST_NAMED else ""
        which = f"{len(kept_from):,} of {len(pages):,} pages, such as {min(kept_from)}"
        where = "every page" if len(kept_from) == len(pages) else which
        message = f"{names}{more} may not read {where}, and so can show no preview of it"
        yield ROBOTS_PREVIEW.at(Place(_FILE, _line(text, crawlers), 1), message)


def _kept(text: str, pages: list[str], site: Site) -> Iterator[_Kept]:
    """Yield crawlers barred from pages that others may read, or from more than half of all."""
    from protego import Protego  # noqa: PLC0415 - few sites need it

    rules = Protego.parse(text)
    addresses = {path: site.address(path) for path in pages}

    def refused(crawler: str) -> frozenset[str]:
        return frozenset(
            path for path, url in addresses.items() if not rules.can_fetch(url, crawler)
        )

    everybody = refused(_ANYBODY)
    named = tuple(name.lower() for name in _AGENT.findall(text))
    for crawler in PREVIEW_FETCHERS:
        is_named = any(name in crawler.lower() for name in named)
        kept = refused(crawler) if is_named else everybody
        if kept - everybody or len(kept) * 2 > len(pages):
            yield _Kept(crawler, kept)


def _line(text: str, crawlers: list[str]) -> int:
    """Return the line that names one of these crawlers, else that of `*`."""
    lines: dict[bool, int] = {}
    for found in _AGENT.finditer(text):
        name = found[1].lower()
        is_own = name != "*" and any(name in crawler.lower() for crawler in crawlers)
        if is_own or name == "*":
            lines.setdefault(is_own, text.count("\n", 0, found.start()) + 1)
    return lines.get(True, lines.get(False, 1))
