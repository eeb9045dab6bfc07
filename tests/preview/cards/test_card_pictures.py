"""Which pictures each platform takes, by type, size and bytes."""

import pytest

from tests.support.card_pages import FULL, URL, all_cards, cards_with, meta, said, site_of, sized
from tests.support.sites import MakeSite

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400"/>'
WEBP = b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xaf\x04\0\x75\x02\0" + b"\0" * 8
AVIF = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf"


def test_one_picture_suits_all(make_site: MakeSite) -> None:
    made = all_cards(site_of(make_site, FULL))
    shown = {name for name, card in made.items() if card.image == "wide.png"}
    assert shown == {*made} - {"google"}
    assert {name for name in shown if made[name].layout == "large"} == shown - {"x-small"}


@pytest.mark.parametrize(("side", "shown"), [(144, True), (143, False)])
def test_the_small_card_of_x_takes_144(make_site: MakeSite, side: int, shown: bool) -> None:
    found = cards_with(make_site, "a.png", sized(side, side))["x-small"]
    assert (found.picture is not None, found.layout) == (shown, "small")


@pytest.mark.parametrize(
    ("network", "limit"),
    [
        ("facebook", 8 << 20),
        ("x-large", 5 << 20),
        ("linkedin", 5 << 20),
        ("whatsapp", 600 << 10),
        ("mastodon", 8 << 20),
        ("imessage", 10 << 20),
    ],
)
def test_bytes_decide(make_site: MakeSite, network: str, limit: int) -> None:
    fits = cards_with(make_site, "a.png", sized(1200, 630, limit))[network]
    heavy = cards_with(make_site, "b.png", sized(1200, 630, limit + 1))[network]
    assert (fits.picture is not None, heavy.picture) == (True, None)
    assert "at most." in said(heavy)


def test_bluesky_makes_heavy_pictures_smaller(make_site: MakeSite) -> None:
    found = cards_with(make_site, "a.png", sized(1200, 630, 1_000_001))["bluesky"]
    assert found.layout == "large"
    assert "other programs leave out what has more than 977 KB" in said(found)


def test_nobody_takes_svg(make_site: MakeSite) -> None:
    made = cards_with(make_site, "a.svg", SVG)
    assert not [name for name, card in made.items() if card.picture]
    assert "The picture is image/svg+xml, which Discord does not take." in made["discord"].notes


def test_webp_is_not_safe_everywhere(make_site: MakeSite) -> None:
    made = cards_with(make_site, "a.webp", WEBP)
    assert made["linkedin"].picture is None
    assert made["mastodon"].notes == ()
    assert "The picture is image/webp, which Facebook does not always show." in (
        made["facebook"].notes
    )


def test_avif_is_taken_by_two(make_site: MakeSite) -> None:
    made = cards_with(make_site, "a.avif", AVIF)
    assert {name for name, card in made.items() if card.picture} == {"bluesky", "imessage"}


def test_a_relative_address_is_read_by_two(make_site: MakeSite) -> None:
    head = meta(og_title="T", og_image="/wide.png", twitter_card="summary_large_image")
    made = all_cards(site_of(make_site, head))
    assert {name for name, card in made.items() if card.picture} == {"mastodon", "imessage"}
    assert "“/wide.png” is no absolute address: Facebook does not find the picture." in (
        made["facebook"].notes
    )


@pytest.mark.parametrize(
    ("address", "said_of_it"),
    [
        (f"{URL}gone.png", "The site has no file gone.png"),
        ("data:image/png;base64,AAAA", "written into the page itself"),
        ("http://localhost:8000/a.png", "The site has no file a.png"),
    ],
)
def test_an_address_that_leads_nowhere_is_named(
    make_site: MakeSite, address: str, said_of_it: str
) -> None:
    made = all_cards(site_of(make_site, meta(og_title="T", og_image=address)))
    for name in {*made} - {"google", "x-large", "x-small"}:
        assert made[name].picture is None
        assert said_of_it in said(made[name])


def test_a_picture_elsewhere_is_taken_at_its_word(make_site: MakeSite) -> None:
    far = meta(og_title="T", og_image="https://cdn.example.net/a.png")
    small = meta(**{"og_image:width": "300", "og_image:height": "200"})
    free, told = (all_cards(site_of(make_site, head))["facebook"] for head in (far, far + small))
    assert (free.layout, told.layout) == ("large", "small")
    assert told.image == "https://cdn.example.net/a.png"
    assert "The picture lies on another host: its type and size in bytes were not checked." in (
        told.notes
    )


def test_the_first_picture_of_several_is_shown(make_site: MakeSite) -> None:
    more = meta(og_image="https://cdn.example.net/b.png")
    made = all_cards(site_of(make_site, FULL + more))
    assert made["facebook"].image == "wide.png"
