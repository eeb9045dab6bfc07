"""Pictures are judged by where the page is that names them."""

import pytest

from smoopt.verify.crawlers import CRAWLERS
from smoopt.verify.deployed_lists import Robots
from smoopt.verify.picture_look import PictureLook
from smoopt.verify.rules.live_pictures import pictures
from smoopt.verify.seen import SeenPicture


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("https://mill.example/", ["live-picture-http", "live-picture-elsewhere"]),
        ("http://mill.example/", ["live-picture-elsewhere"]),
    ],
)
def test_a_picture_by_http_is_none_for_a_page_by_https(page: str, found: list[str]) -> None:
    url = "http://cdn.example/card.png"
    look = PictureLook(SeenPicture(url, url, ("", "")), CRAWLERS)
    assert [one.code for one in pictures(look, page, Robots(), 1)] == found


def test_who_resolves_no_address_is_named() -> None:
    look = PictureLook(SeenPicture("", "/card.png", ("", "")), CRAWLERS)
    said = [one.message for one in pictures(look, "https://mill.example/", Robots(), 1)]
    assert any("no absolute address: Facebook does not find the picture" in each for each in said)
    assert not any("Mastodon" in each for each in said)
