"""Rules on what keeps pages from being checked, or the audit from knowing enough."""

from collections.abc import Iterator

from smoopt.build import failures
from smoopt.build.site_findings import of_site as lacking
from smoopt.html.page import Page
from smoopt.html.skip import Skip
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.page_files import has_page_suffix
from smoopt.model.rule import Rule
from smoopt.plugin.call import PLUGIN_FAILED
from smoopt.site.site import Site
from smoopt.site.unfit_settings import MATCH_UNUSED

_NOT_HTML = Rule(
    "page-not-html",
    Severity.WARNING,
    "A file that is named like a page contains binary data instead of HTML.",
    "Web servers send it as HTML because of its name, and browsers show gibberish.",
    "",
    "Rename the file to match its content, or generate it again.",
)
_LINKED = Rule(
    "page-linked",
    Severity.INFO,
    "A page is a symbolic link, which smoopt does not follow.",
    "It is not checked: a symbolic link may lead out of the site, or in circles.",
    "",
    "Copy the page to this place, or check the folder that the link leads to.",
)
RULES = (
    failures.PAGE_UNREADABLE,
    failures.PAGE_FAILED,
    _NOT_HTML,
    _LINKED,
    failures.FOLDER_UNREADABLE,
    PLUGIN_FAILED,
    failures.NO_PAGES,
    failures.SITE_URL_MISSING,
    MATCH_UNUSED,
)


def of_bytes(page: Page) -> Iterator[Finding]:
    """Report a binary file; zero bytes of UTF-16 do not count."""
    data = page.source.data
    if page.skip is Skip.NO_PAGE and b"\0" in data and not page.source.codec.startswith("utf-16"):
        yield _NOT_HTML.at(page.place(), f"holds binary data ({len(data):,} bytes), not HTML")


def of_site(site: Site) -> Iterator[Finding]:
    """Report the parts of a site that cannot be audited, and missing site-wide values."""
    yield from lacking(site)
    for path in site.links:
        if has_page_suffix(path):
            yield _LINKED.at(Place(path), "is a symbolic link, so it is not checked")
