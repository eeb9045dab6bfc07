"""The companion of a page; its cards are valid, escaped, and fetch nothing from elsewhere."""

import re
from pathlib import Path

import html5lib
import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from smoopt.html.page import Page
from smoopt.model.finding import Place
from smoopt.preview.cards.card import Card, CardPicture, Layout, Origin
from smoopt.preview.cards.make_cards import make_cards
from smoopt.preview.urls import quoted
from smoopt.preview.views.page_view import draw_card
from smoopt.site.site import Site
from tests.support.card_pages import FULL, NETWORKS, all_cards, meta, site_of
from tests.support.places import FIXTURES, PACKAGE
from tests.support.previews import SITE_PORT, Preview, opened
from tests.support.runs import page
from tests.support.sites import MakeSite

STATIC = PACKAGE / "preview" / "static"
HOSTILE = """"'><img src=x onerror=alert(1)></p></section><script>1</script>{{ 7*7 }}{% x %}&amp;"""
LAYOUTS = ("large", "small", "text", "link")


def test_a_page_shows_cards_facts_findings_changes_and_itself(preview: Preview) -> None:
    text = preview.text("/page/about.html")
    assert 'class="sc sc-facebook' in text
    assert re.search(r'<th scope="row">title</th>\s*<td class="value"><bdi>About</bdi></td>', text)
    assert "about.html:" in text
    for finding in preview.state.render("about.html").findings:
        assert f"<code>{finding.code}</code>" in text
    assert "+&lt;meta property=&#34;og:title&#34; content=&#34;About&#34;&gt;" in text
    assert f'src="http://127.0.0.1:{SITE_PORT}/about.html"' in text


def test_findings_bear_the_severities_that_the_command_line_names(preview: Preview) -> None:
    words = set()
    for path in preview.state.site.pages:
        text = preview.text(f"/page/{quoted(path)}")
        found = re.findall(r'<span class="badge (\w+)">(\w+)</span> <bdi>', text)
        shown = preview.state.findings(preview.state.render(path))
        names = sorted(finding.severity.name.lower() for finding in shown)
        assert sorted(found) == [(name, name) for name in names]
        words |= set(names)
    assert "info" in words


def test_json_ld_that_is_no_text_is_shown_all_the_same(root: Path) -> None:
    words = '{"@type": "NewsArticle", "headline": "A \\ud800 B"}'
    script = f'<script type="application/ld+json">{words}</script></head>'
    (root / "about.html").write_text(page("About").replace("</head>", script), "utf-8")
    with opened(root) as state:
        preview = Preview(state)
        assert preview.companion.get("/page/about.html").status_code == 200
        assert "A B" in preview.text("/page/about.html")


def whole(markup: str) -> None:
    """Read a card strictly: nothing is left open, nothing is out of place."""
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(f"<!doctype html><title>T</title>{markup}")


def filled(network: str, layout: Layout, text: str, picture: CardPicture | None) -> Card:
    return Card(
        network=network,
        label=text,
        layout=layout,
        **dict.fromkeys(("title", "description", "domain", "url", "language"), text),
        **dict.fromkeys(("site_name", "alt", "author", "account", "date"), text),
        picture=picture,
        icon=picture,
        color="#c2410c",
        crumbs=(text,),
        pairs=((text, text),),
        notes=(text,),
        origins=(Origin(text, text, Place("page.html", 1, 1)),),
    )


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("network", NETWORKS)
def test_every_card_is_valid_html_whatever_it_says(network: str, layout: Layout) -> None:
    picture = CardPicture("https://kettle.example/a.png", "a.png", 1200, 630)
    for each in (picture, None):
        card = filled(network, layout, HOSTILE, each)
        for url in ("/files/a.png?q=1&r=\"'>", None):
            whole(draw_card(card, url, url))


@pytest.mark.parametrize("network", NETWORKS)
@given(text=st.text(max_size=40))
def test_no_value_becomes_markup(network: str, text: str) -> None:
    card = filled(network, "large", text, None)
    plain = filled(network, "large", "x", None)
    tags, of_plain = (
        [element.tag for element in turbohtml.parse(draw_card(each, None)).find_all()]
        for each in (card, plain)
    )
    # An empty text has no paragraph; nothing else may differ.
    assert set(tags) <= set(of_plain)
    assert len(tags) <= len(of_plain)


def test_a_hostile_page_stays_text(make_site: MakeSite) -> None:
    head = meta(og_title=HOSTILE, og_description=HOSTILE, og_site_name=HOSTILE)
    for card in all_cards(site_of(make_site, head)).values():
        document = turbohtml.parse(draw_card(card, None))
        assert not document.select("script, img, [onerror], [style]")
        assert "49" not in document.text


@pytest.mark.parametrize("network", NETWORKS)
def test_a_card_needs_no_script_no_style_and_no_other_host(network: str) -> None:
    picture = CardPicture("https://cdn.example.net/a.png", "", 1200, 630)
    markup = draw_card(filled(network, "large", "Words", picture), None)
    document = turbohtml.parse(markup)
    assert not document.select("script, style, [style], link, iframe, [href], [src]")
    assert "cdn.example.net" not in markup


def test_the_style_sheet_fetches_nothing() -> None:
    css = (STATIC / "cards.css").read_text("utf-8")
    assert not re.findall(r"url\(|@import|@font-face", css)


@pytest.mark.parametrize("network", NETWORKS)
def test_a_card_has_a_heading_and_a_name(network: str) -> None:
    document = turbohtml.parse(draw_card(filled(network, "large", "Words", None), None))
    heading = document.select_one("h3")
    section = document.select_one("section")
    assert heading is not None
    assert section is not None
    assert (heading.text.strip(), section.attr("aria-label")) == ("Words", "Words")
    assert not document.select("[id]")


def test_a_picture_keeps_its_alternative_text(make_site: MakeSite) -> None:
    made = all_cards(site_of(make_site, FULL + meta(**{"og_image:alt": 'A "lamp"'})))
    for name in ("facebook", "x-large", "mastodon"):
        image = turbohtml.parse(draw_card(made[name], "/a.png")).select_one("img")
        assert image is not None
        assert image.attr("alt") == 'A "lamp"'


def test_a_card_that_is_not_asked_for_says_so(make_site: MakeSite) -> None:
    made = all_cards(site_of(make_site, FULL))
    assert "not asked for" in draw_card(made["x-small"], None)
    assert "not asked for" not in draw_card(made["x-large"], None)


def test_real_pages_give_valid_cards(lab: Site) -> None:
    pages = [*(FIXTURES / "hazards").glob("*.html"), *FIXTURES.glob("sites/*/index.html")]
    for path in filter(Path.is_file, pages):
        page = Page(path.name, path.read_bytes(), built=True)
        for card in make_cards(page, lab):
            whole(draw_card(card, None))
