"""A host with a fault at every turn: each is found, named and placed, and nothing else is."""

import gzip
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import NamedTuple

import brotli
import pytest

from smoopt.check.audit_result import Audited
from smoopt.site.levels import Choice
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from smoopt.verify.ask_host import Limits, ask_host
from smoopt.verify.crawlers import CRAWLERS
from smoopt.verify.deployment import Deployment
from smoopt.verify.rules import RULES
from tests.support.deployed_pages import PUBLIC, html
from tests.support.pictures import png
from tests.support.receiver import Receiver, Reply, receiving
from tests.support.sites import write_files

PATIENCE = 2.0
LIMITS = Limits(pages=5, rate=10_000, seconds=PATIENCE, most_bytes=50_000_000)

Answering = Reply | Callable[[BaseHTTPRequestHandler], None]


def sent(name: str, *headers: tuple[str, str], **said: str) -> Reply:
    return Reply(html(name, **said), headers)


def to(location: str, status: int = 301) -> Reply:
    return Reply(headers=(("Location", location),), status=status)


def but(agent: str, other: Reply, usual: Reply) -> Callable[[BaseHTTPRequestHandler], None]:
    """Answer one user agent otherwise than all others."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        is_meant = handler.headers["User-Agent"].startswith(agent)
        Receiver.reply(handler, other if is_meant else usual)

    return answer


def late(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(PATIENCE * 2)
    Receiver.reply(handler, sent("late/"))


def short(handler: BaseHTTPRequestHandler) -> None:
    """Say more than comes."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<title>Short</title>")


