"""The pages that link to a page, at its end."""

from collections.abc import Iterator, Mapping

from smoopt import Edit, Facts, Page, Plugin, Site, Span, hookimpl, markup, slot


class Backlinks(Plugin, frozen=True):
    """List at the end of a page which other pages link to it."""

    label: str = "Linked from"

    @hookimpl
    def survey(self, page: Page, site: Site, facts: Facts) -> dict[str, object] | None:
        if page.content is None or facts.title is None:
            return None
        links = (link.attr("href") or "" for link in page.content.find_all("a"))
        places = (site.file(page, link) for link in links)
        pages = {site.behind(place) for place in places if place is not None}
        return {"title": facts.title.value, "links": sorted(pages - {None, page.path})}

    @hookimpl
    def gather(self, records: Mapping[str, dict]) -> dict[str, list]:
        shares: dict[str, list] = {}
        for path, said in records.items():
            for linked in said["links"]:
                shares.setdefault(linked, []).append([path, said["title"]])
        return shares

    @hookimpl
    def edits(self, page: Page, site: Site, shares: Mapping[str, list]) -> Iterator[Edit]:
        position, linking = slot(page, "content-end"), shares.get("backlinks", [])
        if position is None or not linking:
            return
        items = [
            markup.element("li", {}, markup.anchor(site.address(path), {}, markup.text(title)))
            for path, title in linking
        ]
        attributes = {"data-smoopt": "backlinks", "aria-label": self.label}
        html = markup.element("nav", attributes, markup.element("ul", {}, *items))
        yield Edit(Span(position, position), html, "backlinks", f"{len(items)} pages link here")
