"""Files beside the pages: where they come from, and what a dry run says of them."""

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


def test_every_line_that_was_added_is_shown(project: Path) -> None:
    write_files(project, {"giver.py": GIVER.replace("# A feed", "# A feed\\n# Another\\n")})
    assert smoopt("explain", "public/robots.txt", cwd=project).out.splitlines()[2:] == [
        "+ line 2     # A feed",
        "+            # Another",
        "  ← giver",
    ]


def test_a_text_file_that_is_added_to_is_counted(project: Path) -> None:
    table = project / "smoopt.toml"
    for options in ("--dry-run",), ():
        assert "files:" not in smoopt("build", "public", *options, cwd=project).out
    table.write_text("")
    assert ", 1 changed, " not in smoopt("build", "public", cwd=project).out
    table.write_text(TABLE)
    for options in ("--dry-run",), ():
        assert ", 1 changed" in smoopt("build", "public", *options, cwd=project).out
    assert "files: 1 changed, " in smoopt("undo", "public", cwd=project).out
    run = smoopt("undo", "public", cwd=project)
    assert run.out == "public: 2 pages: nothing to undo\n"


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


def test_a_dry_run_lists_what_would_be_added_and_shows_what_is_short(project: Path) -> None:
    smoopt("undo", "public", cwd=project)
    before = contents(project)
    run = smoopt("build", "public", "--diff", cwd=project)
    assert contents(project) == before
    said = [line for line in run.out.splitlines() if line.startswith("new file ")]
    assert [line.split(",")[0] for line in said[:4]] == [
        f"new file {path}"
        for path in ("cards/b.html.json", "cards/index.html.json", "embed/a.html", "feed.json")
    ]
    assert len(said) == 6
    assert (
        "new file feed.json, 6 bytes, by the plugin 'giver'\n"
        "--- a/feed.json\n+++ b/feed.json\n@@ -0,0 +1,3 @@\n+[\n+1\n+]\n"
    ) in run.out
    assert "files: 6 added, 1 changed\n" in run.err
    built = json.loads(smoopt("build", "public", "--json", cwd=project).out)
    assert built["files_written"] == 6
    assert "file" not in smoopt("build", "public", "--diff", cwd=project).out


def test_a_dry_run_lists_what_would_change_and_go(project: Path) -> None:
    (project / "giver.py").write_text(GIVER.replace("feed.json", "news.json").replace("{}", "[]"))
    run = smoopt("build", "public", "--diff", cwd=project)
    assert "changed file cards/b.html.json, 2 bytes, by the plugin 'giver'\n" in run.out
    assert "@@ -1 +1 @@\n-{}\n+[]\n" in run.out
    assert "new file news.json, 6 bytes" in run.out
    assert "removed file feed.json, 6 bytes\n" in run.out
    assert "files: 4 added, 1 removed\n" in run.err
    apart = smoopt("build", "public", "-o", "out", "--diff", cwd=project).out
    assert "removed file" not in apart


@pytest.mark.parametrize("content", ["bytes(9)", "b'\\xff'", "b'x' * 5000", "b'1\\n' * 50"])
def test_what_is_long_or_no_text_is_named_only(project: Path, content: str) -> None:
    changed = GIVER.replace('b"[\\n1\\n]\\n"', content)
    assert changed != GIVER
    (project / "giver.py").write_text(changed)
    run = smoopt("build", "public", "--diff", cwd=project)
    (line,) = run.out.splitlines()
    assert line.startswith("changed file feed.json, ")


def test_a_refused_file_is_not_listed(project: Path) -> None:
    smoopt("undo", "public", cwd=project)
    write_files(project / "public", {"cards/b.html.json": "the author's"})
    run = smoopt("build", "public", "--diff", cwd=project)
    assert "file cards/b.html.json" not in run.out
    assert "file cards/index.html.json" in run.out
