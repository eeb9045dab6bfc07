"""What several rules need to know: whether a page is meant to be shared, and where its head is."""

from smoopt.html.page import Page
from smoopt.html.page_kind import kind_by_path
from smoopt.html.skip import Skip
from smoopt.model.finding import Finding, Place
from smoopt.model.rule import Rule

# These are not audited: they are not pages, or their author opted out.
SILENT = frozenset({Skip.NO_PAGE, Skip.FRAMESET, Skip.FRAMED, Skip.IGNORED})


def is_shared(page: Page) -> bool:
    """Return whether a page is meant to be found and shared, unlike error pages or redirects."""
    return page.skip is None and not is_aside(page)


def is_aside(page: Page) -> bool:
    """Return whether a page is for errors or searches, which answer at addresses of others.

    It judges by the path only; `kind_of` also reads the text, which takes time.
    """
    return kind_by_path(page.path) in {"error", "search"}


def head_place(page: Page) -> Place:
    """Return where to report something missing: at the head, else at the page's beginning."""
    place = page.place(page.head)
    return place if place.line else Place(page.path, 1, 1)


def missing(rule: Rule, page: Page, message: str) -> Finding:
    """Return a finding on something that is missing."""
    return rule.at(head_place(page), message)
