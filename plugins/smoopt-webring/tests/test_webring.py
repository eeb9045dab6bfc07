"""What the plugin adds, to which pages, and what it refuses."""

from pathlib import Path

import pytest
from smoopt.build.builder import build
from smoopt.build.undo import undo
from smoopt.model.errors import ConfigError
from smoopt.model.finding import Finding
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Options, Settings
from smoopt.site.site import Site

RING = "https://ring.example/"
HOME = b"<!doctype html><title>Home</title><main><h1>Home</h1><p>Hello.</p></main></body></html>"


def built(root: Path, template: bytes = b"", **options: object) -> list[Finding]:
    """Build a site with nothing but this plugin's options set."""
    table: Options = {"ring": RING, **options}
    own = {"webring.html.j2": template} if template else {}
    settings = Settings(plugins={"webring": table}, own_templates=own)
    return build(Site(root, settings), Registry(settings), None, lambda _: None).findings


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_bytes(HOME)
    (tmp_path / "about.html").write_bytes(HOME)
    return tmp_path


def test_the_home_page_gets_the_links_and_undo_takes_them_out(site: Path) -> None:
    built(site, next="https://ring.example/next?from=a&to=b", name='Cats & "dogs"')
    text = (site / "index.html").read_text("utf-8")
    assert '<nav data-smoopt="webring" aria-label="Cats &amp; &quot;dogs&quot;">' in text
    assert '<a href="https://ring.example/" rel="external">Cats &amp; &quot;dogs&quot;</a>' in text
    assert 'href="https://ring.example/next?from=a&amp;to=b"' in text
    assert "previous" not in text
    assert "webring" not in (site / "about.html").read_text("utf-8")
    undo(Site(site, Settings()), lambda _: None)
    assert (site / "index.html").read_bytes() == HOME


def test_all_pages_get_the_links_where_that_is_asked_for(site: Path) -> None:
    built(site, pages="all")
    assert "webring" in (site / "about.html").read_text("utf-8")


def test_a_page_that_has_the_ring_is_left_alone_and_reported(site: Path) -> None:
    own = HOME.replace(b"Hello.", b'<a href="https://ring.example/">My ring</a>')
    (site / "index.html").write_bytes(own)
    (found,) = [finding for finding in built(site) if finding.plugin == "webring"]
    assert (found.code, str(found.place)) == ("webring-present", "index.html:1:57")
    assert b"<nav" not in (site / "index.html").read_bytes()


@pytest.mark.parametrize("ring", ["", "ring.example", "javascript:alert(1)"])
def test_what_is_no_address_is_refused_before_anything_runs(site: Path, ring: str) -> None:
    with pytest.raises(ConfigError, match=r"plugins.webring.*ring: expected an address"):
        built(site, ring=ring)
    assert (site / "index.html").read_bytes() == HOME


def test_a_site_has_its_own_template(site: Path) -> None:
    built(site, b'<p data-smoopt="webring"><a href="{{ ring }}">{{ name }}</a></p>')
    text = (site / "index.html").read_text("utf-8")
    assert f'<p data-smoopt="webring"><a href="{RING}">Webring</a></p>' in text


def test_a_template_that_is_wrong_is_refused_before_anything_runs(site: Path) -> None:
    with pytest.raises(ConfigError, match=r"templates/webring.html.j2:2: 'rink' is undefined"):
        built(site, b'<p data-smoopt="webring">\n{{ rink }}</p>')
    assert (site / "index.html").read_bytes() == HOME
