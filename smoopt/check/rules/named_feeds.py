"""Rule on feeds: some page leads readers to them."""

from collections.abc import Iterator, Mapping

from smoopt.check.rules.common.page_summary import PageSummary
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.site.site import Site

FEED_UNNAMED = Rule(
    id="feed-unnamed",
    severity=Severity.INFO,
    what="No page names a feed of the site.",
    why="Feed readers and browsers find a feed by a `<link>` in the pages: this one is found by "
    "nobody who does not know its address.",
    source="https://html.spec.whatwg.org/#rel-alternate",
    fix='Write `<link rel="alternate" type="application/rss+xml" href="…">` (atom+xml for Atom) '
    "into the head of the pages that it is about.",
)
RULES = (FEED_UNNAMED,)


def feeds(said: Mapping[str, PageSummary], site: Site) -> Iterator[Finding]:
    """Look up each feed that has entries; without the site's address, names cannot be read."""
    if not site.url:
        return
    named = {path for summary in said.values() for path in summary.feeds}
    for feed in site.learnt.feeds:
        if feed.entries and feed.path not in named:
            message = 'no page names it in a <link rel="alternate">'
            yield FEED_UNNAMED.at(Place(feed.path, 1, 1), message)
