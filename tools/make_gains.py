"""Write docs/explanation/gains.md: what readers get of two pages before smoopt and after.

Cards are those of the preview, by each network's documented rules; feeds are found as feed readers
find them and read by feedparser; references are read by the names that Zotero looks for.
"""

import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import feedparser
import turbohtml
from turbohtml import Document

from smoopt.html.page import Page
from smoopt.preview.cards.card import Card
from smoopt.preview.cards.make_cards import make_cards
from smoopt.site.config import with_url
from smoopt.site.settings import Settings
from smoopt.site.site import Site

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs/explanation/gains.md"
_HEADER = """\
# What readers gain

<!-- Written by tools/make_gains.py: run it anew, do not change this file. -->

Two pages as their generators wrote them, and after `smoopt build` with `feeds`, `cite` and
`markdown` on. The cards are those of `smoopt preview`; feeds were found from the page and read by
[feedparser](https://pypi.org/project/feedparser/); references are read by the names that
[Zotero](https://github.com/zotero/translators/blob/master/Embedded%20Metadata.js) looks for.
"""
_ON = "[plugins.feeds]\n[plugins.cite]\n[plugins.markdown]\n"
_FEED_TYPES = ("application/atom+xml", "application/rss+xml", "application/feed+json")
_MARKDOWN = "text/markdown"
_NOTHING = "–"
_LONGEST = 150


class Shown(NamedTuple):
    """A page to show: whose it is, the site's folder and address, and its path."""

    what: str
    site: str
    url: str
    path: str


PAGES = (
    Shown(
        "A post of a blog, made by Eleventy",
        "eleventy",
        "https://garden.example.org/",
        "diary/summer/water/index.html",
    ),
    Shown(
        "A page of a manual, made by Sphinx",
        "sphinx",
        "https://tidewater.example.net/en/latest/",
        "quickstart.html",
    ),
)


def gains() -> str:
    """Build copies of the sites, and write the page."""
    return "\n".join([_HEADER, *map(_section, PAGES)])


def _section(shown: Shown) -> str:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        shutil.copytree(ROOT / "fixtures" / "sites" / shown.site, root)
        before = dict(_readings(root, shown))
        config = Path(folder) / "smoopt.toml"
        config.write_text(f'[site]\nurl = "{shown.url}"\n{_ON}', "utf-8")
        words = ("build", root, "--config", config, "--fail-on", "never")
        subprocess.run([sys.executable, "-m", "smoopt", *words], check=True, capture_output=True)
        after = dict(_readings(root, shown))
    rows = [f"| {reader} | {before[reader]} | {after[reader]} |" for reader in after]
    head = [f"## {shown.what}", "", "| reader | before | after |", "|---|---|---|"]
    return "\n".join([*head, *rows, ""])


def _readings(root: Path, shown: Shown) -> Iterator[tuple[str, str]]:
    """Read a page as each reader does, in words."""
    site = Site(root, with_url(Settings(), shown.url), built=True)
    data = (root / shown.path).read_bytes()
    cards = {card.network: card for card in make_cards(Page(shown.path, data, built=True), site)}
    document = turbohtml.parse(data)
    yield "Mastodon", _card(cards["mastodon"])
    yield "Slack", _card(cards["slack"])
    yield "Google", _card(cards["google"])
    yield "a feed reader", _feed(root, shown, document)
    yield "Zotero", _reference(document)
    yield "an assistant", _text(root, shown, document, data)


def _card(card: Card) -> str:
    date = card.date and f"dated {card.date}"
    # Style sheets clamp what is longer, by lines.
    said = textwrap.shorten(card.description, _LONGEST, placeholder=" …")
    parts = [f"**{card.title}**", said, card.site_name and f"from {card.site_name}"]
    crumbs = " › ".join(crumb for crumb in card.crumbs if crumb != card.site_name)
    picture = card.picture and f"picture `{(card.image or '').rpartition('/')[2]}`"
    return _joined([*parts, card.author and f"by {card.author}", date, crumbs, picture])


def _feed(root: Path, shown: Shown, document: Document) -> str:
    """Find the feed that the page names, as a reader does that is given the page's address."""
    for link in document.select('head link[rel~="alternate"]'):
        if link.attr("type") in _FEED_TYPES:
            file = _file(root, shown, link.attr("href") or "")
            read = feedparser.parse(file.read_bytes())
            whole = sum("content" in entry for entry in read.entries)
            entries = f"{len(read.entries)} entries, {whole} with their whole text"
            return f"follows **{read.feed.title}**: {entries}"
    return _NOTHING


def _reference(document: Document) -> str:
    """Read what a reference manager files."""
    metas = [
        ((tag.attr("name") or tag.attr("property") or "").lower(), tag.attr("content") or "")
        for tag in document.select("head meta")
    ]

    def said(*names: str) -> list[str]:
        found = ([value for key, value in metas if key == name and value] for name in names)
        return next(filter(None, found), [])

    heading = document.find("title")
    title = said("citation_title", "dc.title", "dcterms.title", "og:title")
    date = said("citation_publication_date", "citation_date", "dc.date", "article:published_time")
    authors = said("citation_author", "dc.creator", "article:author", "author")
    whole = said("citation_journal_title", "og:site_name")
    parts = [f"**{title[0]}**" if title else f"**{heading.text if heading else ''}**"]
    parts += [f"by {'; '.join(authors)}" if authors else "", f"in {whole[0]}" if whole else ""]
    return _joined([*parts, f"dated {date[0]}" if date else ""])


def _text(root: Path, shown: Shown, document: Document, data: bytes) -> str:
    """Say what a program reads that wants no more than the text."""
    link = document.select_one(f'head link[type="{_MARKDOWN}"]')
    if link is None:
        return f"{len(data) / 1000:.1f} kB of HTML"
    size = _file(root, shown, link.attr("href") or "").stat().st_size
    return f"{size / 1000:.1f} kB of Markdown; all pages in `llms.txt`"


def _file(root: Path, shown: Shown, address: str) -> Path:
    if address.startswith(shown.url):
        return root / address.removeprefix(shown.url)
    return (root / shown.path).parent / address


def _joined(parts: Iterable[str | None]) -> str:
    return " · ".join(part.replace("|", "\\|") for part in parts if part)


if __name__ == "__main__":
    DOCS.write_text(gains(), "utf-8")
    sys.stdout.write(f"{DOCS}\n")
