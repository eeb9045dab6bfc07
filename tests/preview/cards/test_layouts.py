"""How each platform lays a card out."""

import pytest

from tests.support.card_pages import FULL, URL, all_cards, cards_with, meta, said, site_of, sized
from tests.support.sites import MakeSite


@pytest.mark.parametrize(
    ("network", "width", "height", "layout"),
    [
        ("facebook", 600, 315, "large"),
        ("facebook", 599, 315, "small"),
        ("facebook", 600, 314, "small"),
        ("facebook", 199, 300, "text"),
        ("x-large", 300, 157, "large"),
        ("x-large", 299, 157, "small"),
        ("linkedin", 1200, 627, "large"),
        ("linkedin", 1199, 627, "small"),
        ("whatsapp", 300, 100, "large"),
        ("whatsapp", 299, 100, "small"),
        ("whatsapp", 404, 100, "text"),
        ("mastodon", 301, 300, "large"),
        ("mastodon", 300, 300, "small"),
        ("bluesky", 20, 20, "large"),
        ("imessage", 900, 500, "large"),
        ("imessage", 899, 500, "small"),
    ],
)
def test_size_decides(
    make_site: MakeSite, network: str, width: int, height: int, layout: str
) -> None:
    found = cards_with(make_site, "a.png", sized(width, height))[network]
    assert found.layout == layout
    assert bool(found.notes) == (layout != "large")


def test_a_small_picture_is_explained(make_site: MakeSite) -> None:
    made = cards_with(make_site, "a.png", sized(300, 200))
    assert "The picture is 300 × 200: Facebook shows it small below 600 × 315." in (
        made["facebook"].notes
    )
    assert "shows it small below 900 pixels wide" in said(made["imessage"])


@pytest.mark.parametrize("network", ["discord", "telegram"])
def test_twitter_card_decides_for_some(make_site: MakeSite, network: str) -> None:
    large = all_cards(site_of(make_site, FULL))[network]
    small = all_cards(site_of(make_site, FULL + meta(twitter_card="summary")))[network]
    assert (large.layout, small.layout) == ("large", "small")
    assert "twitter:card is not summary_large_image: the picture is shown small." in small.notes


def test_discord_shows_any_picture_large_if_asked(make_site: MakeSite) -> None:
    assert cards_with(make_site, "a.png", sized(40, 40))["discord"].layout == "large"


@pytest.mark.parametrize(
    ("card", "width", "layout"),
    [
        ("summary_large_image", 100, "large"),
        ("summary", 1200, "small"),
        ("", 401, "large"),
        ("", 400, "small"),
    ],
)
def test_slack_goes_by_the_card_then_by_the_size(
    make_site: MakeSite, card: str, width: int, layout: str
) -> None:
    made = cards_with(make_site, "a.png", sized(width, 90), meta(twitter_card=card))
    assert made["slack"].layout == layout


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
