"""What the style sheets of a page say of one element's size and place, as far as they can be read.

A browser knows more: what scripts add, and which of the rules for some screens hold on this one.
So answers tell what is said in any case from what may be, and whether all sheets could be read.
"""

import re
from operator import itemgetter
from posixpath import dirname
from typing import TYPE_CHECKING, NamedTuple

from turbohtml import Element

from smoopt.html.page import Page
from smoopt.model.web_address import host_of, joined
from smoopt.site.site import Site

if TYPE_CHECKING:
    from smoopt.site.style_rules import StyleRule

# These have nothing but fonts.
_FONTS = frozenset(
    {"fonts.googleapis.com", "fonts.bunny.net", "use.typekit.net", "use.fontawesome.com"}
)
_LINKS = 'link[rel~="stylesheet" i][href], link[rel~="preload" i][as="style" i][href], style'
# How deep style sheets may import each other.
_DEEPEST = 5
_COMPOUND = re.compile(r"[\s>+~]+(?![^(]*\))(?![^\[]*\])")
_IN_BRACKETS = re.compile(r"\((?:[^()]|\([^()]*\))*\)|\[[^\]]*\]")
_TAG = re.compile(r"[A-Za-z][\w-]*")
_CLASS = re.compile(r"\.((?:\\.|[\w-]|[^\x00-\x7f])+)")
# Stands for the site where references between its style sheets are read.
_ROOT = "https://site.invalid/"
_MEMO = "element styles"


class Declared(NamedTuple):
    """What is said of a property: `value` in any case, "" if nothing is; `all` that may hold."""

    value: str = ""
    all: frozenset[str] = frozenset()


class Sheets(NamedTuple):
    """The rules of a page's style sheets in order, each with whether it is for some screens only.

    `are_whole` says that all could be read.
    """

    rules: tuple[tuple["StyleRule", bool], ...]
    are_whole: bool


_NOTHING = Declared()


class ElementStyle:
    """What is said of an element, property by property."""

    def __init__(self, found: dict[str, Declared]) -> None:
        """Take what was found."""
        self._found = found

    def of(self, name: str) -> Declared:
        """Give what is said of a property, by its name in lower case."""
        return self._found.get(name, _NOTHING)


def sheets_of(page: Page, site: Site) -> Sheets:
    """Read the style sheets of a page, once for the page."""
    if _MEMO not in page.memo:
        rules: list[tuple[StyleRule, bool]] = []
        are_whole = True
        for element in page.document.select(_LINKS):
            are_whole &= _take_in(page, site, element, rules)
        page.memo[_MEMO] = Sheets(tuple(rules), are_whole)
    found = page.memo[_MEMO]
    assert isinstance(found, Sheets)  # noqa: S101 - nobody else writes there
    return found


def style_of(page: Page, site: Site, element: Element) -> ElementStyle:
    """Tell what is said of an element, by style sheets and by its own `style`."""
    from smoopt.site.style_rules import read_declarations  # noqa: PLC0415 - it loads tinycss2

    said: dict[str, list[tuple[tuple[object, ...], str, bool]]] = {}
    classes = set((element.attr("class") or "").split())
    for number, (rule, is_conditional) in enumerate(sheets_of(page, site).rules):
        if not _may_match(rule.selector, element.tag, classes):
            continue
        matches = _matches(element, rule.selector)
        if matches is False:
            continue
        unsure = is_conditional or rule.is_conditional or matches is None
        for name, value, is_important in rule.declarations:
            rank = is_important, False, not rule.is_layered, rule.weight, number
            said.setdefault(name, []).append((rank, value, unsure))
    if style := element.attr("style"):
        for number, (name, value, is_important) in enumerate(read_declarations(style)):
            rank = is_important, True, True, (0, 0, 0), number
            said.setdefault(name, []).append((rank, value, False))
    return ElementStyle({name: _cascaded(each) for name, each in said.items()})


def _cascaded(said: list[tuple[tuple[object, ...], str, bool]]) -> Declared:
    """Find what is said in any case, and what more may win over that."""
    value, may_hold = "", set[str]()
    for _, one, is_unsure in sorted(said, key=itemgetter(0)):
        if is_unsure:
            may_hold.add(one)
        else:
            value, may_hold = one, {one}
    return Declared(value, frozenset(may_hold))


def _take_in(
    page: Page, site: Site, element: Element, rules: list[tuple["StyleRule", bool]]
) -> bool:
    """Take in what a `<style>` or `<link>` says; tells whether it could be read."""
    from smoopt.site.style_rules import is_for_any_screen, is_for_paper  # noqa: PLC0415

    media = element.attr("media") or ""
    is_other = "alternate" in (element.attr("rel") or "").lower().split()
    if is_other or (is_for_paper(media) and not element.attr("onload")):
        return True
    unsure = not is_for_any_screen(media) or element.closest("noscript") is not None
    if element.tag == "style":
        return _take_in_text(site, dirname(page.path), element.text, rules, unsure=unsure)
    href = element.attr("href") or ""
    return _has_fonts_only(href) or _take_in_file(site, site.file(page, href), rules, unsure=unsure)


def _take_in_file(
    site: Site,
    path: str | None,
    rules: list[tuple["StyleRule", bool]],
    *,
    unsure: bool,
    depth: int = 0,
) -> bool:
    text = None if path is None or depth > _DEEPEST else site.read(path)
    if path is None or text is None:
        return False
    return _take_in_text(site, dirname(path), text, rules, unsure=unsure, depth=depth)


def _take_in_text(
    site: Site,
    folder: str,
    text: str,
    rules: list[tuple["StyleRule", bool]],
    *,
    unsure: bool,
    depth: int = 0,
) -> bool:
    """Take in the rules of a sheet in this folder of the site, after those that it imports."""
    from smoopt.site.style_rules import read_sheet  # noqa: PLC0415 - it loads tinycss2

    sheet, are_whole = read_sheet(text), True
    for imported in sheet.imports:
        if not _has_fonts_only(imported):
            place = joined(f"{_ROOT}{folder}/" if folder else _ROOT, imported) or ""
            path = place.removeprefix(_ROOT) if place.startswith(_ROOT) else None
            are_whole &= _take_in_file(site, path, rules, unsure=True, depth=depth + 1)
    rules.extend((rule, unsure) for rule in sheet.rules)
    return are_whole


def _has_fonts_only(reference: str) -> bool:
    return host_of(f"https:{reference}" if reference.startswith("//") else reference) in _FONTS


def _may_match(selector: str, tag: str, classes: set[str]) -> bool:
    """Tell, at a glance, whether a selector may be for such an element."""
    last = _IN_BRACKETS.sub("", _COMPOUND.split(selector)[-1])
    named = _TAG.match(last)
    if named is not None and named[0].lower() != tag:
        return False
    return all(found.replace("\\", "") in classes for found in _CLASS.findall(last))


def _matches(element: Element, selector: str) -> bool | None:
    """Tell whether a selector is for an element; None where that cannot be told."""
    try:
        return bool(element.matches(selector))
    except ValueError:
        return None
