"""Requests and answers to the byte: what is sent, kept and wrong, and when it ends."""

import re
import socket
import ssl
import time
from threading import Event

import pytest

from smoopt.model.errors import CannotRun
from smoopt.verify.crawlers import CRAWLERS
from smoopt.verify.page_look import crawler_manner
from smoopt.web.web_answer import Unreachable
from smoopt.web.web_client import Manner, WebClient
from tests.support.raw_server import Talk, heard, talking
from tests.support.receiver import Reply, receiving

MANNER = Manner(agent="a", seconds=20)
HASTY = Manner(agent="a", seconds=0.4)
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n<p>"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def saying(answer: bytes) -> Talk:
    def talk(link: socket.socket) -> None:
        heard(link)
        link.sendall(answer)

    return talk


def silent(link: socket.socket) -> None:
    """Take what is sent until the other side goes."""
    while link.recv(4096):
        pass


def dripping(begin: bytes, drop: bytes) -> Talk:
    def talk(link: socket.socket) -> None:
        link.sendall(begin)
        for _ in range(500):
            link.sendall(drop)
            time.sleep(0.02)

    return talk


def fault(talk: Talk, manner: Manner = MANNER, scheme: str = "http") -> Unreachable:
    """Ask, and give why there is no answer."""
    with (
        talking(talk) as port,
        WebClient(manner, allow_private=True) as client,
        pytest.raises(Unreachable) as raised,
    ):
        client.get(f"{scheme}://127.0.0.1:{port}/")
    return raised.value


# What is sent


@pytest.mark.parametrize("crawler", CRAWLERS, ids=lambda crawler: crawler.name)
def test_a_crawler_is_imitated_to_the_byte(crawler) -> None:  # type: ignore[no-untyped-def]
    asked: list[bytes] = []

    def talk(link: socket.socket) -> None:
        asked.append(heard(link))
        link.sendall(PAGE)

    manner = crawler_manner(crawler, 20)
    with talking(talk) as port, WebClient(manner, allow_private=True) as client:
        client.once(f"http://127.0.0.1:{port}/a;b/é?q=1", manner)
    assert asked == [
        f"GET /a;b/%C3%A9?q=1 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"User-Agent: {crawler.agent}\r\nAccept: {manner.accept}\r\n"
        f"Accept-Encoding: {crawler.encodings}\r\n\r\n".encode()
    ]


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving() as proxy, receiving() as receiver:
        for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.base)
        receiver.pages["/"] = Reply("<p>")
        with WebClient(MANNER, allow_private=True) as client:
            assert client.get(f"{receiver.base}/").body == b"<p>"
        assert (proxy.asked, receiver.asked) == ([], ["/"])


def test_asking_needs_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("smoopt.model.extras.find_spec", lambda _: None)
    with pytest.raises(CannotRun, match=r"pip install 'smoopt\[web\]'"):
        WebClient(MANNER)


# Which connection


class Line:
    """Answers requests on each connection, so many times, and then ends it without a word."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.asked: list[list[bytes]] = []

    def __call__(self, link: socket.socket) -> None:
        here: list[bytes] = []
        self.asked.append(here)
        while asked := heard(link):
            if len(here) == self._most:
                return
            here.append(asked.partition(b" HTTP")[0])
            link.sendall(PAGE)


def test_a_connection_is_kept_for_what_is_asked_next() -> None:
    line = Line(9)
    with talking(line) as port, WebClient(MANNER, allow_private=True) as client:
        for path in "abc":
            assert client.get(f"http://127.0.0.1:{port}/{path}").body == b"<p>"
    assert line.asked == [[b"GET /a", b"GET /b", b"GET /c"]]


def test_where_a_kept_one_has_ended_another_is_made() -> None:
    line = Line(2)
    with talking(line) as port, WebClient(MANNER, allow_private=True) as client:
        for path in "abc":
            assert client.get(f"http://127.0.0.1:{port}/{path}").body == b"<p>"
    assert line.asked == [[b"GET /a", b"GET /b"], [b"GET /c"]]


def test_data_is_sent_once_on_a_connection_of_its_own() -> None:
    posted: list[bytes] = []

    def talk(link: socket.socket) -> None:
        posted.append(heard(link).partition(b" ")[0])
        link.sendall(PAGE) if posted == [b"GET"] else link.recv(len("source=a"))

    with talking(talk) as port, WebClient(MANNER, allow_private=True) as client:
        url = f"http://127.0.0.1:{port}/"
        assert client.get(url).body == b"<p>"
        with pytest.raises(Unreachable, match="without sending a response"):
            client.post(url, {"source": "a"})
    assert posted == [b"GET", b"POST"]


def test_each_connection_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that turns private while its first connection is kept leads nowhere new."""
    addresses = ["127.0.0.1", "127.0.0.2"]
    monkeypatch.setattr("smoopt.web.public_hosts.is_public", lambda each: each == "127.0.0.1")

    def found(_: str, port: int, **__: object) -> list[object]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (addresses.pop(0), port))]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    line = Line(2)
    with talking(line) as port, WebClient(MANNER) as client:
        url = f"http://turning.example:{port}/"
        assert client.get(url).body == client.get(url).body == b"<p>"
        assert addresses == ["127.0.0.2"]
        with pytest.raises(Unreachable, match="not a public host"):
            client.get(url)
    assert line.asked == [[b"GET /", b"GET /"]]


