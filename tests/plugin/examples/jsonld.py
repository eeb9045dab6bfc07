"""JSON-LD that says who wrote an article and when it was changed, where it does not."""

import json
from collections.abc import Iterator

from smoopt import Edit, Facts, Page, Plugin, hookimpl

ARTICLES = {"Article", "BlogPosting", "NewsArticle", "TechArticle"}


class Completion(Plugin, frozen=True):
    """Add `author` and `dateModified` to articles that lack them."""

    @hookimpl
    def edits(self, page: Page, facts: Facts) -> Iterator[Edit]:
        for script in page.document.select('script[type="application/ld+json"]'):
            try:
                said = json.loads(script.text)
            except ValueError:
                continue
            if not isinstance(said, dict) or said.get("@type") not in ARTICLES:
                continue
            more = {name: value for name, value in self._known(facts) if name not in said}
            if more:
                because = f"{' and '.join(more)} not in the page's own JSON-LD"
                yield page.complete(script, said | more, name="jsonld", because=because)

    def _known(self, facts: Facts) -> Iterator[tuple[str, object]]:
        if facts.authors is not None:
            people = [{"@type": "Person", "name": person.name} for person in facts.authors.value]
            yield "author", people
        if facts.modified is not None:
            yield "dateModified", facts.modified.value
