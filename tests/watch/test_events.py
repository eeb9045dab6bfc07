"""Where something changed, as the real system tells it."""

import errno
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchdog.observers.api import BaseObserver

from smoopt.files.store import Store
from smoopt.watch.events import EVERYTHING, Events, WatchLimit
from tests.support.runs import until
from tests.support.sites import write_files

linux = pytest.mark.skipif(sys.platform != "linux", reason="what inotify tells")


class Ear:
    """Hears of paths until nothing is told for a moment."""

    def __init__(self, root: Path) -> None:
        self.events = Events(root)
        self.heard: set[str] = set()
        self.events.start()

    def hears(self, *paths: str) -> bool:
        """Wait until all of these were told of."""

        def claim() -> bool:
            self.heard |= self.events.wait(0.005)
            return set(paths) <= self.heard

        return until(claim)

    def hears_only(self, *paths: str) -> bool:
        """Tell whether these were told of, and nothing else soon after."""
        return self.hears(*paths) and not self.events.wait(0.1) and self.heard == set(paths)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "site", {"a.html": "a", "b/c.html": "c"})


@pytest.fixture
def ear(root: Path) -> Iterator[Ear]:
    listening = Ear(root)
    yield listening
    listening.events.stop()


def test_a_page_written_over_is_told_of(root: Path, ear: Ear) -> None:
    (root / "b/c.html").write_text("new")
    assert ear.hears("b/c.html")


def test_a_page_replaced_in_one_step_is_told_of(root: Path, ear: Ear) -> None:
    (root / "b/.c.new").write_text("new")
    (root / "b/.c.new").rename(root / "b/c.html")
    assert ear.hears("b/c.html")


@linux
def test_a_page_counts_when_it_is_closed(root: Path, ear: Ear) -> None:
    with (root / "a.html").open("w") as file, (root / "new.html").open("w") as new:
        for each in (file, new):
            each.write("half")
            each.flush()
        assert not ear.events.wait(0.1)
    assert ear.hears_only("a.html", "new.html")


def test_links_are_told_of(root: Path, ear: Ear) -> None:
    (root / "link.html").symlink_to("a.html")
    os.link(root / "a.html", root / "hard.html")
    assert ear.hears("link.html", "hard.html")


@linux
def test_what_smoopt_writes_is_not_told_of(root: Path, ear: Ear) -> None:
    store = Store(root)
    store.put("a.html", b"built")
    store.put("b/new.html", b"built")
    (root / "b/c.html").write_text("new")
    assert ear.hears_only("b/c.html")


@linux
def test_reading_is_not_told_of(root: Path, ear: Ear) -> None:
    (root / "a.html").read_bytes()
    list(root.rglob("*"))
    assert not ear.events.wait(0.1)


def test_new_folders_are_listened_to(root: Path, ear: Ear) -> None:
    (root / "x/y").mkdir(parents=True)
    assert ear.hears("x")
    (root / "x/y/z.html").write_text("z")
    assert ear.hears("x/y/z.html") or "x/y" in ear.heard


def test_a_folder_that_moves_is_told_of_at_both_places(root: Path, ear: Ear) -> None:
    (root / "b").rename(root / "d")
    assert ear.hears("b", "d")
    (root / "d/c.html").write_text("new")
    assert ear.hears("d/c.html")


@linux
def test_a_folder_from_elsewhere_makes_everything_count(root: Path, ear: Ear) -> None:
    write_files(root.parent / "elsewhere", {"e.html": "e"}).rename(root / "e")
    assert ear.hears(EVERYTHING)


def test_the_folder_itself_going_away_makes_everything_count(root: Path, ear: Ear) -> None:
    shutil.rmtree(root)
    assert ear.hears(EVERYTHING)


def test_a_folder_made_anew_can_be_listened_to_again(root: Path, ear: Ear) -> None:
    shutil.rmtree(root)
    ear.events.stop()
    write_files(root, {"a.html": "a"})
    ear.events.start()
    (root / "a.html").write_text("new")
    assert ear.hears("a.html")


def test_a_folder_behind_a_link_is_told_of_by_its_own_paths(root: Path) -> None:
    (root.parent / "link").symlink_to(root)
    ear = Ear(root.parent / "link")
    (root / "b/c.html").write_text("new")
    assert ear.hears("b/c.html")
    ear.events.stop()


def test_a_name_that_is_no_text_is_told_of(root: Path, ear: Ear) -> None:
    name = os.fsdecode(b"caf\xe9.html")
    try:
        (root / name).write_text("x")
    except OSError:
        pytest.skip("this file system wants text")
    assert ear.hears(name)


def test_a_folder_that_is_not_there_raises(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"No such file|cannot find"):
        Events(tmp_path / "missing").start()


@linux
@pytest.mark.parametrize(
    ("code", "name"), [(errno.ENOSPC, "max_user_watches"), (errno.EMFILE, "max_user_instances")]
)
def test_the_systems_limit_is_named_with_what_to_do(
    root: Path, monkeypatch: pytest.MonkeyPatch, code: int, name: str
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(code, "limit reached")

    monkeypatch.setattr(BaseObserver, "schedule", full)
    before = set(Path("/proc/self/fd").iterdir())
    with pytest.raises(WatchLimit, match=rf"sudo sysctl fs\.inotify\.{name}=\d+") as caught:
        Events(root).start()
    assert "--poll" in str(caught.value)
    assert not set(Path("/proc/self/fd").iterdir()) - before


@linux
def test_a_listener_that_has_died_is_noticed(root: Path, ear: Ear) -> None:
    assert not ear.events.is_deaf()
    shutil.rmtree(root)
    assert until(ear.events.is_deaf)
    write_files(root, {"a.html": "a"})
    ear.events.stop()
    ear.events.start()
    assert not ear.events.is_deaf()
