"""Which tags each platform reads, in which order, and how much of a text it shows."""

import json

import pytest

from smoopt.preview.cards import Card
from tests.support.card_pages import FULL, URL, all_cards, meta, said, site_of
from tests.support.sites import MakeSite

NETWORKS = [
    *("facebook", "x-large", "x-small", "linkedin", "slack", "discord", "whatsapp"),
    *("telegram", "mastodon", "bluesky", "imessage", "google"),
]


def card(make_site: MakeSite, network: str, head: str, body: str = "") -> Card:
    return all_cards(site_of(make_site, head, body))[network]


def test_every_platform_makes_one_card_in_a_fixed_order(make_site: MakeSite) -> None:
    assert list(all_cards(site_of(make_site, FULL))) == NETWORKS


def test_a_page_with_everything_leaves_nothing_to_say(make_site: MakeSite) -> None:
    made = all_cards(site_of(make_site, f"<title>A tin</title>{FULL}"))
    assert {name: said(card) for name, card in made.items() if card.notes} == {
        "x-small": "The page asks for X's other card: twitter:card is summary_large_image.",
        "google": "There is no description, and no text to take one from.",
    }


@pytest.mark.parametrize("network", sorted({*NETWORKS} - {"google"}))
def test_open_graph_goes_before_the_title_element(make_site: MakeSite, network: str) -> None:
    found = card(make_site, network, f"<title>Other</title>{FULL}")
    assert found.title == "A tin of smoke"
    assert found.origins[0].source == "og:title"


@pytest.mark.parametrize("network", ["discord", "telegram", "bluesky", "imessage"])
def test_x_tags_go_before_the_title_element(make_site: MakeSite, network: str) -> None:
    head = f"<title>Plain</title>{meta(twitter_title='For X')}"
    found = card(make_site, network, head)
    assert found.title == "For X"
    assert "og:title is missing: the title comes from twitter:title." in found.notes


@pytest.mark.parametrize("network", ["facebook", "linkedin", "whatsapp", "mastodon"])
def test_some_do_not_read_x_tags(make_site: MakeSite, network: str) -> None:
    head = f"<title>Plain</title>{meta(twitter_title='For X')}"
    assert card(make_site, network, head).title == "Plain"


def test_an_empty_tag_is_passed_over(make_site: MakeSite) -> None:
    found = card(make_site, "facebook", f"<title>Plain</title>{meta(og_title=' ')}")
    assert (found.title, found.notes[0]) == (
        "Plain",
        "og:title is empty: the title comes from <title>.",
    )


def test_an_empty_tag_counts_for_mastodon(make_site: MakeSite) -> None:
    found = card(make_site, "mastodon", f"<title>Plain</title>{meta(og_title='')}")
    assert found.layout == "link"
    assert "og:title is empty, which Mastodon takes as it is: Mastodon shows the bare link." in (
        found.notes
    )


@pytest.mark.parametrize("network", ["x-small", "slack", "discord", "whatsapp", "telegram"])
def test_without_a_title_there_is_no_card(make_site: MakeSite, network: str) -> None:
    found = card(make_site, network, meta(og_description="Words"))
    assert (found.layout, found.picture) == ("link", None)
    assert "the bare link" in said(found)


@pytest.mark.parametrize("network", ["facebook", "linkedin", "bluesky", "imessage"])
def test_others_show_the_address_in_place_of_a_title(make_site: MakeSite, network: str) -> None:
    found = card(make_site, network, meta(og_description="Words"))
    assert (found.layout, found.title) == ("text", f"{URL}page.html")


def test_x_goes_by_the_last_of_several_cards(make_site: MakeSite) -> None:
    made = all_cards(site_of(make_site, FULL + meta(twitter_card="summary")))
    assert (made["x-large"].used, made["x-small"].used) == (False, True)


