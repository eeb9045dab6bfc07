"""What kind of page it is: its own content, or a way to other pages."""

import re

from smoopt.page import Page

# Folders and names that generators give to lists of posts and to search and error pages.
_LIST = re.compile(
    r"(?:^|/)(?:tags?|categor(?:y|ies)|authors?|archives?|topics?|series|taxonomy|labels?)"
    r"(?:/index\.html?|/page/.*|/[^/]+/index\.html?|/[^/]+\.html?|\.html?)$"
    r"|(?:^|/)(?:19|20)\d\d(?:/[01]\d(?:/[0-3]\d)?)?/index\.html?$"
    r"|(?:^|/)page/?\d+(?:/index)?\.html?$|(?:^|/)index-?\d+\.html?$"
    r"|(?:^|/)(?:genindex|py-modindex|modindex|sitemap|all)\.html?$",
    re.IGNORECASE,
)
_SEARCH = re.compile(r"(?:^|/)search(?:/index|-results)?\.html?$", re.IGNORECASE)
_ERROR = re.compile(r"(?:^|/)(?:[45]\d\d|not[-_]found)(?:/index)?\.html?$", re.IGNORECASE)
# The front page of a site, or of one of its languages (`fr/index.html`, `pt-br/index.html`).
_HOME = re.compile(r"(?:[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?/)?index\.html?")
# An entry of a list of posts.
ENTRY = "article, .h-entry, .hentry"
# A table of contents has so many links, and so much of its text in them.
_FEWEST_LINKS, _MOST_LINKED = 3, 0.6


def kind_of(page: Page) -> tuple[str, str]:
    """Tell a page's kind and the rule that gave it.

    1. `home`: index.html of the root or of a language; 2. `error`: 404.html and the like;
    3. `search`; 4. `list`: a tag, category, author, date or archive page by its path, several
    entries one after another, or hardly more than links; 5. `page`: everything else, which has
    content of its own.
    """
    if _is_home(page):
        return "home", "path of a front page"
    for kind, pattern in (("error", _ERROR), ("search", _SEARCH), ("list", _LIST)):
        if pattern.search(page.path):
            return kind, f"path of a {kind} page"
    if _several_entries(page):
        return "list", "several entries one after another"
    if _mostly_links(page):
        return "list", "hardly more than links"
    return "page", "content of its own"


def _is_home(page: Page) -> bool:
    """Tell a front page; a short folder is a language's only if the page is in that language."""
    folder = page.path.rpartition("/")[0]
    html = page.document.root
    language = "" if html is None else (html.attr("lang") or "").lower()
    spoken = language.startswith(folder.lower().replace("_", "-").partition("-")[0])
    return _HOME.fullmatch(page.path) is not None and (not folder or (bool(language) and spoken))


def _mostly_links(page: Page) -> bool:
    """Tell a table of contents: at least three links make up most of the text."""
    scope = page.content or page.body
    links = [] if scope is None else scope.find_all("a")
    if scope is None or len(links) < _FEWEST_LINKS:
        return False
    linked = sum(len(link.text) for link in links)
    return linked > _MOST_LINKED * len("".join(scope.text.split()))


def _several_entries(page: Page) -> bool:
    """Tell a list of posts from one post with teasers of others: no entry holds another."""
    if "<article" not in page.text and "entry" not in page.text:
        return False
    entries = page.document.select(ENTRY)
    others = set(entries)
    outer = [entry for entry in entries if others.isdisjoint(entry.ancestors)]
    return len(outer) > 1 and all(entry.parent == outer[0].parent for entry in outer)
