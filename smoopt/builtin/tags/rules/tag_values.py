"""Values of tags: descriptions, accounts, locales, types."""

import re

from smoopt.html.page import Page
from smoopt.html.stated_text import meant
from smoopt.html.torn_text import mended
from smoopt.model.dates import iso_date
from smoopt.model.finding import Severity
from smoopt.model.language_tags import is_locale
from smoopt.model.rule import Fault, Rule

_HANDLE = re.compile(r"@\w{1,15}", re.ASCII)

DESCRIPTION_EMPTY = Rule(
    id="description-empty",
    severity=Severity.WARNING,
    what="The meta description is empty.",
    why="An empty description is worse than none: some programs show it and do not look for "
    "other text.",
    source="https://developers.google.com/search/docs/appearance/snippet",
    fix="Fill it or leave the tag out; many themes write it for every page.",
)
TEXT_MARKUP = Rule(
    id="text-markup",
    severity=Severity.WARNING,
    what="A title or description, in the page or in a feed, contains tags, entities, an "
    "unfilled template or a script that the page itself does not show.",
    why="Networks and search engines show them literally: `Tom &amp; Ann`, `<em>`.",
    source="https://ogp.me/#data_types",
    fix="Let the template strip tags, and escape the text exactly once.",
    read="2026-12-01",
)
TEXT_TORN = Rule(
    id="text-torn",
    severity=Severity.WARNING,
    what="A description joins two words of the page, or breaks off inside a word.",
    why="Themes cause this when they remove `<br>` from a text or cut it after a number of "
    "letters.",
    source="https://developers.google.com/search/docs/appearance/snippet",
    fix="Let the template replace a tag with a space, and cut between words.",
    read="2026-12-01",
)
X_HANDLE = Rule(
    id="x-handle",
    severity=Severity.WARNING,
    what="twitter:site or twitter:creator is not an account name.",
    why="X credits accounts only, not a person's name or an address.",
    source="https://developer.x.com/en/docs/x-for-websites/cards/overview/markup",
    fix="Write the account's name with its @, as in @example.",
)
OG_LOCALE_BAD = Rule(
    id="og-locale-bad",
    severity=Severity.WARNING,
    what="og:locale is not a language and a territory, as in en_GB.",
    why="Open Graph accepts only that form. Networks take any other for American English.",
    source="https://ogp.me/#optional",
    fix="Write both, joined by an underscore.",
)
OG_TYPE_WRONG = Rule(
    id="og-type-wrong",
    severity=Severity.WARNING,
    what="og:type is website on a page that otherwise calls itself an article, or article on a "
    "front page, an error page or a list, such as all pages with a tag.",
    why="Networks then show no date and author for an article, or look for them on a list.",
    source="https://ogp.me/#types",
    fix="Write article for articles and website for everything else. Many themes write the same "
    "on every page.",
    of_build=True,
)

# https://ogp.me/#types: a datetime is ISO 8601 (2026-12-01).
_ISO = re.compile(
    r"\d{4}-?\d\d-?\d\d(?:T\d\d(?::?\d\d(?::?\d\d(?:[.,]\d+)?)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?)?"
)
ARTICLE_TIME_WRONG = Rule(
    id="article-time-wrong",
    severity=Severity.WARNING,
    what="An article:published_time or article:modified_time is not a date in ISO 8601.",
    why="Networks drop it, or show the year 1 or 1970, which programs write when there is no date.",
    source="https://ogp.me/#types",
    fix="Write it as 2026-03-14T09:30:00+01:00, and leave the tag out if there is no date.",
    read="2026-12-01",
)


def time_fault(value: str) -> Fault | None:
    """Return a fault for a text that is not an ISO 8601 date, or is a program's zero value."""
    if _ISO.fullmatch(value) and iso_date(value):
        return None
    return Fault(ARTICLE_TIME_WRONG, "it is not a date like 2026-03-14T09:30:00+01:00")


def text_fault(page: Page, value: str) -> Fault | None:
    """Return a fault for torn words, and for tags and entities the page is not about."""
    if meant(page, value) == value:
        return None
    if mended(page, value) != value:
        return Fault(TEXT_TORN, "it runs words together or breaks off inside one")
    return Fault(TEXT_MARKUP, "it holds tags or entities that the page does not show")


def handle_fault(value: str) -> Fault | None:
    """Return a fault for what is not an account name, such as `@Jane Doe`."""
    if _HANDLE.fullmatch(value):
        return None
    return Fault(X_HANDLE, "it is not an account name like @example")


def locale_fault(value: str) -> Fault | None:
    """Return a fault for what is not a language and territory."""
    if is_locale(value):
        return None
    return Fault(OG_LOCALE_BAD, "it does not have the form language_TERRITORY, such as en_GB")
