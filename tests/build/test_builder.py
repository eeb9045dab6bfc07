"""A whole site: what is written, what is kept, and that every byte comes back."""

import gzip
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from hashlib import md5
from pathlib import Path

import pytest

from smoopt import Edit, Facts, File, Finding, Page, Place, Plugin, Severity, Span, hookimpl
from smoopt.build.project import Project
from smoopt.model.edits import own_file
from tests.support.places import EVERY_SITE, ROOT
from tests.support.runs import URL, contents, copied, page, smoopt, tree
from tests.support.sites import install, write_files


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Make a small site with a bit of everything that a folder can hold."""
    root = write_files(
        tmp_path / "site",
        {
            "index.html": page("Home"),
            "a/page.html": page("Page"),
            "a/LOUD.HTML": page("Loud"),
            "a/b/old.htm": page("Old"),
            "a/b/strict.xhtml": page("Strict"),
            "run.sh": "#!/bin/sh\n",
            "data.bin": bytes(range(256)) * 40,
            "empty.txt": "",
            "notes.txt": "no page\n",
            ".htaccess": "deny from all\n",
        },
    )
    (root / "empty/inside").mkdir(parents=True)
    (root / "run.sh").chmod(0o755)
    (root / "notes.txt").chmod(0o600)
    (root / "a/page.html").chmod(0o640)
    (root / "to-page.html").symlink_to("a/page.html")
    (root / "to-folder").symlink_to("a")
    (root / "to-nothing").symlink_to("missing")
    (root / "a").chmod(0o750)
    for number, path in enumerate(sorted(root.rglob("*"), reverse=True)):
        os.utime(path, ns=(10**18, 10**18 + number * 1_000_003), follow_symlinks=False)
    return root


def test_in_place_only_pages_change(site: Path) -> None:
    before = tree(site)
    assert smoopt("build", site, "--url", URL).code == 0
    after = tree(site)
    changed = {name for name in before if before[name].content != after[name].content}
    assert changed == {
        *("index.html", "a/page.html", "a/LOUD.HTML"),
        *("a/b/old.htm", "a/b/strict.xhtml"),
    }
    assert set(after) - set(before) <= {name for name in after if name.startswith("smoopt")}
    for name in set(before) - changed:
        if before[name].kind != "folder":
            assert after[name] == before[name]
    assert {name: entry.mode for name, entry in after.items() if name in before} == {
        name: entry.mode for name, entry in before.items()
    }


def test_a_second_build_touches_nothing(site: Path) -> None:
    smoopt("build", site, "--url", URL)
    before = tree(site)
    assert smoopt("build", site, "--url", URL).code == 0
    assert tree(site) == before


def test_another_folder_gets_a_faithful_copy(site: Path, tmp_path: Path) -> None:
    original, out = tree(site), tmp_path / "deep/out"
    assert smoopt("build", site, "-o", out, "--url", URL).code == 0
    assert tree(site) == original, "the site itself is not touched"
    pages = {"index.html", "a/page.html", "a/LOUD.HTML", "a/b/old.htm", "a/b/strict.xhtml"}
    here, there = copied(site), copied(out)
    added = {name for name in there if name.startswith("smoopt")}
    assert {name: there[name] for name in set(there) - pages - added} == {
        name: here[name] for name in set(here) - pages
    }
    assert {name: there[name][2] for name in pages} == {name: here[name][2] for name in pages}


def test_a_second_build_into_another_folder_touches_nothing(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    smoopt("build", site, "-o", out, "--url", URL)
    before = tree(out)
    assert smoopt("build", site, "-o", out, "--url", URL).code == 0
    assert tree(out) == before


def test_another_folder_is_what_building_in_place_gives(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    smoopt("build", site, "-o", out, "--url", URL)
    smoopt("build", site, "--url", URL)
    assert contents(out) == contents(site)


def test_undo_of_another_folder_gives_the_site(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    smoopt("build", site, "-o", out, "--url", URL)
    assert smoopt("undo", out).code == 0
    assert contents(out) == contents(site)


def test_a_page_that_is_left_alone_is_copied_with_its_times(site: Path, tmp_path: Path) -> None:
    (site / "plain.html").write_text("no page at all")
    os.utime(site / "plain.html", ns=(10**18, 10**18))
    smoopt("build", site, "-o", tmp_path / "out", "--url", URL)
    assert copied(tmp_path / "out")["plain.html"] == copied(site)["plain.html"]


@pytest.mark.parametrize("output", ["site", "site/out", ".", "site/../site", "link"])
def test_an_output_folder_that_is_not_apart_is_refused(
    site: Path, tmp_path: Path, output: str
) -> None:
    (tmp_path / "link").symlink_to("site")
    before = tree(tmp_path)
    run = smoopt("build", "site", "-o", output, "--url", URL, cwd=tmp_path)
    assert run.code == 2
    assert "must be a folder apart from site" in run.err
    assert tree(tmp_path) == before


def test_an_output_folder_beside_one_of_a_longer_name_is_fine(tmp_path: Path) -> None:
    write_files(tmp_path / "site", {"index.html": page("Home")})
    assert smoopt("build", tmp_path / "site", "-o", tmp_path / "site-out").code == 0


@pytest.mark.parametrize("fixture", EVERY_SITE, ids=lambda folder: folder.name)
def test_undo_gives_every_byte_back(fixture: Path, tmp_path: Path) -> None:
    shutil.copytree(fixture, tmp_path / "site", symlinks=True)
    (tmp_path / "site/smoopt").mkdir()
    (tmp_path / "site/smoopt/mine.css").write_text("the author's")
    before = contents(tmp_path / "site")
    assert smoopt("build", tmp_path / "site", "--url", URL).code == 0
    built = contents(tmp_path / "site")
    assert built != before
    assert smoopt("build", tmp_path / "site", "--url", URL).code == 0
    assert contents(tmp_path / "site") == built
    assert smoopt("undo", tmp_path / "site").code == 0
    assert contents(tmp_path / "site") == before


def test_undo_of_a_site_never_built_changes_nothing(site: Path) -> None:
    before = tree(site)
    assert smoopt("undo", site).code == 0
    assert tree(site) == before


def test_undo_does_not_need_the_configuration_that_built(site: Path, tmp_path: Path) -> None:
    before = contents(site)
    (tmp_path / "smoopt.toml").write_text('[site]\nurl = "https://example.org/"\n')
    smoopt("build", "site", cwd=tmp_path)
    (tmp_path / "smoopt.toml").write_text("[broken")
    assert smoopt("undo", "site", cwd=tmp_path).code == 0
    assert contents(site) == before


def test_a_file_that_is_needed_no_more_is_removed(tmp_path: Path) -> None:
    write_files(tmp_path / "site", {"index.html": page("Home")})
    stale = own_file("bar", "css", b"of an older version")
    write_files(tmp_path / "site", {stale.path: stale.content, "smoopt/mine.css": "mine"})
    run = smoopt("build", tmp_path / "site", "--url", URL)
    assert not (tmp_path / "site" / stale.path).exists()
    assert (tmp_path / "site/smoopt/mine.css").exists()
    assert "files: 1 removed" in run.out


def test_a_page_marked_to_be_ignored_later_gets_its_bytes_back(tmp_path: Path) -> None:
    root = write_files(tmp_path / "site", {"a.html": page("A"), "b.html": page("B")})
    before = contents(root)
    smoopt("build", "site", "--url", URL, cwd=tmp_path)
    (tmp_path / "smoopt.toml").write_text('[[pages]]\nmatch = ["*"]\nskip = true\n')
    run = smoopt("build", "site", "--url", URL, cwd=tmp_path)
    assert contents(root) == before
    assert "skipped 2: a [[pages]] rule skips it" in run.out


# Symbolic links


def test_links_that_lead_out_are_neither_followed_nor_changed(tmp_path: Path) -> None:
    outside = write_files(
        tmp_path / "outside", {"page.html": page("Out"), "in/page.html": page("Out")}
    )
    root = write_files(tmp_path / "site", {"index.html": page("Home")})
    (root / "page.html").symlink_to(outside / "page.html")
    (root / "folder").symlink_to(outside)
    before, links = tree(outside), contents(root)
    for command in (("build", root), ("build", root, "-o", tmp_path / "out"), ("undo", root)):
        url = () if command[0] == "undo" else ("--url", URL)
        assert smoopt(*command, *url).code == 0
        assert tree(outside) == before
        assert {**contents(root), "index.html": links["index.html"]} == links
    assert (tmp_path / "out/folder").readlink() == outside
    assert (tmp_path / "out/page.html").readlink() == outside / "page.html"


def test_a_link_that_was_put_into_the_output_is_refused(tmp_path: Path) -> None:
    files = {"index.html": page("Home"), "a/page.html": page("A"), "a/data.txt": "data"}
    root = write_files(tmp_path / "site", files)
    outside, out = tmp_path / "outside", tmp_path / "out"
    outside.mkdir(mode=0o700)
    smoopt("build", root, "-o", out, "--url", URL)
    shutil.rmtree(out / "a")
    (out / "a").symlink_to(outside)
    before = outside.stat()
    run = smoopt("build", root, "-o", out, "--url", URL)
    after = outside.stat()
    assert run.code == 1
    assert "a/page.html: error: cannot be written" in run.err
    assert "symbolic link is on the way" in run.err
    assert contents(outside) == {}
    assert (after.st_mode, after.st_mtime_ns) == (before.st_mode, before.st_mtime_ns)
    assert (out / "index.html").exists()


def test_a_folder_of_smoopts_own_that_leads_out_is_refused(tmp_path: Path) -> None:
    root = _configured(tmp_path, "[plugins.giver]\n")
    (tmp_path / "outside").mkdir()
    (root / "smoopt").symlink_to(tmp_path / "outside")
    run = smoopt("build", "site", cwd=tmp_path)
    assert run.code == 1
    assert "symbolic link is on the way" in run.err
    assert contents(tmp_path / "outside") == {}


# Pages that are none, or that cannot be read


def test_a_folder_named_like_a_page_is_a_folder(tmp_path: Path) -> None:
    root = write_files(tmp_path / "site", {"404.html/index.html": page("Lost")})
    run = smoopt("build", root, "-o", tmp_path / "out", "--url", URL)
    assert run.code == 0
    assert "1 page: 1 changed" in run.out
    assert (tmp_path / "out/404.html/index.html").is_file()


@pytest.mark.parametrize(
    "data",
    [b"", b"\0\1\2\xff\xfe" * 100, b"\x89PNG\r\n\x1a\n" + bytes(500), b"\xef\xbb\xbf", b" \n"],
    ids=["empty", "binary", "picture", "only a byte order mark", "blank"],
)
def test_a_file_that_is_no_page_is_left_alone(tmp_path: Path, data: bytes) -> None:
    root = write_files(tmp_path / "site", {"index.html": page("Home"), "odd.html": data})
    before = tree(root)["odd.html"]
    run = smoopt("build", root, "--url", URL)
    assert run.code == 0
    assert "skipped 1: no page" in run.out
    assert tree(root)["odd.html"] == before


@pytest.mark.parametrize(
    "data",
    [
        b"<!doctype html><title>A</title><p>\xff\xfe\x00\x81 bytes",
        b"<!doctype html><meta charset=utf-8><title>caf\xe9</title><p>latin",
        b"<!doctype html><meta charset=no-such><title>A</title><p>text",
        b"\xff\xfe<\0!\0d\0o\0c\0t\0y\0p\0e\0 \0h\0t\0m\0l\0>\0odd",
    ],
)
def test_bytes_that_cannot_be_decoded_come_back_as_they_were(tmp_path: Path, data: bytes) -> None:
    root = write_files(tmp_path / "site", {"odd.html": data, "index.html": page("Home")})
    before = contents(root)
    smoopt("build", root, "--url", URL)
    assert contents(root)["index.html"] != before["index.html"]
    smoopt("undo", root)
    assert contents(root) == before


def test_a_file_name_that_is_no_text_is_built_like_any_other(tmp_path: Path) -> None:
    root = write_files(tmp_path / "site", {"index.html": page("Home")})
    name = os.fsdecode(b"caf\xe9.html")
    try:
        (root / name).write_text(page("Café"))
    except OSError:
        pytest.skip("this file system takes no such name")
    before = contents(root)
    assert smoopt("build", root, "--url", URL).code == 0
    assert b'href="https://example.org/caf%E9.html"' in (root / name).read_bytes()
    assert smoopt("build", root, "--diff").code == 0
    assert smoopt("undo", root).code == 0
    assert contents(root) == before


def test_a_page_changed_between_the_marks_is_left_alone(tmp_path: Path) -> None:
    root = write_files(tmp_path / "site", {"index.html": page("Home"), "a.html": page("A")})
    before = contents(root)
    smoopt("build", root, "--url", URL)
    touched = (root / "a.html").read_text().replace('content="A"', 'content="B"')
    (root / "a.html").write_text(touched)
    for command in (("build", root, "--url", URL), ("undo", root)):
        run = smoopt(*command)
        assert run.code == 1
        assert "a.html: error: the mark at line 4, column 17 cannot be taken out" in run.err
        assert "build the site afresh" in run.err
        assert (root / "a.html").read_text() == touched
    assert contents(root)["index.html"] == before["index.html"]


def test_without_an_address_all_else_is_done_and_it_is_said_once(tmp_path: Path) -> None:
    root = write_files(tmp_path / "site", {"index.html": page("Home"), "a.html": page("A")})
    run = smoopt("build", root)
    assert run.code == 0
    assert run.err.count("warning") == 1
    assert "--url https://example.org/" in run.err
    assert '[site] url = "https://…"' in run.err
    text = (root / "a.html").read_text()
    assert '<meta property="og:title" content="A">' in text
    assert '<meta name="description" content="A paragraph about A' in text
    assert "canonical" not in text
    assert "og:url" not in text


# Plugins that go wrong


class Raiser(Plugin, frozen=True):
    """Raise on one page, after it has given an edit."""

    hook: str = "edits"

    @hookimpl
    def facts(self, page: Page) -> Facts | None:
        return self._fail(page, "facts")

    @hookimpl
    def derived(self, page: Page) -> Facts | None:
        return self._fail(page, "derived")

    @hookimpl
    def edits(self, page: Page) -> Iterator[Edit]:
        yield Edit(Span(len(page.text), len(page.text)), '<p data-smoopt="half"></p>', "half")
        self._fail(page, "edits")

    @hookimpl
    def findings(self, page: Page) -> None:
        self._fail(page, "findings")

    @hookimpl
    def files(self, page: Page) -> None:
        self._fail(page, "files")

    def _fail(self, page: Page, hook: str) -> None:
        if hook == self.hook and page.path == "bad.html":
            raise RuntimeError(f"no {hook} today")


class Scribbler(Plugin, frozen=True):
    """Change what must not be changed."""

    start: int
    end: int
    text: str

    @hookimpl
    def edits(self, page: Page) -> Edit | None:
        edit = Edit(Span(self.start, self.end), self.text, "scribble")
        return edit if page.path == "bad.html" else None


class Giver(Plugin, frozen=True):
    """Give a file."""

    path: str = ""

    @hookimpl
    def files(self) -> File:
        return File(self.path, b"theirs") if self.path else own_file("giver", "css", b"giver {}")


class Watcher(Plugin, frozen=True):
    """Find something on every page."""

    severity: str = "warning"

    @hookimpl
    def findings(self, page: Page) -> Finding:
        severity = Severity[self.severity.upper()]
        return Finding(severity, "seen", Place(page.path), f"{page.path} was seen")


class MisspeltHook(Plugin, frozen=True):
    """Have a hook that does not exist."""

    @hookimpl
    def edit(self, page: Page) -> None: ...


class MisspeltArgument(Plugin, frozen=True):
    """Ask for something that no hook is given."""

    @hookimpl
    def edits(self, pages: Page) -> None: ...


class NoPlugin:
    """Be something else."""


ROGUES = (
    *("Raiser", "Scribbler", "Giver", "Watcher"),
    *("MisspeltHook", "MisspeltArgument", "NoPlugin", "Missing"),
)


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Install the plugins of this file, as their packages would."""
    install(monkeypatch, __name__, {name.lower(): name for name in ROGUES})


