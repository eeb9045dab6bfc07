"""The rules about what keeps pages from being audited, or the audit from knowing enough."""

from collections.abc import Iterator

from smoopt.build.site_findings import closed_folders
from smoopt.html.page import Page
from smoopt.html.skip import Skip
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.site.public_address import is_local
from smoopt.site.site import PAGE_SUFFIXES, Site

_UNREADABLE = Rule(
    "page-unreadable",
    Severity.ERROR,
    "A page's file cannot be read.",
    "What cannot be read cannot be checked, and a web server may not be able to send it.",
    "",
    "Let the user who runs smoopt read the file.",
)
_FAILED = Rule(
    "page-failed",
    Severity.ERROR,
    "A page could not be checked.",
    "Nothing is known of a page that was not checked.",
    "",
    "Mend what the message names: an unknown encoding, say, or too little memory.",
)
_NOT_HTML = Rule(
    "page-not-html",
    Severity.WARNING,
    "A file with a page's name holds no HTML, but binary data.",
    "Web servers send it as HTML because of its name, and readers show rubbish.",
    "",
    "Give the file the name of what it is, or write it again.",
)
_LINKED = Rule(
    "page-linked",
    Severity.INFO,
    "A page is a symbolic link, which smoopt does not follow.",
    "It is not checked; a link may also lead out of the site, or round in circles.",
    "",
    "Copy the page to this place, or check the folder that the link leads to.",
)
_FOLDER = Rule(
    "folder-unreadable",
    Severity.ERROR,
    "A folder of the site cannot be read.",
    "Its pages are not checked, and a web server may not be able to send them.",
    "",
    "Let the user who runs smoopt read the folder.",
)
_PLUGIN = Rule(
    "plugin-failed",
    Severity.ERROR,
    "A plugin failed on a page.",
    "What the plugin would have found is not known.",
    "",
    "Report it to the author of the plugin, with the page.",
)
_NO_PAGES = Rule(
    "no-pages",
    Severity.ERROR,
    "The folder has no pages.",
    "An audit of nothing passes for the wrong reason.",
    "",
    "Run the generator first, and name the folder that it writes.",
)
_NO_URL = Rule(
    "site-url-missing",
    Severity.WARNING,
    "The site's public address is not known.",
    "Whether absolute addresses in the pages lead to files of the site cannot be told.",
    "",
    "Give it with --url, or as url in the [site] table of smoopt.toml.",
)
RULES = (_UNREADABLE, _FAILED, _NOT_HTML, _LINKED, _FOLDER, _PLUGIN, _NO_PAGES, _NO_URL)


def unreadable(path: str, why: str) -> Finding:
    """Say that a page's file cannot be read."""
    return _UNREADABLE.at(Place(path), f"cannot be read: {why}")


def failed(path: str, why: str) -> Finding:
    """Say that a page could not be checked."""
    return _FAILED.at(Place(path), f"could not be checked: {why}")


def of_bytes(page: Page) -> Iterator[Finding]:
    """Report a file that is no text at all; UTF-16 has zeros of its own."""
    data = page.source.data
    if page.skip is Skip.NO_PAGE and b"\0" in data and not page.source.codec.startswith("utf-16"):
        yield _NOT_HTML.at(page.place(), f"holds binary data ({len(data):,} bytes), not HTML")


def of_site(site: Site) -> Iterator[Finding]:
    """Report what of a site cannot be audited, and what it does not say of itself."""
    if not site.pages:
        message = "there are no pages in it; expected the folder that a generator wrote"
        yield _NO_PAGES.at(site.place, message)
    elif not site.url:
        home = site.learnt.home
        local = any(is_local(tag.value) for tag in (home.tags("canonical") if home else ()))
        why = " (its own pages give this computer's)" if local else ""
        message = (
            f"the site's public address is not known{why}, so absolute addresses are not looked "
            "up in it; give it with --url https://example.org/"
        )
        yield _NO_URL.at(site.place, message)
    for finding in closed_folders(site):
        yield _FOLDER.at(finding.place, "cannot be read; what is in it is not checked")
    for path in site.links:
        if path.lower().endswith(PAGE_SUFFIXES):
            yield _LINKED.at(Place(path), "is a symbolic link, so it is not checked")
