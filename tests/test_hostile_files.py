"""What lies beside the pages may hold anything: no run ends in a traceback, and undo is exact."""

import gzip
import json
from pathlib import Path
from random import Random

import pytest

from tests.support.pictures import png
from tests.support.runs import contents, page, smoopt
from tests.support.sites import write_files

URL = "https://example.org/"
BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 12))
    + b"]><rss><channel><item><title>&a11;</title><link>https://example.org/</link></item>"
)
HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "zeros": b"\0" * 1000,
    "noise": Random(7).randbytes(5000),
    "no text": "ü\ud800".encode("utf-16-le", "surrogatepass") * 50,
    "one long line": b"a" * 300_000,
    "many lines": b"/*:a*:b\n  x: y\n" * 2000,
    "deep": b"<a>" * 50_000,
    "bomb": BOMB,
    "outside": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>',
    "no encoding": b"<?xml version='1.0' encoding='idna'?><rss><channel/></rss>",
    "another": "<?xml version='1.0' encoding='utf-32'?><urlset/>".encode("utf-32"),
    "ebcdic": "<?xml version='1.0' encoding='EBCDIC-US'?><urlset/>".encode("cp037"),
    "addresses": b"<urlset>"
    + b"".join(
        b"<url><loc>%s</loc></url>" % url
        for url in (b"http://[::1", b"https://x:99999999/", b"https:///", b"https://{{ url }}/")
    )
    + b"</urlset>",
    "entries": b"<rss><channel><link>http://[::1</link><item><link>https://x:99999999/</link>"
    b"<pubDate>Mon, 99 Foo 99999 99:99:99 +9999999999</pubDate></item></channel></rss>",
    "sitemaps": b"<sitemapindex><sitemap><loc>http://[::1</loc></sitemap>"
    b"<sitemap><loc>https://example.org/sitemap.xml</loc></sitemap></sitemapindex>",
    "headers": b"/*\n  Content-Security-Policy: img-src http://[::1 *:" + b"9" * 5000 + b"\n"
    b"https://x:99999999/*\n  Content-Security-Policy: script-src 'sha256-%' 'nonce-'\n/%zz%\n",
    "precache": b'[{"url":"\\u{fffff}\\ud800","revision":"1"},{"url":"http://[::1","revision":"2"},'
    b'{"url":"index.html","revision":"' + b"a" * 5000 + b'"}]',
    "list": b"# files that smoopt added\n" + b"0" * 64 + b"  ../../a\n",
    "svg": b'<svg width="1e999" height="NaN" viewBox="0 0 1e400 -1"></svg>',
    "png": png(1, 1)[:16] + b"\xff" * 20,
    "jpeg": b"\xff\xd8\xff\xe0\x00\x00" + b"\xff" * 200,
    "gzip": gzip.compress(b"a" * 5_000_000)[:-4],
}
NAMES = (
    *("sitemap.xml", "feed.xml", "atom.xml", "_headers", "_redirects", "robots.txt", "CNAME"),
    *("sw.js", "wide.png", "wide.svg", "wide.jp2", "wide.tiff", "index.html.gz", "a/b.html.br"),
    *("smoopt/files.txt", ".htaccess", "a/b.html.zst"),
)


@pytest.mark.parametrize("name", HOSTILE)
def test_files_beside_the_pages_may_hold_anything(name: str, tmp_path: Path) -> None:
    pictures = "".join(f'<img src="/wide.{kind}">' for kind in ("png", "svg", "jp2", "tiff"))
    head = '<meta property="og:image" content="/wide.png"><link rel=canonical href="/">'
    home = page("home").replace("</head>", f"{head}</head>").replace("</main>", pictures)
    files: dict[str, str | bytes] = dict.fromkeys(NAMES, HOSTILE[name])
    root = write_files(tmp_path / "site", {**files, "index.html": home, "a/b.html": page("b")})
    before = contents(root)
    for url in (("--url", URL), ()):
        for command in (("build", "--json"), ("check", "--format", "json")):
            run = smoopt(*command, root, *url)
            assert run.code in {0, 1}, run.err
            codes = {finding["code"] for finding in json.loads(run.out)["findings"]}
            assert not codes & {"page-failed", "plugin-failed"}
        assert "smoopt" in (root / "a/b.html").read_text("utf-8")
        smoopt("undo", root)
        assert contents(root) == before


# What smoopt itself wrote


@pytest.mark.parametrize("sums", ["as they are", "all right"])
def test_a_manifest_may_hold_anything(
    sums: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one whose sums somebody has worked out anew."""
    if sums == "all right":
        monkeypatch.setattr("smoopt.build.memory.manifest._sum", lambda *_: b"8 bytes.")
    root = write_files(tmp_path / "site", {f"{n}.html": page(f"{n}") for n in range(4)})
    smoopt("build", root, "--url", URL)
    [file] = (tmp_path / ".smoopt").glob("*.manifest")
    good, random = file.read_bytes(), Random(1)
    for number in range(60):
        damaged = bytearray(good[: random.choice([None, random.randrange(len(good))])])
        for at in random.sample(range(len(damaged)), min(3, len(damaged))):
            damaged[at] = random.randrange(256)
        file.write_bytes(damaged)
        (root / "0.html").write_text(page(f"number {number}"), "utf-8")
        run = smoopt("build", root, "--url", URL)
        assert run.code == 0, run.err
        assert "smoopt" in (root / "0.html").read_text("utf-8")
