"""Which address a card shows, and how its host is written."""

import pytest

from tests.support.card_pages import FULL, URL, all_cards, card_of, said
from tests.support.sites import MakeSite


@pytest.mark.parametrize(
    ("network", "url"), [("mastodon", URL), ("facebook", "https://a.example/")]
)
def test_mastodon_alone_keeps_to_the_host(make_site: MakeSite, network: str, url: str) -> None:
    head = FULL.replace(f'content="{URL}page.html"', 'content="https://a.example/page.html"')
    found = card_of(make_site, network, head)
    assert found.url == f"{url}page.html"
    assert "og:url is on another host" in said(found)


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
