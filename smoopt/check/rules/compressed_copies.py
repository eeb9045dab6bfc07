"""Rules on compressed copies: servers send page.html.gz in place of page.html."""

from collections.abc import Iterator

from smoopt.build.derived.compression import CODINGS
from smoopt.build.failures import COPY_STALE
from smoopt.html.page import Page
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.site.site import Site

COPY_UNREAD = Rule(
    id="copy-unread",
    severity=Severity.INFO,
    what="A compressed copy could not be compared, because the package that reads it is missing.",
    why="Whether it is stale is not known.",
    source="",
    fix="Install smoopt with the extra `copies`.",
)
RULES = (COPY_STALE, COPY_UNREAD)

# How many more bytes than the file a copy may hold before reading is given up
_SLACK = 65_536


def page_copies(page: Page, site: Site) -> Iterator[Finding]:
    """Compare the compressed copies of a page with it."""
    for ending in CODINGS:
        if f"{page.path}{ending}" in site.walked.files:
            yield from _compared(site, page.path, ending, page.source.data)


def other_copies(site: Site) -> Iterator[Finding]:
    """Compare the compressed copies of all files that are no pages."""
    for path in site.files:
        name, dot, ending = path.rpartition(".")
        if f"{dot}{ending}" in CODINGS and name in site.walked.files and not site.is_page(name):
            try:
                content = site.opened.read(name)
            except OSError:
                continue
            yield from _compared(site, name, f"{dot}{ending}", content)


def _compared(site: Site, name: str, ending: str, content: bytes) -> Iterator[Finding]:
    path, coding = f"{name}{ending}", CODINGS[ending]
    place = Place(path, 1, 1)
    if not coding.ready:
        yield COPY_UNREAD.at(place, f"the package {coding.package} is needed to read this copy")
        return
    try:
        held = coding.read(site.opened.read(path), len(content) + _SLACK)
    except OSError as error:
        yield COPY_STALE.at(place, f"cannot be read: {error.strerror}")
        return
    if held is None:
        yield COPY_STALE.at(place, f"is not a whole {ending} file, or holds far more than {name}")
    elif held != content:
        yield COPY_STALE.at(place, f"holds another version of {name}")
