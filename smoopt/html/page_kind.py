"""What kind of page it is: one with its own content, or one that leads to others."""

import re
from functools import lru_cache
from typing import cast

from turbohtml import Element, XPath

from smoopt.html.content import Wording, wording
from smoopt.html.listed import holds_entries, own_share_of_links, several_entries
from smoopt.html.page import Page

# Folders and names that generators give to lists of posts and to search and error pages.
_IN_LISTS = r"(?:/index\.html?|/page/.*|/[^/]+/index\.html?|/[^/]+\.html?|\.html?)$"
# All pages in one, to be printed: mdBook, Docsy, MkDocs.
_PRINTED = r"(?:(?<=^/)print\.html$|_print/(?:.*/)?index\.html$|print_page(?:/index)?\.html$)"
_FOR_PRINTING = re.compile(rf"/{_PRINTED}", re.IGNORECASE)
# All begin with a slash, which a search finds fast.
_LIST = re.compile(
    rf"/(?:(?:tags?|categor(?:y|ies)|authors?|archives?|taxonomy){_IN_LISTS}"
    r"|(?:19|20)\d\d(?:/[01]\d(?:/[0-3]\d)?)?/index\.html?$"
    r"|page/?\d+(?:/index)?\.html?$|index-?\d+\.html?$"
    r"|(?:genindex|py-modindex|modindex|sitemap)\.html?$"
    rf"|{_PRINTED}"
    # https://docs.oracle.com/en/java/javase/21/javadoc/generated-output.html (2026-12-01)
    r"|(?:index-all|all(?:classes|packages)-index|overview-tree|package-tree)\.html?$)",
    re.IGNORECASE,
)
# Manuals have chapters in such folders, too: these need links to be lists.
_PERHAPS_LIST = re.compile(rf"/(?:topics?|series|labels?){_IN_LISTS}|/all\.html?$", re.IGNORECASE)
# Doxygen shows `search/all_0.html` and the like in a frame.
_SEARCH = re.compile(r"/search(?:/index|-results|/[a-z]+_[0-9a-f]+)?\.html?$", re.IGNORECASE)
# 200.html stands in for every page of an application that has no file.
_ERROR = re.compile(
    r"/(?:(?:[45]\d\d|not[-_]found)(?:/index)?\.html?$|(?<=^/)200\.html?$)", re.IGNORECASE
)
# The front page of a site, or of one of its languages (`fr/index.html`, `pt-br/index.html`).
_HOME = re.compile(r"(?:[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?/)?index\.html?")
# An entry of a list of posts.
ENTRY = "article, .h-entry, .hentry"
# The least links of a list, and the share of its text that they make up; half of that share is
# enough if the path suggests a list.
_FEWEST_LINKS, _MOST_LINKED, _WELL_LINKED = 3, 0.6, 0.3
_BY_ENTRIES = "several entries one after another"
_CALLED = {
    kind: f"{article} {kind} page"
    for kind, article in (("error", "an"), ("search", "a"), ("list", "a"), ("page", "a"))
}
_LINK_TEXTS = XPath("descendant::a/descendant::text()")


def kind_of(page: Page) -> tuple[str, str]:
    """Return a page's kind and the rule that gave it.

    1. `home`: index.html of the root or of a language; 2. `error`: 404.html and the like;
    3. `search`; 4. `list`: a tag, category, author, date or archive page by its path, several
    entries one after another, many links under a path of topics, series or labels, or hardly
    more than links; 5. `page`: everything else, which has content of its own.
    """
    if "kind" not in page.memo:
        page.memo["kind"] = _kind(page)
    return cast("tuple[str, str]", page.memo["kind"])


# Several callers ask about the same page in a row.
@lru_cache(maxsize=64)
def kind_by_path(path: str) -> str:
    """Return `error`, `search` or `list` by a page's path alone; "" for all others."""
    named = (("error", _ERROR), ("search", _SEARCH), ("list", _LIST))
    return next((kind for kind, pattern in named if pattern.search(f"/{path}")), "")


def is_for_printing(path: str) -> bool:
    """Tell by its path whether a page repeats others for printing."""
    return _FOR_PRINTING.search(f"/{path}") is not None


def why_no_article(page: Page) -> str:
    """Return the reason why a page is not an article although a theme's tag says so; or "".

    That a page is a list by its headings or links is only a guess, so the theme is believed; a
    front page with a date of publication may be the whole site.
    """
    kind, rule = kind_of(page)
    if kind == "home":
        is_dated = page.first_tag("article:published_time") is not None
        return "" if is_dated else "the page is a front page, by its path"
    if rule == _BY_ENTRIES:
        return f"the page is a list: {rule}"
    return f"the page is {_CALLED[kind]}, by its path" if rule == f"path of {_CALLED[kind]}" else ""


def entries(page: Page) -> list[Element]:
    """Return the elements of a page that are marked up as entries."""
    if "entries" not in page.memo:
        # The parser finds a tag name by an index.
        page.memo["entries"] = page.document.select(ENTRY if page.is_annotated else "article")
    return cast("list[Element]", page.memo["entries"])


def page_wording(page: Page) -> Wording:
    """Read all that the content says, or the body where the page has no content."""
    if "wording" not in page.memo:
        scope = page.content or page.body
        page.memo["wording"] = Wording("", 0) if scope is None else wording(scope)
    return cast("Wording", page.memo["wording"])


def _kind(page: Page) -> tuple[str, str]:
    if _is_home(page):
        return "home", "path of a front page"
    if kind := kind_by_path(page.path):
        return kind, f"path of {_CALLED[kind]}"
    if several_entries(page, entries(page)):
        return "list", _BY_ENTRIES
    is_article = page.first_tag("article:published_time") is not None
    if not is_article and holds_entries(page):
        return "list", "it lists entries of other pages"
    if _PERHAPS_LIST.search(f"/{page.path}") and _linked(page, _WELL_LINKED):
        return "list", "path of a list page, and many links"
    if not is_article and _linked(page, _MOST_LINKED):
        return "list", "hardly more than links"
    return "page", "it has content of its own"


def _is_home(page: Page) -> bool:
    """Tell whether this is a front page; a short folder must be the page's language."""
    if "index.htm" not in page.path or _HOME.fullmatch(page.path) is None:
        return False
    folder = page.path.rpartition("/")[0]
    html = page.document.root
    language = "" if html is None else (html.attr("lang") or "").lower()
    spoken = language.startswith(folder.lower().replace("_", "-").partition("-")[0])
    return not folder or (bool(language) and spoken)


def _linked(page: Page, part: float) -> bool:
    """Tell whether at least three links make up more than a part of the text."""
    scope = page.content or page.body
    if scope is None:
        return False
    if len(scope.find_all("a", limit=_FEWEST_LINKS)) < _FEWEST_LINKS:
        return False
    linked = sum(map(len, cast("list[str]", _LINK_TEXTS(scope))))
    if linked <= part * len(page_wording(page).letters):
        return False
    # An article may have more links beside its text than words in it.
    links, share = own_share_of_links(scope)
    return share > part and (links >= _FEWEST_LINKS or share == 1)