def _configured(tmp_path: Path, toml: str) -> Path:
    names = ("aa.html", "bad.html", "zz.html")
    root = write_files(tmp_path / "site", {name: page(name) for name in names})
    (tmp_path / "smoopt.toml").write_text(f'[site]\nurl = "{URL}"\n{toml}')
    return root


@pytest.mark.parametrize("hook", ["facts", "derived", "edits", "findings", "files"])
def test_a_plugin_that_raises_costs_only_its_page(tmp_path: Path, hook: str) -> None:
    root = _configured(tmp_path, f'[plugins.raiser]\nhook = "{hook}"\n')
    before = tree(root)
    run = smoopt("build", "site", cwd=tmp_path)
    assert run.code == 1
    assert tree(root)["bad.html"] == before["bad.html"]
    assert '<p data-smoopt="half"></p>' in (root / "aa.html").read_text()
    assert '<p data-smoopt="half"></p>' in (root / "zz.html").read_text()
    assert "2 changed, 1 failed" in run.out
    said = f"bad.html: error: the plugin 'raiser' failed in its hook '{hook}': RuntimeError: no"
    assert said in run.err
    assert "test_builder.py:" in run.err, "the line it came from is named"


def test_a_failed_page_is_copied_as_it_was(tmp_path: Path) -> None:
    root = _configured(tmp_path, "[plugins.raiser]\n")
    assert smoopt("build", "site", "-o", "out", cwd=tmp_path).code == 1
    assert copied(tmp_path / "out")["bad.html"] == copied(root)["bad.html"]


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (-9, -3, "x"),
        (20, 10, "x"),
        (2, 4, "x"),
        (100, 100, "<!--/smoopt-->x"),
        (100, 140, "x"),
    ],
    ids=["negative", "backwards", "inside a tag", "closing mark", "an author's element"],
)
def test_a_change_that_could_not_be_taken_out_is_not_made(
    tmp_path: Path, start: int, end: int, text: str
) -> None:
    options = f'start = {start}\nend = {end}\ntext = "{text}"\n'
    root = _configured(tmp_path, f"[plugins.scribbler]\n{options}")
    before = tree(root)
    run = smoopt("build", "site", cwd=tmp_path)
    assert run.code == 1
    assert tree(root)["bad.html"] == before["bad.html"]
    assert "2 changed, 1 failed" in run.out


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("misspelthook", "there is no hook 'edit'"),
        ("misspeltargument", "'pages'"),
        ("noplugin", "is no subclass of smoopt.Plugin"),
        ("missing", "does not load"),
    ],
)
def test_a_plugin_that_cannot_work_stops_the_run(tmp_path: Path, name: str, said: str) -> None:
    root = _configured(tmp_path, f"[plugins.{name}]\n")
    before = tree(root)
    run = smoopt("build", "site", cwd=tmp_path)
    assert run.code == 2
    assert run.err.startswith("smoopt: smoopt.toml: ")
    assert name in run.err
    assert said in run.err
    assert tree(root) == before


