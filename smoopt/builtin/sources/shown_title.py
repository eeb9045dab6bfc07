"""The title that a page shows: the page's own part of its `<title>` or heading."""

from typing import cast

from turbohtml import Element

from smoopt.builtin.sources.boilerplate.repeats import commonness, name_of, own_part
from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.html.page_kind import ENTRY
from smoopt.html.stated_text import meant
from smoopt.model.facts import Fact
from smoopt.model.plain_text import tidy
from smoopt.plugin.hooks import Shares
from smoopt.site.generic_names import is_placeholder
from smoopt.site.named_by_host import names_host
from smoopt.site.shared_titles import parts
from smoopt.site.site import Site
from smoopt.site.titles import title_element

_HEADING = "text of the heading"
# A longer text is neither a host's name nor a title that any page may have.
_SHORT = 24


def shown_title(page: Page, site: Site, kind: str, shares: Shares) -> Fact[str] | None:
    """Return the title that the page shows.

    1. the heading, if `<title>` is the site's name, the file's name, one that any page may have
    or several have, and the heading says something else, or more than a title that is cut; 2.
    `<title>` without the site's name at its end or beginning, or without what most titles end
    with; 3. the heading.
    """
    heading = heading_text(page)
    element, whole = title_element(page)
    if not whole:
        return page.fact(heading, "h1", page.heading)
    name = name_of(page, site, shares)
    if heading and is_pages_own(page.heading, kind):
        named_so = whole == name or (len(whole) <= _SHORT and names_host(whole, site.url))
        if named_so and kind != "home":
            return page.fact(heading, "h1 (the title is the site's name)", page.heading)
        if _is_file_name(page.path, whole):
            return page.fact(heading, "h1 (the title is the file's name)", page.heading)
        others = heading != name and heading.casefold() not in whole.casefold()
        if others and commonness(page, site, shares, "title"):
            return page.fact(heading, "h1 (several pages have the same title)", page.heading)
    own = own_part(page, site, shares, whole, heading)
    if _is_cut(own.text, heading):
        return page.fact(heading, "h1 (the title is cut)", page.heading)
    if len(own.text) <= _SHORT and kind == "page" and _is_anyones(own.text, heading):
        return page.fact(heading, "h1 (any page may have that title)", page.heading)
    return page.fact(meant(page, own.text), f"title{own.without}", element)


def _is_anyones(title: str, heading: str) -> bool:
    """Return whether any page may have the title (`index`), while the heading says more."""
    return is_placeholder(title) and not is_placeholder(heading)


def _is_file_name(path: str, title: str) -> bool:
    """Return whether a title begins with the page's file name: `late-ferry - Harbour`."""
    name = path.rpartition("/")[2].partition(".")[0]
    return not name.isalnum() and parts(title)[0].casefold() == name.casefold()


def _is_cut(title: str, heading: str) -> bool:
    """Return whether a title ends in dots where the heading goes on."""
    begins = title.removesuffix("...").removesuffix("…").rstrip()
    return title not in {begins, heading} and heading.startswith(begins)


def heading_text(page: Page) -> str:
    """Return the page's own heading; one without text may be a picture of it."""
    if _HEADING not in page.memo:  # cached for several callers
        page.memo[_HEADING] = "" if page.heading is None else _read(page.heading)
    return cast("str", page.memo[_HEADING])


def _read(heading: Element) -> str:
    if text := own_text(heading).rstrip("¶#§ "):
        return text
    picture = heading.find("img")
    return "" if picture is None else tidy(picture.attr("alt"))


def is_pages_own(heading: Element | None, kind: str) -> bool:
    """Return whether a heading is the page's, not that of the first entry of a list."""
    return heading is not None and (kind in {"page", "error"} or heading.closest(ENTRY) is None)
