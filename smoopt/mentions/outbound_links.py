"""Links to other sites in the text of pages, for which webmentions can be sent.

https://www.w3.org/TR/webmention/#sending-webmentions (2026-12-01)
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import xxhash
from turbohtml import Element

from smoopt.files.bounded import WRITTEN, read_bounded
from smoopt.html.after_text import is_of_text
from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.model.errors import SiteError, reason
from smoopt.model.web_address import is_of_the_web, is_shown_whole
from smoopt.site.root_address import read_page
from smoopt.site.site import Site


class Mention(NamedTuple):
    """The addresses of a page of the site, and of a page elsewhere that its text links to."""

    source: str
    target: str


class Mentioning(NamedTuple):
    """A page of the site: its address, a digest of its text, and the pages elsewhere it links to.

    Each target is listed once, without its fragment.
    """

    source: str
    text: str
    targets: tuple[str, ...]

    @property
    def mentions(self) -> Iterator[Mention]:
        """The mention of each target."""
        return (Mention(self.source, target) for target in self.targets)


def read_list(file: Path) -> set[Mention]:
    """Read mentions as `smoopt mentions` lists them, one per line; raises SiteError otherwise."""
    try:
        lines = read_bounded(file, WRITTEN).decode(errors="replace").splitlines()
    except OSError as error:
        raise SiteError(
            f"{file}: cannot be read: {reason(error)}; expected a list that `smoopt mentions` "
            "printed"
        ) from error
    found = set[Mention]()
    for number, line in enumerate(lines, 1):
        words = line.split()
        if len(words) == len(Mention._fields) and all(map(is_of_the_web, words)):
            found.add(Mention(*words))
        elif words:
            raise SiteError(
                f"{file}:{number}: is no line of a list that `smoopt mentions` printed; expected "
                f"two addresses, found {line[:80]!r}"
            )
    return found


def mentioning(site: Site) -> Iterator[Mentioning]:
    """Yield each page with content, in order; the site's address must be known.

    Pages that are skipped, as they redirect or are not to be indexed, are left out.
    """
    for path in site.pages:
        page = read_page(site.opened, path)
        if page is None or page.skip is not None or page.content is None:
            continue
        targets = dict.fromkeys(_targets(page, site, page.content))
        text = xxhash.xxh3_64_hexdigest(own_text(page.content).encode("utf-8", "replace"))
        yield Mentioning(site.address(path), text, tuple(targets))


def _targets(page: Page, site: Site, content: Element) -> Iterator[str]:
    for link in content.find_all("a"):
        reference = link.attr("href") or ""
        url = site.resolve(page, reference).partition("#")[0]
        if is_of_the_web(url) and site.file(page, reference) is None and is_of_text(link, content):
            yield _in_one_word(url)


def _in_one_word(url: str) -> str:
    """Percent-encode spaces and invisible characters, as browsers do: lists separate by spaces."""
    if is_shown_whole(url):
        return url
    signs = (
        sign if sign.isprintable() and sign != " " else quote(sign, errors="replace")
        for sign in url
    )
    return "".join(signs)
