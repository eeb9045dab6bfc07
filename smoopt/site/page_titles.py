"""What a page of the site calls itself, for the pages below it."""

import msgspec

from smoopt.files.folder import Folder
from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.html.stated_text import meant
from smoopt.model.faults import guarded
from smoopt.site.root_address import read_page
from smoopt.site.titles import TITLES, stated


class PageTitle(msgspec.Struct, frozen=True):
    """The title that the head of a page states, whole, and the text of its heading; or ""."""

    stated: str
    heading: str


def page_title(opened: Folder, path: str) -> PageTitle | None:
    """Read the title of the page at a path; it does not raise, whatever the page is.

    None if no link should lead there: it cannot be read, or is skipped (a redirect, not to be
    indexed).
    """
    page = read_page(opened, path)
    if page is None or page.skip is not None:
        return None
    return guarded(lambda: _read(page), lambda _: None)


def _read(page: Page) -> PageTitle:
    if author_s := page.overrides.get("title"):
        return PageTitle("", author_s.value)
    written = next(filter(None, (stated(page, key) for key in ("title", *TITLES))), "")
    heading = "" if page.heading is None else own_text(page.heading).rstrip("¶#§ ")
    return PageTitle(meant(page, written), meant(page, heading))
