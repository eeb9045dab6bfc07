"""What the plugin adds, to which pages, and what it refuses."""

import pytest
from smoopt import ConfigError
from smoopt.testing import build

from smoopt_webring import Webring

RING = "https://ring.example/"
HOME = "<!doctype html><title>Home</title><main><h1>Home</h1><p>Hello.</p></main></body></html>"
PAGES = {"index.html": HOME, "about.html": HOME}


def test_the_home_page_gets_the_links() -> None:
    ring = Webring(RING, next="https://ring.example/next?from=a&to=b", name='Cats & "dogs"')
    pages = build(PAGES, [ring]).pages
    text = pages["index.html"]
    assert '<nav data-smoopt="webring" aria-label="Cats &amp; &quot;dogs&quot;">' in text
    assert '<a href="https://ring.example/" rel="external">Cats &amp; &quot;dogs&quot;</a>' in text
    assert 'href="https://ring.example/next?from=a&amp;to=b"' in text
    assert "previous" not in text
    assert pages["about.html"] == HOME


def test_all_pages_get_the_links_where_that_is_asked_for() -> None:
    pages = build(PAGES, [Webring(RING, pages="all")]).pages
    assert all('data-smoopt="webring"' in text for text in pages.values())


def test_a_page_that_has_the_ring_is_left_alone_and_reported() -> None:
    own = HOME.replace("Hello.", '<a href="https://ring.example/">My ring</a>')
    built = build({"index.html": own}, [Webring(RING)])
    (found,) = built.findings
    assert (found.code, str(found.place)) == ("webring-present", "index.html:1:57")
    assert built.pages["index.html"] == own


@pytest.mark.parametrize("ring", ["", "ring.example", "javascript:alert(1)"])
def test_what_is_no_address_is_refused(ring: str) -> None:
    with pytest.raises(ValueError, match="ring: expected an address"):
        Webring(ring)


def test_a_site_has_its_own_template() -> None:
    own = '<p data-smoopt="webring"><a href="{{ ring }}">{{ name }}</a></p>'
    built = build(PAGES, [Webring(RING)], templates={"webring.html.j2": own})
    link = f'<p data-smoopt="webring"><a href="{RING}">Webring</a></p>'
    assert link in built.pages["index.html"]


def test_a_template_that_is_wrong_is_refused_before_anything_runs() -> None:
    own = '<p data-smoopt="webring">\n{{ rink }}</p>'
    with pytest.raises(ConfigError, match=r"templates/webring.html.j2:2: 'rink' is undefined"):
        build(PAGES, [Webring(RING)], templates={"webring.html.j2": own})
