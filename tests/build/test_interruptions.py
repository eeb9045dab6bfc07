"""Real kills, full disks and closed doors: whatever happens, no page is lost or half written."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

from tests.support.runs import (
    URL,
    after,
    as_plain_user,
    command,
    contents,
    ended,
    environment,
    own_by_plain_user,
    page,
    smoopt,
)
from tests.support.sites import write_files

PAGES = 120
KILLS = 13


class Versions(NamedTuple):
    """A site's pages as they were and as smoopt builds them."""

    original: dict[str, bytes]
    built: dict[str, bytes]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    """Build a site once without any interruption."""
    root = tmp_path_factory.mktemp("whole") / "site"
    original = {f"{n % 7}/{n}.html": page(f"Page {n}").encode() for n in range(PAGES)}
    write_files(root, {"index.html": page("Home"), **original})
    smoopt("build", root, "--url", URL)
    return Versions(original, {name: (root / name).read_bytes() for name in original})


def _start(words: list[str]) -> subprocess.Popen[bytes]:
    silent = subprocess.DEVNULL
    return subprocess.Popen(words, env=environment(), stdout=silent, stderr=silent)


def _signal_after(
    child: subprocess.Popen[bytes], number: signal.Signals, file: Path, wanted: bytes
) -> None:
    """Send a signal to a process as soon as it has written a file, if it does not end before."""
    while child.poll() is None and not (file.exists() and file.read_bytes() == wanted):
        time.sleep(0.001)
    child.send_signal(number)
    child.wait()


def _kill_after(child: subprocess.Popen[bytes], file: Path, wanted: bytes) -> None:
    _signal_after(child, signal.SIGKILL, file, wanted)


def _leftovers(root: Path) -> list[str]:
    return [path.name for path in root.rglob(".smoopt-*")]


