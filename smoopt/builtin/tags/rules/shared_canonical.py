"""A canonical link that several different pages share: an original has copies of one text."""

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

# What to do with a suspect link: replace it by the page's own address; leave it, but derive nothing
# from it; or leave everything, as something else confirms it.
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
    """The data of a page that names another page as its original, by its path or address.

    `title` has only letters, so that pages of one text that are numbered are equal; `supported`
    means that something besides the canonical link says the same. A list only says that it is
    one: its `original` is "".
    """

    original: str = ""
    title: str = ""
    supported: bool = False


class Group(NamedTuple):
    """Pages that name the same page as their original.

    `titles` are their titles, the shortest first: a title that contains another is no shorter.
    `are_below` means that all are below the folder of which the original is the front page,
    `is_list` that the original is a list.
    """

    titles: Sequence[str]
    are_below: bool
    is_list: bool


def named(page: Page, site: Site) -> Named | None:
    """Return the data of a page; None if it has none to give."""
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
    """Group the pages that name an original by it; a list joins the group of pages that name it."""
    found: dict[str, list[Group]] = {}
    for path, said in records.items():
        if said.original:
            is_below = "://" not in said.original and path.startswith(_folder(said.original))
            found.setdefault(said.original, []).append(Group((said.title,), is_below, False))
        elif said == Named():
            found.setdefault(path, []).append(Group((), True, True))
    return {original: joined(each) for original, each in found.items()}


def joined(parts: Iterable[Group]) -> Group:
    """Merge groups of pages that name the same original."""
    parts = [*parts]
    titles = {title for part in parts for title in part.titles} - {""}
    return Group(
        (*nsmallest(_MOST_TITLES, titles, key=lambda title: (len(title), title)),),
        all(part.are_below for part in parts),
        any(part.is_list for part in parts),
    )


def suspects(records: Mapping[str, Named], known: Mapping[str, Group]) -> dict[str, Deed]:
    """Return the pages that share a canonical link though they differ, and what to do.

    `known` has the groups of all pages of the site.
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
    """Return what to do if a page names an original and that is suspect, else None."""
    if _different(group.titles) < (_FEWEST_OF_LIST if group.is_list else _FEWEST):
        return None
    return "mend" if group.is_list or group.are_below else "own"


def shared_fault(original: str, others: int = 0) -> Fault:
    """Return the fault of a suspect canonical link, with the number of other pages if known."""
    who = f"{others} other pages" if others else "other pages"
    return Fault(CANONICAL_SHARED, f"{who} that differ from this one name {original}, too")


def _different(titles: Collection[str]) -> int:
    """Count titles that contain no other one, as a print version's contains the original's."""
    return sum(not any(other != title and other in title for other in titles) for title in titles)


def _folder(path: str) -> str:
    """Return the folder of which a page is the front page: of news/index.html or news.html."""
    folder, _, name = path.rpartition("/")
    if name.startswith("index."):
        return f"{folder}/" if folder else ""
    return f"{path.rpartition('.')[0]}/"


def _is_supported(page: Page, site: Site, original: str) -> bool:
    """Return whether og:url or the sitemap agree with the canonical link."""
    for tag in page.tags("og:url")[:1]:
        place = site.file(page, tag.value) if tag.value else None
        if are_equal(tag.value, original) or (place and site.behind(place) == original):
            return True
    return "://" not in original and bool(site.listed(original)) and not site.listed(page.path)