@pytest.mark.parametrize("path", ["../x.css", "style.css", "smoopt/x.css", "index.html", "/x"])
def test_a_file_that_undo_would_not_know_is_not_written(tmp_path: Path, path: str) -> None:
    root = _configured(tmp_path, f'[plugins.giver]\npath = "{path}"\n')
    before = set(tree(tmp_path))
    run = smoopt("build", "site", cwd=tmp_path)
    assert run.code == 1
    assert f"the plugin 'giver' wants to write '{path}'" in run.err
    assert {name for name in tree(tmp_path) if not name.startswith(".smoopt")} == before
    assert "giver" not in (root / "aa.html").read_text()


def test_a_file_of_a_plugin_comes_and_goes_with_it(tmp_path: Path) -> None:
    root = _configured(tmp_path, "[plugins.giver]\n")
    before = contents(root)
    path = own_file("giver", "css", b"giver {}").path
    assert "files: 1 added" in smoopt("build", "site", cwd=tmp_path).out
    assert (root / path).read_bytes() == b"giver {}"
    assert stat.S_IMODE((root / path).stat().st_mode) == 0o644
    (tmp_path / "smoopt.toml").write_text("")
    assert "files: 1 removed" in smoopt("build", "site", cwd=tmp_path).out
    assert not (root / path).exists()
    smoopt("undo", "site", cwd=tmp_path)
    assert contents(root) == before


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        ("info", "warning", 0),
        ("warning", "error", 0),
        ("warning", "warning", 1),
        ("error", "error", 1),
        ("error", "never", 0),
    ],
)
def test_findings_fail_a_run_as_asked(
    tmp_path: Path, severity: str, fail_on: str, code: int
) -> None:
    _configured(tmp_path, f'[plugins.watcher]\nseverity = "{severity}"\n')
    run = smoopt("build", "site", "--fail-on", fail_on, cwd=tmp_path)
    assert run.code == code
    assert f"findings: 3 {severity}" in run.out


