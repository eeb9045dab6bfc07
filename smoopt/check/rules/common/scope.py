"""What several rules ask of a page: is it meant to be shared, and where does its head begin."""

from smoopt.html.page import Page
from smoopt.html.page_kind import kind_by_path
from smoopt.html.skip import Skip
from smoopt.model.finding import Finding, Place
from smoopt.model.rule import Rule

# These are not audited: they are not pages, or their author opted out.
SILENT = frozenset({Skip.NO_PAGE, Skip.FRAMESET, Skip.FRAMED, Skip.IGNORED})


def is_shared(page: Page) -> bool:
    """Tell a page that is there to be found and shared from an error page, a redirect and so on."""
    return page.skip is None and not is_aside(page)


def is_aside(page: Page) -> bool:
    """Tell a page for errors or searches: it answers at addresses that are not its own.

    By its path only, as `kind_of` does: that looks at the text, too, which takes its time.
    """
    return kind_by_path(page.path) in {"error", "search"}


def head_place(page: Page) -> Place:
    """Give the place where what is missing should be: the head's, else the page's beginning."""
    place = page.place(page.head)
    return place if place.line else Place(page.path, 1, 1)


def missing(rule: Rule, page: Page, message: str) -> Finding:
    """Make a finding on what is not there."""
    return rule.at(head_place(page), message)
