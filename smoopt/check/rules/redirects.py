"""Rules on pages that send their readers on."""

from collections.abc import Iterator

from smoopt.check.rules.broken_links import is_own
from smoopt.check.rules.reachable import places
from smoopt.check.rules.scope import head_place
from smoopt.html.page import Page
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.site.site import Site

REDIRECT_BROKEN = Rule(
    id="redirect-broken",
    severity=Severity.ERROR,
    what="The page redirects to a page that the site does not have.",
    why="Old links, bookmarks and shares end nowhere.",
    source="https://html.spec.whatwg.org/multipage/semantics.html#attr-meta-http-equiv-refresh",
    fix="Redirect to where the content is now, or remove the redirect.",
)
RULES = (REDIRECT_BROKEN,)


def redirects(page: Page, site: Site) -> Iterator[Finding]:
    """Follow a redirect one step."""
    refresh = page.document.meta_refresh()
    url = "" if refresh is None else (refresh[1] or "").strip()
    if not url or url.startswith("#") or (":" in url.partition("/")[0] and not is_own(site, url)):
        return
    if url.startswith("//") and not is_own(site, url):
        return
    if fault := places(site).fault(page, url):
        tags = page.tags("refresh")
        place = page.place(tags[0].element) if tags else head_place(page)
        yield REDIRECT_BROKEN.at(place, f"{url}: {fault}")