def test_a_kill_at_any_moment_leaves_every_page_whole(tmp_path: Path, versions: Versions) -> None:
    chance = random.Random(20261121)
    root = write_files(tmp_path / "site", {"index.html": page("Home"), **versions.original})
    before = contents(root)
    goal, words = versions.built, ("build", root, "--url", URL)
    for _ in range(KILLS):
        left = [name for name, data in goal.items() if (root / name).read_bytes() != data]
        if not left:
            back = goal is versions.built
            goal = versions.original if back else versions.built
            words = ("undo", root) if back else ("build", root, "--url", URL)
            left = list(goal)
        # One page in three of those that are left: several kills before all are done.
        name = left[chance.randrange(max(1, len(left) // 3))]
        _kill_after(_start(command(*words)), root / name, goal[name])
        for path, original in versions.original.items():
            assert (root / path).read_bytes() in (original, versions.built[path]), path
    assert smoopt("build", root, "--url", URL).code == 0
    assert _leftovers(root) == []
    assert {name: (root / name).read_bytes() for name in versions.built} == versions.built
    _kill_after(_start(command("undo", root)), root / "3/3.html", versions.original["3/3.html"])
    assert smoopt("undo", root).code == 0
    assert contents(root) == before


def test_a_kill_while_copying_leaves_no_half_file(tmp_path: Path, versions: Versions) -> None:
    chance = random.Random(7)
    data = {f"data/{n}.bin": bytes([n]) * 300_000 for n in range(60)}
    root = write_files(tmp_path / "site", {**versions.original, **data})
    out = tmp_path / "out"
    words = ("build", root, "-o", out, "--url", URL)
    for _ in range(5):
        name = f"data/{chance.randrange(60)}.bin"
        (out / name).unlink(missing_ok=True)
        _kill_after(_start(command(*words)), out / name, data[name])
        for path, content in data.items():
            assert not (out / path).exists() or (out / path).read_bytes() == content
    assert smoopt(*words).code == 0
    assert _leftovers(out) == []
    assert smoopt("build", root, "-o", tmp_path / "whole", "--url", URL).code == 0
    assert contents(out) == contents(tmp_path / "whole")


def test_control_c_stops_the_run_and_loses_nothing(tmp_path: Path, versions: Versions) -> None:
    root = write_files(tmp_path / "site", {"index.html": page("Home"), **versions.original})
    # A process that was started in the background may have been told to ignore it.
    heed = "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    script = f"{heed}from smoopt.cli import main\nmain()"
    child = _start([sys.executable, "-c", script, "build", str(root), "--url", URL])
    _signal_after(child, signal.SIGINT, root / "1/1.html", versions.built["1/1.html"])
    assert child.returncode == 1
    now = {name: (root / name).read_bytes() for name in versions.original}
    assert versions.original != now != versions.built
    for path, original in versions.original.items():
        assert now[path] in (original, versions.built[path]), path
    assert smoopt("undo", root).code == 0
    assert {name: (root / name).read_bytes() for name in versions.original} == versions.original
    assert _leftovers(root) == []


def test_leftovers_of_a_kill_are_never_copied_or_built(tmp_path: Path) -> None:
    left = {".smoopt-abcdefgh.part": "half", "a/.smoopt-12345678.part": "half"}
    root = write_files(tmp_path / "site", {"index.html": page("Home"), **left})
    smoopt("build", root, "-o", tmp_path / "out", "--url", URL)
    assert _leftovers(tmp_path / "out") == []
    smoopt("undo", root)
    assert _leftovers(root) == []


def test_an_authors_file_of_a_like_name_is_kept(tmp_path: Path) -> None:
    root = write_files(tmp_path / "site", {"index.html": page("Home"), ".smoopt-notes": "mine"})
    smoopt("build", root, "--url", URL)
    smoopt("build", root, "-o", tmp_path / "out", "--url", URL)
    smoopt("undo", root)
    assert (root / ".smoopt-notes").read_text() == "mine"
    assert (tmp_path / "out/.smoopt-notes").read_text() == "mine"


# Full disks


def _site_with_a_large_page(tmp_path: Path) -> Path:
    large = page("Large").replace("<p>", f"<!--{'x' * 60_000}--><p>")
    names = {f"{name}.html": page(name) for name in ("aa", "zz")}
    return write_files(tmp_path / "site", {**names, "large.html": large})


@pytest.mark.parametrize("output", ["site", "out"])
def test_where_a_page_does_not_fit_it_is_reported_and_others_go_on(
    tmp_path: Path, output: str
) -> None:
    root = _site_with_a_large_page(tmp_path)
    before = contents(root)
    limit = "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))"
    words = ("build", "site", "--url", URL, *(() if output == "site" else ("-o", output)))
    run = after(limit, *words, cwd=tmp_path)
    assert run.code == 1, run.err
    assert "large.html: error: cannot be written: File too large" in run.err
    assert "2 changed, 1 failed" in run.out
    assert contents(root)["large.html"] == before["large.html"]
    assert b"og:title" in (tmp_path / output / "zz.html").read_bytes()
    assert _leftovers(tmp_path / output) == []
    assert smoopt(*words, cwd=tmp_path).code == 0
    assert b"og:title" in (tmp_path / output / "large.html").read_bytes()


def test_a_disk_that_is_full_costs_nothing_but_what_does_not_fit(tmp_path: Path) -> None:
    if ended(["unshare", "--mount", "true"]).code != 0:
        pytest.skip("needs the right to mount a file system of its own")
    root = _site_with_a_large_page(tmp_path)
    before = contents(root)
    (tmp_path / "small").mkdir()
    (tmp_path / "result").mkdir()
    build = f'"{sys.executable}" -m smoopt build small/site --url {URL}'
    # The site takes some 70 KB; a second copy of its large page does not fit.
    script = (
        "mount -t tmpfs -o size=100k none small && cp -a site small && "
        f"{{ {build}; code=$?; cp -a small/site result; exit $code; }}"
    )
    run = ended(["unshare", "--mount", "sh", "-c", script], cwd=tmp_path)
    assert run.code == 1, run.err
    assert "large.html: error: cannot be written: No space left on device" in run.err
    assert "2 changed, 1 failed" in run.out
    result = tmp_path / "result/site"
    assert contents(result)["large.html"] == before["large.html"]
    assert b"og:title" in (result / "zz.html").read_bytes()
    assert _leftovers(result) == []


# Closed doors


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Path]:
    """Give a folder that a plain user can reach, which root's own temporary ones are not."""
    if os.getuid() != 0:
        yield tmp_path
        return
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


def test_a_page_that_may_not_be_read_is_reported_and_others_go_on(ground: Path) -> None:
    root = write_files(ground / "site", {"aa.html": page("A"), "zz.html": page("Z")})
    own_by_plain_user(ground)
    (root / "aa.html").chmod(0)
    run = as_plain_user("build", "site", "--url", URL, cwd=ground)
    assert run.code == 1
    assert run.err.count("aa.html: error") == 1
    assert "aa.html: error: cannot be read: Permission denied; the page stays" in run.err
    assert "1 changed, 1 failed" in run.out
    copy = as_plain_user("build", "site", "-o", "out", "--url", URL, cwd=ground)
    assert copy.err.count("aa.html: error") == 1
    (root / "aa.html").chmod(0o600)
    assert (root / "aa.html").read_text() == page("A")


def test_a_folder_that_may_not_be_read_is_reported_and_others_go_on(ground: Path) -> None:
    files = {"aa.html": page("A"), "closed/page.html": page("C"), "zz.html": page("Z")}
    root = write_files(ground / "site", files)
    own_by_plain_user(ground)
    (root / "closed").chmod(0)
    for words in (("build", "site", "--url", URL), ("undo", "site")):
        run = as_plain_user(*words, cwd=ground)
        assert run.code == 1
        assert "closed: error: this folder cannot be read" in run.err
        assert "2 changed" in run.out
    (root / "closed").chmod(0o700)
    assert contents(root)["closed/page.html"] == ("file", page("C").encode())


@pytest.mark.parametrize("mode", [0, 0o444], ids=["closed", "names only"])
def test_what_was_built_of_a_folder_that_may_not_be_read_now_stays(ground: Path, mode: int) -> None:
    files = {"aa.html": page("A"), "closed/page.html": page("C"), "closed/x.css": "x"}
    root = write_files(ground / "site", files)
    own_by_plain_user(ground)
    words = ("build", "site", "-o", "out", "--url", URL)
    assert as_plain_user(*words, cwd=ground).code == 0
    before = contents(ground / "out")
    (root / "closed").chmod(mode)
    run = as_plain_user(*words, cwd=ground)
    assert "closed: error: this folder cannot be read" in run.err
    assert "removed" not in run.out
    assert contents(ground / "out") == before
    (root / "closed").chmod(0o755)
    as_plain_user(*words, cwd=ground)
    assert as_plain_user(*words, cwd=ground).code == 0
    assert contents(ground / "out") == before


def test_a_folder_that_may_not_be_written_to_is_reported_and_others_go_on(ground: Path) -> None:
    files = {"aa.html": page("A"), "fixed/page.html": page("F"), "zz.html": page("Z")}
    root = write_files(ground / "site", files)
    own_by_plain_user(ground)
    before = contents(root)
    (root / "fixed").chmod(0o555)
    run = as_plain_user("build", "site", "--url", URL, cwd=ground)
    assert run.code == 1
    assert "fixed/page.html: error: cannot be written: Permission denied" in run.err
    assert "2 changed, 1 failed" in run.out
    assert contents(root)["fixed/page.html"] == before["fixed/page.html"]
    (root / "fixed").chmod(0o755)
    assert as_plain_user("build", "site", "--url", URL, cwd=ground).code == 0
    (root / "fixed").chmod(0o555)
    run = as_plain_user("undo", "site", cwd=ground)
    assert run.code == 1
    assert "fixed/page.html: error: cannot be written" in run.err
    (root / "fixed").chmod(0o755)
    assert as_plain_user("undo", "site", cwd=ground).code == 0
    assert contents(root) == before


@pytest.mark.parametrize("output", ["closed/out", "file", "file/out"])
def test_an_output_folder_that_cannot_be_made_stops_the_run(ground: Path, output: str) -> None:
    write_files(ground, {"site/a/index.html": page("Home"), "file": "a file"})
    (ground / "closed").mkdir()
    own_by_plain_user(ground)
    (ground / "closed").chmod(0o555)
    run = as_plain_user("build", "site", "-o", output, cwd=ground)
    assert run.code == 2
    assert f"smoopt: {output}: cannot be made: " in run.err


def test_files_beside_the_pages_that_may_not_be_read_only_tell_nothing(ground: Path) -> None:
    names = ("CNAME", "sitemap.xml", "feed.xml", "picture.png")
    root = write_files(ground / "site", dict.fromkeys(names, "closed"))
    write_files(root, {"index.html": page("Home").replace("<p>", '<img src="picture.png"><p>')})
    own_by_plain_user(ground)
    for name in names:
        (root / name).chmod(0)
    run = as_plain_user("build", "site", cwd=ground)
    assert run.code == 0, run.err
    assert "1 changed" in run.out
