"""The list of added files: only what smoopt itself wrote counts as one."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from smoopt.files.added_files import LIST, AddedFiles, Digests, is_clean, read, write
from smoopt.files.open_folder import OpenFolder
from smoopt.model.page_files import signed
from tests.support.sites import write_files

ONE, TWO = sha256(b"one").hexdigest(), sha256(b"two").hexdigest()
WHOLE = AddedFiles({"a b.json": {ONE}, "y/z é.json": {ONE, TWO}}, {"y"})


def listed(tmp_path: Path, data: bytes) -> AddedFiles | None:
    return read(OpenFolder(write_files(tmp_path, {LIST: data})))


def test_a_list_comes_back_as_it_was_written(tmp_path: Path) -> None:
    assert listed(tmp_path, write(WHOLE)) == WHOLE
    assert read(OpenFolder(tmp_path / "elsewhere")) == AddedFiles()


def test_its_lines_are_those_of_sha256sum() -> None:
    lines = write(WHOLE).decode().splitlines()
    assert [line for line in lines if line[0] != "#"] == [
        f"{ONE}  a b.json",
        *(f"{digest}  y/z é.json" for digest in sorted((ONE, TWO))),
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[1:],
        lambda data: data[:-1],
        lambda data: data + b"\n",
        lambda data: data + b"and so on\n",
        lambda data: data.replace(b"a b.json", b"../a.json"),
        lambda data: data.replace(b"a b.json", b"smoopt/a.json"),
        lambda data: data.replace(ONE.encode(), ONE.upper().encode()),
        lambda data: data.replace(b"folder y", b"folder /y"),
        lambda data: b"\xff" + data,
        lambda data: b"",
    ],
)
def test_what_smoopt_would_not_have_written_is_no_list(
    tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    assert listed(tmp_path, change(write(WHOLE))) is None


def test_a_link_is_no_list(tmp_path: Path) -> None:
    write_files(tmp_path, {"list.txt": write(WHOLE), "smoopt/other.txt": ""})
    (tmp_path / LIST).symlink_to("../list.txt")
    assert read(OpenFolder(tmp_path)) is None


def test_what_is_as_listed_is_told_from_what_is_not(tmp_path: Path) -> None:
    page, forged = signed(b"<p>one"), b"<!doctype html>the author's"
    files = {"a.json": b"one", "b.json": b"two", "c/d.json": b"one"}
    files |= {"e.html": page, "f.html": forged}
    write_files(tmp_path, {**files, "real/g.json": b"one"})
    (tmp_path / "to").symlink_to("real")
    (tmp_path / "to.json").symlink_to("a.json")
    digests = {path: {sha256(data).hexdigest()} for path, data in files.items()}
    added = AddedFiles(
        {**digests, "b.json": {ONE}, "to/g.json": {ONE}, "to.json": {ONE}, "gone.json": {ONE}}
    )
    known = Digests(OpenFolder(tmp_path))
    assert known.intact(added).keys() == {"a.json", "c/d.json", "e.html"}
    assert known.of("to/g.json") == known.of("to.json") == known.of("f.html") == ""
    (tmp_path / "a.json").write_bytes(b"another")
    assert "a.json" not in known.intact(added)


@pytest.mark.parametrize(
    "path", ["feed.json", "a/b c.json", "ü/é.json", ".well-known/x", "x", "d/" * 64 + "a"]
)
def test_paths_within_the_site_are_clean(path: str) -> None:
    assert is_clean(path)


@pytest.mark.parametrize(
    "path",
    [
        *("", "/a", "a/", "a//b", "../a", "a/../b", "./a", ".", "a\\b", "a\nb", "a\0b", "\udcff"),
        *("smoopt", "smoopt/a", "Smoopt/a", "a/.smoopt-abcdefgh.part"),
        *("d/" * 65 + "a", "é" * 128, "/".join(["d" * 204] * 5) + "a"),
    ],
)
def test_all_other_paths_are_not(path: str) -> None:
    assert not is_clean(path)
