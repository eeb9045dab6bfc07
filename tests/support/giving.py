"""Plugins that give files at fixed addresses, and sites on which they run."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from smoopt import Edit, File, FileEdit, Page, Plugin, Site, Span, hookimpl, markup, own_file, slot
from smoopt.build.summary import Summary
from smoopt.build.undo import undo
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Options, Settings, SiteSettings
from tests.support.project import Project
from tests.support.runs import contents as everything
from tests.support.sites import NONE, URL, install


class Slips(Plugin, frozen=True):
    """Give each page that has a `data-card` a file of its own, and link to it."""

    @hookimpl
    def edits(self, page: Page) -> Iterator[Edit]:
        position = slot(page, "head")
        for path, _ in _cards(page):
            link = markup.link("card", f"/{path}")
            yield Edit(Span(position, position), link, "card")

    @hookimpl
    def files(self, page: Page) -> Iterator[File]:
        for path, text in _cards(page):
            yield File.at(path, text.encode())


class Index(Plugin, frozen=True):
    """Give a file made of what all pages say."""

    path: str = "index.json"

    @hookimpl
    def survey(self, page: Page) -> str | None:
        title = page.document.find("title")
        return title.text if title else None

    @hookimpl
    def site_files(self, site: Site, records: Mapping[str, object]) -> File:
        return File.at(self.path, json.dumps(records).encode())


class Other(Index, frozen=True):
    """Give the same file as another plugin."""


class Sheets(Plugin, frozen=True):
    """Give each page that has a `data-card` a style sheet of its own; fail on a bad one."""

    @hookimpl
    def edits(self, page: Page, site: Site) -> Iterator[Edit]:
        for sheet in self.files(page):
            link = markup.link("stylesheet", site.href(page, sheet.path))
            yield Edit(Span(*[slot(page, "head")] * 2), link, "sheet")

    @hookimpl
    def files(self, page: Page) -> Iterator[File]:
        for _, text in _cards(page):
            if text == "bad":
                raise ValueError("no such style")
            yield own_file("sheet", "css", text.encode())


class Lines(Plugin, frozen=True):
    """Add a line to robots.txt, and every page to the sitemap."""

    line: str | int = "Disallow: /private"
    to: str = "robots.txt"

    @hookimpl
    def survey(self, page: Page) -> str | None:
        title = page.document.find("title")
        return title.text if title else None

    @hookimpl
    def site_files(self, site: Site, records: Mapping[str, str]) -> Iterator[FileEdit]:
        text, sitemap = site.read(self.to), site.read("sitemap.xml")
        if text is not None:
            yield FileEdit(self.to, len(text), self.line)  # type: ignore[arg-type]
        if sitemap is not None and "</urlset>" in sitemap:
            addresses = (f"{URL}new/{title}" for title in records.values())
            urls = (f"<url>{markup.element('loc', {}, address)}</url>" for address in addresses)
            yield FileEdit("sitemap.xml", sitemap.index("</urlset>"), "".join(urls))


def _cards(page: Page) -> Iterator[tuple[str, str]]:
    for element in page.document.find_all("i"):
        yield element.attr("data-path") or "", element.text


def install_givers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Install the plugins of this file, as their packages would."""
    install(
        monkeypatch,
        __name__,
        {
            "slips": "Slips",
            "index": "Index",
            "other": "Other",
            "lines": "Lines",
            "sheets": "Sheets",
        },
    )


def page(title: str, **cards: str) -> str:
    """Write a page that wants files: paths with `_` for `/` and `.`, and what they hold."""
    wanted = "".join(
        f"<i data-path='{path.replace('__', '/').replace('_', '.')}'>{text}</i>"
        for path, text in cards.items()
    )
    return f"<!doctype html><html><head><title>{title}</title></head><body>{wanted}</body></html>"


def project(
    tmp_path: Path, files: Mapping[str, str], *, apart: bool = False, **named: bool | Options
) -> Project:
    on = {**NONE, **(named or {"slips": True, "index": True})}
    settings = Settings(site=SiteSettings(url=URL), plugins=on)
    return Project(tmp_path, files, apart=apart, settings=settings, registry=Registry(settings))


def contents(root: Path) -> dict[str, bytes]:
    """Give the files of a folder."""
    return {path: data for path, (kind, data) in everything(root).items() if kind == "file"}


def undone(root: Path) -> Summary:
    return undo(Site(root, Settings()), lambda _: None)


def codes(summary: Summary) -> list[str]:
    return [finding.code for finding in summary.findings]
