"""What lies in a folder is reached by its own folders alone, and by no symbolic link."""

import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from smoopt.files import atomic, handle
from smoopt.files.handle import BehindLink
from smoopt.files.open_folder import OpenFolder
from smoopt.files.store import Store
from smoopt.model.errors import SiteError
from tests.support.runs import contents
from tests.support.sites import write_files

AS_WINDOWS = pytest.mark.parametrize("windows", [False, True], ids=["by handle", "by path"])


def without_handles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system be one that has no names in open folders, and tells text from bytes."""
    opened, binary = os.open, 1 << 30

    def windows(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        assert dir_fd is None
        assert flags & binary
        return opened(path, flags & ~binary, mode)

    monkeypatch.setattr(handle, "CAN_HOLD", False)
    monkeypatch.setattr(handle, "_READ", os.O_RDONLY | binary)
    monkeypatch.setattr(atomic, "_NEW", os.O_WRONLY | os.O_CREAT | os.O_EXCL | binary)
    monkeypatch.setattr(os, "supports_fd", set())
    monkeypatch.delattr(os, "fchown")
    monkeypatch.setattr(os, "open", windows)


@pytest.fixture
def made(tmp_path: Path) -> Path:
    write_files(tmp_path, {"site/a/b/x": "x", "outside/b/x": "secret", "outside/x": "secret"})
    return tmp_path / "site"


ACTS: dict[str, Callable[[Store, str], object]] = {
    "read": lambda store, path: store.opened.read(path),
    "open": lambda store, path: store.opened.open(path),
    "put": lambda store, path: store.put(path, b"new"),
    "lay": lambda store, path: store.lay(path, b"new", Path(__file__).stat()),
    "copy": lambda store, path: store.copy(OpenFolder(Path(__file__).parent), "__init__.py", path),
    "copy from": lambda store, path: Store(store.root.parent / "out").copy(store.opened, path),
    "remove": lambda store, path: store.remove(path),
    "match": lambda store, path: store.match_folder(OpenFolder(Path("/usr")), path),
    "entries": lambda store, path: store.opened.entries(path.rpartition("/")[0]),
}


@AS_WINDOWS
@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("link", ["a", "a/b"])
def test_nothing_is_done_behind_a_link(
    made: Path, act: str, link: str, monkeypatch: pytest.MonkeyPatch, *, windows: bool
) -> None:
    shutil.move(made / link, made / "away")
    (made / link).symlink_to(made.parent / "outside" / "/".join(link.split("/")[1:]))
    before = contents(made.parent)
    store = Store(made)
    if windows:
        without_handles(monkeypatch)
    with pytest.raises(BehindLink, match="symbolic link"):
        ACTS[act](store, "a/b/x")
    monkeypatch.undo()
    assert {**contents(made.parent), "out": None} == {**before, "out": None}


@AS_WINDOWS
@pytest.mark.parametrize("act", ["read", "open"])
def test_a_link_in_the_place_of_a_file_is_not_read(
    made: Path, act: str, monkeypatch: pytest.MonkeyPatch, *, windows: bool
) -> None:
    (made / "a/link").symlink_to("b/x")
    if windows:
        without_handles(monkeypatch)
    with pytest.raises(BehindLink):
        ACTS[act](Store(made), "a/link")


def test_a_pipe_in_the_place_of_a_file_lets_nobody_wait(made: Path) -> None:
    os.mkfifo(made / "a/pipe")
    with pytest.raises(OSError, match="no regular file"):
        OpenFolder(made).read("a/pipe")


@AS_WINDOWS
def test_files_are_written_read_and_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, windows: bool
) -> None:
    if windows:
        without_handles(monkeypatch)
    store = Store(tmp_path / "new/site")
    assert store.put("a/b/page.html", b"one\r\n")
    assert store.opened.read("a/b/page.html") == b"one\r\n"
    assert store.renew("a/b/page.html", b"two\n", Path(__file__).stat())
    assert store.opened.entries("a/b").files == ["page.html"]
    copy = Store(tmp_path / "copy")
    assert copy.copy(store.opened, "a/b/page.html")
    assert not copy.copy(store.opened, "a/b/page.html")
    copy.match_folder(store.opened, "a/b")
    assert store.remove("a/b/page.html", keep=())
    monkeypatch.undo()
    assert contents(tmp_path / "new/site") == {}
    assert contents(tmp_path / "copy")["a/b/page.html"] == ("file", b"two\n")


def test_folders_that_are_made_anew_are_found(made: Path) -> None:
    opened = OpenFolder(made)
    for folder in ("site/a/b", "site/a", "site"):
        assert opened.read("a/b/x") == b"x"
        shutil.rmtree(made.parent / folder)
        assert opened.status("a/b/x") is None
        write_files(made, {"a/b/x": "x"})


def _held() -> int:
    return sum(1 for _ in Path("/dev/fd").iterdir())


def test_few_folders_are_held_however_many_there_are(tmp_path: Path) -> None:
    deep = "/".join(str(number) for number in range(60))
    write_files(tmp_path, {f"{n}/x": "" for n in range(300)} | {f"{deep}/x": ""})
    opened, before = OpenFolder(tmp_path), _held()
    for path in (*(f"{n}/x" for n in range(300)), f"{deep}/x"):
        assert opened.read(path) == b""
    assert _held() - before < 30
    del opened
    assert _held() == before


def test_another_process_opens_it_anew(made: Path) -> None:
    opened = OpenFolder(made)
    assert pickle.loads(pickle.dumps(opened)).read("a/b/x") == opened.read("a/b/x")


@pytest.mark.parametrize("path", ["", "/x", "a//x", "a/./x", "..", "a/../x", "a\0/x", "a/x\0"])
def test_a_path_that_leads_out_is_never_opened(made: Path, path: str) -> None:
    with pytest.raises(SiteError, match="leads out"):
        OpenFolder(made).read(path)


def test_who_names_a_folder_may_name_a_link_to_it(made: Path) -> None:
    (made.parent / "latest").symlink_to("site")
    assert OpenFolder(made.parent / "latest").read("a/b/x") == b"x"
