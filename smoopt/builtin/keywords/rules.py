"""Where the phrase that a page is to be found by should stand."""

from smoopt.model.finding import Severity
from smoopt.model.rule import Rule

_TITLE_LINKS = "https://developers.google.com/search/docs/appearance/title-link"
_SNIPPETS = "https://developers.google.com/search/docs/appearance/snippet"
_ADDRESSES = "https://developers.google.com/search/docs/crawling-indexing/url-structure"

TITLE = Rule(
    "focus-title",
    Severity.INFO,
    "`<title>` does not have the page's focus phrase.",
    "Search results show the title, and people who look for the phrase look for it there.",
    _TITLE_LINKS,
    "Write the phrase into the title, or name another by `smoopt:focus`.",
)
HEADING = Rule(
    "focus-heading",
    Severity.INFO,
    "The page's heading does not have its focus phrase.",
    "Who comes by the phrase sees by the heading whether the page is the right one; search "
    "engines may take the heading for the title.",
    _TITLE_LINKS,
    "Write the phrase into the `<h1>`, or name another by `smoopt:focus`.",
)
DESCRIPTION = Rule(
    "focus-description",
    Severity.INFO,
    "The description does not have the page's focus phrase.",
    "Search results show it where it tells people what they asked for, else words from the page.",
    _SNIPPETS,
    "Say in the description what the page has on the phrase.",
)
ADDRESS = Rule(
    "focus-address",
    Severity.INFO,
    "The page's address does not have its focus phrase.",
    "Results and shared links show the address, and words tell more than numbers.",
    _ADDRESSES,
    "Name new pages by their phrase; an address that others link to is best kept.",
    read="2026-12-01",
)
OPENING = Rule(
    "focus-opening",
    Severity.INFO,
    "The first paragraph does not have the page's focus phrase.",
    "Who comes by the phrase reads there first whether the page is about it.",
    "",
    "Say early what the page is about, in the words that people look for.",
)
SHARED = Rule(
    "focus-shared",
    Severity.WARNING,
    "Several pages in the same language have the same focus phrase.",
    "They compete with each other: search engines show one, and not always the best.",
    "",
    "Give each page a phrase of its own, or make one page of them. Where more than ten have the "
    "same, the first is named.",
)
UNSTATED = Rule(
    "focus-unstated",
    Severity.INFO,
    "A page names no focus phrase; some that its text tells most of are suggested.",
    "What a page is to be found by can only be audited where its author says it.",
    "",
    "Choose what people look for, and write it into `smoopt:focus`; or set `suggest` to 0.",
)
RULES = (TITLE, HEADING, DESCRIPTION, ADDRESS, OPENING, SHARED, UNSTATED)
