"""Files that are read as data: regular ones, and not too long."""

import os
from pathlib import Path

import pytest

from smoopt.files.bounded import read_bounded


def test_a_file_is_read_up_to_a_size(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"abc")
    assert read_bounded(file, 3) == b"abc"
    with pytest.raises(OSError, match="it is too large; expected at most 2 bytes"):
        read_bounded(file, 2)


def test_pipes_and_devices_are_not_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for place in (pipe, Path("/dev/zero")):
        with pytest.raises(OSError, match="it is a pipe or device; expected a file"):
            read_bounded(place, 10)


def test_what_the_system_says_is_passed_on(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_bounded(tmp_path / "none", 10)
    with pytest.raises(IsADirectoryError):
        read_bounded(tmp_path, 10)
