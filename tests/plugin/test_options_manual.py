"""The page of a plugin names all of its options, and says truly what stands for those not given."""

import re
from collections.abc import Iterator

import pytest

from smoopt.cli.plugin_list import Entry, entries
from smoopt.site.settings import Settings
from tests.support.places import ROOT

PAGES = ROOT / "docs/reference/plugins"
# Plugins that share a page with another, and one that has all options of another.
ELSEWHERE = {"licence": "cite"}
LIKE = {"bookmarks": "share"}
PLUGINS = [
    entry
    for entry in entries(Settings(), "")
    if entry.options and (PAGES / f"{ELSEWHERE.get(entry.name, entry.name)}.md").exists()
]


def manual(entry: Entry) -> str:
    return (PAGES / f"{ELSEWHERE.get(entry.name, entry.name)}.md").read_text("utf-8")


def rows(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Give the cells of each table's rows with those of its head."""
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        head, _, *lines = [
            [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            for line in table.splitlines()
        ]
        yield from ((head, cells) for cells in lines)


def test_most_plugins_have_a_page() -> None:
    assert len(PLUGINS) > 18


@pytest.mark.parametrize("entry", PLUGINS, ids=lambda entry: entry.name)
def test_a_page_names_every_option(entry: Entry) -> None:
    like = LIKE.get(entry.name)
    text = manual(entry) + ((PAGES / f"{like}.md").read_text("utf-8") if like else "")
    assert [one.name for one in entry.options if not re.search(rf"\b{one.name}\b", text)] == []


@pytest.mark.parametrize("entry", PLUGINS, ids=lambda entry: entry.name)
def test_a_page_says_the_defaults(entry: Entry) -> None:
    defaults = {one.name: one.default for one in entry.options}
    wrong = []
    for head, cells in rows(manual(entry)):
        if head[0] == "option" and "default" in head:
            said = re.fullmatch(r"`([^`]+)`", cells[head.index("default")])
            wrong += [
                f"{name}: {said[1]}, not {defaults[name]}"
                for name in re.findall(r"`(\w+)`", cells[0])
                if said and name in defaults and _plain(said[1]) != _plain(defaults[name])
            ]
    assert wrong == []


def _plain(value: str) -> str:
    return value.replace(" ", "")