def test_a_folder_without_pages_is_an_error(tmp_path: Path) -> None:
    write_files(tmp_path, {"site/readme.txt": "nothing here"})
    run = smoopt("build", "site", cwd=tmp_path)
    assert run.code == 1
    assert "site: error: there are no pages in it" in run.err


def test_packages_and_repositories_are_no_part_of_the_site(tmp_path: Path) -> None:
    foreign = {"site/node_modules/a/x.html": page("X"), "site/.git/x.html": page("X")}
    write_files(tmp_path, {"site/index.html": page("Home"), **foreign})
    assert "site: 1 page: 1 changed" in smoopt("build", "site", cwd=tmp_path).out
    for path, text in foreign.items():
        assert (tmp_path / path).read_text() == text


def test_rules_that_do_not_go_together_are_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    write_files(
        tmp_path,
        {
            "site/a.html": page("A"),
            "site/p.html": page("P"),
            "smoopt.toml": (
                '[[pages]]\nmatch = ["*"]\n[pages.plugins.share]\nnetworks = ["forum"]\n'
                '[[pages.plugins.share.custom]]\nname = "forum"\nlabel = "F"\nkind = "share"\n'
                'url = "https://forum.example/new"\n'
                '[[pages]]\nmatch = ["p.html"]\n[pages.plugins.share]\ncustom = []\n'
            ),
        },
    )
    before = contents(tmp_path / "site")
    assert smoopt("build", "site", "--url", URL, cwd=tmp_path).code == 2
    assert contents(tmp_path / "site") == before


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("name", ["nikola", "sveltekit"])
def test_compressed_copies_hold_the_pages_as_they_are_built(
    tmp_path: Path, name: str, *, apart: bool
) -> None:
    site, out = tmp_path / "site", tmp_path / ("out" if apart else "site")
    shutil.copytree(ROOT / "fixtures/sites" / name, site)
    words = ("build", site, "--url", URL, *(("-o", out) if apart else ()))
    for _ in range(2):
        assert smoopt(*words).code == 0
        copies = list(out.rglob("*.html.gz"))
        assert copies
        for copy in copies:
            assert gzip.decompress(copy.read_bytes()) == copy.with_suffix("").read_bytes()


