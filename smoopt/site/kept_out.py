"""Pages that search engines should not list: copies of others, and those that exclude crawlers."""

import re

from smoopt.html.page import Page
from smoopt.site.site import Site
from smoopt.site.stated_address import repeats_another

# https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag (2026-12-01); what
# `robots` says is heeded for every page.
_CRAWLERS = ("googlebot", "bingbot")
_FORBIDDING = frozenset({"noindex", "none"})
_AGENT = re.compile(r"[a-z][a-z0-9_-]*")


def is_kept_out(site: Site, page: Page) -> bool:
    """Tell whether a page should be left out of lists such as feeds and sitemaps.

    1. Its canonical link names another page; 2. a crawler's own meta or the host's `X-Robots-Tag`
    asks not to index it. A page with `robots: noindex` is left alone altogether: see `Page.skip`.
    """
    if repeats_another(site, page):
        return True
    said = (tag.value for name in _CRAWLERS for tag in page.tags(name))
    return any(map(forbids, (*said, *site.robots_headers(page.path))))


def forbids(rules: str) -> bool:
    """Tell whether a robots meta or an X-Robots-Tag asks not to index the page.

    In the header, rules after another crawler's name are for that crawler only.
    """
    agent = ""
    for rule in rules.lower().split(","):
        name, colon, value = (part.strip() for part in rule.partition(":"))
        if colon and name != "unavailable_after" and _AGENT.fullmatch(name):
            agent = name
        words = (value if colon else name).split()
        if agent in {"", *_CRAWLERS} and not _FORBIDDING.isdisjoint(words):
            return True
    return False
