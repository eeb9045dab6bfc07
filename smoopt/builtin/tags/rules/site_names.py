"""The site's name in tags."""

from collections.abc import Callable

import msgspec

from smoopt.builtin.sources.boilerplate.repeats import is_own_title
from smoopt.builtin.tags.rules.tag_values import text_fault
from smoopt.html.page import Page
from smoopt.model.facts import Fact, Facts
from smoopt.model.finding import Severity
from smoopt.model.rule import Fault, Rule
from smoopt.plugin.hooks import Shares
from smoopt.site.generic_names import is_placeholder
from smoopt.site.site import Site

OG_SITE_NAME_WRONG = Rule(
    id="og-site-name-wrong",
    severity=Severity.WARNING,
    what="og:site_name is a name that any site could have (Home, My site), or the page's own "
    "title.",
    why="Cards show it as the site's name, above or beside the page's title.",
    source="https://ogp.me/#optional",
    fix="Write the site's name, the same on every page.",
    read="2026-11-30",
)


def site_name_fault(value: str) -> Fault | None:
    """Return a fault for a text that names no site, such as `Home`."""
    if not is_placeholder(value):
        return None
    return Fault(OG_SITE_NAME_WRONG, "it names no site")


def site_name_judge(
    page: Page, site: Site, shares: Shares, known: Fact[str] | None
) -> Callable[[str], Fault | None]:
    """Return a judge for names other than the `known` one, such as the page's own title."""

    def fault(value: str) -> Fault | None:
        if known is not None and known.value == value:
            return None  # its author calls it so
        if is_own_title(page, site, shares, value):
            return Fault(OG_SITE_NAME_WRONG, "it is the page's own title")
        return site_name_fault(value) or text_fault(page, value)

    return fault


def with_site_name(facts: Facts) -> Fact[str] | None:
    """Add the site's name to a title that is not stated by the author and lacks it."""
    title, site = facts.title, facts.site_name
    if title is None or site is None or title.is_stated or site.value in title.value:
        return title
    value = f"{title.value} | {site.value}"
    return msgspec.structs.replace(title, value=value, rule=f"{title.rule}, with the site's name")
