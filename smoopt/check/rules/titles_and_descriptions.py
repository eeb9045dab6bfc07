"""Rules on `<title>` and the description."""

from collections.abc import Iterator

from smoopt.builtin.tags.rules.tag_values import (
    DESCRIPTION_EMPTY,
    TEXT_MARKUP,
    TEXT_TORN,
    text_fault,
)
from smoopt.check.rules.common.scope import is_aside, is_shared, missing
from smoopt.html.page import Page
from smoopt.html.skip import Skip
from smoopt.model.finding import Finding, Severity
from smoopt.model.plain_text import columns
from smoopt.model.rule import Rule
from smoopt.plugin.broken_tags import broken_fault
from smoopt.site.titles import DESCRIPTIONS, TITLES, title_element

_TITLE_LINKS = "https://developers.google.com/search/docs/appearance/title-link"
_SNIPPETS = "https://developers.google.com/search/docs/appearance/snippet"

# Neither page gives a number; results on a desktop show about so many columns (a Chinese or
# Japanese character takes two). https://developers.google.com/search/docs/appearance/title-link and
# https://developers.google.com/search/docs/appearance/snippet (2026-11-21)
_TITLE_LEAST, _TITLE_MOST = 5, 70
_DESCRIPTION_LEAST, _DESCRIPTION_MOST = 40, 200

TITLE_MISSING = Rule(
    id="title-missing",
    severity=Severity.ERROR,
    what="The page has no `<title>`.",
    why="Search results, tabs, bookmarks and cards without og:title show it. Without it they "
    "show the address or a guess.",
    source="https://html.spec.whatwg.org/multipage/semantics.html#the-title-element",
    fix="Give the page a `<title>` that no other page has.",
)
TITLE_EMPTY = Rule(
    id="title-empty",
    severity=Severity.ERROR,
    what="`<title>` is empty, or is never closed and so contains the rest of the file.",
    why="An empty title names nothing; an unclosed one swallows the page.",
    source="https://html.spec.whatwg.org/multipage/semantics.html#the-title-element",
    fix="Write the title between `<title>` and `</title>`.",
)
TITLE_SEVERAL = Rule(
    id="title-several",
    severity=Severity.WARNING,
    what="The head has more than one `<title>`.",
    why="Browsers take the first; other readers may take another.",
    source="https://html.spec.whatwg.org/multipage/semantics.html#the-title-element",
    fix="Keep one; usually a theme and a plugin both write it.",
)
TITLE_SHORT = Rule(
    id="title-short",
    severity=Severity.INFO,
    what=f"`<title>` is shorter than {_TITLE_LEAST} columns (wide letters count two).",
    why="In a list of results, so short a title seldom says what the page is about.",
    source=_TITLE_LINKS,
    fix="Say what the page is about, and name the site or project.",
)
TITLE_LONG = Rule(
    id="title-long",
    severity=Severity.INFO,
    what=f"`<title>` is longer than {_TITLE_MOST} columns (wide letters count two).",
    why="Search results cut long titles off.",
    source=_TITLE_LINKS,
    fix="Begin with the words that set the page apart, or shorten the title.",
)
DESCRIPTION_MISSING = Rule(
    id="description-missing",
    severity=Severity.WARNING,
    what="The page has neither a meta description nor og:description.",
    why="Search results and cards then show some text of the page, or none.",
    source=_SNIPPETS,
    fix='Write `<meta name="description">`, one or two sentences of the page\'s own.',
)
DESCRIPTION_SEVERAL = Rule(
    id="description-several",
    severity=Severity.WARNING,
    what="The head has more than one meta description.",
    why="HTML allows only one. Different programs read different ones.",
    source="https://html.spec.whatwg.org/multipage/semantics.html#standard-metadata-names",
    fix="Keep one; usually a theme and a plugin both write it.",
)
DESCRIPTION_SHORT = Rule(
    id="description-short",
    severity=Severity.INFO,
    what=f"The meta description is shorter than {_DESCRIPTION_LEAST} columns.",
    why="A few words seldom help to choose a page. Search engines then show other text.",
    source=_SNIPPETS,
    fix="Say in a sentence or two what a reader finds on the page.",
)
DESCRIPTION_LONG = Rule(
    id="description-long",
    severity=Severity.INFO,
    what=f"The meta description is longer than {_DESCRIPTION_MOST} columns.",
    why="Search results and cards show only the beginning.",
    source=_SNIPPETS,
    fix="Put the most important words first, or shorten it.",
)
RULES = (
    TITLE_MISSING,
    TITLE_EMPTY,
    TITLE_SEVERAL,
    TITLE_SHORT,
    TITLE_LONG,
    DESCRIPTION_MISSING,
    DESCRIPTION_EMPTY,
    DESCRIPTION_SEVERAL,
    DESCRIPTION_SHORT,
    DESCRIPTION_LONG,
    TEXT_MARKUP,
    TEXT_TORN,
)


def titles(page: Page) -> Iterator[Finding]:
    """Judge the title, also if robots may not index the page: people still see it."""
    element, text = title_element(page)
    if element is None:
        # A framework titles its error page later; a page kept from search may be in a frame.
        if page.skip is Skip.NOINDEX or (is_aside(page) and page.framework):
            return
        yield missing(TITLE_MISSING, page, "the page has no <title>")
        return
    place = page.place(element)
    if not text:
        yield TITLE_EMPTY.at(place, "<title> is empty or never closed")
        return
    others = [] if page.head is None else page.head.find_all("title")[1:]
    if fault := text_fault(page, text):
        yield fault.at(place, "<title>", text)
    if others and others[0].parent == page.head:
        yield TITLE_SEVERAL.at(page.place(others[0]), f"another <title> follows “{text}”")
    size = columns(text)
    if size < _TITLE_LEAST and is_shared(page):
        yield TITLE_SHORT.at(place, f"“{text}” takes {size} columns; {_TITLE_LEAST} or more tell")
    elif size > _TITLE_MOST:
        yield TITLE_LONG.at(place, f"the title takes {size} columns; about {_TITLE_MOST} are shown")


def descriptions(page: Page) -> Iterator[Finding]:
    """Judge the description of a page that is meant to be found, and the texts of tags."""
    for tag in filter(None, map(page.first_tag, (*TITLES, *DESCRIPTIONS))):
        if not broken_fault(tag) and (fault := text_fault(page, tag.value)):
            yield fault.at(page.place(tag.element), tag.keys[0], tag.value)
    tags = [tag for tag in page.tags("description") if tag.element.attr("name")]
    if page.skip is Skip.NOINDEX:
        return
    if not tags:
        if not page.tags("og:description") and is_shared(page):
            yield missing(DESCRIPTION_MISSING, page, "the page has no description")
        return
    first, *others = tags
    place = page.place(first.element)
    if others:
        again = page.place(others[0].element)
        yield DESCRIPTION_SEVERAL.at(again, f"this is description 2 of {len(tags)}; keep one")
    size = columns(first.value)
    if not first.value:
        yield DESCRIPTION_EMPTY.at(place, "the description is empty")
    elif size < _DESCRIPTION_LEAST and is_shared(page):
        yield DESCRIPTION_SHORT.at(place, f"“{first.value}” takes only {size} columns")
    elif size > _DESCRIPTION_MOST:
        found = f"the description takes {size} columns; at most {_DESCRIPTION_MOST} are shown"
        yield DESCRIPTION_LONG.at(place, found)