# What is wrong with an answer


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (HEAD + b"Content-Length: 10\r\n\r\n<p>", "received 3 bytes, expected 10"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n", "incomplete chunked read"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\nthree\r\n", "illegal chunk header"),
        (HEAD + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n", "conflicting Content-Length"),
        (HEAD + b"no header\r\n\r\n", "illegal header line"),
        (HEAD + b"X: " + b"y" * 200_000, "Receive buffer too long"),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", "illegal status line"),
        (HEAD, "without sending"),
        (b"", "without sending a response"),
    ],
)
def test_what_is_not_http_is_said(answer: bytes, says: str) -> None:
    found = fault(saying(answer))
    assert re.search(f"^127.0.0.1:.*: the answer is incomplete: .*{says}", str(found))
    assert (found.cause, found.is_final) == ("answer", False)


def test_what_is_not_wanted_may_be_missing() -> None:
    short = HEAD + b"Content-Length: 10\r\n\r\n<p>"
    with talking(saying(short)) as port, WebClient(MANNER, allow_private=True) as client:
        url = f"http://127.0.0.1:{port}/"
        assert client.post(url, {"source": "a"}).status == 200
        some = Manner(agent="a", most_bytes=2)
        assert client.once(url, some).body == b"<p"


# When it ends


@pytest.mark.parametrize(
    ("scheme", "talk"),
    [
        ("http", silent),
        ("http", dripping(b"", b"H")),
        ("http", dripping(b"HTTP/1.1 200 OK\r\nX: ", b"y")),
        ("http", dripping(HEAD + b"\r\n", b"<")),
        ("http", dripping(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n<\r\n")),
        ("https", silent),
        ("https", dripping(b"\x16\x03\x03\x3f\xff", b"\x02")),
    ],
    ids=["silence", "status", "header", "body", "chunks", "silent TLS", "TLS"],
)
def test_the_time_is_one_for_all_of_an_answer(scheme: str, talk: Talk) -> None:
    found = fault(talk, HASTY, scheme)
    assert str(found).endswith(": it did not answer in time")
    assert found.cause == "time"


def test_it_is_one_for_all_that_is_sent() -> None:
    """A host takes a little at a time of what would never end."""
    over = Event()

    def slow(link: socket.socket) -> None:
        while not over.wait(0.02):
            link.recv(4096)

    with talking(slow) as port, WebClient(HASTY, allow_private=True) as client:
        with pytest.raises(Unreachable, match="it did not answer in time"):
            client.send(f"http://127.0.0.1:{port}/", bytes(30_000_000), "text/plain")
        over.set()


def test_a_connection_that_breaks_is_said_to() -> None:
    def breaking(link: socket.socket) -> None:
        heard(link)
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    found = fault(breaking)
    assert str(found).endswith(": Connection reset by peer")
    assert found.cause == "other"


def test_what_speaks_no_tls_is_said_to() -> None:
    found = fault(lambda link: link.sendall(PAGE), scheme="https")
    assert isinstance(found.__cause__, ssl.SSLError)
    assert "SSL" in str(found)
