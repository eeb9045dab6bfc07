"""Rules on feeds: some page leads readers to them, and they say what the pages say."""

from collections.abc import Iterator, Mapping

from smoopt.builtin.tags.rules.tag_values import text_fault
from smoopt.check.rules.common.page_summary import PageSummary
from smoopt.html.page import Page
from smoopt.html.stated_text import markup_text
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.site.site import Site

FEED_UNNAMED = Rule(
    id="feed-unnamed",
    severity=Severity.INFO,
    what="No page names a feed of the site.",
    why="Feed readers and browsers find a feed by a `<link>` in the pages. Nobody finds this "
    "feed without knowing its address.",
    source="https://html.spec.whatwg.org/#rel-alternate",
    fix='Write `<link rel="alternate" type="application/rss+xml" href="…">` (atom+xml for Atom) '
    "into the head of the pages that it is about.",
)
RULES = (FEED_UNNAMED,)
# A summary may be the whole of a long page.
_READ = 4000


def entry_texts(page: Page, site: Site) -> Iterator[Finding]:
    """Judge the texts of a page's feed entry: read as HTML, they must be plain text."""
    entry = site.entry(page.path)
    if entry is None:
        return
    for name, text in (("title", entry.title), ("summary", entry.summary[:_READ])):
        if "&" in text and (fault := text_fault(page, markup_text(text))):
            yield fault.at(entry.place, f"the feed's {name} of {page.path}", text)


def feeds(said: Mapping[str, PageSummary], site: Site) -> Iterator[Finding]:
    """Report feeds with entries that no page names, if the site's address is known."""
    if not site.url:
        return
    named = {path for summary in said.values() for path in summary.feeds}
    for feed in site.learnt.feeds:
        if feed.entries and feed.path not in named:
            message = 'no page names it in a <link rel="alternate">'
            yield FEED_UNNAMED.at(Place(feed.path, 1, 1), message)
