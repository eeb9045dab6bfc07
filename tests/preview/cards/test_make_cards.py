"""Every platform makes its card, and says what it did without."""

import pytest

from tests.support.card_pages import FULL, NETWORKS, URL, all_cards, card_of, meta, said, site_of
from tests.support.sites import MakeSite


def test_every_platform_makes_one_card_in_a_fixed_order(make_site: MakeSite) -> None:
    assert list(all_cards(site_of(make_site, FULL))) == NETWORKS


def test_a_page_with_everything_leaves_nothing_to_say(make_site: MakeSite) -> None:
    made = all_cards(site_of(make_site, f"<title>A tin</title>{FULL}"))
    assert {name: said(card) for name, card in made.items() if card.notes} == {
        "x-small": "The page asks for X's other card: twitter:card is summary_large_image.",
        "google": "There is no description, and no text to take one from.",
    }


@pytest.mark.parametrize("network", ["x-small", "slack", "discord", "whatsapp", "telegram"])
def test_without_a_title_there_is_no_card(make_site: MakeSite, network: str) -> None:
    found = card_of(make_site, network, meta(og_description="Words"))
    assert (found.layout, found.picture) == ("link", None)
    assert "the bare link" in said(found)


@pytest.mark.parametrize("network", ["facebook", "linkedin", "bluesky", "imessage"])
def test_others_show_the_address_in_place_of_a_title(make_site: MakeSite, network: str) -> None:
    found = card_of(make_site, network, meta(og_description="Words"))
    assert (found.layout, found.title) == ("text", f"{URL}page.html")


@pytest.mark.parametrize(("length", "layout"), [(253, "text"), (254, "link")])
def test_discord_gives_up_on_long_site_names(make_site: MakeSite, length: int, layout: str) -> None:
    head = meta(og_title="T", og_site_name="n" * length)
    assert card_of(make_site, "discord", head).layout == layout


@pytest.mark.parametrize("network", ["x-large", "linkedin", "imessage"])
def test_some_layouts_show_no_description(make_site: MakeSite, network: str) -> None:
    assert card_of(make_site, network, FULL).description == ""


def test_whatsapp_asks_for_three_tags(make_site: MakeSite) -> None:
    found = card_of(make_site, "whatsapp", meta(og_title="T"))
    assert "WhatsApp asks for og:description and og:url: it may show no card." in found.notes


def test_mastodon_names_an_account_that_allows_it(make_site: MakeSite) -> None:
    head = f'{FULL}<meta name="fediverse:creator" content="@ada@example.social">'
    found = card_of(make_site, "mastodon", head)
    assert found.account == "@ada@example.social"
    assert "only if that account allows this site to" in said(found)


@pytest.mark.parametrize("network", ["slack", "mastodon"])
def test_oembed_goes_before_tags(make_site: MakeSite, network: str) -> None:
    link = '<link rel="alternate" type="application/json+oembed" href="o.json">'
    assert "offers oEmbed" in said(card_of(make_site, network, FULL + link))


def test_alternative_text_goes_with_the_picture(make_site: MakeSite) -> None:
    alt = meta(**{"og_image:alt": "A lamp " * 70})
    made = all_cards(site_of(make_site, FULL + alt))
    assert len(made["facebook"].alt) > 420 >= len(made["x-large"].alt) > 400
