"""Which tags each platform reads, in which order, and how much of a text it shows."""

import pytest

from tests.support.card_pages import FULL, NETWORKS, all_cards, card_of, meta, said, site_of
from tests.support.sites import MakeSite


@pytest.mark.parametrize("network", sorted({*NETWORKS} - {"google"}))
def test_open_graph_goes_before_the_title_element(make_site: MakeSite, network: str) -> None:
    found = card_of(make_site, network, f"<title>Other</title>{FULL}")
    assert found.title == "A tin of smoke"
    assert found.origins[0].source == "og:title"


@pytest.mark.parametrize("network", ["discord", "telegram", "bluesky", "imessage"])
def test_x_tags_go_before_the_title_element(make_site: MakeSite, network: str) -> None:
    head = f"<title>Plain</title>{meta(twitter_title='For X')}"
    found = card_of(make_site, network, head)
    assert found.title == "For X"
    assert "og:title is missing: the title comes from twitter:title." in found.notes


@pytest.mark.parametrize("network", ["facebook", "linkedin", "whatsapp", "mastodon"])
def test_some_do_not_read_x_tags(make_site: MakeSite, network: str) -> None:
    head = f"<title>Plain</title>{meta(twitter_title='For X')}"
    assert card_of(make_site, network, head).title == "Plain"


def test_an_empty_tag_is_passed_over(make_site: MakeSite) -> None:
    found = card_of(make_site, "facebook", f"<title>Plain</title>{meta(og_title=' ')}")
    assert (found.title, found.notes[0]) == (
        "Plain",
        "og:title is empty: the title comes from <title>.",
    )


def test_an_empty_tag_counts_for_mastodon(make_site: MakeSite) -> None:
    found = card_of(make_site, "mastodon", f"<title>Plain</title>{meta(og_title='')}")
    assert found.layout == "link"
    assert "og:title is empty, which Mastodon takes as it is: Mastodon shows the bare link." in (
        found.notes
    )


def test_x_prefers_its_own_tags(make_site: MakeSite) -> None:
    found = card_of(make_site, "x-large", FULL + meta(twitter_title="For X"))
    assert found.title == "For X"


def test_x_counts_what_people_count(make_site: MakeSite) -> None:
    head = meta(
        twitter_title="👩‍🌾" * 70, twitter_description="e\u0301" * 201, twitter_card="summary"
    )
    found = card_of(make_site, "x-small", head)
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
    assert card_of(make_site, "slack", head).title == title


def test_slack_shows_two_pairs(make_site: MakeSite) -> None:
    pairs = meta(
        **{f"twitter_label{n}": f"L{n}" for n in (1, 2, 3)},
        **{f"twitter_data{n}": f"D{n}" for n in (1, 2, 3)},
    )
    found = all_cards(site_of(make_site, FULL + pairs))
    assert found["slack"].pairs == (("L1", "D1"), ("L2", "D2"))
    assert not found["discord"].pairs


def test_discord_cuts_bytes(make_site: MakeSite) -> None:
    head = meta(og_title="茶" * 23, og_description="ab" * 174)
    found = card_of(make_site, "discord", head)
    assert found.title == "茶" * 22 + "..."
    assert found.description == "ab" * 173 + "a..."


@pytest.mark.parametrize(
    ("written", "color"), [("#C2410c", "#c2410c"), ("#abc", ""), ("red", ""), ("#12345g", "")]
)
def test_discord_reads_colours_of_six_digits(make_site: MakeSite, written: str, color: str) -> None:
    found = card_of(make_site, "discord", f'{FULL}<meta name="theme-color" content="{written}">')
    assert found.color == color
    assert ("#rrggbb" in said(found)) == (not color)