def test_x_makes_a_small_card_of_open_graph(make_site: MakeSite) -> None:
    head = meta(og_title="T", og_description="D", og_type="article", og_image=f"{URL}wide.png")
    made = all_cards(site_of(make_site, head))
    assert (made["x-large"].used, made["x-small"].used) == (False, True)
    assert made["x-small"].layout == "small"
    assert "There is no twitter:card" in said(made["x-small"])


def test_x_shows_the_bare_link_where_open_graph_is_not_whole(make_site: MakeSite) -> None:
    made = all_cards(site_of(make_site, meta(og_title="T", og_description="D")))
    assert (made["x-small"].layout, made["x-small"].used) == ("link", True)
    assert not made["x-large"].used


@pytest.mark.parametrize(("written", "said_of_it"), [("player", "not drawn"), ("big", "no card")])
def test_x_cards_of_other_kinds_are_named(
    make_site: MakeSite, written: str, said_of_it: str
) -> None:
    made = all_cards(site_of(make_site, FULL + meta(twitter_card=written)))
    assert not made["x-large"].used
    assert said_of_it in said(made["x-small"])


def test_x_prefers_its_own_tags(make_site: MakeSite) -> None:
    found = card(make_site, "x-large", FULL + meta(twitter_title="For X"))
    assert found.title == "For X"


def test_x_counts_what_people_count(make_site: MakeSite) -> None:
    head = meta(
        twitter_title="👩‍🌾" * 70, twitter_description="e\u0301" * 201, twitter_card="summary"
    )
    found = card(make_site, "x-small", head)
    assert found.title == "👩‍🌾" * 70
    assert found.description == "e\u0301" * 199 + "…"
    assert "The description is longer than the 200 characters that X shows." in found.notes


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (meta(twitter_title="For X", og_title="For all"), "For X"),
        (meta(og_title="For all", twitter_title="For X"), "For all"),
        ("<title>Plain</title>", "Plain"),
    ],
)
def test_slack_reads_whichever_stands_first(make_site: MakeSite, head: str, title: str) -> None:
    assert card(make_site, "slack", head).title == title


def test_slack_shows_two_pairs(make_site: MakeSite) -> None:
    pairs = meta(
        **{f"twitter_label{n}": f"L{n}" for n in (1, 2, 3)},
        **{f"twitter_data{n}": f"D{n}" for n in (1, 2, 3)},
    )
    found = all_cards(site_of(make_site, FULL + pairs))
    assert found["slack"].pairs == (("L1", "D1"), ("L2", "D2"))
    assert not found["discord"].pairs


def test_slack_reads_32_kilobytes(make_site: MakeSite) -> None:
    head = f"<title>Plain</title><style>{' ' * 33_000}</style>{FULL}"
    found = all_cards(site_of(make_site, head))
    assert (found["slack"].title, found["telegram"].title) == ("Plain", "A tin of smoke")
    assert "stand after the first 32 KB, and Slack reads no more." in said(found["slack"])


@pytest.mark.parametrize(("blanks", "layout"), [(290_000, "large"), (310_000, "link")])
def test_whatsapp_reads_300_kilobytes(make_site: MakeSite, blanks: int, layout: str) -> None:
    found = card(make_site, "whatsapp", f"<style>{' ' * blanks}</style>{FULL}")
    assert found.layout == layout
    assert ("after the first 300 KB" in said(found)) == (layout == "link")


def test_whatsapp_asks_for_three_tags(make_site: MakeSite) -> None:
    found = card(make_site, "whatsapp", meta(og_title="T"))
    assert "WhatsApp asks for og:description and og:url: it may show no card." in found.notes


def test_discord_cuts_bytes(make_site: MakeSite) -> None:
    head = meta(og_title="茶" * 23, og_description="ab" * 174)
    found = card(make_site, "discord", head)
    assert found.title == "茶" * 22 + "..."
    assert found.description == "ab" * 173 + "a..."


@pytest.mark.parametrize(("length", "layout"), [(253, "text"), (254, "link")])
def test_discord_gives_up_on_long_site_names(make_site: MakeSite, length: int, layout: str) -> None:
    head = meta(og_title="T", og_site_name="n" * length)
    assert card(make_site, "discord", head).layout == layout


