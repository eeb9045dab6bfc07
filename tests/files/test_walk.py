"""What lies below a folder, seen once, and seen again where something changed."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt.files.changes import Changes, compare, look_again
from smoopt.files.entries import Entries
from smoopt.files.open_folder import OpenFolder
from smoopt.files.stamp import Stamp, stamp
from smoopt.files.stored_walk import StoredListing, stored
from smoopt.files.walk import Listing, Walk, listing, walk
from smoopt.model.errors import SiteError
from tests.support.sites import write_files

NAMED = ["a", "b", "a/b", "a/c", "a/b/d", "a/b/e.html", "x.html", "a.html"]
NAMES = st.sampled_from(NAMED)
LEFT_OVER = ".smoopt-abcdefgh.part"
CHANGES = st.lists(
    st.tuples(st.sampled_from(["write", "folder", "link", "remove", "temporary"]), NAMES),
    max_size=12,
)


def test_everything_is_listed_by_kind_in_order(tmp_path: Path) -> None:
    write_files(tmp_path, {"b.txt": "b", "a/z.html": "zz", "a.html": "", "a/deep/x": "x"})
    write_files(tmp_path, {".hidden": "h", ".smoopt-abcdefgh.part": "half", ".smoopt-notes": "n"})
    (tmp_path / "empty").mkdir()
    (tmp_path / "to-a").symlink_to("a")
    (tmp_path / "to-nothing").symlink_to("nothing")
    os.utime(tmp_path / "b.txt", ns=(5, 7))
    found = walk(tmp_path)
    files = [".hidden", ".smoopt-notes", "a/deep/x", "a/z.html", "a.html", "b.txt"]
    assert list(found.files) == files
    assert found.files["b.txt"] == Stamp(1, 7)
    assert found[1:] == (
        {"to-a": "a", "to-nothing": "nothing"},
        ["a", "a/deep", "empty"],
        [],
        [".smoopt-abcdefgh.part"],
    )


@pytest.mark.parametrize("name", ["missing", "file"])
def test_what_is_no_folder_cannot_be_walked(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SiteError, match=f"{name}: cannot be read: "):
        walk(tmp_path / name)


def test_pipes_and_sockets_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    assert walk(tmp_path).files == {}


def test_names_need_not_be_text(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9\n.html")
    (tmp_path / name).write_text("x")
    assert list(walk(tmp_path).files) == [name]


def test_a_folder_that_goes_away_meanwhile_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"a/x": "", "b/y": "", "c/z": ""})
    look = OpenFolder.entries

    def late(within: OpenFolder, path: str) -> Entries:
        if path == "b":
            shutil.rmtree(tmp_path / "b")
        return look(within, path)

    monkeypatch.setattr(OpenFolder, "entries", late)
    found = walk(tmp_path)
    assert (list(found.files), found.folders, found.closed) == (["a/x", "c/z"], ["a", "c"], [])


def test_a_folder_that_goes_away_while_it_is_read_is_empty_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"a/x": "", "b/y": ""})
    look = OpenFolder.entries

    def late(within: OpenFolder, path: str) -> Entries:
        found = look(within, path)
        shutil.rmtree(tmp_path / "b", ignore_errors=True)
        return found

    monkeypatch.setattr(OpenFolder, "entries", late)
    assert walk(tmp_path) == Walk(
        {"a/x": Stamp(0, (tmp_path / "a/x").stat().st_mtime_ns)}, {}, ["a"], [], []
    )


def in_order_on_the_disk(root: Path) -> Walk:
    return stored(root).walk()


def in_memory(walk: Walk) -> Walk:
    return walk._replace(files=dict(walk.files), folders=[*walk.folders])


@given(names=st.lists(NAMES, max_size=6))
def test_a_listing_is_told_from_others_as_its_walk_is(names: list[str]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        for number, name in enumerate(names):
            apply(Path(folder), "write", name, number)
        seen = listing(Path(folder))
        assert seen.sum() == seen.walk().sum() == stored(Path(folder)).sum()
        assert in_memory(stored(Path(folder)).walk()) == seen.walk()
        assert list(seen.walk().files) == sorted(seen.walk().files, key=lambda p: p.split("/"))


class Flat(OpenFolder):
    """A folder that lists all its files at once, as an object store does, the last ones first."""

    def everything(self) -> Iterator[tuple[str, Stamp]]:
        names = [*NAMED, f"a/{LEFT_OVER}"]
        found = [path for path in names if (self.root / path).is_file()]
        for path in sorted(found, reverse=True):
            yield path, stamp(self.root / path) or Stamp(-1, -1)


@given(names=st.lists(NAMES, max_size=6))
def test_files_listed_at_once_are_those_of_all_folders(names: list[str]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        for number, name in enumerate((*names, f"a/{LEFT_OVER}")):
            apply(Path(folder), "write", name, number)
        expected = walk(Path(folder))
        assert expected.leftovers == [f"a/{LEFT_OVER}"]
        for seen in (Listing(), StoredListing()):
            found = seen.visit(Flat(Path(folder)))
            assert in_memory(found.walk()) == expected
            assert found.sum() == expected.sum()


def test_a_stamp_is_that_of_the_file_or_link_itself(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("four")
    (tmp_path / "link").symlink_to("file")
    os.utime(tmp_path / "file", ns=(1, 10**18 + 1))
    assert stamp(tmp_path / "file") == Stamp(4, 10**18 + 1) == walk(tmp_path).files["file"]
    assert stamp(tmp_path / "link") != stamp(tmp_path / "file")
    assert stamp(tmp_path / "missing") is None


# Looking again


def apply(root: Path, kind: str, path: str, number: int) -> set[str]:
    """Change something on the disk; give the paths that a watcher would name."""
    target = root / path
    missing = [parent for parent in target.parents if parent != root and root in parent.parents]
    blocked = [parent for parent in missing if os.path.lexists(parent) and not is_folder(parent)]
    named = {path}
    if kind == "remove":
        if blocked or not os.path.lexists(target):
            return set()
        remove(target)
        return named
    for parent in blocked:
        parent.unlink()
    named |= {parent.relative_to(root).as_posix() for parent in missing if not parent.exists()}
    named |= {parent.relative_to(root).as_posix() for parent in blocked}
    target.parent.mkdir(parents=True, exist_ok=True)
    if kind == "temporary":
        part = target.parent / f".smoopt-{number:08}.part"
        part.write_text("half")
        return {*named - {path}, part.relative_to(root).as_posix()}
    if os.path.lexists(target):
        remove(target)
    if kind == "write":
        target.write_text("x" * number)
    elif kind == "folder":
        target.mkdir()
    else:
        target.symlink_to("b")
    return named


def is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def remove(path: Path) -> None:
    shutil.rmtree(path) if is_folder(path) else path.unlink()


@pytest.mark.parametrize("stands", [walk, in_order_on_the_disk])
@given(first=CHANGES, then=CHANGES)
@settings(max_examples=40)
def test_a_look_at_what_changed_sees_what_a_new_walk_sees(
    tmp_path_factory: pytest.TempPathFactory,
    stands: Callable[[Path], Walk],
    first: list[tuple[str, str]],
    then: list[tuple[str, str]],
) -> None:
    root = tmp_path_factory.mktemp("walk")
    for number, change in enumerate(first):
        apply(root, *change, number)
    was = stands(root)
    known = set(was.files) | set(was.links)
    old = dict(was.files)
    named: set[str] = set()
    for number, change in enumerate(then):
        named |= apply(root, *change, 100 + number)
    fresh = walk(root)
    now, changes = look_again(OpenFolder(root), was, named)
    assert in_memory(now) == fresh
    assert now.sum() == fresh.sum()  # in the same order, too
    there = set(fresh.files) | set(fresh.links)
    assert changes.made == there - known
    assert changes.gone == known - there
    assert {
        path for path in old if fresh.files.get(path, old[path]) != old[path]
    } <= changes.written
    assert changes.written <= there & known
    shutil.rmtree(root)


def test_nothing_named_is_nothing_seen(tmp_path: Path) -> None:
    write_files(tmp_path, {"a": "x"})
    was = walk(tmp_path)
    now, changes = look_again(OpenFolder(tmp_path), was, [])
    assert now == was == walk(tmp_path)
    assert not changes


def test_what_lies_behind_a_link_is_not_taken_in(tmp_path: Path) -> None:
    write_files(tmp_path / "site", {"a": "x"})
    write_files(tmp_path / "other", {"x.html": "x"})
    (tmp_path / "site/link").symlink_to(tmp_path / "other")
    was = walk(tmp_path / "site")
    now, _ = look_again(OpenFolder(tmp_path / "site"), was, ["link/x.html"])
    assert now == Walk({"a": now.files["a"]}, {"link": f"{tmp_path}/other"}, [], [], [])


def test_what_lies_behind_a_link_in_place_of_a_folder_is_gone(tmp_path: Path) -> None:
    write_files(tmp_path / "site", {"a/x.html": "x"})
    was = walk(tmp_path / "site")
    (tmp_path / "site/a").rename(tmp_path / "other")
    (tmp_path / "site/a").symlink_to("../other")
    now, changes = look_again(OpenFolder(tmp_path / "site"), was, ["a/x.html"])
    assert now == Walk({}, {"a": "../other"}, [], [], [])
    assert changes == Changes({"a"}, set(), {"a/x.html"})


def test_a_link_that_says_something_else_was_written(tmp_path: Path) -> None:
    (tmp_path / "latest").symlink_to("1.0")
    was = walk(tmp_path)
    (tmp_path / "latest").unlink()
    (tmp_path / "latest").symlink_to("2.0")
    assert compare(was, walk(tmp_path)) == Changes(set(), {"latest"}, set())
    now, changes = look_again(OpenFolder(tmp_path), was, ["latest"])
    assert (now, changes) == (walk(tmp_path), Changes(set(), {"latest"}, set()))


def test_folders_may_lie_deeper_than_calls_go(tmp_path: Path) -> None:
    depth = 400
    with chdir(tmp_path):
        for _ in range(depth):
            os.mkdir("d")  # noqa: PTH102
            os.chdir("d")
        Path("x").touch()
    assert list(walk(tmp_path).files) == ["d/" * depth + "x"]
