"""oEmbed for every page: a static answer, and the link by which it is found.

https://oembed.com/ (2026-11-21), sections 2.3 and 4.
"""

import json
from collections.abc import Iterator
from pathlib import PurePosixPath

from smoopt import Edit, Facts, File, Page, Plugin, Site, Span, hookimpl, markup, slot


class OEmbed(Plugin, frozen=True):
    """Write an oEmbed answer for each page, and link to it from the page's head."""

    folder: str = "oembed"

    @hookimpl
    def edits(self, page: Page, site: Site, facts: Facts) -> Iterator[Edit]:
        position = slot(page, "head")
        if position is None or not self._serves(page, facts):
            return
        address = site.address(self._path(page))
        kind = {"type": "application/json+oembed", "title": facts.title.value}
        link = markup.link("alternate", address, xhtml=page.xhtml, **kind)
        yield Edit(Span(position, position), link, "oembed", facts.title.rule)

    @hookimpl
    def files(self, page: Page, site: Site, facts: Facts) -> Iterator[File]:
        if not self._serves(page, facts):
            return
        answer = {
            "version": "1.0",
            "type": "link",
            "title": facts.title.value,
            "author_name": facts.authors.value[0].name if facts.authors else None,
            "provider_name": site.name.value if site.name else None,
            "provider_url": site.url,
        }
        said = {name: value for name, value in answer.items() if value is not None}
        yield File.at(self._path(page), json.dumps(said, ensure_ascii=False, indent=1).encode())

    def _serves(self, page: Page, facts: Facts) -> bool:
        own = (tag.element.attr("type") for tag in page.tags("alternate"))
        known = facts.title is not None and facts.address is not None
        return known and "application/json+oembed" not in own

    def _path(self, page: Page) -> str:
        return f"{self.folder}/{PurePosixPath(page.path).with_suffix('.json')}"