OTHERWISE = pytest.mark.parametrize("watched", [False, True], ids=["again", "watched"])


def _followed(root: Path, out: Path, change: Callable[[], set[str]], *, watched: bool) -> int:
    """Build a site, change it, and build it again, by itself or as `watch` does; the exit code."""
    project = Project(root, out, URL)
    builder = project.builder()
    builder.build(lambda _: None)
    told = change()
    if watched:
        return builder.rebuild(told, lambda _: None).exit_code(Severity.ERROR)
    return smoopt("build", root, "-o", out, "--url", URL).code


@OTHERWISE
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"a.html": page("A")}, {"a.html/index.html": page("A")}),
        ({"a.html/index.html": page("A")}, {"a.html": page("A")}),
        ({"notes": "text"}, {"notes/style.css": "a {}"}),
        ({"notes/style.css": "a {}"}, {"notes": "text"}),
    ],
)
def test_into_another_folder_a_file_may_take_a_folder_s_place_and_a_folder_a_file_s(
    tmp_path: Path, before: dict[str, str], after: dict[str, str], *, watched: bool
) -> None:
    files = {"index.html": page("Home"), **before}
    root, out = write_files(tmp_path / "site", files), tmp_path / "out"

    def change() -> set[str]:
        top = next(iter(before)).partition("/")[0]
        shutil.rmtree(root / top) if (root / top).is_dir() else (root / top).unlink()
        write_files(root, dict(after))
        return {top}

    assert _followed(root, out, change, watched=watched) == 0
    assert contents(out).keys() == contents(root).keys()


