"""Of a store, many files are asked for at a time, each of them once; and none is lost by it."""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import pytest
import s3fs

from smoopt.build import build_job
from smoopt.build.outcome import Outcome
from smoopt.files.addresses import place_of
from smoopt.files.folder_at import folder_at
from smoopt.files.remote import objects as objects_module
from smoopt.files.remote import reading_ahead, stores
from smoopt.files.store import Store
from smoopt.files.walk import walk
from tests.support.object_store import Conditions, Fault, ObjectStore, held, lay_out, new_folder
from tests.support.runs import URL, page, smoopt


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    """Let each test find out anew what the store can do."""
    stores.objects_of.cache_clear()
    yield
    stores.objects_of.cache_clear()


def pages(number: int) -> dict[str, str | bytes]:
    return {f"p{at % 3}/{at}.html": page(f"Page {at}") for at in range(number)}


def written(number: int) -> dict[str, bytes]:
    return {path: str(text).encode() for path, text in pages(number).items()}


def key(address: str, path: str = "") -> str:
    """Give the store's own name for a path of an address."""
    return f"{address}/{path}".removeprefix("s3://")


def requests(objects: ObjectStore, command: str, site: str, *options: str) -> Counter[str]:
    """Count what a command asks of pages, by method."""
    objects.asked.clear()
    run = smoopt(command, site, *options, "--jobs", 1)
    assert run.code == 0, run.err
    return Counter(method for method, path in objects.asked if path.endswith(".html"))


def each(objects: ObjectStore, *wanted: str) -> dict[str, Counter[str]]:
    """Count what commands ask of ten pages more, for a few are read to learn of the site."""
    more = {step: Counter[str]() for step in wanted}
    for number, sign in ((45, -1), (55, 1)):
        site, output = new_folder("s3"), new_folder("s3")
        lay_out(site, pages(number))
        url = "--url", URL, "--no-manifest"
        steps = {
            "build": ("build", site, "-o", output, *url),
            "build again": ("build", site, "-o", output, *url),
            "build in place": ("build", site, *url),
            "check": ("check", site, "--url", URL, "--fail-on", "never"),
            "undo": ("undo", site),
        }
        for step in wanted:
            for method, count in requests(objects, *steps[step]).items():
                more[step][method] += sign * count
    return more


def test_each_page_is_read_by_one_request_and_written_by_another(objects: ObjectStore) -> None:
    asked = each(objects, "build", "build again", "build in place", "check", "undo")
    both = Counter(GET=10, PUT=10)
    assert asked["build"] == asked["build in place"] == asked["undo"] == both
    assert asked["check"] == Counter(GET=10)
    # At most a trial for each that was on its way when the first was found to be there.
    assert abs(asked["build again"].pop("PUT", 0)) <= 32
    assert asked["build again"] == Counter(GET=10, HEAD=10)


