"""A diff that a person can read, and that `patch` can apply where it is text."""

import shutil
import subprocess
from pathlib import Path

import pytest

from smoopt.html.diff import diff
from tests.support.runs import URL, contents, page, smoopt
from tests.support.sites import write_files


def test_what_does_not_change_has_no_diff() -> None:
    assert list(diff("a.html", b"same", b"same")) == []


def test_lines_are_added_and_taken_out_with_some_around() -> None:
    before = b"<!doctype html>\n1\n2\n3\n4\n5\n"
    assert list(diff("a/b.html", before, before.replace(b"3\n", b"3\nnew\n"))) == [
        "--- a/a/b.html",
        "+++ b/a/b.html",
        "@@ -3,4 +3,5 @@",
        " 2",
        " 3",
        "+new",
        " 4",
        " 5",
    ]


@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
def test_no_line_has_its_end(newline: bytes) -> None:
    before = newline.join((b"<!doctype html>", b"1", b"2", b""))
    lines = list(diff("a.html", before, before.replace(b"2", b"two")))
    assert lines[-2:] == ["-2", "+two"]
    assert not any("\r" in line or "\n" in line for line in lines)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00\x01", b"<!doctype html>\xff", bytes(range(256))])
def test_bytes_that_are_no_text_can_be_shown(data: bytes) -> None:
    shown = "\n".join(diff("a.html", data, data + b"\nnew\n"))
    assert "+new" in shown
    shown.encode("utf-8")


def test_the_encoding_of_the_page_is_read() -> None:
    before = "<!doctype html><meta charset=iso-8859-1>\ncafé\n".encode("iso-8859-1")
    after = before.replace(b"\xe9", b"\xe9 cr\xe8me")
    assert list(diff("a.html", before, after))[-2:] == ["-café", "+café crème"]


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
def test_patch_applies_what_diff_prints(tmp_path: Path) -> None:
    root = write_files(tmp_path / "site", {"index.html": page("Home"), "a/b.html": page("B")})
    printed = smoopt("build", root, "--diff", "--url", URL).out
    smoopt("build", root, "-o", tmp_path / "built", "--url", URL)
    subprocess.run(
        ["patch", "-p1", "--quiet"], cwd=root, input=printed, text=True, check=True, timeout=60
    )
    assert contents(root) == contents(tmp_path / "built")