def _in_two(data: bytes) -> bytes:
    """Compress as nobody would: no settings give it back."""
    return gzip.compress(data[:9], mtime=0) + gzip.compress(data[9:], mtime=0)


def test_a_page_that_is_built_twice_in_a_run_gets_its_very_copy_back(tmp_path: Path) -> None:
    pages = {f"{name}.html": page(name if name == "c" else "The same") for name in "abc"}
    copies = {f"{path}.gz": _in_two(text.encode()) for path, text in pages.items()}
    root = write_files(tmp_path / "site", {**pages, **copies})
    before = contents(root)
    for url in (URL, "https://example.net/"):
        assert smoopt("build", root, "--url", url).code == 0
    assert smoopt("undo", root).code == 0
    assert contents(root) == before


@OTHERWISE
def test_into_another_folder_a_copy_compressed_later_is_followed(
    tmp_path: Path, *, watched: bool
) -> None:
    stale = gzip.compress(b"something else")
    files = {"index.html": page("Home"), "index.html.gz": stale}
    root, out = write_files(tmp_path / "site", files), tmp_path / "out"

    def change() -> set[str]:
        write_files(root, {"index.html.gz": gzip.compress(page("Home").encode())})
        return {"index.html.gz"}

    assert _followed(root, out, change, watched=watched) == 0
    copy = (out / "index.html.gz").read_bytes()
    assert gzip.decompress(copy) == (out / "index.html").read_bytes()


