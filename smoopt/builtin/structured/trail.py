"""The path to a page: its own breadcrumb, else the pages of the folders above it."""

from collections.abc import Iterator

import msgspec
from turbohtml import Element

from smoopt.builtin.sources.boilerplate.repeats import address_of, name_of, shared_titles
from smoopt.builtin.structured.described import Described, described
from smoopt.builtin.structured.main_node import Known
from smoopt.html.class_words import is_named
from smoopt.html.markup import JSON
from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.model.facts import Facts
from smoopt.model.plain_text import tidy
from smoopt.model.web_address import path_of
from smoopt.site.site import Site
from smoopt.site.titles import own_title, primary_language

TRAIL = frozenset({"BreadcrumbList"})
_NAMES = frozenset({"breadcrumb", "breadcrumbs"})
_NAMED = "[class*=breadcrumb i], [id*=breadcrumb i], [aria-label*=breadcrumb i]"
# Beside the breadcrumb: Sphinx has a link to the page's source there.
_BESIDE = frozenset({"aside", "buttons", "toggle"})
_SIGNS = " /\\|»›>→·•:¶"
# https://developers.google.com/search/docs/appearance/structured-data/breadcrumb (2026-12-01)
_FEWEST = 2
# The most places, links and characters of a breadcrumb
_MOST_PLACES, _MOST_LINKS, _LONGEST = 8, 12, 600
_FOLDERS = "the pages of the folders above"
# Deeper pages are reached by an address rather than by their folders.
_MOST_FOLDERS = 8


class Step(msgspec.Struct, frozen=True):
    """A page on the way: its name and its address, "" for the page itself."""

    name: str
    url: str = ""


def trail(known: Known) -> Described | None:
    """Describe the path to a page; None if it has fewer than two steps."""
    page, facts = known.page, known.facts
    if known.kind == "home" or facts.title is None or not known.site.url:
        return None
    shown = _shown(page)
    if shown is None:
        steps, origin = _within(list(_by_folders(known, facts)), known.site), _FOLDERS
    else:
        steps, origin = _read(shown, known), f"the page's breadcrumb at {page.place(shown)}"
    if steps and (steps[-1].url or not steps[-1].name):
        steps = [*(step for step in steps if step.name), Step(facts.title.value)]
    names = [step.name.casefold() for step in steps]
    if len(steps) < _FEWEST or len({*names}) < len(names):
        return None
    items: list[JSON] = [_item(number, step) for number, step in enumerate(steps, 1)]
    return described("BreadcrumbList", origin, itemListElement=items)


def _item(number: int, step: Step) -> dict[str, JSON]:
    item: dict[str, JSON] = {"@type": "ListItem", "position": number, "name": step.name}
    return {**item, "item": step.url} if step.url else item


# The page's own


def _shown(page: Page) -> Element | None:
    """Find the page's own breadcrumb: an element of that name that is short and has links."""
    if page.body is None or not page.source.has("readcrumb"):
        return None
    first = page.body.select_one(_NAMED)
    if first is None or _is_breadcrumb(first):
        return first
    # The element of that name is often a container.
    return next(filter(_is_breadcrumb, page.body.select(_NAMED)[:_MOST_PLACES]), None)


def _is_breadcrumb(place: Element) -> bool:
    if not (place.attr("aria-label") or is_named(place, _NAMES, ("class", "id"))):
        return False
    links = len(place.find_all("a", limit=_MOST_LINKS))
    return 0 < links < _MOST_LINKS and len(place.text) < _LONGEST


def _read(shown: Element, known: Known) -> list[Step]:
    """Return the steps of a breadcrumb; none if one leads to no page of the site."""
    page, site, steps = known.page, known.site, list[Step]()
    for item in _items(shown):
        link = item if item.tag == "a" else item.select_one("a[href]")
        name = own_text(item).strip(_SIGNS)
        if link is None or link.attr("aria-current") or item.attr("aria-current"):
            # A folder without a page of its own, or the page itself
            steps.append(Step(name))
            continue
        place = site.file(page, link.attr("href") or "")
        path = None if place is None else site.behind(place)
        if path is None:
            return []
        called = name or tidy(link.attr("aria-label")) or tidy(link.attr("title"))
        address = "" if path == page.path else address_of(path, site, known.shares)
        steps.append(Step(called, address))
    linked = [step for step in steps[:-1] if step.url and step.name]
    return [*linked, *steps[-1:]]


def _items(shown: Element) -> list[Element]:
    """Return the items of a breadcrumb, or its links if it is no list."""
    whole = shown if shown.tag in {"ol", "ul"} else shown.select_one("ol, ul")
    if whole is None:
        return shown.select("a[href]")
    items = (item for item in whole.children if isinstance(item, Element) and item.tag == "li")
    return [item for item in items if not is_named(item, _BESIDE, ("class",))]


# By folders


def _within(steps: list[Step], site: Site) -> list[Step]:
    """Remove the home page of a whole host, which search results name by themselves.

    https://developers.google.com/search/docs/appearance/structured-data/breadcrumb (2026-12-01)
    requires at least two steps, including the page.
    """
    return steps[1:] if len(steps) >= _FEWEST and path_of(site.url) == "/" else steps


def _by_folders(known: Known, facts: Facts) -> Iterator[Step]:
    """Yield the home page and the existing pages of the folders above, outermost first."""
    page, site, shares = known.page, known.site, known.shares
    folders = page.path.split("/")[:-1]
    if page.path.endswith(("/index.html", "/index.htm")):
        folders.pop()
    if len(folders) > _MOST_FOLDERS:
        return
    own = folders[:1] if folders and _is_language(folders[0], page, facts) else []
    home = len(own) if _behind(site, own) else 0
    first = _behind(site, folders[:home])
    if first and first != page.path and facts.site_name is not None:
        yield Step(facts.site_name.value, address_of(first, site, shares))
    for depth in range(home + 1, len(folders) + 1):
        path = _behind(site, folders[:depth])
        if path and path != page.path and (name := _called(path, known)):
            yield Step(name, address_of(path, site, shares))


def _called(path: str, known: Known) -> str:
    """Return the title of another page without what most titles share."""
    title = known.site.title(path)
    if title is None:
        return ""
    given = known.page, known.site, known.shares
    own = own_title(title.stated, name_of(*given), shared_titles(*given), title.heading)
    return own.text or title.heading


def _behind(site: Site, folders: list[str]) -> str | None:
    """Return the page of a folder: its index, or a page of its name beside it."""
    return site.behind("".join(f"{folder}/" for folder in folders)) or (
        site.behind("/".join(folders)) if folders else None
    )


def _is_language(folder: str, page: Page, facts: Facts) -> bool:
    """Return whether a folder is that of the page's own language, in which the site begins anew."""
    spoken = {primary_language(page)}
    if facts.language is not None:
        spoken.add(facts.language.value.lower().partition("-")[0])
    return folder.lower().replace("_", "-").partition("-")[0] in spoken
