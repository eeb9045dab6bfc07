"""What the peers in Python do apart from the HTML; work.mjs says the same for Node."""

import html
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

_BAR = Path(__file__).with_name("bar.html").read_text("utf-8")


class Target(NamedTuple):
    """Where a page is published, and under which address its site."""

    base: str
    address: str


class Found:
    """What a page says of itself already."""

    def __init__(self) -> None:
        self.title = ""
        self.description = ""
        self.names: set[str] = set()

    def note(self, tag: str, get: Callable[[str], str | None]) -> None:
        """Take note of a `<meta>` or `<link>` by its attributes."""
        if tag == "link":
            if get("rel") == "canonical":
                self.names.add("canonical")
            return
        name = get("property") or get("name")
        if name:
            self.names.add(name)
        if name == "description":
            self.description = get("content") or ""


def _metas(found: Found, target: Target) -> Iterator[tuple[str, str, str]]:
    title = " ".join(found.title.split())
    description = found.description or title
    image = f"{target.base}card.png"
    yield "property", "og:type", "article"
    yield "property", "og:title", title
    yield "property", "og:description", description
    yield "property", "og:url", target.address
    yield "property", "og:site_name", "Example"
    yield "property", "og:locale", "en_GB"
    yield "property", "og:image", image
    yield "property", "og:image:alt", title
    yield "name", "twitter:card", "summary_large_image"
    yield "name", "twitter:title", title
    yield "name", "twitter:description", description
    yield "name", "twitter:image", image


def head(found: Found, target: Target) -> str:
    """Write the tags that go to the end of the head."""
    tags = [
        f'<meta {attribute}="{name}" content="{html.escape(content)}">\n'
        for attribute, name, content in _metas(found, target)
        if name not in found.names
    ]
    if "canonical" not in found.names:
        tags.append(f'<link rel="canonical" href="{html.escape(target.address)}">\n')
    return "".join(tags)


def bar(target: Target) -> str:
    """Write the bar that goes to the end of the body, 1.5 KB."""
    return _BAR.replace("{address}", quote(target.address, safe=""))


def run(rewrite: Callable[[bytes, Target], bytes]) -> None:
    """Run `rewrite` over all pages: python PEER.py SITE OUT ADDRESS."""
    site, out, base = sys.argv[1:]
    made: set[Path] = set()
    for file in Path(site).rglob("*.html"):
        path = file.relative_to(site)
        written = rewrite(file.read_bytes(), Target(base, base + path.as_posix()))
        there = out / path
        if there.parent not in made:
            there.parent.mkdir(parents=True, exist_ok=True)
            made.add(there.parent)
        there.write_bytes(written)
