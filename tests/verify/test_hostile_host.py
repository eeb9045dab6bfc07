"""A host that means ill costs a bounded time and amount of memory, and writes nothing it chose."""

import gzip
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from smoopt.check.audit_result import Audited
from smoopt.check.formats import FORMATS, format_named
from smoopt.model.errors import SiteError
from smoopt.site.levels import Choice
from smoopt.verify import page_look
from smoopt.verify.ask_host import Limits, ask_host
from smoopt.verify.crawlers import CRAWLERS
from smoopt.verify.deployment import Deployment
from tests.support.receiver import Receiver, Reply, receiving

PATIENCE = 0.4
LIMITS = Limits(pages=5, rate=10_000, seconds=PATIENCE, most_bytes=10_000_000)
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
MB = 1_000_000


@pytest.fixture
def receiver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """Serve, and ask as few crawlers only, for each takes as long as it is let."""
    monkeypatch.setattr(page_look, "CRAWLERS", CRAWLERS[:2])
    with receiving() as found:
        yield found


def looked(receiver: Receiver, limits: Limits = LIMITS) -> Audited:
    base = f"{receiver.base}/"
    return ask_host(Deployment(base, base, None), ["/"], limits, Choice(), lambda _: None)


def endlessly(begin: bytes, piece: bytes, pause: float) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        with suppress(OSError):
            handler.wfile.write(begin)
            for _ in range(20_000):
                handler.wfile.write(piece)
                time.sleep(pause)

    return answer


@pytest.mark.parametrize(
    "answer",
    [
        endlessly(OK + b"\r\n", b"<p>" * 10_000, 0),
        endlessly(OK + b"\r\n", b"<", 0.02),
        endlessly(OK, b"X: " + b"y" * 60_000 + b"\r\n", 0),
        endlessly(OK, b"X", 0.02),
        endlessly(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.001),
        endlessly(b"", b"\r\n", 0.01),
        endlessly(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n<\r\n", 0.001),
        endlessly(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1;" + b"x" * 9000, 0),
    ],
    ids=["body", "drip", "headers", "header", "continue", "lines", "chunks", "chunk"],
)
def test_no_answer_is_too_long(
    answer: Callable[[BaseHTTPRequestHandler], None], receiver: Receiver
) -> None:
    receiver.pages["/"] = answer
    tracemalloc.start()
    started = time.monotonic()
    try:
        looked(receiver, LIMITS._replace(most_bytes=50 * MB))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert time.monotonic() - started < 60  # without limits, ten times as long
    assert peak < 200 * MB


def test_a_bomb_does_not_go_off(receiver: Receiver) -> None:
    bomb = gzip.compress(bytes(100 * MB), 1)
    receiver.pages["/"] = Reply(bomb, (("Content-Encoding", "gzip"),))
    tracemalloc.start()
    try:
        looked(receiver, LIMITS._replace(seconds=10))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 200 * MB


def test_all_that_comes_is_limited_together(receiver: Receiver) -> None:
    receiver.pages["/"] = Reply("x" * 3 * MB)
    with pytest.raises(SiteError, match=r"1,000,000 bytes were downloaded.*--most-bytes"):
        looked(receiver, LIMITS._replace(most_bytes=MB, seconds=10))


def test_requests_keep_their_pace(receiver: Receiver) -> None:
    receiver.pages["/"] = Reply("<title>A</title>")
    started = time.monotonic()
    looked(receiver, LIMITS._replace(rate=50, seconds=10))
    assert time.monotonic() - started >= (len(receiver.asked) - 1) / 50


def test_a_host_does_not_fill_the_screen(receiver: Receiver) -> None:
    long = "word " * 10_000
    receiver.pages["/"] = Reply(
        f"<!doctype html><title>{long}</title><meta name=description content='{long}'>"
        f"<meta property=og:image content='http://x.example/{long}'>"
        f"<link rel=canonical href='http://x.example/{long}'>",
        (("X-Robots-Tag", f"noindex, {long}"), ("Cache-Control", f"immutable, {long}")),
    )
    audited = looked(receiver, LIMITS._replace(seconds=10))
    assert {"live-noindex", "live-cache"} <= {one.code for one in audited.findings}
    assert len("".join(format_named("text")(audited, Path()))) < 20_000


def test_what_it_writes_reaches_no_terminal_as_it_is(receiver: Receiver) -> None:
    odd = "\x1b]0;owned\x07\u202egnp"
    written = odd.encode("latin-1", "replace").decode("latin-1")
    receiver.pages["/"] = Reply(
        f"<!doctype html><html><title>{odd}</title><link rel=canonical href='http://x/{odd}'>"
        f"<meta property=og:image content='{{base}}/{odd}.png'>",
        (("X-Robots-Tag", f"noindex {written}"), ("Cache-Control", f"immutable {written}")),
        kind="text/html; charset=\x1b[31m",
    )
    audited = looked(receiver)
    assert audited.findings
    for form in FORMATS.keys() - {"html"}:
        text = "".join(format_named(form)(audited, Path()))
        assert not {"\u202e", "\x07"} & {*text}, form
        assert "\x1b]" not in text, form
