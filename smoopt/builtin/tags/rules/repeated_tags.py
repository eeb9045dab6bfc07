"""Tags with the same text on most pages: a theme writes them, and they are no page's own."""

from collections.abc import Callable

from smoopt.builtin.sources.boilerplate.repeats import (
    THEMES,
    commonness,
    has_home_s_card,
    name_of,
)
from smoopt.builtin.tags.rules.tag_values import text_fault
from smoopt.html.page import Page
from smoopt.html.page_kind import kind_of
from smoopt.model.facts import Fact, Image
from smoopt.model.finding import Severity
from smoopt.model.rule import Fault, Rule
from smoopt.plugin.hooks import Shares
from smoopt.site.site import Site
from smoopt.site.titles import title_element

TAG_DUPLICATE = Rule(
    id="tag-duplicate",
    severity=Severity.WARNING,
    what="A title, description or picture in a tag is the same as on most pages.",
    why="Every page that is shared then looks the same, and like the home page.",
    source="https://developers.facebook.com/docs/sharing/webmasters/",
    fix="Let the theme write each page's own title and description, or leave the tags out: "
    "`smoopt build` writes them.",
    read="2026-11-30",
)
# What a tag that is wrong by this is said to be.
REPEATED = "other pages say the same"

Judge = Callable[[str], Fault | None]


def text_judge(page: Page, site: Site, shares: Shares, key: str, own: Fact[str] | None) -> Judge:
    """Return a judge for a title or description that is garbled, or that most pages have."""
    repeated = repeated_fault(page, site, shares, key, own)
    return lambda value: text_fault(page, value) or repeated(value)


def repeated_fault(
    page: Page, site: Site, shares: Shares, key: str, own: Fact[str] | None
) -> Judge:
    """Return a judge for a title or description that most pages have, if the page has its own.

    For lists, errors and searches, the site's description says as much as one of their lines.
    """

    def fault(value: str) -> Fault | None:
        if own is None or own.value == value or commonness(page, site, shares, key) < THEMES:
            return None
        if key.endswith("description") and kind_of(page)[0] != "page":
            return None
        is_title = key.endswith("title") and value != name_of(page, site, shares)
        if is_title and _is_from_common_title(page, site, shares, own.value):
            return None
        return Fault(TAG_DUPLICATE, REPEATED)

    return fault


def repeated_picture_fault(
    page: Page, site: Site, shares: Shares, own: Fact[tuple[Image, ...]] | None
) -> Judge:
    """Return a judge for the home page's picture on a page that has the rest of its card, too.

    A picture for the whole site is right by itself: its author chose it.
    """

    def fault(value: str) -> Fault | None:
        copied = has_home_s_card(page, site, shares) and value in _pictures(page)
        if not copied or own is None or value == own.value[0].url:
            return None
        return Fault(TAG_DUPLICATE, REPEATED)

    return fault


def _is_from_common_title(page: Page, site: Site, shares: Shares, own: str) -> bool:
    """Return whether a title is only a part of a `<title>` that most pages have as well."""
    common = commonness(page, site, shares, "title") == THEMES
    return common and own.casefold() in title_element(page).text.casefold()


def _pictures(page: Page) -> set[str]:
    return {tag.value for tag in page.tags("og:image")}
