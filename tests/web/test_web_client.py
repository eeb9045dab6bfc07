"""Requests reach the web and nothing else, and end."""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.mentions.link_header import links
from smoopt.web.public_hosts import is_public
from smoopt.web.web_answer import Unreachable
from smoopt.web.web_client import Manner, WebClient
from tests.support.places import TESTS
from tests.support.receiver import Receiver, Reply, receiving

MANNER = Manner(agent="a")
# A certificate that nobody trusts, for this computer alone, and its key.
CERTIFICATE = TESTS / "web/loopback.pem"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.9.1", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1"),
        *("2002:7f00:1::", "2002:a00:1::", "fec0::1", "localhost", ""),
    ],
)
def test_what_only_this_network_reaches_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f::1", "64:ff9b::5db8:d70e"])
def test_what_everybody_reaches_is(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_however_an_address_is_written_it_is_judged_alike(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    others = (f"::ffff:{address}", f"64:ff9b::{number >> 16:x}:{number & 0xFFFF:x}")
    assert {is_public(each) for each in others} <= {is_public(str(address)), False}
    if not is_public(str(address)):
        assert not any(map(is_public, others))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1"])
def test_this_computer_is_not_asked(host: str, receiver: Receiver) -> None:
    port = receiver.base.rpartition(":")[2]
    for ask in (WebClient(MANNER).get, lambda url: WebClient(MANNER).post(url, {"source": "a"})):
        with pytest.raises(Unreachable) as raised:
            ask(f"http://{host}:{port}/")
        assert not raised.value.is_final
    assert receiver.asked == receiver.posted == []


def test_a_name_is_looked_up_once_so_that_it_cannot_turn_private(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host that answers with a public address first and a private one later gains nothing."""
    public, looked_up = "93.184.215.14", []
    port = int(receiver.base.rpartition(":")[2])

    def found(host: str, *_: object, **__: object) -> list[object]:
        looked_up.append(host)
        address = public if len(looked_up) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    reached: list[object] = []

    def connect(_: socket.socket, address: object) -> None:
        reached.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "getaddrinfo", found)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(Unreachable, match="Connection refused") as raised:
        WebClient(MANNER).get(f"http://rebinding.example:{port}/")
    assert (looked_up, reached) == (["rebinding.example"], [(public, port)])
    assert not raised.value.is_final


def test_a_redirect_to_this_computer_is_judged_as_well(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first host passes for a public one, and leads on to one that does not."""
    monkeypatch.setattr("smoopt.web.public_hosts.is_public", lambda each: each == "127.0.0.1")
    port = receiver.base.rpartition(":")[2]
    receiver.pages["/"] = Reply(status=302, headers=(("Location", f"http://127.0.0.2:{port}/b"),))
    with pytest.raises(Unreachable, match="not a public host, but this computer or its network"):
        WebClient(MANNER).get(f"{receiver.base}/")
    assert receiver.asked == ["/"]


@pytest.mark.parametrize(
    "url",
    [
        *("file:///etc/passwd", "ftp://ann.example/", "http://", "http://[", "a.html"),
        *("http://ann:secret@ann.example/", "gopher://127.0.0.1:6379/_"),
        "http://ann.example\r\nX: y/",
    ],
)
def test_what_is_no_address_of_the_web_is_not_asked(url: str) -> None:
    with pytest.raises(Unreachable) as raised:
        WebClient(MANNER, allow_private=True).get(url)
    assert raised.value.is_final


def test_redirects_end(receiver: Receiver) -> None:
    receiver.pages["/a"] = Reply(status=301, headers=(("Location", "/a"),))
    with pytest.raises(Unreachable, match="more than 5 times") as raised:
        WebClient(MANNER, allow_private=True).get(f"{receiver.base}/a")
    assert raised.value.is_final
    assert receiver.asked == ["/a"] * 6


def test_no_more_is_read_than_is_wanted(receiver: Receiver) -> None:
    receiver.pages = {"/a": Reply("<p>" * 1_000_000), "/b": Reply("x" * 5000, kind="video/mp4")}
    client = WebClient(Manner(agent="a", most_bytes=1000), allow_private=True)
    assert len(client.get(f"{receiver.base}/a").body) == 1000
    assert client.get(f"{receiver.base}/b").body == b""


@pytest.mark.parametrize("begin", [b"", b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"])
def test_who_answers_a_little_at_a_time_is_left(begin: bytes, receiver: Receiver) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(begin)
        for _ in range(500):
            try:
                handler.wfile.write(b"H")
            except OSError:
                return
            time.sleep(0.02)

    receiver.pages["/"] = drip
    with pytest.raises(Unreachable, match="it did not answer in time") as raised:
        WebClient(Manner(agent="a", seconds=0.5), allow_private=True).get(f"{receiver.base}/")
    assert not raised.value.is_final


def test_who_says_nothing_is_left_in_the_same_words(receiver: Receiver) -> None:
    def late(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.4)

    receiver.pages["/"] = late
    with pytest.raises(Unreachable, match="it did not answer in time") as raised:
        WebClient(Manner(agent="a", seconds=0.1), allow_private=True).get(f"{receiver.base}/")
    assert raised.value.cause == "time"


def test_redirects_share_one_limit_of_time(receiver: Receiver) -> None:
    def late(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.4)
        receiver.answer(handler, Reply(status=302, headers=(("Location", "/"),)))

    receiver.pages["/"] = late
    with pytest.raises(Unreachable, match="it did not answer in time"):
        WebClient(Manner(agent="a", seconds=0.7), allow_private=True).get(f"{receiver.base}/")
    assert len(receiver.asked) <= 2


def test_addresses_are_escaped_and_queries_kept(receiver: Receiver) -> None:
    receiver.pages["/a%20b/%C3%A9?q=%3Cx%3E&y=1%202"] = Reply("<p>")
    assert (
        WebClient(MANNER, allow_private=True).get(f"{receiver.base}/a b/é?q=<x>&y=1%202").status
        == 200
    )
    client = WebClient(MANNER, allow_private=True)
    assert client.get(f"{receiver.base}/%0d%0aX:y").status == 404


@given(st.lists(st.text('<>;,"\\ =/relwbmntio\t', max_size=60), max_size=3))
def test_no_header_is_too_odd(headers: list[str]) -> None:
    for link in links(headers):
        assert all(name == name.lower() for name in link.parameters)


@pytest.mark.parametrize(
    "odd",
    [
        '<a>;x="' + "\\" * 100_000,
        "<a>" + " ;" * 100_000,
        "<a>" + '"' * 100_001,
        "<a>" + ";" + " " * 100_000,
        "<" * 100_000,
        " ," * 100_000,
    ],
)
def test_a_long_header_is_read_in_no_time(odd: str) -> None:
    """Time that grew with the square of its length would be minutes."""
    assert len(list(links([odd]))) <= 1


def test_a_host_must_prove_who_it_is(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    receiver.pages["/"] = Reply("<p>")
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(CERTIFICATE)
    receiver.secure(server)
    url = receiver.base.replace("http:", "https:")
    with pytest.raises(Unreachable, match=r"(?i)certificate.verify.failed"):
        WebClient(MANNER, allow_private=True).get(f"{url}/")
    trusting = ssl.create_default_context(cafile=CERTIFICATE)
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    assert WebClient(MANNER, allow_private=True).get(f"{url}/").body == b"<p>"
    with pytest.raises(Unreachable, match="mismatch"):
        WebClient(MANNER, allow_private=True).get(f"{url}/".replace("127.0.0.1", "localhost"))
    assert receiver.asked == ["/"]
