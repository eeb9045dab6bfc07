"""Which pictures each platform takes, by type, size and bytes, and how it lays them out."""

import pytest

from smoopt.preview.cards import Card
from tests.support.card_pages import FULL, URL, all_cards, meta, said, site_of
from tests.support.pictures import png
from tests.support.sites import MakeSite

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400"/>'
WEBP = b"RIFF\x1e\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xaf\x04\0\x75\x02\0" + b"\0" * 8
AVIF = b"\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf"


def cards_with(
    make_site: MakeSite, name: str, content: bytes | str, more: str = ""
) -> dict[str, Card]:
    head = FULL.replace("wide.png", name)
    return all_cards(site_of(make_site, head + more, **{name.replace(".", "_"): content}))


def sized(width: int, height: int, size: int = 0) -> bytes:
    picture = png(width, height)
    return picture + b"\0" * (size - len(picture))


def layouts(made: dict[str, Card]) -> dict[str, str]:
    return {name: card.layout for name, card in made.items()}


def test_one_picture_suits_all(make_site: MakeSite) -> None:
    made = all_cards(site_of(make_site, FULL))
    shown = {name for name, card in made.items() if card.image == "wide.png"}
    assert shown == {*made} - {"google"}
    assert {*layouts(made).items()} >= {(name, "large") for name in shown - {"x-small"}}


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


def test_alternative_text_goes_with_the_picture(make_site: MakeSite) -> None:
    alt = meta(**{"og_image:alt": "A lamp " * 70})
    made = all_cards(site_of(make_site, FULL + alt))
    assert len(made["facebook"].alt) > 420 >= len(made["x-large"].alt) > 400
