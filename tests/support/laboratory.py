"""A small site without fault, and cases that break one thing in it.

Every page is written line by line, so that a case names the line that it replaces, and says at
which line and column the finding must be.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from smoopt.builtin.duplicates import Duplicates
from smoopt.check.rules import RULES, of_page, of_site, said
from smoopt.html.page import Page
from smoopt.model.finding import Finding
from smoopt.plugin.call import packed, unpacked
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support.pictures import png
from tests.support.sites import write_files

URL = "https://example.org/docs/"
# The lines of a page, by what they are for. "{url}" and "{name}" are those of the page.
LINES = {
    "doctype": "<!doctype html>",
    "html": '<html lang="en">',
    "head": "<head>",
    "charset": '<meta charset="utf-8">',
    "title": "<title>The {name} page of the lab</title>",
    "description": '<meta name="description" '
    'content="What one may read on the page {name} of the lab.">',
    "canonical": '<link rel="canonical" href="{url}">',
    "og_title": '<meta property="og:title" content="The {name} page">',
    "og_type": '<meta property="og:type" content="website">',
    "og_url": '<meta property="og:url" content="{url}">',
    "og_image": '<meta property="og:image" content="https://example.org/docs/wide.png">',
    "og_image_width": '<meta property="og:image:width" content="1200">',
    "og_image_height": '<meta property="og:image:height" content="630">',
    "og_image_alt": '<meta property="og:image:alt" content="A grey square">',
    "card": '<meta name="twitter:card" content="summary_large_image">',
    "more": "",
    "body": "</head><body>",
    "content": "<h1>{name}</h1><p>One paragraph.",
    "end": "</body></html>",
}
PICTURES = {"wide.png": (1200, 630), "square.png": (400, 400), "dot.png": (1, 1)}
Lines = Mapping[str, str]
DUPLICATES = Duplicates()
# The rules whose faults these cases have, the built-in plugin's among them.
EVERY_RULE = {**RULES, **{rule.id: rule for rule in DUPLICATES.rules()}}


class Case(msgspec.Struct, forbid_unknown_fields=True):
    """One broken page, a.html, and its mended twin.

    `broken` and `mended` replace lines of a.html; without `mended`, the twin is the faultless
    page. `pages` replaces lines of other pages, `files` are written as they are, `gzip` holds
    what is compressed, `site` is the `[site]` table, whose address the pages bear; what begins
    with `mended_` replaces these for the twin. PADDING in a line or a file stands for so many
    letters; `pictures` have a width and height, and at least so many bytes. `without` is a package
    that is not installed, but for the twin.
    """

    at: str
    says: str
    broken: dict[str, str] = {}
    mended: dict[str, str] = {}
    pages: dict[str, dict[str, str]] = {}
    mended_pages: dict[str, dict[str, str]] = {}
    files: dict[str, str] = {}
    mended_files: dict[str, str] = {}
    gzip: dict[str, str] = {}
    mended_gzip: dict[str, str] = {}
    pictures: dict[str, tuple[int, int, int]] = {}
    padding: int = 0
    without: str = ""
    site: dict[str, str] = msgspec.field(default_factory=lambda: {"url": URL})


def lines(path: str, replaced: Lines) -> str:
    """Write a page."""
    name, url = path.removesuffix(".html"), URL + path.removesuffix("index.html")
    unknown = replaced.keys() - LINES.keys()
    assert not unknown, f"no lines {unknown}"
    whole = {**LINES, **replaced}
    return "\n".join(line.replace("{url}", url).replace("{name}", name) for line in whole.values())


@dataclass
class Laboratory:
    """What is written into a folder."""

    root: Path
    pages: dict[str, Lines] = field(default_factory=dict)
    files: dict[str, str | bytes] = field(default_factory=dict)
    table: dict[str, Any] = field(default_factory=lambda: {"url": URL})

    def site(self) -> Site:
        pages = {"index.html": {}, "a.html": {}, "b.html": {}, **self.pages}
        url = self.table.get("url", URL)
        written: dict[str, str | bytes] = {
            path: lines(path, new).replace(URL, url) for path, new in pages.items()
        }
        drawn = {name: png(*size) for name, size in PICTURES.items()}
        write_files(self.root, {**written, **drawn, **self.files})
        return Site(self.root, Settings(site=SiteSettings(**self.table)))


def check(site: Site) -> list[Finding]:
    """Ask all rules of all pages."""
    found: list[Finding] = []
    words = {}
    records: dict[str, object] = {}
    for path in site.pages:
        page = Page(path, (site.root / path).read_bytes(), built=True)
        found += of_page(page, site)
        words[path] = msgspec.msgpack.decode(
            msgspec.msgpack.encode(said(page, site)), type=type(said(page, site))
        )
        if page.skip is None and (record := DUPLICATES.survey(page, site)) is not None:
            records[path] = unpacked(packed(record))
    return [*found, *of_site(words, site), *DUPLICATES.site_findings(DUPLICATES.reduce(records))]


def broken(case: Case, root: Path) -> Site:
    """Write the case."""
    return _written(case, root, case.broken, case.pages, case.files, case.gzip)


def mended(case: Case, root: Path) -> Site:
    """Write the case's twin."""
    pages = {**case.pages, **case.mended_pages}
    files, zipped = {**case.files, **case.mended_files}, {**case.gzip, **case.mended_gzip}
    return _written(case, root, case.mended, pages, files, zipped)


def _written(
    case: Case,
    root: Path,
    page: Lines,
    pages: Mapping[str, Lines],
    files: Mapping[str, str],
    zipped: Mapping[str, str],
) -> Site:
    page, files = (
        {name: text.replace("PADDING", "x" * case.padding) for name, text in given.items()}
        for given in (page, files)
    )
    drawn = {name: png(*size).ljust(most, b"\0") for name, (*size, most) in case.pictures.items()}
    packed = {name: gzip.compress(text.encode(), mtime=0) for name, text in zipped.items() if text}
    everything = {**files, **drawn, **packed}
    return Laboratory(root, {"a.html": page, **pages}, everything, case.site).site()
