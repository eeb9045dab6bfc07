"""Links in the text of pages that lead to other sites: what webmentions can be sent for.

https://www.w3.org/TR/webmention/#sending-webmentions (2026-12-01)
"""

from collections.abc import Iterator
from typing import NamedTuple

from turbohtml import Element

from smoopt.html.after_text import is_of_text
from smoopt.html.page import Page
from smoopt.model.web_address import is_of_the_web
from smoopt.site.root_address import read_page
from smoopt.site.site import Site


class Mention(NamedTuple):
    """A page of the site, and a page elsewhere that its text links to, by their addresses."""

    source: str
    target: str


def mentions(site: Site) -> Iterator[Mention]:
    """Give each link once for each page, in the order of the pages; the site has an address.

    Pages that are left alone, for they lead on or are not to be indexed, mention nobody.
    """
    for path in site.pages:
        page = read_page(site.opened, path)
        if page is None or page.skip is not None or page.content is None:
            continue
        for target in dict.fromkeys(_targets(page, site, page.content)):
            yield Mention(site.address(path), target)


def _targets(page: Page, site: Site, content: Element) -> Iterator[str]:
    for link in content.find_all("a"):
        reference = link.attr("href") or ""
        url = site.resolve(page, reference).partition("#")[0]
        if is_of_the_web(url) and site.file(page, reference) is None and is_of_text(link, content):
            yield url.replace(" ", "%20")
