"""How far a run has come: a bar that goes away, or a line now and then, or nothing."""

import io
import os
import re
import sys
import threading

import pytest

from smoopt.cli.progress import progress


class Terminal(io.StringIO):
    """What is written to a terminal."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 2


def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Let standard error be a terminal of 44 columns."""
    opened = Terminal()
    monkeypatch.setattr(sys, "stderr", opened)
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((44, 20)))
    monkeypatch.setenv("TERM", "xterm-256color")
    return opened


def test_a_terminal_shows_a_bar_which_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_a_terminal(monkeypatch)
    with progress(4) as pages_done:
        assert re.search(r"pages  \[-+\]  0/4$", terminal.getvalue())
        pages_done(1)
        assert re.search(r"pages  \[#+-+\]  1/4$", terminal.getvalue())
        pages_done(3)
    assert re.search(r"pages  \[#+\]  4/4\x1b\[\?25h\n\x1b\[A\x1b\[2K$", terminal.getvalue())


def test_a_bar_goes_away_when_a_run_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_a_terminal(monkeypatch)
    with pytest.raises(KeyboardInterrupt), progress(4):
        raise KeyboardInterrupt
    assert terminal.getvalue().endswith("\x1b[?25h\n\x1b[A\x1b[2K")


def test_a_bar_is_drawn_now_and_then_by_nobody_else(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_a_terminal(monkeypatch)
    before = threading.active_count()
    with progress(100_000) as pages_done:
        for _ in range(100_000):
            pages_done(1)
        assert threading.active_count() == before
    assert 2 <= terminal.getvalue().count("pages") < 10


def test_a_bar_fits_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_a_terminal(monkeypatch)
    with progress(100_000) as pages_done:
        pages_done(99_999)
    lines = re.split("[\r\n]", re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", terminal.getvalue()))
    assert 20 < max(map(len, lines)) < 44


def test_a_terminal_that_is_none_gets_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_a_terminal(monkeypatch)
    monkeypatch.setenv("TERM", "dumb")
    with progress(4) as pages_done:
        pages_done(4)
    assert terminal.getvalue() == ""


def test_a_log_gets_a_line_for_every_five_thousand_pages(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress(12_000) as pages_done:
        for count in (4_999, 1, 4_000, 3_000):
            pages_done(count)
    assert capsys.readouterr() == ("", "5,000 of 12,000 pages\n12,000 of 12,000 pages\n")


def test_quiet_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress(12_000, quiet=True) as pages_done:
        pages_done(12_000)
    assert stream.getvalue() == ""
