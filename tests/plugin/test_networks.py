"""The table of networks: what it holds, and what a configuration that names it wrongly is told."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from smoopt.builtin.share.bar import icons
from smoopt.builtin.share.bar.share_address import SharedPage
from smoopt.plugin.networks import Network, find, find_retired, table, unknown
from tests.support.bars import link_to

NETWORKS = [pytest.param(network, id=network.name) for network in table().network]
SHARED = SharedPage(
    "https://example.org/a", "A & B", "What it is", ("one", "two"), "https://i/x.png"
)


def address(network: Network) -> str:
    server = "" if network.url else "https://own.example"
    return link_to(network, SHARED, server)


@pytest.mark.parametrize("network", NETWORKS)
def test_every_address_carries_the_pages_address_once(network: Network) -> None:
    assert address(network).count("https://example.org/a") == 1


@pytest.mark.parametrize("network", NETWORKS)
def test_every_row_says_when_it_was_checked(network: Network) -> None:
    assert network.checked == date(2026, 11, 21)


@pytest.mark.parametrize("network", NETWORKS)
def test_what_is_official_says_where_it_was_read(network: Network) -> None:
    assert not network.official or network.source.startswith("https://")


@pytest.mark.parametrize("network", NETWORKS)
def test_every_icon_is_bundled(network: Network) -> None:
    assert icons.of(network) in icons.paths().values()


def test_names_and_aliases_are_used_once() -> None:
    names = [
        name for one in (*table().network, *table().retired) for name in (one.name, *one.aliases)
    ]
    assert len(names) == len(set(names))
    assert set(names).isdisjoint(table().profiles)


# The addresses that the networks' own pages state, in full: a change here is a decision.
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("x", "https://x.com/intent/tweet?text=A%20%26%20B&url={url}&hashtags=one%2Ctwo"),
        ("threads", "https://www.threads.com/intent/post?text=A%20%26%20B&url={url}&tag=one"),
        ("bluesky", "https://bsky.app/intent/compose?text=A%20%26%20B%20{url}"),
        ("mastodon", "https://share.joinmastodon.org/#text=A%20%26%20B%20{url}"),
        ("telegram", "https://t.me/share/url?url={url}&text=A%20%26%20B"),
        ("line", "https://social-plugins.line.me/lineit/share?url={url}&text=A%20%26%20B"),
        ("facebook", "https://www.facebook.com/sharer/sharer.php?u={url}&hashtag=%23one"),
        ("email", "mailto:?subject=A%20%26%20B&body={url}"),
        ("sms", "sms:?body=A%20%26%20B%20{url}"),
        ("linkding", "https://own.example/bookmarks/new?url={url}&title=A%20%26%20B"),
    ],
)
def test_the_address_of(name: str, expected: str) -> None:
    network = find(name)
    assert network is not None
    assert address(network) == expected.replace("{url}", "https://example.org/a")


def test_a_mastodon_server_is_asked_by_query_not_fragment() -> None:
    mastodon = find("mastodon")
    assert mastodon is not None
    parts = urlsplit(link_to(mastodon, SHARED, "https://mastodon.example"))
    assert (parts.netloc, parts.path, parts.fragment) == ("mastodon.example", "/share", "")
    assert parse_qs(parts.query) == {"text": ["A & B https://example.org/a"]}


@pytest.mark.parametrize(
    "name",
    [
        "delicious",
        "digg",
        "stumbleupon",
        "googleplus",
        "google+",
        "myspace",
        "hi5",
        "pocket",
        "skype",
        "flattr",
        "yummly",
        "google-bookmarks",
    ],
)
def test_what_is_gone_says_since_when_and_what_serves_now(name: str) -> None:
    gone = find_retired(name)
    assert gone is not None
    assert gone.since
    assert gone.instead
    assert find(name) is None


def test_an_old_name_finds_the_network() -> None:
    twitter = find("twitter")
    assert twitter is not None
    assert twitter.name == "x"


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    assert "did you mean 'bluesky'" in unknown("blueski")
    assert "known: " in unknown("qqqqqqqq")
    assert "profile to follow" in unknown("instagram")


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": "Ours!", "url": "https://o.example/"}, "must be of a-z"),
        ({"name": "ours"}, "neither `url` nor `server`"),
        ({"name": "ours", "url": "javascript:alert(1)"}, "not a link to follow"),
        ({"name": "ours", "server": "https://o.example/"}, "must begin with {base}/"),
        ({"name": "ours", "url": "https://{url}/"}, "belong into `params`"),
        (
            {"name": "ours", "url": "https://o.example/", "params": {"t": "{titel}"}},
            "no placeholder {titel} (did you mean 'title'?)",
        ),
    ],
)
def test_a_network_that_cannot_work_is_refused(fields: dict[str, str], message: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        Network(label="Ours", **fields)  # type: ignore[arg-type]
    assert message in str(caught.value)
