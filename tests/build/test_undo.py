"""Undo where there is hardly room: it goes on as far as it can, and says what is left."""

import gzip
from pathlib import Path

from tests.support.full_disks import small_disk
from tests.support.kills import leftovers
from tests.support.runs import URL, contents, page, smoopt
from tests.support.sites import write_files

LARGE = page("Large").replace("<p>", f"<!--{'x' * 9_000}--><p>")


def _built(tmp_path: Path) -> tuple[Path, dict[str, tuple[str, bytes]]]:
    files: dict[str, str | bytes] = {f"small/{number}.html": page("Small") for number in range(30)}
    files |= {"index.html": page("Home"), "a/large.html": LARGE}
    root = write_files(tmp_path / "site", files)
    before = contents(root)
    assert smoopt("build", root, "--url", URL).code == 0
    return root, before


def test_a_page_for_which_others_make_room_is_undone(tmp_path: Path) -> None:
    root, before = _built(tmp_path)
    with small_disk(root, 4_000):
        run = smoopt("undo", root)
    assert (run.code, run.err) == (0, "")
    assert "32 changed" in run.out
    assert contents(root) == before


def test_a_page_for_which_there_is_no_room_stays_whole_and_is_named(tmp_path: Path) -> None:
    root, before = _built(tmp_path)
    built = contents(root)
    with small_disk(root, 0):
        run = smoopt("undo", root)
    assert run.code == 1
    assert "a/large.html: error: cannot be written: No space left on device" in run.err
    assert "32 failed" in run.out
    assert contents(root) == built
    with small_disk(root, 10_000):
        assert smoopt("undo", root).code == 0
    assert contents(root) == before
    assert leftovers(root) == []


def test_a_copy_for_which_others_make_room_is_undone_with_its_page(tmp_path: Path) -> None:
    root, _ = _built(tmp_path)
    smoopt("undo", root)
    noise = bytes(number * number % 251 for number in range(9_000)).hex()
    text = page("Large").replace("<p>", f"<!--{noise}--><p>")
    data = text.encode()
    write_files(root, {"a/large.html": data, "a/large.html.gz": gzip.compress(data, 9, mtime=0)})
    before = contents(root)
    smoopt("build", root, "--url", URL)
    with small_disk(root, len(data) - 6_000):
        run = smoopt("undo", root)
    assert (run.code, run.err) == (0, "")
    assert "32 changed" in run.out
    assert contents(root) == before
