"""Titles of entries: on a list, the link of each title is that entry's permanent address.

The link gets `rel=bookmark` (https://html.spec.whatwg.org/#link-type-bookmark): its start tag is
replaced, which marks.py allows for this one addition.
"""

from collections.abc import Iterator

from turbohtml import Element

from smoopt.html import markup
from smoopt.html.added_attributes import OWN_ATTRIBUTE
from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.model.edits import Edit
from smoopt.site.site import Site

# Classes of an entry in a list that is neither an article nor an item
_ENTRY = frozenset({"entry", "h-entry", "hentry", "post"})


def entry_titles(page: Page, site: Site) -> Iterator[Edit]:
    """Add `rel=bookmark` to the link of each entry's title, the entry's permanent address."""
    scope = page.content or page.body
    if scope is None:
        return
    for heading in scope.select("h1, h2, h3, h4"):
        link = _title_link(heading) if _in_entry(heading) else None
        if link is None or _says_more(link) or not _leads_on(page, site, link):
            continue
        if (span := page.start_tag(link)) is not None:
            # After the name, as an unquoted last value would absorb what follows it.
            tag, after_name = page.text[slice(*span)], len("<a")
            rel = markup.attribute("rel", "bookmark")
            new = f"{tag[:after_name]}{rel}{tag[after_name:]}"
            yield Edit(span, new, "rel=bookmark", "title of a list entry")


def _in_entry(heading: Element) -> bool:
    return any(
        isinstance(above, Element)
        and (
            above.tag in {"article", "li"}
            or not _ENTRY.isdisjoint((above.attr("class") or "").split())
        )
        for above in heading.ancestors
    )


def _title_link(heading: Element) -> Element | None:
    """Return the link that is the whole content of a heading, or around it."""
    links = heading.find_all("a")
    title = own_text(heading) if links else ""
    for link in links:
        if link.attr("href") and own_text(link) == title:
            return link
    above = heading.parent
    return above if isinstance(above, Element) and above.tag == "a" else None


def _says_more(link: Element) -> bool:
    """Return whether a link has a rel of its own, or one that marks.py would take for smoopt's."""
    return link.attr("rel") is not None or any(key.startswith(OWN_ATTRIBUTE) for key in link.attrs)


def _leads_on(page: Page, site: Site, link: Element) -> bool:
    """Return whether a link leads to another page of the site except its home page."""
    href = link.attr("href") or ""
    place = site.file(page, href)
    if not place or href.startswith(("#", "?")):
        return False
    return page.path not in {place, f"{place.rstrip('/')}/index.html"}
