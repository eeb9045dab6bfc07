"""Builds after builds, and builds that end badly: what must hold of the whole."""

import gzip
import os
import signal
import threading
from pathlib import Path

import pytest

from smoopt import Edit, Page, Plugin, Site, Span, hookimpl, markup, slot
from tests.bars import article
from tests.conftest import install, write_files
from tests.runs import URL, page, smoopt
from tests.test_lock import BUSY, holder, started


def test_two_first_builds_into_a_new_folder_are_kept_apart(tmp_path: Path) -> None:
    root = write_files(tmp_path / "site", {"index.html": page("Home")})
    with holder(root) as child:
        run = started("build", root, "-o", tmp_path / "out", "--url", URL)
        assert run.stderr is not None
        assert BUSY in run.stderr.readline()
        child.kill()
        run.communicate(timeout=30)
    assert run.returncode == 0


@pytest.mark.parametrize("damage", ["gone", "other bytes"])
@pytest.mark.parametrize("output", ["site", "out"])
def test_a_file_of_smoopts_own_that_is_lost_comes_back(
    tmp_path: Path, damage: str, output: str
) -> None:
    root = write_files(tmp_path / "site", {f"posts/{name}.html": article() for name in "abc"})
    (tmp_path / "smoopt.toml").write_text('[plugins.share]\nstyle = "file"\n')
    words = ["build", root, "--url", URL, *(["-o", tmp_path / "out"] if output == "out" else [])]
    smoopt(*words)
    own = sorted((tmp_path / output / "smoopt").iterdir())
    assert own
    was = [file.read_bytes() for file in own]
    for file in own:
        file.unlink() if damage == "gone" else file.write_bytes(b"nonsense")
    assert smoopt(*words).code == 0
    assert [file.read_bytes() for file in own] == was


def sitemap(*places: str) -> str:
    listed = "".join(f"<url><loc>{URL}{place}</loc></url>" for place in places)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'


@pytest.mark.parametrize("output", ["site", "out"])
def test_the_address_that_a_sitemap_gives_a_page_is_followed(tmp_path: Path, output: str) -> None:
    files = {f"{name}.html": page(name) for name in ("index", "one", "two", "three")}
    root = write_files(tmp_path / "site", dict(files))
    words = ["build", root, "--url", URL, *(["-o", tmp_path / "out"] if output == "out" else [])]
    for place in ("three.html", "three"):
        (root / "sitemap.xml").write_text(sitemap("", "one.html", "two.html", place))
        assert smoopt(*words).code == 0
        html = (tmp_path / output / "three.html").read_text()
        assert f'<link rel="canonical" href="{URL}{place}">' in html


class Pointer(Plugin, frozen=True):
    """Point from one page to another."""

    @hookimpl
    def edits(self, page: Page, site: Site) -> Edit | None:
        position = slot(page, "body-end")
        if page.path != "one.html" or position is None:
            return None
        link = markup.element("a", {"href": site.address("three.html")}, "Next")
        return Edit(Span(position, position), link, "next", "it comes next")


@pytest.mark.parametrize("output", ["site", "out"])
def test_the_address_that_a_sitemap_gives_another_page_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    install(monkeypatch, __name__, {"pointer": "Pointer"})
    (tmp_path / "smoopt.toml").write_text("[plugins.pointer]\n")
    files = {f"{name}.html": page(name) for name in ("index", "one", "two", "three")}
    root = write_files(tmp_path / "site", dict(files))
    words = ["build", root, "--url", URL, *(["-o", tmp_path / "out"] if output == "out" else [])]
    for place in ("three.html", "three"):
        (root / "sitemap.xml").write_text(sitemap("", "one.html", "two.html", place))
        assert smoopt(*words).code == 0
        assert f'<a href="{URL}{place}">Next' in (tmp_path / output / "one.html").read_text()


class Teller(Plugin, frozen=True):
    """Say something of each page to all others."""

    what: str = "names"

    @hookimpl
    def survey(self, page: Page) -> object:
        return object() if self.what == "nonsense" else page.path

    @hookimpl
    def gather(self, records: dict[str, object]) -> dict[str, object]:
        return dict.fromkeys(records, object() if self.what == "odd" else sorted(map(str, records)))


@pytest.mark.parametrize("what", ["names", "nonsense", "odd"])
def test_whatever_pages_say_to_each_other_the_build_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    install(monkeypatch, __name__, {"teller": "Teller"})
    root = write_files(tmp_path / "site", {"a.html": page("A")})
    (root / os.fsdecode(b"caf\xe9.html")).write_text(page("B"))
    (tmp_path / "smoopt.toml").write_text(f'[plugins.teller]\nwhat = "{what}"\n')
    run = smoopt("build", root, "--url", URL)
    assert (run.code, "Traceback" in run.err) == (0 if what == "names" else 1, False)


@pytest.mark.parametrize("output", ["site", "out"])
def test_a_worker_that_dies_while_it_writes_leaves_nothing_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str
) -> None:
    if threading.active_count() > 1:
        pytest.skip("spawned workers know nothing of this")
    home, replace = os.getpid(), os.replace

    def deadly(new: str, target: str) -> None:
        if os.getpid() != home and str(target).endswith("/7.html"):
            os.kill(os.getpid(), signal.SIGKILL)
        replace(new, target)

    monkeypatch.setattr(os, "replace", deadly)
    files = {f"{number}.html": page(str(number)) for number in range(400)}
    root = write_files(tmp_path / "site", dict(files))
    words = ["build", root, "--url", URL, *(["-o", tmp_path / "out"] if output == "out" else [])]
    run = smoopt(*words, "--jobs", "2")
    assert run.code == 1
    assert run.err.count("the process that worked on it was ended") == 1
    assert "1 failed" in run.out
    assert (tmp_path / output / "7.html").read_text() == page("7")
    assert [file.name for file in (tmp_path / output).glob(".smoopt-*")] == []
    assert smoopt(*words, "--jobs", "1").code == 0
    assert b"og:title" in (tmp_path / output / "7.html").read_bytes()


@pytest.mark.parametrize("output", ["site", "out"])
def test_a_copy_that_appears_beside_an_unchanged_page_follows_it(
    tmp_path: Path, output: str
) -> None:
    root = write_files(tmp_path / "site", {"a.html": page("A"), "b.html": page("B")})
    words = ["build", root, "--url", URL, *(["-o", tmp_path / "out"] if output == "out" else [])]
    original = (root / "a.html").read_bytes()
    smoopt(*words)
    (root / "a.html.gz").write_bytes(gzip.compress(original))
    assert smoopt(*words).code == 0
    there = tmp_path / output
    assert gzip.decompress((there / "a.html.gz").read_bytes()) == (there / "a.html").read_bytes()