@pytest.mark.parametrize(
    ("written", "color"), [("#C2410c", "#c2410c"), ("#abc", ""), ("red", ""), ("#12345g", "")]
)
def test_discord_reads_colours_of_six_digits(make_site: MakeSite, written: str, color: str) -> None:
    found = card(make_site, "discord", f'{FULL}<meta name="theme-color" content="{written}">')
    assert found.color == color
    assert ("#rrggbb" in said(found)) == (not color)


def json_ld(**values: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(values)}</script>'


def test_mastodon_takes_news_articles_and_pages_first(make_site: MakeSite) -> None:
    node = json_ld(
        **{"@type": "NewsArticle", "headline": "H", "description": "D"},
        publisher={"name": "P"},
        author=[{"name": "Ada"}],
        datePublished="2026-03-15T10:00:00Z",
    )
    found = card(make_site, "mastodon", FULL + node)
    assert (found.title, found.description, found.site_name) == ("H", "D", "P")
    assert (found.author, found.date) == ("Ada", "15 Mar 2026")
    assert "The title comes from JSON-LD headline, which goes before og:title." in found.notes


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "BlogPosting", "headline": "H"},
        {"@type": ["NewsArticle"], "headline": "H"},
        {"@graph": [{"@type": "NewsArticle", "headline": "H"}]},
        {"@type": "WebPage", "description": "D"},
    ],
)
def test_mastodon_passes_over_other_json_ld(make_site: MakeSite, node: dict[str, object]) -> None:
    assert card(make_site, "mastodon", FULL + json_ld(**node)).title == "A tin of smoke"


def test_mastodon_reads_on_behind_json_that_is_none(make_site: MakeSite) -> None:
    broken = '<script type="application/ld+json">{"@type": </script>'
    node = json_ld(**{"@type": "WebPage", "headline": "H"})
    assert card(make_site, "mastodon", FULL + broken + node).title == "H"


def test_mastodon_names_an_account_that_allows_it(make_site: MakeSite) -> None:
    head = f'{FULL}<meta name="fediverse:creator" content="@ada@example.social">'
    found = card(make_site, "mastodon", head)
    assert found.account == "@ada@example.social"
    assert "only if that account allows this site to" in said(found)


@pytest.mark.parametrize(
    ("network", "url"), [("mastodon", URL), ("facebook", "https://a.example/")]
)
def test_mastodon_alone_keeps_to_the_host(make_site: MakeSite, network: str, url: str) -> None:
    head = FULL.replace(f'content="{URL}page.html"', 'content="https://a.example/page.html"')
    found = card(make_site, network, head)
    assert found.url == f"{url}page.html"
    assert "og:url is on another host" in said(found)


@pytest.mark.parametrize("network", ["slack", "mastodon"])
def test_oembed_goes_before_tags(make_site: MakeSite, network: str) -> None:
    link = '<link rel="alternate" type="application/json+oembed" href="o.json">'
    assert "offers oEmbed" in said(card(make_site, network, FULL + link))


def test_a_host_is_shown_as_people_read_it(make_site: MakeSite) -> None:
    page = (
        f"<!doctype html><title>T</title>{FULL.replace(URL, 'https://www.xn--bcher-kva.example/')}"
    )
    site = make_site({"page.html": page}, url="https://www.xn--bcher-kva.example/")
    assert all_cards(site)["linkedin"].domain == "bücher.example"


def test_without_an_address_the_way_out_is_named(make_site: MakeSite) -> None:
    site = make_site({"page.html": "<!doctype html><title>T</title><p>Words."})
    for made in all_cards(site).values():
        assert "The site's address is not known: give --url." in made.notes


@pytest.mark.parametrize("network", ["x-large", "linkedin", "imessage"])
def test_some_layouts_show_no_description(make_site: MakeSite, network: str) -> None:
    assert card(make_site, network, FULL).description == ""
