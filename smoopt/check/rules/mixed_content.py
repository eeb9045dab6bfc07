"""Rules on mixed content: what a page served over https loads without it."""

from collections.abc import Iterator

from turbohtml import Element

from smoopt.check.rules.common.references import references
from smoopt.html.page import Page
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.site.site import Site
from smoopt.site.url_checks import is_local

_SOURCE = "https://developer.mozilla.org/en-US/docs/Web/Security/Mixed_content"
# https://www.w3.org/TR/mixed-content/#category-upgradeable (2026-11-21)
_UPGRADED = frozenset({"img", "image", "video", "audio", "source", "track", "input"})
_ICONS = frozenset({"icon", "apple-touch-icon", "apple-touch-icon-precomposed", "mask-icon"})

MIXED_BLOCKED = Rule(
    id="mixed-blocked",
    severity=Severity.ERROR,
    what="The page loads a script, style sheet or frame over http.",
    why="On a site served over https, browsers block it.",
    source=_SOURCE,
    fix="Load it over https, or from the site itself.",
)
MIXED_UPGRADED = Rule(
    id="mixed-upgraded",
    severity=Severity.WARNING,
    what="The page loads a picture, video or sound over http.",
    why="Browsers request it over https instead, and show nothing if that fails. Other programs "
    "warn.",
    source=_SOURCE,
    fix="Load it over https, or from the site itself.",
)
RULES = (MIXED_BLOCKED, MIXED_UPGRADED)


def mixed(page: Page, site: Site) -> Iterator[Finding]:
    """Find resources loaded over http, unless the site itself is served over http."""
    if site.url.startswith("http:"):
        return
    for reference in references(page).away:
        url = reference.url
        if reference.use != "resource" or not url.lower().startswith("http:") or is_local(url):
            continue
        rule = MIXED_UPGRADED if _is_upgraded(reference.element) else MIXED_BLOCKED
        yield rule.at(page.place(reference.element), f"{url} is loaded over http")


def _is_upgraded(element: Element) -> bool:
    """Return whether an element loads a picture, film or sound; icons are pictures, too."""
    if element.tag != "link":
        return element.tag in _UPGRADED
    return not _ICONS.isdisjoint((element.attr("rel") or "").lower().split())
