"""The rules on where a page's focus phrase should be."""

from smoopt.model.finding import Severity
from smoopt.model.rule import Rule

_TITLE_LINKS = "https://developers.google.com/search/docs/appearance/title-link"
_SNIPPETS = "https://developers.google.com/search/docs/appearance/snippet"
_ADDRESSES = "https://developers.google.com/search/docs/crawling-indexing/url-structure"

TITLE = Rule(
    "focus-title",
    Severity.INFO,
    "`<title>` does not contain the page's focus phrase.",
    "Search results show the title, and people look there for the phrase.",
    _TITLE_LINKS,
    "Write the phrase into the title, or set another one with `smoopt:focus`.",
)
HEADING = Rule(
    "focus-heading",
    Severity.INFO,
    "The page's heading does not contain its focus phrase.",
    "Readers who searched for the phrase see from the heading whether the page is the right "
    "one. Search engines may use the heading as the title.",
    _TITLE_LINKS,
    "Write the phrase into the `<h1>`, or set another one with `smoopt:focus`.",
)
DESCRIPTION = Rule(
    "focus-description",
    Severity.INFO,
    "The description does not contain the page's focus phrase.",
    "Search results show the description if it contains what people searched for, and other "
    "text of the page otherwise.",
    _SNIPPETS,
    "Say in the description what the page tells about the phrase.",
)
ADDRESS = Rule(
    "focus-address",
    Severity.INFO,
    "The page's address does not contain its focus phrase.",
    "Search results and shared links show the address, and words say more than numbers.",
    _ADDRESSES,
    "Use the phrase in the addresses of new pages. Keep an address that others link to.",
    read="2026-12-01",
)
OPENING = Rule(
    "focus-opening",
    Severity.INFO,
    "The first paragraph does not contain the page's focus phrase.",
    "Readers who searched for the phrase look there first to see whether the page is about it.",
    "",
    "Say early what the page is about, in the words that people search for.",
)
SHARED = Rule(
    "focus-shared",
    Severity.WARNING,
    "Several pages in the same language have the same focus phrase.",
    "They compete with each other: search engines show only one, and not always the best.",
    "",
    "Give each page its own phrase, or merge the pages. If more than ten share a phrase, only "
    "the first is named.",
)
UNSTATED = Rule(
    "focus-unstated",
    Severity.INFO,
    "A page names no focus phrase; smoopt suggests phrases from its text.",
    "smoopt can audit a focus phrase only if the author states it.",
    "",
    "Choose what people search for, and write it into `smoopt:focus`. Or set `suggest` to 0.",
)
RULES = (TITLE, HEADING, DESCRIPTION, ADDRESS, OPENING, SHARED, UNSTATED)
