"""Names that are asked for folder by folder are those that a walk finds."""

import pickle
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt.files import listed_files
from smoopt.files.entries import Entries
from smoopt.files.listed_files import ListedFiles, ListedPaths
from smoopt.files.open_folder import OpenFolder
from smoopt.files.stamp import Stamp
from smoopt.files.walk import walk
from tests.support.sites import write_files

NAMES = st.sampled_from(["a", "b", "a.html", "a-b", "a b", "ü", ".x"])
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)
ODD = [
    "",
    "/",
    "/a",
    "a/",
    "a//b",
    "..",
    "../a",
    "a/../a",
    "./a",
    "a\0",
    "x" * 5000,
    "a/" * 3000 + "a",
]


def whole(paths: list[str]) -> list[str]:
    """Leave out what cannot be beside others: a file that is a folder as well."""
    return [path for path in paths if not any(other.startswith(f"{path}/") for other in paths)]


@given(st.lists(PATHS, max_size=12).map(whole), st.lists(PATHS | st.sampled_from(ODD)))
@settings(max_examples=40)
def test_they_are_those_of_a_walk(paths: list[str], asked: list[str]) -> None:
    with TemporaryDirectory() as name, mock.patch.object(listed_files, "_MOST_FOLDERS", 2):
        root = write_files(Path(name), {path: path for path in paths})
        expected, files = walk(root).files, ListedFiles(OpenFolder(root))
        for path in (*asked, *paths):
            assert files.get(path) == expected.get(path), path
        for each in (files, pickle.loads(pickle.dumps(files))):
            assert list(each.items()) == list(expected.items())
            assert (len(each), bool(each)) == (len(expected), bool(expected))
        some = ListedPaths(files, paths[:2], lambda path: path.endswith(".html"))
        wanted = [path for path in expected if path not in paths[:2] and path.endswith(".html")]
        assert (list(some), len(some), bool(some)) == (wanted, len(wanted), bool(wanted))
        assert [path in some for path in asked] == [path in wanted for path in asked]


def test_links_are_no_files_and_nothing_behind_them_is(tmp_path: Path) -> None:
    write_files(tmp_path, {"a/b.html": "", "a/.smoopt-0a1b2c3d.part": ""})
    (tmp_path / "c").symlink_to("a")
    (tmp_path / "d.html").symlink_to("a/b.html")
    files = ListedFiles(OpenFolder(tmp_path))
    assert list(files) == list(walk(tmp_path).files) == ["a/b.html"]
    assert not {"c/b.html", "d.html", "c"} & {
        path for path in ("c/b.html", "d.html") if path in files
    }


def test_folders_are_asked_for_once_and_only_where_they_are(tmp_path: Path) -> None:
    write_files(tmp_path, {"a/b.html": "", "c/d.html": ""})
    asked: list[str] = []

    class Asked(OpenFolder):
        def entries(self, folder: str) -> Entries:
            asked.append(folder)
            return super().entries(folder)

    files = ListedFiles(Asked(tmp_path))
    for path in ("a/b.html", "a/c.html", "a/x/y.html", "z/b.html") * 2:
        assert (path in files) == (path == "a/b.html")
    assert asked == ["", "a"]


def test_a_folder_that_cannot_be_listed_is_no_empty_one(tmp_path: Path) -> None:
    write_files(tmp_path, {"a/b.html": ""})

    class Broken(OpenFolder):
        def entries(self, folder: str) -> Entries:
            if folder:
                raise OSError(5, "a store that does not answer")
            return super().entries(folder)

    with pytest.raises(OSError, match="does not answer"):
        ListedFiles(Broken(tmp_path)).get("a/b.html")
    assert list(ListedFiles(Broken(tmp_path), ["a"])) == []


def test_a_stamp_that_is_set_is_given(tmp_path: Path) -> None:
    write_files(tmp_path, {"a/b.html": ""})
    files = ListedFiles(OpenFolder(tmp_path))
    files["a/b.html"] = files["z/c.html"] = Stamp(1, 2)
    assert files["a/b.html"] == Stamp(1, 2)
    assert "z/c.html" not in files
    del files["a/b.html"]
    assert "a/b.html" not in files


def test_going_through_them_holds_few_folders(tmp_path: Path) -> None:
    write_files(tmp_path, {f"{number:03}/a.html": "" for number in range(200)})
    files = ListedFiles(OpenFolder(tmp_path))
    way: Iterator[str] = iter(files)
    assert len([*way]) == 200
    assert len(files._seen) <= listed_files._MOST_FOLDERS
