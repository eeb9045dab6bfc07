"""How a host answers beside its pages: without one, by http, without the slash, to HEAD."""

import socket
import ssl
from collections.abc import Iterator

import pytest

from smoopt.check.audit_result import Audited
from smoopt.site.levels import Choice
from smoopt.verify.ask_host import Limits, ask_host
from smoopt.verify.deployment import Deployment
from tests.support.places import TESTS
from tests.support.receiver import Receiver, Reply, receiving

LIMITS = Limits(pages=5, rate=10_000, seconds=10, most_bytes=10_000_000)
CERTIFICATE = TESTS / "web/loopback.pem"
PAGE = "<!doctype html><title>{}</title>"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        found.pages["/"] = Reply(PAGE.format("Home"))
        yield found


def looked(base: str, *pages: str, public: str = "", limits: Limits = LIMITS) -> Audited:
    return ask_host(Deployment(base, public or base, None), pages, limits, Choice(), lambda _: None)


def said(audited: Audited, rule: str) -> list[str]:
    return [one.message for one in audited.findings if one.code == rule]


def test_a_page_for_every_address_is_found(receiver: Receiver) -> None:
    class Everywhere(dict[str, Reply]):
        def get(self, path: str, default: object = None) -> Reply:  # type: ignore[override]
            return Reply(PAGE.format("Home"))

    receiver.pages = Everywhere()  # type: ignore[assignment]
    assert said(looked(f"{receiver.base}/", "/"), "live-soft-404") == ["200 OK; expected 404"]


def test_a_host_that_refuses_head_is_found(receiver: Receiver) -> None:
    assert said(looked(f"{receiver.base}/", "/"), "live-head") == []
    receiver.takes_head = False
    expected = ["HEAD: 405 Method Not Allowed; GET: 200 OK"]
    assert said(looked(f"{receiver.base}/", "/"), "live-head") == expected


@pytest.mark.parametrize("head", ["", '<link rel=canonical href="{base}/guide/">'])
def test_a_page_with_two_addresses_needs_a_canonical_link(receiver: Receiver, head: str) -> None:
    for path in ("/guide", "/guide/"):
        receiver.pages[path] = Reply(PAGE.format("Guide") + head)
    found = said(looked(f"{receiver.base}/", "/", "guide/"), "live-slash")
    assert found == ([] if head else [f"{receiver.base}/guide answers with the same page"])


def test_pages_are_those_of_the_sitemap(receiver: Receiver) -> None:
    urls = "".join(f"<url><loc>https://mill.example/{n}/</loc></url>" for n in range(3))
    receiver.pages["/map.xml"] = Reply(f"<urlset>{urls}</urlset>", kind="application/xml")
    receiver.pages["/robots.txt"] = Reply("Sitemap: https://mill.example/map.xml")
    audited = looked(f"{receiver.base}/", public="https://mill.example/")
    assert audited.pages == 4
    assert {"/0/", "/1/", "/2/"} <= {*receiver.asked}
    there = looked(f"{receiver.base}/")
    assert there.pages == 1
    assert said(there, "live-no-sitemap") == ["none was found"]


@pytest.mark.parametrize("kind", ["url", "sitemap"])
def test_a_sitemap_of_another_host_is_named(kind: str, receiver: Receiver) -> None:
    listed = f"<set><{kind}><loc>https://mill.example/a/</loc></{kind}></set>"
    receiver.pages["/sitemap.xml"] = Reply(listed, kind="application/xml")
    found = said(looked(f"{receiver.base}/"), "live-no-sitemap")
    assert found == ["what was found lists https://mill.example/a/, on another host"]


def test_a_sitemap_of_sitemaps_is_followed_for_a_while(receiver: Receiver) -> None:
    further = "".join(f"<sitemap><loc>{{base}}/{n}.xml</loc></sitemap>" for n in range(50))
    receiver.pages["/sitemap.xml"] = Reply(f"<sitemapindex>{further}</sitemapindex>")
    for n in range(50):
        page = f"<url><loc>{{base}}/p{n}/</loc><lastmod>2026-01-0{n % 9}</lastmod></url>"
        receiver.pages[f"/{n}.xml"] = Reply(f"<urlset>{page}</urlset>", kind="text/xml")
    assert looked(f"{receiver.base}/").pages == 5
    assert [path for path in receiver.asked if path.endswith(".xml")] == [
        "/sitemap.xml", "/0.xml", "/1.xml", "/2.xml", "/3.xml",
    ]  # fmt: skip


def test_a_host_that_is_not_there_is_said_to_be(receiver: Receiver) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    audited = looked(f"http://127.0.0.1:{port}/")
    (found,) = said(audited, "live-unreachable")
    assert "Connection refused" in found
    assert [one.code for one in audited.findings] == ["live-unreachable"]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=204),
        Reply(status=301, headers=(("Location", "http://[::bad"),)),
        Reply(status=302),
        Reply(status=418),
        Reply(status=999),
    ],
    ids=lambda reply: str(reply.status),
)
def test_what_is_no_page_is_no_success(reply: Reply, receiver: Receiver) -> None:
    receiver.pages["/"] = reply
    audited = looked(f"{receiver.base}/", "/")
    (found,) = said(audited, "live-status")
    assert found.startswith(str(reply.status))
    assert found.endswith("; expected 200")


def test_a_private_host_is_asked_only_where_it_is_named(
    receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name of the web that leads to this computer is not enough."""
    look_up = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda host, *more, **named: look_up("127.0.0.1", *more, **named)
    )
    base = receiver.base.replace("127.0.0.1", "mill.example.org")
    (found,) = said(looked(f"{base}/", "/"), "live-unreachable")
    assert "not a public host" in found
    assert receiver.asked == []
    asked = looked(f"{base}/", "/", limits=LIMITS._replace(allow_private=True))
    assert said(asked, "live-unreachable") == []


@pytest.mark.parametrize("leads_on", [False, True])
def test_http_must_lead_to_https(
    receiver: Receiver, leads_on: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The host answers at the usual ports, under a certificate that is trusted here."""
    with receiving() as plain:
        plain.pages["/"] = Reply(PAGE.format("Home"))
        if leads_on:
            plain.pages["/"] = Reply(status=301, headers=(("Location", "https://localhost/"),))
        server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        server.load_cert_chain(CERTIFICATE)
        receiver.secure(server)
        ports = {443: receiver.port, 80: plain.port}
        look_up = socket.getaddrinfo
        monkeypatch.setattr(
            socket,
            "getaddrinfo",
            lambda _, port, **named: look_up("127.0.0.1", ports.get(port, port), **named),
        )
        trusting = ssl.create_default_context(cafile=CERTIFICATE)
        trusting.check_hostname = False
        monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
        found = said(looked("https://localhost/", "/"), "live-http")
    expected = [] if leads_on else ["200 OK; expected a redirect to https://localhost/"]
    assert found == expected


def test_a_certificate_must_hold(receiver: Receiver) -> None:
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(CERTIFICATE)
    receiver.secure(server)
    base = receiver.base.replace("http:", "https:")
    (found,) = said(looked(f"{base}/", "/"), "live-certificate")
    assert "certificate verify failed" in found.lower()
    assert receiver.asked == []
