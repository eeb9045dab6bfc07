"""Cards as HTML: valid, escaped, and with nothing fetched from elsewhere."""

import re
from pathlib import Path

import html5lib
import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from smoopt.html.page import Page
from smoopt.model.finding import Place
from smoopt.preview.cards import Card, Layout, Origin, Shot, cards, drawn
from smoopt.site.site import Site
from tests.preview.cards.test_cards import NETWORKS
from tests.support.card_pages import FULL, all_cards, meta, site_of
from tests.support.places import FIXTURES, PACKAGE
from tests.support.sites import MakeSite

STATIC = PACKAGE / "preview" / "static"
HOSTILE = """"'><img src=x onerror=alert(1)></p></section><script>1</script>{{ 7*7 }}{% x %}&amp;"""
LAYOUTS = ("large", "small", "text", "link")


def whole(markup: str) -> None:
    """Read a card strictly: nothing is left open, nothing is out of place."""
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(f"<!doctype html><title>T</title>{markup}")


def filled(network: str, layout: Layout, text: str, shot: Shot | None) -> Card:
    return Card(
        network=network,
        label=text,
        layout=layout,
        **dict.fromkeys(("title", "description", "domain", "url", "language"), text),
        **dict.fromkeys(("site_name", "alt", "author", "account", "date"), text),
        picture=shot,
        icon=shot,
        color="#c2410c",
        crumbs=(text,),
        pairs=((text, text),),
        notes=(text,),
        origins=(Origin(text, text, Place("page.html", 1, 1)),),
    )


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("network", NETWORKS)
def test_every_card_is_valid_html_whatever_it_says(network: str, layout: Layout) -> None:
    shot = Shot("https://kettle.example/a.png", "a.png", 1200, 630)
    for picture in (shot, None):
        card = filled(network, layout, HOSTILE, picture)
        for url in ("/files/a.png?q=1&r=\"'>", None):
            whole(drawn(card, url, url))


@pytest.mark.parametrize("network", NETWORKS)
@given(text=st.text(max_size=40))
def test_no_value_becomes_markup(network: str, text: str) -> None:
    card = filled(network, "large", text, None)
    plain = filled(network, "large", "x", None)
    tags, of_plain = (
        [element.tag for element in turbohtml.parse(drawn(each, None)).find_all()]
        for each in (card, plain)
    )
    # An empty text has no paragraph; nothing else may differ.
    assert set(tags) <= set(of_plain)
    assert len(tags) <= len(of_plain)


def test_a_hostile_page_stays_text(make_site: MakeSite) -> None:
    head = meta(og_title=HOSTILE, og_description=HOSTILE, og_site_name=HOSTILE)
    for card in all_cards(site_of(make_site, head)).values():
        document = turbohtml.parse(drawn(card, None))
        assert not document.select("script, img, [onerror], [style]")
        assert "49" not in document.text


@pytest.mark.parametrize("network", NETWORKS)
def test_a_card_needs_no_script_no_style_and_no_other_host(network: str) -> None:
    shot = Shot("https://cdn.example.net/a.png", "", 1200, 630)
    markup = drawn(filled(network, "large", "Words", shot), None)
    document = turbohtml.parse(markup)
    assert not document.select("script, style, [style], link, iframe, [href], [src]")
    assert "cdn.example.net" not in markup


def test_the_style_sheet_fetches_nothing() -> None:
    css = (STATIC / "cards.css").read_text("utf-8")
    assert not re.findall(r"url\(|@import|@font-face", css)


@pytest.mark.parametrize("network", NETWORKS)
def test_a_card_has_a_heading_and_a_name(network: str) -> None:
    document = turbohtml.parse(drawn(filled(network, "large", "Words", None), None))
    heading = document.select_one("h3")
    section = document.select_one("section")
    assert heading is not None
    assert section is not None
    assert (heading.text.strip(), section.attr("aria-label")) == ("Words", "Words")
    assert not document.select("[id]")


def test_a_picture_keeps_its_alternative_text(make_site: MakeSite) -> None:
    made = all_cards(site_of(make_site, FULL + meta(**{"og_image:alt": 'A "lamp"'})))
    for name in ("facebook", "x-large", "mastodon"):
        image = turbohtml.parse(drawn(made[name], "/a.png")).select_one("img")
        assert image is not None
        assert image.attr("alt") == 'A "lamp"'


def test_a_card_that_is_not_asked_for_says_so(make_site: MakeSite) -> None:
    made = all_cards(site_of(make_site, FULL))
    assert "not asked for" in drawn(made["x-small"], None)
    assert "not asked for" not in drawn(made["x-large"], None)


def test_real_pages_give_valid_cards(lab: Site) -> None:
    pages = [*(FIXTURES / "hazards").glob("*.html"), *FIXTURES.glob("sites/*/index.html")]
    for path in filter(Path.is_file, pages):
        page = Page(path.name, path.read_bytes(), built=True)
        for card in cards(page, lab):
            whole(drawn(card, None))
