"""Pages of a development server, which bear this computer's own address throughout."""

import re
from pathlib import Path

import pytest

from smoopt.model.finding import Severity
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support import building
from tests.support.pictures import png
from tests.support.sites import write_files

TAGS = """<link rel="canonical" href="{url}">
<meta property="og:url" content="{url}">
<meta property="og:image" content="{host}wide.png">
<meta name="twitter:image" content="{host}wide.png">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "Article",
"headline": "Bread", "url": "{url}", "image": "{host}wide.png"}}</script>"""
TEXT = "A paragraph about bread that is long enough to describe the page which it stands in."
TURNED_ON = ("sitemap", "feeds", "robots", "oembed", "markdown", "cite", "licence")


@pytest.fixture(params=["http://localhost:1313/", "http://127.0.0.1:8000/", "http://[::1]:4000/"])
def files(request: pytest.FixtureRequest) -> dict[str, str | bytes]:
    """Write a site as a development server has it."""
    host = str(request.param)

    def page(path: str) -> str:
        head = TAGS.format(url=f"{host}{path}", host=host)
        body = f"<main><article><h1>Bread</h1><p>{TEXT}</p></article></main>"
        return (
            f"<!doctype html><html lang=en><head><title>Bread</title>\n{head}</head>"
            f"<body>{body}</body></html>"
        )

    places = "".join(f"<url><loc>{host}{path}</loc></url>" for path in ("", "a/"))
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return {
        "index.html": page(""),
        "a/index.html": page("a/"),
        "wide.png": png(1200, 630),
        "sitemap.xml": f'<?xml version="1.0"?><urlset xmlns="{space}">{places}</urlset>',
        "robots.txt": f"User-agent: *\nSitemap: {host}sitemap.xml\n",
    }


def opened(folder: Path, files: dict[str, str | bytes], url: str = "") -> tuple[Site, Registry]:
    settings = Settings(site=SiteSettings(url=url), plugins=dict.fromkeys(TURNED_ON, True))
    return Site(write_files(folder, files), settings), Registry(settings)


LOCAL = re.compile(r"localhost|127\.0\.0\.1|\[::1\]")


def test_its_address_is_written_nowhere(tmp_path: Path, files: dict[str, str | bytes]) -> None:
    site, registry = opened(tmp_path / "site", files)
    assert site.url == ""
    for outcome in building.outcomes(site, registry):
        assert outcome.status == "changed"
        assert not [edit.text for edit in outcome.edits if LOCAL.search(edit.text)]
        assert not [one for one in outcome.findings if one.severity is Severity.ERROR]
        local = {one.code for one in outcome.findings if "nobody else can reach" in one.message}
        assert {"og-image-local", "x-image-wrong"} <= local
        assert not [one for one in outcome.findings if one.mended]


def test_the_author_s_address_is_written_in_its_place(
    tmp_path: Path, files: dict[str, str | bytes]
) -> None:
    site, registry = opened(tmp_path / "site", files, "https://example.org/")
    for outcome in building.outcomes(site, registry):
        written = re.sub(r"<!--smoopt .*?-->", "", outcome.data.decode(), flags=re.DOTALL)
        assert not LOCAL.search(written)
        assert 'content="https://example.org/wide.png"' in written
