"""A canonical link that several different pages share: an original has copies, no list of pages."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nsmallest
from typing import Literal, NamedTuple

import msgspec

from smoopt.html.page import Page
from smoopt.html.page_kind import kind_of
from smoopt.model.finding import Severity
from smoopt.model.rule import Fault, Rule
from smoopt.model.web_address import are_equal, is_of_the_web, normal
from smoopt.site.site import Site
from smoopt.site.stated_address import HOME
from smoopt.site.titles import title_element

# What is to be done where the link is suspect: write the page's own address in its place; leave
# it, but let nothing else follow it; or leave all as it is, for something else says the same.
Deed = Literal["mend", "own", "leave"]
# So many pages of a section tell that their link is no variant's; of a list's entries, fewer do.
_FEWEST, _FEWEST_OF_LIST = 3, 2
# So many titles tell whether pages differ.
_MOST_TITLES = 100

CANONICAL_SHARED = Rule(
    id="canonical-shared",
    severity=Severity.WARNING,
    what="Several pages with different titles name the same other page as canonical.",
    why="Search engines and cards then show that page instead of each of them. Some themes name "
    "the list of a section by mistake.",
    source="https://developers.google.com/search/blog/2013/04/5-common-mistakes-with-relcanonical",
    fix="Name each page's own address, unless all of them are copies or variants of that page; "
    "`smoopt check` names the first.",
    read="2026-11-30",
)


class Named(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a page says that names another page as its original, by its path or address.

    `title` has letters only, so that pages of one text that are counted are alike; `supported`
    says that something beside the canonical link says the same. A list says only that it is one:
    its `original` is "".
    """

    original: str = ""
    title: str = ""
    supported: bool = False


class Group(NamedTuple):
    """Pages that name one page as their original.

    `titles` are those that they have, the shortest first: what holds another is no shorter than
    that. `are_below` says that all lie where the original is the front page, `is_list` that this is
    a list.
    """

    titles: Sequence[str]
    are_below: bool
    is_list: bool


def named(page: Page, site: Site) -> Named | None:
    """Read off a page what it says; None where there is nothing to be said."""
    kind = kind_of(page)[0]
    original = original_of(page, site) if kind == "page" else ""
    if original in {"", HOME, page.path}:
        return Named() if kind == "list" else None
    heading = page.heading
    title = title_element(page).text if heading is None else heading.text
    letters = "".join(sign for sign in title.casefold() if sign.isalpha())
    return Named(original, letters, _is_supported(page, site, original))


def original_of(page: Page, site: Site) -> str:
    """Return the page of the site that the canonical link names, or an address elsewhere, or ""."""
    for tag in page.tags("canonical")[:1]:
        place = site.file(page, tag.value) if tag.value else None
        if place is None:
            return normal(tag.value) if site.url and is_of_the_web(tag.value) else ""
        return site.behind(place) or ""
    return ""


def summed_up(records: Mapping[str, Named]) -> dict[str, Group]:
    """Sum up the pages that name an original, by that; a list has the group of those it is of."""
    found: dict[str, list[Group]] = {}
    for path, said in records.items():
        if said.original:
            is_below = "://" not in said.original and path.startswith(_folder(said.original))
            found.setdefault(said.original, []).append(Group((said.title,), is_below, False))
        elif said == Named():
            found.setdefault(path, []).append(Group((), True, True))
    return {original: joined(each) for original, each in found.items()}


def joined(parts: Iterable[Group]) -> Group:
    """Sum up groups of pages that name the same original."""
    parts = [*parts]
    titles = {title for part in parts for title in part.titles} - {""}
    return Group(
        (*nsmallest(_MOST_TITLES, titles, key=lambda title: (len(title), title)),),
        all(part.are_below for part in parts),
        any(part.is_list for part in parts),
    )


def suspects(records: Mapping[str, Named], known: Mapping[str, Group]) -> dict[str, Deed]:
    """Tell which pages share a canonical link though they differ, and what is to be done.

    `known` sums up all pages of the site.
    """
    deeds: dict[str, Deed | None] = {}
    found: dict[str, Deed] = {}
    for path, said in records.items():
        original = said.original
        if original and original not in deeds:
            deeds[original] = _deed(Group(*known[original]))
        if original and (deed := deeds[original]):
            found[path] = "leave" if said.supported else deed
    return found


def _deed(group: Group) -> Deed | None:
    """Tell what is to be done where a page names an original, if that is suspect."""
    if _different(group.titles) < (_FEWEST_OF_LIST if group.is_list else _FEWEST):
        return None
    return "mend" if group.is_list or group.are_below else "own"


def shared_fault(original: str, others: int = 0) -> Fault:
    """Say that a canonical link is suspect, and how many others are, where that is known."""
    who = f"{others} other pages" if others else "other pages"
    return Fault(CANONICAL_SHARED, f"{who} that differ from this one name {original}, too")


def _different(titles: Collection[str]) -> int:
    """Count titles of which none holds another, as that of a page to print holds the original's."""
    return sum(not any(other != title and other in title for other in titles) for title in titles)


def _folder(path: str) -> str:
    """Return the folder that a page is the front of: that of news/index.html, or of news.html."""
    folder, _, name = path.rpartition("/")
    if name.startswith("index."):
        return f"{folder}/" if folder else ""
    return f"{path.rpartition('.')[0]}/"


def _is_supported(page: Page, site: Site, original: str) -> bool:
    """Tell whether og:url or the sitemap say what the canonical link says."""
    for tag in page.tags("og:url")[:1]:
        place = site.file(page, tag.value) if tag.value else None
        if are_equal(tag.value, original) or (place and site.behind(place) == original):
            return True
    return "://" not in original and bool(site.listed(original)) and not site.listed(page.path)
