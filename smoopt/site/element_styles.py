"""An element's size and position according to the page's style sheets, as far as known.

A browser knows more: what scripts add, and which rules for some screens hold on this one. So
answers distinguish what holds in any case from what may hold, and tell whether all sheets could be
read.
"""

from operator import itemgetter
from posixpath import dirname
from typing import NamedTuple, cast

from turbohtml import Element

from smoopt.html.page import Page
from smoopt.model.web_address import host_of, joined
from smoopt.site.site import Site
from smoopt.site.style_rules import (
    StyleRule,
    is_for_any_screen,
    is_for_paper,
    read_declarations,
    read_sheet,
)

# These have nothing but fonts.
_FONTS = frozenset(
    {"fonts.googleapis.com", "fonts.bunny.net", "use.typekit.net", "use.fontawesome.com"}
)
_LINKS = 'link[rel~="stylesheet" i][href], link[rel~="preload" i][as="style" i][href], style'
# How deep style sheets may import each other.
_DEEPEST = 5
# Stands in for the site's address when references between its style sheets are resolved.
_ROOT = "https://site.invalid/"
_MEMO = "element styles"


class Declared(NamedTuple):
    """A property's declarations: `value` holds in any case ("" for none), `all` may hold."""

    value: str = ""
    all: frozenset[str] = frozenset()


class Sheets:
    """The rules of a page's style sheets in order, each with whether it is for some screens only.

    `are_whole` says that all could be read.
    """

    def __init__(self, site: Site) -> None:
        """Start without rules."""
        self._site = site
        self.rules: list[tuple[StyleRule, bool]] = []
        self.are_whole = True

    def take_in(self, page: Page, element: Element) -> None:
        """Add the rules of a `<style>` or `<link>`."""
        media, href = element.attr("media") or "", element.attr("href") or ""
        is_other = "alternate" in (element.attr("rel") or "").lower().split()
        if is_other or (is_for_paper(media) and not element.attr("onload")):
            return
        unsure = not is_for_any_screen(media) or element.closest("noscript") is not None
        if element.tag == "style":
            self._take_in_text(dirname(page.path), element.text, unsure=unsure)
        elif not _has_fonts_only(href):
            self._take_in_file(self._site.file(page, href), unsure=unsure)

    def _take_in_file(self, path: str | None, *, unsure: bool, depth: int = 0) -> None:
        text = None if path is None or depth > _DEEPEST else self._site.sheet(path)
        if path is None or text is None:
            self.are_whole = False
        else:
            self._take_in_text(dirname(path), text, unsure=unsure, depth=depth)

    def _take_in_text(self, folder: str, text: str, *, unsure: bool, depth: int = 0) -> None:
        """Add the rules of a sheet in this folder, after those that it imports."""
        sheet = read_sheet(text)
        for imported in sheet.imports:
            if not _has_fonts_only(imported):
                place = joined(f"{_ROOT}{folder}/" if folder else _ROOT, imported) or ""
                path = place.removeprefix(_ROOT) if place.startswith(_ROOT) else None
                self._take_in_file(path, unsure=True, depth=depth + 1)
        self.are_whole &= sheet.is_whole
        self.rules.extend((rule, unsure) for rule in sheet.rules)


class _Said(NamedTuple):
    """A declaration that may hold; they are compared field by field, and the greater one wins."""

    is_important: bool
    is_inline: bool
    is_unlayered: bool
    weight: tuple[int, int, int]
    number: int
    value: str
    is_unsure: bool


_NOTHING = Declared()


class ElementStyle:
    """The declarations for an element, by property."""

    def __init__(self, found: dict[str, Declared]) -> None:
        """Take what was found."""
        self._found = found

    def of(self, name: str) -> Declared:
        """Return the declarations of a property, by its name in lower case."""
        return self._found.get(name, _NOTHING)


def sheets_of(page: Page, site: Site) -> Sheets:
    """Read the style sheets of a page, once for the page."""
    if _MEMO not in page.memo:
        sheets = Sheets(site)
        for element in page.document.select(_LINKS):
            sheets.take_in(page, element)
        page.memo[_MEMO] = sheets
    return cast("Sheets", page.memo[_MEMO])


def style_of(page: Page, site: Site, element: Element) -> ElementStyle:
    """Return the declarations for an element, from style sheets and from its own `style`."""
    said: dict[str, list[_Said]] = {}
    tag, classes = element.tag, frozenset((element.attr("class") or "").split())
    for number, (rule, is_conditional) in enumerate(sheets_of(page, site).rules):
        matches = rule.may_match(tag, classes) and _matches(element, rule.selector)
        if matches is not False:
            unsure = is_conditional or rule.is_conditional or matches is None
            layer = not rule.is_layered
            for name, value, is_important in rule.declarations:
                one = _Said(is_important, False, layer, rule.weight, number, value, unsure)
                said.setdefault(name, []).append(one)
    for number, (name, value, is_important) in enumerate(read_declarations(element.attr("style"))):
        one = _Said(is_important, True, True, (0, 0, 0), number, value, False)
        said.setdefault(name, []).append(one)
    return ElementStyle({name: _cascaded(each) for name, each in said.items()})


def _cascaded(said: list[_Said]) -> Declared:
    """Split declarations into those that always apply, and those that may override them.

    Which of several layers wins is not worked out: each of them may.
    """
    value, may_hold, are_turned = "", set[str](), False
    for one in sorted(said, key=itemgetter(*range(5))):
        # Among important declarations, layered ones win over unlayered ones.
        are_turned |= one.is_important and not one.is_unlayered
        if one.is_unsure:
            may_hold.add(one.value)
        elif one.is_unlayered and not (one.is_important and are_turned):
            value, may_hold = one.value, {one.value}
        else:
            value = one.value
            may_hold.add(value)
    return Declared(value, frozenset(may_hold))


def _has_fonts_only(reference: str) -> bool:
    return host_of(f"https:{reference}" if reference.startswith("//") else reference) in _FONTS


def _matches(element: Element, selector: str) -> bool | None:
    """Tell whether a selector is for an element; None where that cannot be told."""
    try:
        return bool(element.matches(selector))
    except ValueError:
        return None
