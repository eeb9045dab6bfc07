"""What lies in a store is read and written as on the disk."""

import errno
import os
from pathlib import Path
from typing import Self

import pytest
import s3fs

from smoopt.files.addresses import place_of
from smoopt.files.folder_at import folder_at
from smoopt.files.handle import WrittenMeanwhile
from smoopt.files.remote import remote_folder, store_answers
from smoopt.files.store import Store
from smoopt.files.walk import anything, walk
from smoopt.model.errors import ConfigError, SiteError
from tests.support.object_store import Fault, ObjectStore, held, lay_out, new_folder

FILES: dict[str, str | bytes] = {
    "index.html": "<p>Home",
    "a/b/c.html": "<p>C",
    "a/index.html": "<p>A",
    "a b/ü %20#?.html": "<p>odd",
    "empty.txt": "",
    "bytes.bin": bytes(range(256)),
}


def test_a_store_is_seen_as_a_folder_is(kind: str, tmp_path: Path) -> None:
    here, there = str(tmp_path / "site"), new_folder(kind)
    for address in (here, there):
        lay_out(address, FILES)
    assert held(there) == held(here) == {**FILES, **held(here)}
    on_disk, remote = walk(place_of(here)), walk(place_of(there))
    assert [*remote.files] == [*on_disk.files]
    assert remote.folders == on_disk.folders
    assert [stamp.size for stamp in remote.files.values()] == [
        stamp.size for stamp in on_disk.files.values()
    ]


def test_single_looks_and_one_look_at_all_see_the_same(kind: str) -> None:
    store = lay_out(new_folder(kind), FILES)
    seen = walk(store.root)
    assert {path: store.opened.stamp(path) for path in FILES} == seen.files
    assert store.opened.entries("a").files == ["index.html"]
    assert store.opened.entries("a").folders == ["b"]
    assert store.opened.has_folder("a/b")
    assert not store.opened.has_folder("a/c")
    assert store.opened.status("nowhere") is None
    assert store.opened.regular("a") is None


def test_what_is_as_it_should_be_is_not_written(kind: str) -> None:
    store = lay_out(new_folder(kind), FILES)
    was = walk(store.root).files
    assert not store.put("index.html", b"<p>Home")
    assert walk(store.root).files == was
    assert store.put("index.html", b"<p>Hone")  # of the same size, and perhaps in the same second
    assert walk(store.root).files["index.html"] != was["index.html"]


def test_a_page_that_was_written_meanwhile_is_not_replaced(kind: str) -> None:
    store = lay_out(new_folder(kind), FILES)
    in_place = Store(store.root, in_place=True)
    data, status = in_place.opened.read_with_status("index.html")
    store.put("index.html", b"<p>News")
    with pytest.raises(WrittenMeanwhile):
        in_place.renew("index.html", data + b"<p>more", status)
    assert store.opened.read("index.html") == b"<p>News"
    _, status = in_place.opened.read_with_status("index.html")
    written = in_place.renew("index.html", b"<p>News and more", status)
    assert written.stamp == store.opened.stamp("index.html")


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/x", "a//x", "", "./x", "a/\0"])
def test_no_path_leads_out(path: str, kind: str) -> None:
    store = Store(place_of(new_folder(kind)))
    for attempt in (
        lambda: store.put(path, b""),
        lambda: store.opened.read(path),
        lambda: store.remove(path),
        lambda: store.copy(store.opened, path, "x"),
    ):
        with pytest.raises(SiteError, match="leads out of"):
            attempt()


def test_files_are_copied_once_in_all_directions(kind: str, tmp_path: Path) -> None:
    places = [str(tmp_path / "site"), new_folder(kind), new_folder(kind)]
    lay_out(places[0], FILES)
    for path in FILES:  # else whether they were written later than the copies cannot be told
        os.utime(tmp_path / "site" / path, (1_000_000_000, 1_000_000_000))
    for read, written in (places[:2], places[1:], (places[2], str(tmp_path / "out"))):
        source, target = folder_at(place_of(read)), Store(place_of(written))
        assert all(target.copy(source, path) for path in FILES)
        if places[1] not in {read, written} or read == places[0]:
            assert not any(target.copy(source, path) for path in FILES)
        assert held(written) == held(places[0])
        target.copy(source, "index.html", "b/copy.html")
        assert target.opened.read("b/copy.html") == b"<p>Home"


def test_what_is_removed_is_gone(kind: str) -> None:
    store = lay_out(new_folder(kind), FILES)
    assert store.remove("a/b/c.html", keep={"a"})
    assert not store.remove("a/b/c.html")
    assert not store.remove("a")  # it is none
    assert held(str(store.root)) == {
        path: data for path, data in held(str(store.root)).items() if path != "a/b/c.html"
    }
    assert not store.opened.has_folder("a/b")


def test_where_nothing_lies_there_is_nothing(kind: str) -> None:
    place = place_of(new_folder(kind))
    assert anything(place).walk().files == {}
    assert held(str(lay_out(str(place), {"x.html": "x"}).root)) == {"x.html": b"x"}


