"""Rules on the tags of Open Graph and X: which are there, and what they say."""

from collections.abc import Iterator, Mapping
from typing import Literal

from smoopt.builtin.tags.rules.address_tags import (
    OG_URL_CANONICAL,
    OG_URL_FORM,
    OG_URL_WRONG,
    canonical_fault,
    og_url_fault,
    padded_fault,
)
from smoopt.builtin.tags.rules.site_names import OG_SITE_NAME_WRONG, site_name_fault
from smoopt.builtin.tags.rules.tag_values import (
    ARTICLE_TIME_WRONG,
    X_HANDLE,
    handle_fault,
    time_fault,
)
from smoopt.check.rules.canonical_link import canonical_tags
from smoopt.check.rules.common.scope import is_shared, missing
from smoopt.html.head import SOCIAL
from smoopt.html.page import Page
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.model.web_address import are_equal, normal
from smoopt.plugin.broken_tags import TAG_BROKEN, broken_fault
from smoopt.plugin.head_tags import (
    TAG_ATTRIBUTE,
    TAG_EMPTY,
    TAG_SEVERAL,
    attribute_fault,
)
from smoopt.plugin.unquoted_tags import TAG_UNQUOTED, unquoted_fault
from smoopt.site.settings import matching
from smoopt.site.shared_titles import Shared
from smoopt.site.site import Site
from smoopt.site.stated_address import HOME
from smoopt.site.titles import own_title

_OGP = "https://ogp.me/"
# Required by https://ogp.me/#metadata (2026-11-21); og:image has rules of its own.
_REQUIRED = ("og:title", "og:type", "og:url")
# An empty alternative text is left to og-image-alt.
_MAY_BE_EMPTY = frozenset({"og:image:alt", "twitter:image:alt"})
# Tags that are judged by their value alone
_JUDGED = (
    ("twitter:site", handle_fault),
    ("twitter:creator", handle_fault),
    ("article:published_time", time_fault),
    ("article:modified_time", time_fault),
)

OG_MISSING = Rule(
    id="og-missing",
    severity=Severity.INFO,
    what="og:title, og:type or og:url is missing.",
    why="Open Graph requires them. Without them networks guess, and WhatsApp shows no card "
    "without og:title, og:url and og:description.",
    source=_OGP,
    fix="Write the tags; `smoopt build` does.",
)
OG_TITLE_SITE_NAME = Rule(
    id="og-title-site-name",
    severity=Severity.INFO,
    what="og:title contains the site's name, which og:site_name already gives.",
    why="Cards show both, so the name appears twice and leaves less room for the title.",
    source="https://developers.facebook.com/docs/sharing/webmasters/",
    fix="Write only the page's own title. If a pattern of the plugin `titles` contains "
    "`{site}`, smoopt takes it as intended.",
    read="2026-11-30",
)
RULES = (
    OG_MISSING,
    TAG_BROKEN,
    TAG_EMPTY,
    TAG_SEVERAL,
    TAG_ATTRIBUTE,
    TAG_UNQUOTED,
    OG_URL_WRONG,
    OG_URL_FORM,
    OG_URL_CANONICAL,
    X_HANDLE,
    ARTICLE_TIME_WRONG,
    OG_SITE_NAME_WRONG,
    OG_TITLE_SITE_NAME,
)


def opengraph(page: Page, site: Site) -> Iterator[Finding]:
    """Judge which tags there are, and their values."""
    absent = [key for key in _REQUIRED if not page.tags(key)]
    if absent and is_shared(page):
        yield missing(OG_MISSING, page, f"the page has no {', '.join(absent)}")
    yield from _written(page)
    yield from _url(page, site)
    yield from _names(page, site)
    for key, judge in _JUDGED:
        for tag in page.tags(key)[:1]:
            if tag.value and (fault := judge(tag.value)):
                yield fault.at(page.place(tag.element), key, tag.value)


def _written(page: Page) -> Iterator[Finding]:
    """Judge how the tags are written: broken, empty, or with the wrong attribute."""
    for tag in page.head_tags:
        key = tag.keys[0] if tag.keys else ""
        if broken := broken_fault(tag):
            yield broken.at(page.place(tag.element), key or tag.element.tag, tag.value)
            continue
        if not key.startswith(SOCIAL):
            continue
        if not tag.value:
            if key not in _MAY_BE_EMPTY:
                yield TAG_EMPTY.at(page.place(tag.element), f"{key} is empty")
        elif fault := attribute_fault(tag, _attribute(key), key) or unquoted_fault(page, tag):
            yield fault.at(page.place(tag.element), key, tag.value)


def _names(page: Page, site: Site) -> Iterator[Finding]:
    """Judge the site's name, and whether a page's og:title repeats it."""
    name, title = page.first_tag("og:site_name"), page.first_tag("og:title")
    if name is None:
        return
    if fault := site_name_fault(name.value):
        yield fault.at(page.place(name.element), "og:site_name", name.value)
    elif title and page.path != HOME and not _is_wished(page, site):
        own = own_title(title.value, name.value, Shared()).text
        if own != title.value:
            message = f"og:title “{title.value}” has the site's name; “{own}” is enough"
            yield OG_TITLE_SITE_NAME.at(page.place(title.element), message)


def _is_wished(page: Page, site: Site) -> bool:
    """Return whether a pattern of the plugin `titles` puts the site's name into og:title."""
    settings = site.settings
    rules = (settings.pages[number].plugins for number in matching(settings, page.path))
    tables = (plugins.get("titles") for plugins in (settings.plugins, *rules))
    return any(
        isinstance(table, Mapping) and "{site}" in str(table.get("title")) for table in tables
    )


def _attribute(key: str) -> Literal["name", "property"]:
    return "name" if key.startswith(("twitter:", "fediverse:")) else "property"


def _url(page: Page, site: Site) -> Iterator[Finding]:
    tags = page.tags("og:url")
    if len(tags) > 1:
        message = f"this is og:url 2 of {len(tags)}; keep one"
        yield TAG_SEVERAL.at(page.place(tags[1].element), message)
    for tag in tags[:1]:
        if not tag.value or page.skip is not None:
            return
        place = page.place(tag.element)
        if fault := og_url_fault(page, site, tag.value) or padded_fault(tag, OG_URL_FORM):
            if is_shared(page):
                yield fault.at(place, "og:url", tag.value)
            return
        for link in canonical_tags(page)[:1]:
            if canonical_fault(page, site, link.value):
                return  # their difference is a consequence
            if link.value and not are_equal(normal(link.value), normal(tag.value)):
                found = f"og:url is {tag.value}, the canonical link {link.value}"
                yield OG_URL_CANONICAL.at(place, f"{found}; write the same address in both")
