"""Files beside the pages: where they come from, by `smoopt explain`."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from smoopt.files.added_files import LIST
from tests.support.giving import contents
from tests.support.runs import page, smoopt
from tests.support.sites import write_files

GIVER = """
from smoopt import File, FileEdit, Plugin, hookimpl, own_file

class Giver(Plugin, frozen=True):
    path: str = "feed.json"

    @hookimpl
    def files(self, page):
        yield File.at(f"cards/{page.path}.json", b"{}")
        yield own_file("all", "css", b"a{}")

    @hookimpl
    def site_files(self, site):
        yield File.at(self.path, b"[\\n1\\n]\\n")
        yield File.at("embed/a.html", b"<!doctype html><title>A</title>")
        yield own_file("site", "js", b"1")
        yield FileEdit("robots.txt", len(site.read("robots.txt")), "# A feed")
"""
TABLE = '[plugins.giver]\nfile = "giver.py:Giver"\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give the folder of a project with a plugin that gives files, and a built site."""
    site: dict[str, str | bytes] = {
        "giver.py": GIVER,
        "smoopt.toml": TABLE,
        "public/index.html": page("Home"),
        "public/b.html": page("Other"),
        "public/robots.txt": "User-agent: *\n",
    }
    write_files(tmp_path, site)
    smoopt("build", "public", cwd=tmp_path)
    return tmp_path


def explained(project: Path, path: str) -> tuple[str, Mapping[str, list[str]]]:
    """Give a file's status, and the plugins that give it."""
    origin = json.loads(smoopt("explain", f"public/{path}", "--json", cwd=project).out)
    assert origin["path"] == path
    return origin["status"], origin["givers"]


def own(project: Path, name: str) -> str:
    (file,) = (project / "public/smoopt").glob(f"{name}.*")
    return f"smoopt/{file.name}"


def test_an_added_file_names_its_plugin_and_what_it_is_for(project: Path) -> None:
    before = contents(project)
    both = {"giver": ["b.html", "index.html"]}
    assert explained(project, "feed.json") == ("added", {"giver": [""]})
    assert explained(project, "embed/a.html") == ("added", {"giver": [""]})
    assert explained(project, "cards/b.html.json") == ("added", {"giver": ["b.html"]})
    assert explained(project, own(project, "all")) == ("added", both)
    assert explained(project, own(project, "site")) == ("added", {"giver": [""]})
    assert contents(project) == before


def test_it_is_said_in_words(project: Path) -> None:
    run = smoopt("explain", f"public/{own(project, 'all')}", cwd=project)
    assert run.out.splitlines()[1] == "  ← giver: for b.html and 1 more page"
    run = smoopt("explain", "public/feed.json", cwd=project)
    assert run.out == "feed.json of public (added)\n  ← giver: for the whole site\n"


def test_a_text_file_says_what_was_added_to_it_and_where(project: Path) -> None:
    assert smoopt("explain", "public/robots.txt", cwd=project).out.splitlines() == [
        "robots.txt of public (the site's own, with additions)",
        "Lines are those of the file without smoopt's additions.",
        "+ line 2     # A feed",
        "  ← giver",
    ]


def test_other_files_are_the_authors_or_smoopts(project: Path) -> None:
    write_files(project / "public", {"style.css": "a{}"})
    assert explained(project, "style.css") == ("author's", {})
    assert explained(project, LIST) == ("list", {})
    (project / "smoopt.toml").write_text(f"{TABLE}path = 'news.json'\n")
    assert explained(project, "feed.json") == ("left over", {})
    (project / "smoopt.toml").write_text("")
    assert explained(project, own(project, "all")) == ("left over", {})


def test_a_refused_file_says_who_wants_it_and_why_it_is_not_there(project: Path) -> None:
    smoopt("undo", "public", cwd=project)
    write_files(project / "public", {"feed.json": "the author's"})
    run = smoopt("explain", "public/feed.json", cwd=project)
    first, second = run.out.splitlines()
    assert first == "feed.json of public (the site's own, without additions)"
    assert "the plugin 'giver' wants to write 'feed.json', but it was refused: " in second
    assert explained(project, "feed.json") == ("author's", {})