def test_s3_goes_on_to_say_what_it_said_of_a_file(objects: ObjectStore) -> None:
    store, files = lay_out(new_folder("s3"), FILES), s3fs.S3FileSystem()
    place = f"{store.root}/index.html".removeprefix("s3://")
    files.pipe_file(place, b"<p>", ContentType="text/html; charset=utf-8", CacheControl="max-age=5")
    Store(store.root).put("index.html", b"<p>longer")
    bucket, _, key = place.partition("/")
    said = files.call_s3("head_object", Bucket=bucket, Key=key)
    assert (said["ContentType"], said["CacheControl"]) == (
        "text/html; charset=utf-8",
        "max-age=5",
    )
    store.put("new.css", b"a{}")
    said = files.call_s3("head_object", Bucket=bucket, Key=key.replace("index.html", "new.css"))
    assert said["ContentType"] == "text/css"


def test_keys_that_no_path_can_have_are_left_alone(objects: ObjectStore) -> None:
    store, files = lay_out(new_folder("s3"), {"index.html": "<p>"}), s3fs.S3FileSystem()
    base = str(store.root).removeprefix("s3://")
    for key in ("a//b.html", "folder/", "../c.html"):
        bucket, _, folder = base.partition("/")
        files.call_s3("put_object", Bucket=bucket, Key=f"{folder}/{key}", Body=b"<p>")
    assert [*walk(store.root).files] == ["index.html"]
    assert store.opened.entries("").files == ["index.html"]
    assert store.opened.entries("folder").files == []
    assert len(store.opened.entries("").stamps) == 2


def test_a_busy_store_is_asked_again(objects: ObjectStore) -> None:
    store = lay_out(new_folder("s3"), FILES)
    left = {"PUT": 2, "GET": 2}

    def busy(method: str, _: str) -> Fault | None:
        if left.get(method, 0) == 0:
            return None
        left[method] -= 1
        return Fault("503 Slow Down", "SlowDown", "Please reduce your request rate.")

    objects.faults = busy
    assert store.put("index.html", b"<p>News")
    assert store.opened.read("index.html") == b"<p>News"
    assert left == {"PUT": 0, "GET": 0}


def test_what_a_store_refuses_is_said(objects: ObjectStore) -> None:
    store = lay_out(new_folder("s3"), FILES)
    expired = Fault("400 Bad Request", "ExpiredToken", "The provided token has expired.")
    objects.faults = lambda method, _: expired if method == "PUT" else None
    with pytest.raises(OSError, match="The provided token has expired"):
        store.put("index.html", b"<p>News")
    assert store.opened.read("index.html") == b"<p>Home"


class Breaking:
    """A file of many parts, at one of which reading it breaks off; `breaks` says how often."""

    def __init__(self, breaks: list[Exception]) -> None:
        self.breaks = breaks
        self.begun = 0

    def __enter__(self) -> Self:
        self.left = 3
        self.begun += 1
        return self

    def __exit__(self, *_: object) -> None: ...

    def read(self, _: int = -1) -> bytes:
        self.left -= 1
        if self.left == 1 and self.breaks:
            raise self.breaks.pop()
        return b"part" * (self.left > 0)


def copy_large(store: Store, file: Breaking, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Copy a file from elsewhere that is too large for one piece."""
    monkeypatch.setattr(store_answers, "_WAIT", 0.001)
    monkeypatch.setattr(remote_folder, "_ONE_PIECE", 0)
    source = folder_at(Path())
    monkeypatch.setattr(source, "open", lambda _: file)
    monkeypatch.setattr(source, "status", lambda _: Path(__file__).stat())
    return store.copy(source, "bytes.bin")


def test_an_upload_that_breaks_off_leaves_what_was_there(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = lay_out(new_folder(kind), FILES)
    for error in (PermissionError("The provided token has expired."), KeyError("odd")):
        file = Breaking([error] * 9)
        with pytest.raises(OSError, match=r"has expired|odd"):
            copy_large(store, file, monkeypatch)
        assert file.begun == (1 if isinstance(error, PermissionError) else 4)
        assert held(str(store.root)) == held(str(lay_out(new_folder(kind), FILES).root))


def test_an_upload_that_breaks_off_for_once_is_begun_again(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = lay_out(new_folder(kind), FILES)
    resets = [ConnectionResetError(errno.ECONNRESET, "reset"), OSError(errno.EBUSY, "Slow down")]
    file = Breaking(list(resets))
    assert copy_large(store, file, monkeypatch)
    assert file.begun == 3
    assert store.opened.read("bytes.bin") == b"partpart"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("nothing://a/b", "cannot be reached"),
        ("sftp://a/b", "cannot be reached"),  # paramiko is not installed
    ],
)
def test_an_address_that_cannot_be_reached_is_said(address: str, words: str) -> None:
    with pytest.raises(ConfigError, match=words):
        place_of(address)