def odd(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")


PACKED = Reply(gzip.compress(html("packed/").encode())[:-20], (("Content-Encoding", "gzip"),))
ASKED = Reply("<!doctype html><title>Are you a robot?</title>")
LONG = f"<style>{'a{}' * 15_000}</style>"
HUGE = f"<style>{'a{}' * 400_000}</style>"
# What is served, by path.
SERVED: dict[str, Answering] = {
    "/": sent(""),
    "/card.png": Reply(png(1200, 630), kind="image/png"),
    "/robots.txt": Reply("User-agent: LinkedInBot\nDisallow: /private/\n", kind="text/plain"),
    "/gone/": Reply(status=404),
    "/broken/": Reply(status=503),
    "/old/": to("/new/"),
    "/new/": sent("new/"),
    "/away/": to("https://elsewhere.example/"),
    "/www/": to("http://www.127.0.0.1/"),
    "/loop/": to("/loop/"),
    "/type/": Reply(html("type/"), kind="text/plain"),
    "/late/": late,
    "/short/": short,
    "/odd/": odd,
    "/blocked/": but("Twitterbot/1.0", Reply(status=403), sent("blocked/")),
    "/asks/": but("Mozilla/5.0 (compatible; Discordbot", ASKED, sent("asks/")),
    "/private/": sent("private/"),
    "/far/": sent("far/", above=LONG),
    "/huge/": sent("huge/", body=HUGE),
    "/charset/": Reply(html("charset/", body="é"), kind="text/html; charset=iso-8859-1"),
    "/packed/": PACKED,
    "/zstd/": Reply(html("zstd/"), (("Content-Encoding", "zstd"),)),
    "/brotli/": Reply(brotli.compress(html("brotli/").encode()), (("Content-Encoding", "br"),)),
    "/plain/": sent("plain/", body="x " * 2000),
    "/cached/": sent("cached/", ("Cache-Control", "public, max-age=31536000, immutable")),
    "/noindex/": sent("noindex/", ("X-Robots-Tag", "noindex")),
    "/canonical/": Reply(html("canonical/").replace(f"{PUBLIC}canonical/", f"{PUBLIC}other/")),
    "/untitled/": Reply("<!doctype html><html><body><p>Hello</p></body></html>"),
    "/stale/": sent("stale/"),
    "/unbuilt/": sent("unbuilt/"),
    "/changed/": sent("changed/", body="<script>/* of the host */</script>"),
    "/no-picture/": sent("no-picture/", image="{public}none.png"),
    "/page-as-picture/": sent("page-as-picture/", image="{public}fallback.png"),
    "/fallback.png": Reply("<!doctype html><title>Not found</title>"),
    "/small/": sent("small/", image="{public}small.png"),
    "/small.png": Reply(png(60, 60), kind="image/png"),
    "/stated/": sent("stated/", head='<meta property="og:image:width" content="1200">'
                     '<meta property="og:image:height" content="600">'),
    "/heavy/": sent("heavy/", image="{public}heavy.png"),
    "/heavy.png": Reply(png(1200, 630) + bytes(700_000), kind="image/png"),
    "/led/": sent("led/", image="{public}led.png"),
    "/led.png": to("/card.png"),
    "/hotlink/": sent("hotlink/", image="{public}hotlink.png"),
    "/hotlink.png": but("facebookexternalhit", Reply(status=403),
                        Reply(png(1200, 630), kind="image/png")),
    "/cdn/": sent("cdn/", image="https://cdn.example/card.png"),
    "/fine/": sent("fine/"),
    "/1/": to("/2/"),
    "/2/": to("/3/"),
    "/3/": to("/4/"),
    "/4/": to("/new/"),
}  # fmt: skip
# What was deployed, where that is to be compared.
BUILT = {
    "index.html": html(""),
    "stale/index.html": html("stale/").replace("What there is", "All there is"),
    "unbuilt/index.html": html("unbuilt/", head="<!--smoopt 00000000--><!--/smoopt-->"),
    "changed/index.html": html("changed/"),
}


class Fault(NamedTuple):
    """What is to be found at a page: a rule, and what is said."""

    path: str
    rule: str
    says: str


FAULTS = [
    Fault("/gone/", "live-status", "404 Not Found; expected 200"),
    Fault("/broken/", "live-status", "503 Service Unavailable"),
    Fault("/old/", "live-redirect", "it redirects to {base}new/"),
    Fault("/away/", "live-redirect-away", "to https://elsewhere.example/: another host"),
    Fault("/www/", "live-redirect-away", "the same name with or without www"),
    Fault("/loop/", "live-redirect-loop", "it redirected 21 times"),
    Fault("/type/", "live-type", "Content-Type: text/plain"),
    Fault("/late/", "live-slow", "no complete answer after 2 seconds"),
    Fault("/short/", "live-broken", "complete message body (received 20 bytes, expected 5000)"),
    Fault("/odd/", "live-broken", "the answer is incomplete: illegal chunk header"),
    Fault("/blocked/", "live-blocked", "X: 403 Forbidden; a browser gets 200 OK"),
    Fault("/asks/", "live-differs", "Discord: the title is “Are you a robot?”"),
    Fault("/private/", "live-robots", "LinkedIn: robots.txt blocks LinkedInBot"),
    Fault(
        "/far/",
        "live-far",
        "Slack: og:title, meta description, og:description and og:image stand",
    ),
    Fault("/huge/", "live-far", "Mastodon: reads no page of more than 1,048,576 bytes"),
    Fault("/charset/", "live-charset", "the header says iso-8859-1, and the page is in utf-8"),
    Fault("/packed/", "live-encoding", "its gzip breaks off"),
    Fault("/zstd/", "live-encoding", "Content-Encoding: zstd"),
    Fault("/brotli/", "live-encoding", "Content-Encoding: br, for clients that accept gzip"),
    Fault("/plain/", "live-uncompressed", "bytes were sent without compression"),
    Fault("/cached/", "live-cache", "immutable; expected a day at most"),
    Fault("/noindex/", "live-noindex", "X-Robots-Tag: noindex"),
    Fault("/canonical/", "live-address", "canonical and og:url are {public}other/"),
    Fault("/untitled/", "live-no-title", "neither <title> nor og:title"),
    Fault("/stale/", "live-stale", "description is “What there is of stale/.”"),
    Fault("/unbuilt/", "live-stale", "the served page has none"),
    Fault("/changed/", "live-changed", "changed/index.html has"),
    Fault("/no-picture/", "live-picture-missing", "none.png: 404 Not Found"),
    Fault("/page-as-picture/", "live-picture-type", "Content-Type: text/html; charset=utf-8"),
    Fault("/small/", "live-picture-refused", "60 × 60: Facebook takes none below 200 × 200"),
    Fault("/small/", "live-picture-refused", "60 × 60: X takes none below 300 × 157"),
    Fault("/stated/", "live-picture-stated", "og:image:height is 600; {public}card.png has 630"),
    Fault("/heavy/", "live-picture-refused", "WhatsApp takes 600 KB at most"),
    Fault("/led/", "live-picture-redirect", "led.png redirects to {base}card.png"),
    Fault("/hotlink/", "live-picture-blocked", "Facebook: {public}hotlink.png: 403 Forbidden"),
    Fault("/cdn/", "live-picture-elsewhere", "https://cdn.example/card.png"),
    Fault("/1/", "live-redirect", "it redirects to {base}new/"),
    Fault("/1/", "live-detours", "Mastodon: follows 3 redirects at most; there are 4"),
]
# What each of these has besides, for it is not compressed.
LARGE = {"/far/", "/huge/", "/plain/"}


@pytest.fixture(scope="module")
def receiver() -> Iterator[Receiver]:
    with receiving() as found:
        found.pages.update(SERVED)
        yield found


@pytest.fixture(scope="module")
def audited(receiver: Receiver, tmp_path_factory: pytest.TempPathFactory) -> Audited:
    root = write_files(tmp_path_factory.mktemp("mill"), dict(BUILT))
    site = Site(root, Settings(SiteSettings(url=PUBLIC)), built=True)
    deployment = Deployment(f"{receiver.base}/", PUBLIC, site)
    paths = dict.fromkeys(("/", "/fine/", *(fault.path for fault in FAULTS)))
    return ask_host(deployment, [*paths], LIMITS, Choice(), lambda _: None)


def filled(fault: Fault, receiver: Receiver) -> str:
    return fault.says.format(base=f"{receiver.base}/", public=PUBLIC)


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.path}{fault.rule}")
def test_each_fault_is_found(fault: Fault, audited: Audited, receiver: Receiver) -> None:
    place = f"{receiver.base}{fault.path}"
    said = [
        one.message for one in audited.findings if (one.place.path, one.code) == (place, fault.rule)
    ]
    assert any(filled(fault, receiver) in message for message in said), said