@OTHERWISE
def test_into_another_folder_a_service_worker_that_comes_later_knows_the_pages_as_built(
    tmp_path: Path, *, watched: bool
) -> None:
    root, out = write_files(tmp_path / "site", {"index.html": page("Home")}), tmp_path / "out"

    def change() -> set[str]:
        was = md5(page("Home").encode()).hexdigest()
        write_files(root, {"sw.js": f'precache([{{url:"index.html",revision:"{was}"}}])'})
        return {"sw.js"}

    assert _followed(root, out, change, watched=watched) == 0
    assert md5((out / "index.html").read_bytes()).hexdigest() in (out / "sw.js").read_text()


def test_a_copy_that_could_not_be_written_is_written_by_the_next_run(tmp_path: Path) -> None:
    files = {"index.html": page("Home"), "index.html.gz": gzip.compress(page("Home").encode())}
    root, out = write_files(tmp_path / "site", files), tmp_path / "out"
    write_files(out, {"index.html.gz/in-the-way": ""})
    for _ in range(2):
        run = smoopt("build", root, "-o", out, "--url", URL)
        assert (run.code, run.err.count("[not-written]")) == (1, 1)
    shutil.rmtree(out / "index.html.gz")
    run = smoopt("build", root, "-o", out, "--url", URL)
    assert (run.code, run.err) == (0, "")
    copy = (out / "index.html.gz").read_bytes()
    assert gzip.decompress(copy) == (out / "index.html").read_bytes()


@pytest.mark.parametrize("apart", [False, True])
def test_nothing_more_is_said_of_a_copy_that_is_removed(tmp_path: Path, *, apart: bool) -> None:
    files = {"index.html": page("Home"), "index.html.gz": gzip.compress(b"something else")}
    root = write_files(tmp_path / "site", files)
    words = ("build", root, "--url", URL, *(("-o", tmp_path / "out") if apart else ()))
    assert "[copy-stale]" in smoopt(*words).err
    (root / "index.html.gz").unlink()
    assert smoopt(*words).err == ""
