"""All plugins at once: what each holds alone, they hold together on the fixture sites."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import turbohtml
from lxml import etree

from tests.support.everything_on import FOUND, PLUGINS, EverythingOn
from tests.support.giving import contents
from tests.support.places import EVERY_SITE, PACKAGE, SITES
from tests.support.runs import Run, page, smoopt
from tests.support.sites import write_files

# Each site is built once.
pytestmark = pytest.mark.xdist_group("everything on")
NAMES = [path.name for path in EVERY_SITE]
ON_NO_ERROR_PAGE = '[data-smoopt]:not([data-smoopt=permalink]), meta[name^="citation_"]'
# What a framework takes over in the browser: https://react.dev/reference/react-dom/client/hydrateRoot
# and its like in Vue and Svelte (2026-12-01).
ROOTS = {
    "docusaurus": "#__docusaurus",
    "next": "main",
    "sveltekit": "body > div",
    "vitepress": "#app",
    "vuepress": "#app",
}
# Before compression, with all plugins, and without those by which readers answer;
# docs/explanation/consumers.md says what has how many of them.
MOST = {PLUGINS: (3_400, 8_096), FOUND: (3_000, 6_000)}
# A blog, documentation, one in several languages, and one that a framework takes over.
CHANGED = ("hugo", "mkdocs", "jekyll", "docusaurus")


class Built(NamedTuple):
    """A fixture site with everything on: its files before, after a build and after undo."""

    before: dict[str, bytes]
    once: dict[str, bytes]
    twice: dict[str, bytes]
    undone: dict[str, bytes]
    run: Run
    new_findings: Counter[tuple[str, str]]


Builds = Callable[[str], Built]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """Build a fixture site with everything on, once."""

    @cache
    def build(name: str) -> Built:
        folder = tmp_path_factory.mktemp(name)
        plain, root = folder / "plain", folder / "site"
        for each in (plain, root):
            shutil.copytree(SITES / name, each)
        assert smoopt("build", plain).code == 0
        made = EverythingOn(root)
        before, run = contents(root), made.build()
        once = contents(root)
        new = findings(made.check()) - findings(smoopt("check", plain, "--format", "json"))
        made.build()
        twice = contents(root)
        assert made.undo().code == 0
        return Built(before, once, twice, contents(root), run, new)

    return build


def findings(run: Run) -> Counter[tuple[str, str]]:
    """Count what a check found, by rule and page."""
    return Counter((one["code"], one["place"]["path"]) for one in json.loads(run.out)["findings"])


@pytest.mark.parametrize("name", NAMES)
def test_a_second_build_changes_nothing_and_undo_leaves_nothing(name: str, built: Builds) -> None:
    made = built(name)
    assert made.run.code == 0, made.run.err
    assert made.once != made.before
    assert made.twice == made.once
    assert made.undone == made.before


@pytest.mark.parametrize("name", NAMES)
def test_check_finds_no_fault_with_what_was_added(name: str, built: Builds) -> None:
    # That says something of the site: it lies in a folder of its host.
    new = {one for one in built(name).new_findings if one[0] != "robots-sub-path"}
    assert new == set()


@pytest.mark.parametrize("name", ROOTS)
def test_what_a_framework_takes_over_stays_as_it_was(name: str, built: Builds) -> None:
    made, seen = built(name), 0
    for path, data in made.before.items():
        if path.endswith(".html"):
            roots = [root_of(each[path], ROOTS[name]) for each in (made.before, made.once)]
            assert roots[0] == roots[1], path
            seen += bool(roots[0]) and made.once[path] != data
    assert seen


def root_of(data: bytes, selector: str) -> str:
    found = turbohtml.parse(data.decode()).select_one(selector)
    return "" if found is None else str(found.html)


@pytest.mark.parametrize("name", NAMES)
def test_error_pages_get_none_of_it(name: str, built: Builds) -> None:
    once = built(name).once
    for path in (path for path in once if path.rpartition("/")[2] == "404.html"):
        document = turbohtml.parse(once[path].decode())
        assert [each.html for each in document.select(ON_NO_ERROR_PAGE)] == [], path


@pytest.mark.parametrize("name", ["hugo", "mkdocs"])
@pytest.mark.parametrize("plugins", MOST, ids=["all", "found"])
def test_a_page_gains_few_bytes(plugins: str, name: str, built: Builds, tmp_path: Path) -> None:
    once, in_head, in_body = built(name).once, *MOST[plugins]
    if plugins != PLUGINS:
        root = tmp_path / name
        shutil.copytree(SITES / name, root)
        assert EverythingOn(root, plugins=plugins).build().code == 0
        once = contents(root)
    for path, data in built(name).before.items():
        if path.endswith(".html"):
            before, after = (each.partition(b"<body") for each in (data, once[path]))
            assert len(after[0]) - len(before[0]) <= in_head, path
            assert len(after[2]) - len(before[2]) <= in_body, path
            assert after[2].count(b"<svg") == before[2].count(b"<svg"), path


@pytest.mark.parametrize("name", CHANGED)
def test_what_remains_of_changes_is_what_a_first_build_makes(name: str, tmp_path: Path) -> None:
    root, fresh = tmp_path / "site", tmp_path / "other" / "site"
    shutil.copytree(SITES / name, root)
    made = EverythingOn(root)
    assert made.build().code == 0
    pages = sorted(path for path in contents(SITES / name) if path.endswith("/index.html"))
    pages = pages or sorted(path for path in contents(SITES / name) if path.endswith(".html"))
    gone, changed = pages[0], pages[-1]
    # A generator writes the site anew: pages without smoopt's parts.
    shutil.copytree(SITES / name, fresh)
    for folder in (root, fresh):
        (folder / gone).unlink()
        text = (SITES / name / changed).read_text("utf-8")
        new = re.sub("<title>", "<title>New: ", text, count=1).replace("</p>", " More.</p>", 1)
        (folder / changed).write_text(new, "utf-8")
    assert made.build().code == EverythingOn(fresh).build().code
    after, wanted = contents(root), contents(fresh)
    assert {path for path in after.keys() | wanted if after.get(path) != wanted.get(path)} == set()


# Long enough for a share bar, with a link to the page that is looked at.
HEAD = (
    '<meta name="author" content="Ann Bee"/><meta property="og:type" content="article"/>'
    '<meta property="article:published_time" content="2026-03-14T09:30:00Z"/></head>'
)
TEXT = f'</h1><p>{"The gates are old and the wheel is slow. " * 8}<a href="a.html">Gates</a>.</p>'
# https://www.w3.org/TR/xhtml1/ (2026-12-01)
XHTML = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">\n'
    '<html xmlns="http://www.w3.org/1999/xhtml" lang="en">'
)


def article(title: str) -> str:
    return page(title).replace("</head>", HEAD).replace("</h1>", TEXT)


def with_neighbours(folder: Path, text: str) -> EverythingOn:
    """Build a page `a.html` to which another one links."""
    files: dict[str, str | bytes] = {"index.html": page("Mill"), "b.html": article("Wheels")}
    root = write_files(folder / "site", {**files, "a.html": text})
    made = EverythingOn(root, 'url = "https://mill.example.org/"')
    assert made.build().code == 0
    return made


def test_an_xhtml_page_stays_well_formed(tmp_path: Path) -> None:
    text = article("Gates &amp; wheels")
    text = XHTML + text[text.index("<head") :]
    etree.fromstring(text.encode())
    made = with_neighbours(tmp_path, text)
    read = etree.fromstring((made.root / "a.html").read_bytes())
    parts = {each.get("data-smoopt") for each in read.iter() if each.get("data-smoopt")}
    bars = {"share", "bookmarks", "follow"}
    assert parts >= {*bars, "markdown", "cite", "licence", "backlinks"}


def test_an_amp_page_gets_only_what_amp_allows(tmp_path: Path) -> None:
    made = with_neighbours(tmp_path, article("Gates").replace("<html", "<html amp"))
    document = turbohtml.parse((made.root / "a.html").read_text("utf-8"))
    # https://amp.dev/documentation/guides-and-tutorials/learn/spec/amphtml/ (2026-12-01)
    forbidden = (
        "script:not([type='application/ld+json']), style, link[rel=stylesheet], [style], "
        "textarea, input, button, iframe"
    )
    assert [each.html for each in document.select(forbidden)] == []
    assert document.select_one("[data-smoopt=backlinks]") is not None


def test_no_two_style_sheets_style_the_same_elements() -> None:
    """Each begins with a class that no other has, so that none styles what another shows."""
    owners: dict[str, set[str]] = {}
    for file in (PACKAGE / "builtin").rglob("*.css"):
        for name in re.findall(r"^\.(smoopt-[a-z]+)", file.read_text("utf-8"), re.MULTILINE):
            owners.setdefault(name, set()).add(file.name)
    assert owners.keys() >= {"smoopt-bar", "smoopt-comments", "smoopt-conversation"}
    assert [name for name, files in owners.items() if len(files) > 1] == []
