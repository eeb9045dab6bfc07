"""What is written is whole, in one step, and never outside the folder."""

import itertools
import os
import stat
import sys
from pathlib import Path

import pytest

from smoopt.files import atomic, in_place_of
from smoopt.files.exchange import exchange
from smoopt.files.handle import BehindLink, Handle, WrittenMeanwhile
from smoopt.files.open_folder import OpenFolder
from smoopt.files.store import Store
from smoopt.files.walk import walk
from smoopt.model.edits import own_file
from smoopt.model.errors import SiteError
from tests.support.runs import contents, tree
from tests.support.sites import write_files


def test_a_file_is_written_only_when_its_bytes_change(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.put("a/b.html", b"one")
    before = tree(tmp_path)
    assert not store.put("a/b.html", b"one")
    assert tree(tmp_path) == before
    assert store.put("a/b.html", b"two")
    assert (tmp_path / "a/b.html").read_bytes() == b"two"


def test_a_new_file_can_be_read_by_a_web_server(tmp_path: Path) -> None:
    Store(tmp_path).put("new.css", b"")
    assert stat.S_IMODE((tmp_path / "new.css").stat().st_mode) == 0o644


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755, 0o444])
def test_a_file_keeps_its_mode(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(b"one")
    file.chmod(mode)
    Store(tmp_path).put("page.html", b"two")
    assert stat.S_IMODE(file.stat().st_mode) == mode


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files away")
def test_a_file_stays_its_owners_when_root_writes_it(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(b"one")
    os.chown(file, 12345, 23456)
    file.chmod(0o640)
    assert Store(tmp_path, in_place=True).renew("page.html", b"two", file.stat())
    status = file.stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (12345, 23456, 0o640)


def test_another_name_of_a_file_keeps_the_old_bytes(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"one")
    (tmp_path / "backup").hardlink_to(tmp_path / "page.html")
    Store(tmp_path).put("page.html", b"two")
    assert (tmp_path / "backup").read_bytes() == b"one"


def test_a_link_in_place_of_a_file_is_replaced_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_bytes(b"theirs")
    store = Store(tmp_path / "out")
    store.put("other.html", b"")
    (tmp_path / "out/page.html").symlink_to(outside)
    store.put("page.html", b"theirs")
    assert not (tmp_path / "out/page.html").is_symlink()
    assert outside.read_bytes() == b"theirs"


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/etc/x", "a\0b"])
def test_a_path_that_leads_out_is_refused(tmp_path: Path, path: str) -> None:
    store = Store(tmp_path / "out")
    with pytest.raises(SiteError, match="leads out"):
        store.put(path, b"")
    assert contents(tmp_path) == {}


def test_nothing_is_done_behind_a_link_that_leads_out(tmp_path: Path) -> None:
    outside, out = tmp_path / "outside", tmp_path / "out"
    for folder in (outside, out, tmp_path / "site"):
        folder.mkdir(mode=0o700)
    (outside / "theirs.html").write_bytes(b"theirs")
    (out / "a").symlink_to(outside)
    before = tree(outside), outside.stat()
    (tmp_path / "site/a").mkdir(mode=0o755)
    store = Store(out)
    with pytest.raises(BehindLink, match="symbolic link"):
        store.put("a/page.html", b"")
    with pytest.raises(BehindLink, match="symbolic link"):
        store.put("a/deeper/page.html", b"")
    with pytest.raises(BehindLink, match="symbolic link"):
        store.copy(OpenFolder(outside), "theirs.html", "a/copy.html")
    with pytest.raises(BehindLink, match="symbolic link"):
        store.remove("a/theirs.html")
    with pytest.raises(BehindLink, match="symbolic link"):
        store.match_folder(OpenFolder(tmp_path / "site"), "a")
    after = outside.stat()
    assert tree(outside) == before[0]
    assert (after.st_mode, after.st_mtime_ns) == (before[1].st_mode, before[1].st_mtime_ns)


def test_a_copy_has_the_mode_and_times_of_its_source(tmp_path: Path) -> None:
    source = tmp_path / "run.sh"
    source.write_bytes(b"#!/bin/sh\n")
    source.chmod(0o750)
    os.utime(source, ns=(1_000_000_007, 2_000_000_011))
    store = Store(tmp_path / "out")
    assert store.copy(OpenFolder(tmp_path), "run.sh", "bin/run.sh")
    status = (tmp_path / "out/bin/run.sh").stat()
    assert (stat.S_IMODE(status.st_mode), status.st_mtime_ns) == (0o750, 2_000_000_011)
    assert not store.copy(OpenFolder(tmp_path), "run.sh", "bin/run.sh")


def test_a_copy_follows_a_change_of_mode(tmp_path: Path) -> None:
    source = tmp_path / "run.sh"
    source.write_bytes(b"#!/bin/sh\n")
    source.chmod(0o644)
    store = Store(tmp_path / "out")
    store.copy(OpenFolder(tmp_path), "run.sh")
    source.chmod(0o755)
    assert store.copy(OpenFolder(tmp_path), "run.sh")
    assert stat.S_IMODE((tmp_path / "out/run.sh").stat().st_mode) == 0o755


@pytest.mark.parametrize("target", ["page.html", "../elsewhere", "/etc", "missing"])
def test_a_link_is_copied_as_it_is(tmp_path: Path, target: str) -> None:
    (tmp_path / "link").symlink_to(target)
    store = Store(tmp_path / "out")
    assert store.copy(OpenFolder(tmp_path), "link", "a/link")
    assert str((tmp_path / "out/a/link").readlink()) == target
    assert not store.copy(OpenFolder(tmp_path), "link", "a/link")


def test_a_link_takes_the_place_of_a_file_and_of_another_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("new")
    store = Store(tmp_path / "out")
    for old in ("file", "link"):
        store.put("link", b"old")
        if old == "link":
            (tmp_path / "out/link").unlink()
            (tmp_path / "out/link").symlink_to("old")
        assert store.copy(OpenFolder(tmp_path), "link")
        assert contents(tmp_path / "out") == {"link": ("link", b"new")}


def test_a_folder_gets_the_mode_and_times_of_its_source(tmp_path: Path) -> None:
    source = tmp_path / "site/b/a"
    source.mkdir(parents=True)
    source.chmod(0o750)
    os.utime(source, ns=(1_000_000_007, 2_000_000_011))
    Store(tmp_path / "out").match_folder(OpenFolder(tmp_path / "site"), "b/a")
    status = (tmp_path / "out/b/a").stat()
    assert (stat.S_IMODE(status.st_mode), status.st_mtime_ns) == (0o750, 2_000_000_011)


def test_what_an_interrupted_run_left_is_swept_away_and_nothing_else(tmp_path: Path) -> None:
    kept = (".smoopt-notes", "a/.smoopt-plan.html", "smoopt.part", "a/page.html.part")
    for name in (*kept, ".smoopt-x1y2z3_4.part", "a/.smoopt-abcdefgh.part"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    Store(tmp_path).sweep(walk(tmp_path).leftovers)
    assert {name for name, entry in tree(tmp_path).items() if entry.kind == "file"} == set(kept)


def test_sweeping_follows_no_link(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/.smoopt-abcdefgh.part").write_bytes(b"")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/link").symlink_to(tmp_path / "outside")
    Store(tmp_path / "site").sweep(walk(tmp_path / "site").leftovers)
    assert (tmp_path / "outside/.smoopt-abcdefgh.part").exists()


def test_only_files_with_the_digest_of_their_content_are_smoopts_own(tmp_path: Path) -> None:
    store, own = Store(tmp_path), own_file("bar", "css", b"nav {}")
    changed = own_file("bar", "css", b"once").path
    store.put(own.path, own.content)
    store.put("smoopt/notes.txt", b"the author's")
    store.put(changed, b"changed by hand")
    (tmp_path / "smoopt/link.css").symlink_to(tmp_path / own.path)
    (tmp_path / "smoopt/folder").mkdir()
    assert list(store.own_files()) == [own.path]


def test_an_own_folder_that_is_a_link_is_not_looked_into(tmp_path: Path) -> None:
    own = own_file("bar", "css", b"nav {}")
    Store(tmp_path / "elsewhere").put(own.path, own.content)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/smoopt").symlink_to(tmp_path / "elsewhere/smoopt")
    assert list(Store(tmp_path / "site").own_files()) == []


def test_the_own_folder_goes_with_its_last_file(tmp_path: Path) -> None:
    store, own = Store(tmp_path), own_file("bar", "css", b"nav {}")
    store.put(own.path, own.content)
    store.put("smoopt/notes.txt", b"the author's")
    store.remove(own.path)
    assert contents(tmp_path) == {
        "smoopt": ("folder", b""),
        "smoopt/notes.txt": ("file", b"the author's"),
    }
    store.remove("smoopt/notes.txt")
    assert contents(tmp_path) == {}


def test_nothing_is_lost_when_a_write_fails(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put("page.html", b"one")
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken/file").write_bytes(b"")
    with pytest.raises(OSError, match="directory"):
        store.put("taken", b"a folder stands here")
    with pytest.raises(OSError, match=r"directory|exists"):
        store.put("page.html/below", b"a file stands here")
    assert set(contents(tmp_path)) == {"page.html", "taken", "taken/file"}


def test_what_was_just_read_is_laid_down_as_a_copy_would_be(tmp_path: Path) -> None:
    source = tmp_path / "site" / "page.html"
    source.parent.mkdir()
    source.write_bytes(b"page")
    source.chmod(0o640)
    os.utime(source, ns=(1_000_000_001, 2_000_000_003))
    status = source.stat()
    store = Store(tmp_path / "out")
    assert store.lay("a/page.html", b"page", status)
    there = (tmp_path / "out" / "a" / "page.html").stat()
    assert stat.S_IMODE(there.st_mode) == 0o640
    assert there.st_mtime_ns == status.st_mtime_ns
    assert not store.lay("a/page.html", b"page", status)
    assert not store.copy(OpenFolder(source.parent), "page.html", "a/page.html")


def test_a_page_written_while_it_was_read_is_no_copy_that_is_up_to_date(tmp_path: Path) -> None:
    source = tmp_path / "page.html"
    source.write_bytes(b"old!")
    status = source.stat()
    source.write_bytes(b"new!")
    os.utime(source, ns=(status.st_atime_ns, status.st_mtime_ns + 1))
    store = Store(tmp_path / "out")
    store.lay("page.html", b"old!", status)
    assert store.copy(OpenFolder(tmp_path), "page.html")
    assert (tmp_path / "out" / "page.html").read_bytes() == b"new!"


def test_a_link_below_a_folder_that_was_looked_at_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / "a").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (out / "a" / "b").symlink_to(tmp_path / "elsewhere")
    store = Store(out)
    store.put("a/page.html", b"page")
    with pytest.raises(BehindLink):
        store.put("a/b/c/page.html", b"page")


def test_what_is_gone_or_has_given_its_place_to_something_else_need_not_be_removed(
    tmp_path: Path,
) -> None:
    write_files(tmp_path, {"a": "once a folder", "b/x.html": "once a file"})
    store = Store(tmp_path)
    before = contents(tmp_path)
    assert not any(store.remove(path) for path in ("a/x.html", "b", "missing", "missing/x.html"))
    assert contents(tmp_path) == before


def test_no_right_to_be_run_as_another_user_is_handed_on(tmp_path: Path) -> None:
    write_files(tmp_path, {"site/a": "a", "site/b": "b"})
    for name in ("a", "b"):
        (tmp_path / "site" / name).chmod(0o6755)
    status, out = (tmp_path / "site/a").stat(), Store(tmp_path / "out")
    out.put("put", b"a", status)
    out.lay("lay", b"a", status)
    assert out.copy(OpenFolder(tmp_path / "site"), "a", "copy")
    assert not out.copy(OpenFolder(tmp_path / "site"), "a", "copy")
    Store(tmp_path / "site", in_place=True).renew("b", b"new", (tmp_path / "site/b").stat())
    for file in (*(tmp_path / "out").iterdir(), tmp_path / "site/b"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o755, file


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files away")
def test_what_root_read_is_given_to_nobody_who_put_a_file_there_meanwhile(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(b"one")
    file.chmod(0o600)
    read = file.stat()
    file.unlink()
    file.write_bytes(b"a stranger's")
    os.chown(file, 12345, 12345)
    file.chmod(0o644)
    with pytest.raises(WrittenMeanwhile):
        Store(tmp_path, in_place=True).renew("page.html", b"two", read)
    assert contents(tmp_path) == {"page.html": ("file", b"a stranger's")}


def test_what_was_written_at_the_last_moment_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, write = tmp_path / "page.html", atomic._write
    file.write_bytes(b"one")

    def late(descriptor: int, data: bytes) -> None:
        write(descriptor, data)
        (tmp_path / "new").write_bytes(b"the author's")
        (tmp_path / "new").replace(file)

    monkeypatch.setattr(atomic, "_write", late)
    with pytest.raises(WrittenMeanwhile, match="another program is writing"):
        Store(tmp_path, in_place=True).renew("page.html", b"two", file.stat())
    assert contents(tmp_path) == {"page.html": ("file", b"the author's")}


class _Author:
    """Writes a page, or takes it away, just before each of smoopt's exchanges, as long as told."""

    def __init__(self, page: Path, *acts: bytes | None, interrupt: bool = False) -> None:
        self._page = page
        self._acts = iter(acts)
        self._interrupt = interrupt

    def __call__(self, folder: Handle, one: str, other: str) -> bool:
        for act in itertools.islice(self._acts, 1):
            if act is None:
                self._page.unlink()
            else:
                beside = self._page.with_suffix(".new")
                beside.write_bytes(act)
                beside.replace(self._page)
        done = exchange(folder, one, other)
        if self._interrupt:
            self._interrupt = False
            raise KeyboardInterrupt
        return done


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges files")
@pytest.mark.parametrize("interrupt", [False, True])
@pytest.mark.parametrize(
    "acts",
    [(b"1",), (b"1", b"22"), (b"1", b"22", b"333"), (b"1", None), (None,), (b"1", b"22", None)],
)
def test_what_is_written_after_the_last_look_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, acts: tuple[bytes | None, ...], interrupt: bool
) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"one")
    monkeypatch.setattr(in_place_of, "exchange", _Author(page, *acts, interrupt=interrupt))
    with pytest.raises(KeyboardInterrupt if interrupt and acts[0] else WrittenMeanwhile):
        Store(tmp_path, in_place=True).renew("page.html", b"built", page.stat())
    last = acts[-1]
    assert contents(tmp_path) == ({} if last is None else {"page.html": ("file", last)})


def test_files_are_replaced_where_they_cannot_be_exchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"one")
    monkeypatch.setattr(in_place_of, "exchange", lambda *_: False)
    assert Store(tmp_path, in_place=True).renew("page.html", b"built", page.stat()).is_new
    assert contents(tmp_path) == {"page.html": ("file", b"built")}


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files away")
@pytest.mark.parametrize("owner", [12345, 54321])
def test_a_file_of_the_output_stays_its_owners_if_the_folder_is_his(
    tmp_path: Path, owner: int
) -> None:
    (tmp_path / "page.html").write_bytes(b"one")
    os.chown(tmp_path / "page.html", owner, owner)
    os.chown(tmp_path, 12345, 12345)
    Store(tmp_path).put("page.html", b"two")
    assert (tmp_path / "page.html").stat().st_uid == (owner if owner == 12345 else 0)