def test_nothing_else_is_found(audited: Audited, receiver: Receiver) -> None:
    expected = {(fault.path, fault.rule) for fault in FAULTS}
    expected |= {(path, "live-uncompressed") for path in LARGE}
    found = {(one.place.path.removeprefix(receiver.base), one.code) for one in audited.findings}
    assert found == expected


def test_every_rule_says_what_to_do() -> None:
    for rule in RULES.values():
        assert rule.what
        assert rule.why
        assert rule.fix
        assert rule.read == "2026-12-01"


def test_what_each_sees_is_said(audited: Audited, receiver: Receiver) -> None:
    here = [one for one in audited.seen if one.page == f"{receiver.base}/blocked/"]
    nothing = [one for one in here if one.nothing]
    assert [(one.by, one.nothing) for one in nothing] == [(("X",), "403 Forbidden")]
    assert sum(len(one.by) for one in here) == len(CRAWLERS)
    facebook = next(one for one in here if "Facebook" in one.by)
    assert facebook.title == "About blocked/"
    assert facebook.picture.startswith(f"{PUBLIC}card.png (1200×630, image/png, ")


def test_no_other_host_is_asked(audited: Audited, receiver: Receiver) -> None:
    assert {path.partition("?")[0] for path in receiver.asked} <= {
        *SERVED, "/none.png", "/fine",
        *(path for path in receiver.asked if path.startswith("/smoopt-asks-for-nothing-")),
    }  # fmt: skip
