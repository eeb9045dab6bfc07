"""A site that nginx serves, set up wrongly in the ways that nginx is: each is found and named."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from smoopt.check.audit_result import Audited
from smoopt.site.levels import Choice
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from smoopt.verify.ask_host import Limits, ask_host
from smoopt.verify.deployment import Deployment
from tests.support.deployed_pages import PUBLIC, html
from tests.support.pictures import png
from tests.support.places import ROOT
from tests.support.runs import until
from tests.support.sites import write_files

LIMITS = Limits(pages=30, rate=10_000, seconds=10.0, most_bytes=50_000_000)
LONG = "x " * 2000
CONFIGURATION = """\
daemon off; master_process off; pid {folder}/pid; error_log {folder}/errors;
events {{}}
http {{
  access_log off; default_type application/octet-stream;
  types {{ text/html html; image/png png; text/plain txt; }}
  client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
  uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
  gzip on; gzip_min_length 0;
  server {{
    listen 127.0.0.1:{port}; root {folder}/site; absolute_redirect off;
    location /old/ {{ return 301 /new/; }}
    location /loop/ {{ return 302 /loop/; }}
    location /away/ {{ return 301 https://elsewhere.example/; }}
    location /broken/ {{ return 503; }}
    location /type/ {{ types {{}} default_type text/plain; }}
    location /charset/ {{ charset iso-8859-1; }}
    location /plain/ {{ gzip off; }}
    location /noindex/ {{ add_header X-Robots-Tag noindex; }}
    location /cached/ {{ add_header Cache-Control "public, max-age=31536000, immutable"; }}
    location /blocked/ {{ if ($http_user_agent ~ Twitterbot) {{ return 403; }} }}
    location = /hotlink.png {{ if ($http_user_agent ~ facebookexternalhit) {{ return 403; }} }}
    location = /led.png {{ return 302 /card.png; }}
    location /pictures/ {{ try_files $uri /index.html; }}
  }}
}}
"""
PAGES = {
    **{f"{name}/": html(f"{name}/") for name in ("new", "type", "noindex", "cached", "blocked")},
    "": html(""),
    "charset/": html("charset/", body="é"),
    "plain/": html("plain/", body=LONG),
    "packed/": html("packed/", body=LONG),
    "private/": html("private/"),
    "hotlink/": html("hotlink/", image="{public}hotlink.png"),
    "led/": html("led/", image="{public}led.png"),
    "fallback/": html("fallback/", image="{public}pictures/gone.png"),
    "no-picture/": html("no-picture/", image="{public}gone.png"),
}
FAULTS = {
    ("old/", "live-redirect", "it redirects to {base}new/"),
    ("loop/", "live-redirect-loop", "it redirected 21 times"),
    ("away/", "live-redirect-away", "to https://elsewhere.example/: another host"),
    ("broken/", "live-status", "503 Service Unavailable"),
    ("gone/", "live-status", "404 Not Found"),
    ("type/", "live-type", "Content-Type: text/plain"),
    ("charset/", "live-charset", "the header says iso-8859-1"),
    ("plain/", "live-uncompressed", "bytes were sent without compression"),
    ("noindex/", "live-noindex", "X-Robots-Tag: noindex"),
    ("cached/", "live-cache", "immutable; expected a day at most"),
    ("blocked/", "live-blocked", "X and iMessage: 403 Forbidden; a browser gets 200 OK"),
    ("private/", "live-robots", "LinkedIn: robots.txt blocks LinkedInBot"),
    ("hotlink/", "live-picture-blocked", "hotlink.png: 403 Forbidden"),
    ("led/", "live-picture-redirect", "led.png redirects to {base}card.png"),
    ("fallback/", "live-picture-type", "Content-Type: text/html"),
    ("no-picture/", "live-picture-missing", "gone.png: 404 Not Found"),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("nginx")
    pages: dict[str, str | bytes] = {f"{path}index.html": text for path, text in PAGES.items()}
    pictures = dict.fromkeys(("card.png", "hotlink.png", "led.png"), png(1200, 630))
    robots = "User-agent: LinkedInBot\nDisallow: /private/\n"
    write_files(folder / "site", {**pages, **pictures, "robots.txt": robots})
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    file = folder / "nginx.conf"
    file.write_text(CONFIGURATION.format(folder=folder, port=port))
    program = shutil.which("nginx") or ROOT / ".nginx/usr/sbin/nginx"
    running = subprocess.Popen([program, "-p", folder, "-c", file, "-e", folder / "errors"])

    def answers() -> bool:
        assert running.poll() is None, (folder / "errors").read_text()
        with socket.socket() as link:
            return link.connect_ex(("127.0.0.1", port)) == 0

    try:
        until(answers)
        yield f"http://127.0.0.1:{port}/"
    finally:
        running.terminate()
        running.wait()


@pytest.fixture(scope="module")
def audited(base: str, tmp_path_factory: pytest.TempPathFactory) -> Audited:
    root: Path = write_files(tmp_path_factory.mktemp("built"), {"index.html": html("")})
    site = Site(root, Settings(SiteSettings(url=PUBLIC)), built=True)
    paths = dict.fromkeys((*PAGES, *(path for path, *_ in sorted(FAULTS))))
    asked = [f"/{path}" for path in paths]
    return ask_host(Deployment(base, PUBLIC, site), asked, LIMITS, Choice(), lambda _: None)


def test_each_fault_is_found_and_nothing_else(base: str, audited: Audited) -> None:
    found = {(one.place.path.removeprefix(base), one.code) for one in audited.findings}
    assert found == {(path, rule) for path, rule, _ in FAULTS}
    for path, rule, says in FAULTS:
        said = [
            one.message
            for one in audited.findings
            if (one.place.path, one.code) == (f"{base}{path}", rule)
        ]
        assert any(says.format(base=base) in message for message in said), said
