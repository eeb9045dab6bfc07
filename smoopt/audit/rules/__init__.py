"""The rules of the audit by topic, and what calls them: for one page, and across all of them."""

from collections.abc import Iterator, Mapping

import msgspec

from smoopt.audit.rule import Rule
from smoopt.finding import Finding
from smoopt.page import Page
from smoopt.site import Site

RULES: dict[str, Rule] = {}


class Said(msgspec.Struct, frozen=True, array_like=True):
    """What one page says that other pages need."""


def of_page(page: Page, site: Site) -> Iterator[Finding]:
    """Give what one page alone, and the site's files, tell."""
    yield from ()


def said(page: Page, site: Site) -> Said:
    """Sum up a page for the others."""
    return Said()


def of_site(said: Mapping[str, Said], site: Site) -> Iterator[Finding]:
    """Give what shows only when all pages are known."""
    yield from ()
