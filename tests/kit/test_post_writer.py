"""Posts keep within the limits of their networks, whatever an article says."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from wcwidth import iter_graphemes

from smoopt.kit.post import Post
from smoopt.kit.post_networks import table
from smoopt.kit.post_writer import PostWriter
from smoopt.kit.shared_article import SharedArticle
from smoopt.model.errors import ConfigError
from smoopt.model.facts import Image
from smoopt.site.campaign import Utm
from smoopt.site.kit_settings import KitNetwork, KitSettings
from tests.support.measures import measured
from tests.support.shared_articles import ARTICLES, LINK, article

LONG = "It rained from four o’clock on, the fine kind that does not fall but hangs. "
PICTURE = Image(f"{LINK}a.jpg", "A mill")


def written(
    given_article: SharedArticle, *, threads: bool = True, **said: object
) -> dict[str, Post]:
    settings = KitSettings(**said)  # type: ignore[arg-type]
    posts = PostWriter(settings, "smoopt.toml", threads=threads).posts(given_article)
    return {post.network.name: post for post in posts}


def test_there_are_posts_for_all_networks_with_their_sources() -> None:
    assert [*written(article())] == [network.name for network in table()]
    assert all(network.source.startswith("https://") and network.checked for network in table())


def test_a_post_says_title_description_link_and_hashtags() -> None:
    post = written(article(description="How to chair it.", tags=("bike wheels",)))["mastodon"]
    assert post.text == f"Truing a wheel\n\nHow to chair it.\n\n{LINK}\n\n#BikeWheels"
    assert post.hashtags == ("#BikeWheels",)


def test_a_network_has_as_many_hashtags_as_are_usual_there() -> None:
    posts = written(article(tags=("a b", "b c", "c d", "d e", "e f", "f g")), hashtags=("Mill",))
    assert posts["x"].hashtags == ("#Mill", "#AB")
    assert posts["threads"].hashtags == ("#Mill",)
    assert len(posts["mastodon"].hashtags) == 5
    assert posts["hackernews"].hashtags == posts["slack"].hashtags == ()


def test_titles_and_links_are_fields_where_a_network_has_them() -> None:
    posts = written(article("A" * 90))
    assert [part.text for part in posts["reddit"].parts] == ["A" * 90]
    assert posts["hackernews"].parts[0].text == "A" * 79 + "…"
    assert posts["hackernews"].notes == ("the title was shortened",)
    assert LINK not in posts["hackernews"].text
    assert posts["hackernews"].link == LINK


def test_a_long_text_is_a_thread_where_there_are_threads_else_shorter() -> None:
    posts = written(article(description=LONG * 20))
    assert {name for name, post in posts.items() if post.is_thread} == {
        *("x", "bluesky", "mastodon", "threads")
    }
    assert posts["x"].parts[-1].text.partition("\n\n")[2].startswith(LINK)
    assert LINK in posts["mastodon"].parts[0].text
    whole = written(article(description=LONG * 20), threads=False)
    assert not [post for post in whole.values() if post.is_thread]
    assert whole["x"].text == f"Truing a wheel\n\n{(LONG * 3).strip()}\n\n{LINK}"
    assert whole["x"].notes == ("the description was shortened",)


def test_a_word_that_may_name_an_account_is_pointed_out() -> None:
    posts = written(article("On @media and jane@example.org", "What @media is"))
    assert posts["x"].notes == ("@media may name an account there",)
    assert posts["hackernews"].notes == ()


def test_a_picture_makes_a_post_on_telegram_shorter() -> None:
    described = article(description=LONG * 40)
    assert written(described)["telegram"].notes == ()
    pictured = written(article(description=LONG * 40, picture=PICTURE))["telegram"]
    assert pictured.parts[0].length <= pictured.parts[0].limit == 1024


def test_campaign_parameters_are_added_but_where_they_are_taken_amiss() -> None:
    posts = written(article(), utm=Utm(campaign="Spring & more"))
    for name, post in posts.items():
        query = dict(parse_qsl(urlsplit(post.link).query))
        said = {"utm_source": name, "utm_medium": "social", "utm_campaign": "Spring & more"}
        assert query == ({} if name in {"hackernews", "lobsters"} else said)
        assert post.link in post.text.split() or post.network.apart
    kept = written(SharedArticle("a.html", f"{LINK}?p=1&utm_medium=mail#top", "A"), utm=True)
    assert kept["x"].link == f"{LINK}?p=1&utm_medium=mail&utm_source=x#top"


def test_a_link_that_is_too_long_goes_without_parameters_or_there_is_no_post() -> None:
    address = f"https://mill.example.org/{'a' * 240}"
    posts = written(SharedArticle("a.html", address, "A"), utm=True)
    assert posts["bluesky"].link == address
    assert posts["mastodon"].link != address
    assert "bluesky" not in written(SharedArticle("a.html", address + "a" * 60, "A"))


def test_an_author_s_template_is_filled_and_fitted() -> None:
    template = (
        "New: {{ title }}{% if author %} by {{ author }}{% endif %}\n{{ link }}\n{{ hashtags }}"
    )
    own = KitNetwork(template=template, hashtags=1, limit=60)
    tagged = article("A < B & C", tags=("a b", "b c"))
    posts = written(tagged, networks=("x",), network={"x": own})
    assert posts["x"].text == f"New: A < B & C\n{LINK}\n#AB"
    long = written(article("Words " * 20), networks=("x",), network={"x": own})
    assert long["x"].parts[0].length <= 60
    assert long["x"].text.startswith("New: Words Words")
    own = KitNetwork(template="{{ tags }}; {{ tags | length }}: {{ link }}")
    assert written(tagged, network={"x": own})["x"].text == f"a b, b c; 2: {LINK}"


WRONG = {
    "{{ titel }}": "line 1: 'titel' is undefined (did you mean `title`?)",
    "a\n{{ title | upcase }}": "line 2: No filter named 'upcase'",
    "a\n{% if %}": "line 2: Expected an expression, got 'end of statement block'",
    "{{ link }}\n{{ title.mro }}": "line 2: 'mro' is undefined",
    f"{{{{ title }}}} {'a' * 300}": "line 1: with the link, and without title",
    "{{ 1 / 0 }}": "line 1: division by zero",
}


@pytest.mark.parametrize("template", WRONG)
def test_what_is_wrong_with_a_template_is_said_with_its_place(template: str) -> None:
    own = {"x": KitNetwork(template=template)}
    with pytest.raises(
        ConfigError, match=re.escape("smoopt.toml: kit.network.x.template: ")
    ) as said:
        written(article(), networks=("x",), network=own)
    assert WRONG[template] in str(said.value)


def test_a_network_that_there_is_not_is_refused() -> None:
    with pytest.raises(
        ConfigError, match=r"kit\.networks: no posts .* 'blusky' \(did you mean 'bl"
    ):
        written(article(), networks=("blusky",))
    with pytest.raises(ConfigError, match=r"kit\.network: no posts can be written for 'nope'"):
        written(article(), network={"nope": KitNetwork()})


def test_networks_have_their_other_names_and_the_author_s_order() -> None:
    assert [*written(article(), networks=("hn", "x", "hackernews"))] == ["hackernews", "x"]


@settings(max_examples=30)
@given(ARTICLES)
def test_every_post_is_within_its_limits_and_has_its_link(given_article: SharedArticle) -> None:
    letters = {*iter_graphemes(given_article.title), *iter_graphemes(given_article.description)}
    for post in written(given_article, utm=Utm(campaign="c")).values():
        limit = post.network.of_text(pictured=given_article.picture is not None)
        for part in post.parts:
            bound = post.network.of_title if part.name == "title" else limit
            assert bound.fits(part.text, post.link)
            assert part.length == bound.length(part.text, post.link) <= part.limit
            torn = {*iter_graphemes(part.text)} - letters
            assert all(each.isascii() or each == "…" for each in torn - {*"".join(post.hashtags)})
        links = post.text.split().count(post.link)
        assert links == (0 if post.network.apart else 1)


@pytest.mark.node
def test_x_itself_finds_each_post_short_enough() -> None:
    texts = [LONG * number + "🎉 第一场春雨。README.md a.co " * number for number in range(1, 8)]
    posts = [written(article(text, text, tags=("a b",)))["x"] for text in texts]
    parts = [part.text for post in posts for part in post.parts]
    # The reserved name `example.org` is one that X links.
    assert max(measured(parts).x) <= 280
