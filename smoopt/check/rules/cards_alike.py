"""Rules on all cards together: what a theme writes in the tags of most pages."""

from collections.abc import Iterator, Mapping

from smoopt.builtin.alike_pages import alike, of_pages
from smoopt.builtin.sources.boilerplate.repeats import THEMES
from smoopt.builtin.sources.boilerplate.words_said import levels, words_of
from smoopt.builtin.tags.rules.repeated_tags import TAG_DUPLICATE
from smoopt.check.rules.common.page_summary import CARD_TAGS, PageSummary
from smoopt.model.finding import Finding, Severity

RULES = (TAG_DUPLICATE,)


def repeated(said: Mapping[str, PageSummary]) -> Iterator[Finding]:
    """Yield findings on titles and descriptions of cards that most pages have in common."""
    pages = [path for path, page in said.items() if page.card]
    languages = [said[path].language for path in pages]
    for number, key in enumerate(CARD_TAGS):
        sums = [said[path].card[number].sum for path in pages]
        words = dict(zip(pages, sums, strict=True))
        found = levels(pages, sums, words_of(pages, sums, languages))
        themes = dict.fromkeys(words[path] for path, level in found if level == THEMES)
        # A description that fills in for a missing one does little harm.
        severity = Severity.INFO if key.endswith("description") else None
        for same in themes:
            places = {path: said[path].card[number].at for path in pages if words[path] == same}
            yield from alike(TAG_DUPLICATE, of_pages(places), key, severity)