def test_lists_come_in_pieces(objects: ObjectStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTO_S3_DEFAULT_MAX_KEYS", "3")
    store = lay_out(new_folder("s3"), pages(10))
    objects.asked.clear()
    assert sorted(walk(store.root).files) == sorted(pages(10))
    assert objects.asked == [("GET", "/bucket")] * 4


def test_a_store_that_keeps_no_conditions_is_looked_at_before(objects: ObjectStore) -> None:
    objects.conditions = "unknown"
    asked = each(objects, "build", "build in place")
    assert asked["build"] == asked["build in place"] == Counter(GET=10, HEAD=10, PUT=10)


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_many_pages_are_on_their_way_at_a_time(method: str, objects: ObjectStore) -> None:
    site, output = new_folder("s3"), new_folder("s3")
    lay_out(site, pages(24))
    meeting = Barrier(8)
    missed: list[str] = []

    def meet(asked: str, path: str) -> None:
        if asked == method and path.startswith(f"/{key(place)}") and path.endswith(".html"):
            try:
                meeting.wait(60)
            except BrokenBarrierError:
                missed.append(path)

    place = site if method == "GET" else output
    objects.faults = meet
    if method == "GET":  # of a build, some pages are read before all others
        folder = folder_at(place_of(site))
        with folder.reading_ahead(pages(24)):
            assert {path: folder.read(path) for path in pages(24)} == written(24)
    else:
        assert smoopt("build", site, "-o", output, "--url", URL, "--jobs", 1).code == 0
    assert not missed


def test_files_are_read_ahead_as_far_as_there_is_room(
    objects: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_ahead, "_MOST_BYTES", 3_000_000)
    folder = lay_out(new_folder("s3"), pages(12)).opened
    objects.asked.clear()
    with folder.reading_ahead(pages(12)):
        assert folder.read("p0/0.html") == written(12)["p0/0.html"]
        assert len(objects.asked) <= 4
        # Out of its turn, and one that was not named.
        assert folder.read("p2/11.html") == written(12)["p2/11.html"]
        with pytest.raises(FileNotFoundError):
            folder.read("p2/99.html")
    assert folder.read("p1/1.html") == written(12)["p1/1.html"]


def test_files_wait_for_others_to_be_written(
    objects: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(objects_module, "_MOST_BYTES", 1)
    store = lay_out(new_folder("s3"), {})
    waiting = [store.opened.putting(path, text, None) for path, text in written(6).items()]
    assert all(ended().is_new for ended in waiting)
    assert held(str(store.root)) == written(6)


def test_what_is_written_has_the_stamp_that_lists_give(kind: str) -> None:
    store = lay_out(new_folder(kind), {})
    stamps = {path: store.opened.put(path, b"<p>", None).stamp for path in ("a.html", "b/c.html")}
    assert walk(store.root).files == stamps
    assert {path: store.opened.stamp(path) for path in stamps} == stamps


@pytest.mark.parametrize("conditions", ["kept", "unknown", "misread"])
def test_what_somebody_writes_meanwhile_is_not_replaced(
    conditions: Conditions, objects: ObjectStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    objects.conditions = conditions
    site = new_folder("s3")
    lay_out(site, pages(3))
    news = [page("News").encode()]
    place = key(site, "p1/1.html")

    def write() -> None:
        if news:
            s3fs.S3FileSystem().pipe_file(place, news.pop())

    def just_before(method: str, path: str) -> None:
        if method == "PUT" and path == f"/{place}":
            write()

    transform = build_job.transform

    def rendered(path: str, *arguments: object, **named: object) -> Outcome:
        outcome = transform(path, *arguments, **named)  # type: ignore[arg-type]
        if path == "p1/1.html":
            write()
        return outcome

    if conditions == "kept":
        objects.faults = just_before
    else:  # it is looked at again, which leaves a moment
        monkeypatch.setattr(build_job, "transform", rendered)
    assert smoopt("build", site, "--url", URL, "--jobs", 1).code == 0
    assert not news
    built = held(site)["p1/1.html"]
    assert b"<title>News</title>" in built
    assert b"og:title" in built
    assert smoopt("undo", site).code == 0
    assert held(site)["p1/1.html"] == page("News").encode()


def test_a_page_that_is_gone_meanwhile_stays_so(objects: ObjectStore) -> None:
    store = lay_out(new_folder("s3"), pages(2))
    in_place = Store(store.root, in_place=True)
    data, status = in_place.opened.read_with_status("p0/0.html")
    store.remove("p0/0.html")
    with pytest.raises(OSError, match="another program is writing it"):
        in_place.renew("p0/0.html", data + b"<p>", status)
    assert "p0/0.html" not in held(str(store.root))


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_only_a_page_that_a_store_refuses_is_lost(method: str, objects: ObjectStore) -> None:
    site, output = new_folder("s3"), new_folder("s3")
    lay_out(site, pages(9))
    expired = Fault("400 Bad Request", "ExpiredToken", "The provided token has expired.")
    objects.faults = lambda asked, path: (
        expired if asked == method and path.endswith("/4.html") else None
    )
    run = smoopt("build", site, "-o", output, "--url", URL, "--jobs", 1)
    assert run.code == 1
    assert run.out.count("The provided token has expired") + run.err.count("token has expired") == 1
    assert held(output).keys() >= pages(9).keys() - {"p1/4.html"}
    assert "p1/4.html" not in held(output)


def test_a_file_that_breaks_off_while_it_is_read_is_read_again(objects: ObjectStore) -> None:
    store = lay_out(new_folder("s3"), {"long.html": b"x" * 300_000})
    objects.cuts = 2
    assert store.opened.read("long.html") == b"x" * 300_000
    assert objects.cuts == 0


def test_a_store_and_a_disk_are_copied_many_files_at_a_time(
    objects: ObjectStore, tmp_path: Path
) -> None:
    files = {f"{at}.css": f"p {{ order: {at} }}" for at in range(40)}
    site, output = str(tmp_path / "site"), new_folder("s3")
    lay_out(site, {"index.html": page("Home"), **files})
    for path in Path(site).iterdir():  # stores count seconds: a new file may differ
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert smoopt("build", site, "-o", output, "--url", URL).code == 0
    assert {**files, **held(output)} == held(output)
    objects.asked.clear()
    assert smoopt("build", site, "-o", output, "--url", URL, "--no-manifest").code == 0
    assert not [path for method, path in objects.asked if method == "PUT" and "css" in path]
