"""Every link of the manual leads to a file that is there, and to a place in it that is there."""

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from pymdownx.slugs import slugify

from tests.support.places import ROOT

PAGES = (
    *sorted((ROOT / "docs").rglob("*.md")),
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "SECURITY.md")),
    *sorted((ROOT / "plugins").glob("*/README.md")),
)
READER = MarkdownIt("commonmark").enable("table")
# Anchors as the manual's site makes them, which are also those of code hosts.
ANCHOR = slugify(case="lower")


@cache
def tokens(page: Path) -> tuple[Token, ...]:
    return tuple(READER.parse(page.read_text("utf-8")))


def links(page: Path) -> Iterator[str]:
    for token in tokens(page):
        for child in token.children or ():
            target = child.attrs.get("href") or child.attrs.get("src")
            if isinstance(target, str) and not re.match(r"[a-z]+:", target):
                yield target


@cache
def anchors(page: Path) -> frozenset[str]:
    found = {*re.findall(r'<a id="([^"]+)"', page.read_text("utf-8"))}
    for heading, inline in zip(tokens(page), tokens(page)[1:], strict=False):
        if heading.type == "heading_open":
            parts = (child.content for child in inline.children or ())
            found.add(ANCHOR("".join(parts), "-"))
    return frozenset(found)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = Path(os.path.normpath(page.parent / path)) if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert not broken


def test_a_broken_link_would_be_found(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("# One & two\n[gone](b.md) [place](#three) [there](#one--two)\n", "utf-8")
    assert [*links(page)] == ["b.md", "#three", "#one--two"]
    with pytest.raises(AssertionError, match=r"b\.md.+#three'\]"):
        test_links_lead_somewhere(page)
