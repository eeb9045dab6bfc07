"""Exported threads: each format gives the same tree, and what is not for everybody stays out."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt.builtin.conversation.exports import bluesky, hacker_news, lobsters, mastodon
from smoopt.builtin.conversation.responses import Thread
from tests.support import talk
from tests.support.talk import BREAD, Talked, feed, item, mention, remark, skeet, status

EXPORTS: dict[str, Any] = {
    "mastodon": talk.mastodon(
        status(2, 1, "One"),
        status(3, 2, "Inner"),
        status(4, 1, "Two"),
        id="1",
        url="https://social.example/@ann/1",
        content=f'<p><a class="mention" href="https://a.b/">@b</a> <a href="{BREAD}">bread</a></p>',
        favourites_count=7,
        reblogs_count=3,
    ),
    "bluesky": {"thread": skeet(1, "Bread", skeet(2, "One", skeet(3, "Inner")), skeet(4, "Two"))},
    "lobsters": talk.lobsters(remark(2, 0, "One"), remark(3, 2, "Inner"), remark(4, 0, "Two")),
    "hacker_news": talk.hacker_news(item(2, "One", item(3, "Inner")), item(4, "Two")),
}
EXPORTS["bluesky"]["thread"]["post"]["record"]["embed"] = {"external": {"uri": BREAD}}
PLACES = {
    "mastodon": "https://social.example/@ann/1",
    "bluesky": "https://bsky.app/profile/did:plc:u1/post/k1",
    "lobsters": "https://lobste.rs/s/abc/bread",
    "hacker_news": "https://news.ycombinator.com/item?id=1",
}
MODULES = {
    "mastodon": mastodon,
    "bluesky": bluesky,
    "lobsters": lobsters,
    "hacker_news": hacker_news,
}


def read(name: str, value: Any) -> Thread:
    return MODULES[name].read(value, 1000)  # type: ignore[attr-defined,no-any-return]


def words(thread: Thread) -> list[tuple[int, str]]:
    return [(each.depth, each.text) for each in thread.replies]


@pytest.mark.parametrize("name", EXPORTS)
def test_each_format_is_known_by_itself_alone(name: str) -> None:
    assert [each for each, module in MODULES.items() if module.knows(EXPORTS[name])] == [name]  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", EXPORTS)
def test_a_thread_stands_under_the_page_that_its_post_links_to(name: str, tmp_path: Path) -> None:
    made = Talked(tmp_path, threads={"a.json": EXPORTS[name]})
    assert made.build().err == ""
    assert made.replies() == [("One", ["Inner"]), "Two"]
    assert f'<a href="{PLACES[name]}">Discuss on' in made.text("bread.html")
    made.assert_settled()


def test_the_author_names_the_page_and_the_address_that_an_export_lacks(tmp_path: Path) -> None:
    made = Talked(tmp_path)
    bare = talk.mastodon(status(2, 1, "One"))
    (made.threads / "a.json").write_text(__import__("json").dumps(bare))
    table = 'file = "threads/a.json"\npage = "rye.html"\nurl = "https://social.example/@ann/1"\n'
    made.settings.write_text(
        f"{made.settings.read_text()}\n[[plugins.conversation.threads]]\n{table}"
    )
    assert made.build().err == ""
    assert made.replies("rye.html") == ["One"]
    assert "Discuss on social.example" in made.text("rye.html")


@pytest.mark.parametrize("name", ["mastodon", "bluesky"])
def test_likes_and_reposts_of_the_post_count(name: str) -> None:
    found = read(name, EXPORTS[name])
    assert (found.likes, found.reposts) == (7, 3)


def test_a_like_that_came_as_a_webmention_too_counts_once(tmp_path: Path) -> None:
    post = "https://social.example/@ann/1"
    likes = [mention(n, "like-of", url=f"{post}#favorited-by-{n}") for n in range(3)]
    made = Talked(tmp_path, feed(*likes, mention(9, "like-of")), {"a.json": EXPORTS["mastodon"]})
    assert made.build().err == ""
    assert "Likes (8)" in made.text("bread.html")  # seven of the post, and one from elsewhere
    assert len(made.entry()["like"]) == 4


def test_a_reply_on_bluesky_is_known_by_either_name_of_its_account(tmp_path: Path) -> None:
    by_handle = mention(5, url="https://bsky.app/profile/user2.example/post/k2", content="One")
    made = Talked(tmp_path, feed(by_handle), {"a.json": EXPORTS["bluesky"]})
    backlinks = '\n[plugins.backlinks]\nsources = "mentions.json"\n'
    made.settings.write_text(made.settings.read_text() + backlinks)
    assert made.build().err == ""
    assert made.replies() == [("One", ["Inner"]), "Two"]
    assert 'data-smoopt="backlinks"' not in made.text("bread.html")


# Not for everybody


def test_what_mastodon_shows_to_some_stays_out() -> None:
    hidden = [
        status(2, 1, "Public", visibility="unlisted"),
        status(3, 2, "Private", visibility="private"),
        status(4, 3, "Reply to it"),
        status(5, 1, "Direct", visibility="direct"),
    ]
    assert words(read("mastodon", talk.mastodon(*hidden, id="1"))) == [
        (0, "Public"),
        (1, "Reply to it"),
    ]


def test_a_warning_stands_in_place_of_the_words() -> None:
    warned = talk.mastodon(status(2, 1, "The end", spoiler_text="Spoiler"), id="1")
    assert words(read("mastodon", warned)) == [(0, "Spoiler")]


def test_whoever_wants_to_be_seen_by_members_only_is_left_out_on_bluesky() -> None:
    shy = skeet(2, "Shy", labels=[{"val": "!no-unauthenticated"}])
    blocked = {"$type": "app.bsky.feed.defs#blockedPost", "blocked": True}
    value = {"thread": skeet(1, "Post", shy, blocked, skeet(3, "Open"))}
    assert words(read("bluesky", value)) == [(0, "Open")]


def test_what_is_deleted_or_moderated_is_left_out() -> None:
    gone = [
        remark(2, 0, "Gone", is_deleted=True),
        remark(3, 2, "Kept"),
        remark(4, 0, "M", is_moderated=True),
    ]
    assert words(read("lobsters", talk.lobsters(*gone))) == [(0, "Kept")]
    assert words(read("hacker_news", talk.hacker_news(item(2, None, item(3, "Kept"))))) == [
        (0, "Kept")
    ]


# Forms


def test_links_of_bluesky_are_told_by_bytes() -> None:
    post = skeet(2, "Grüße an a.example!\n\nB")
    post["post"]["record"]["facets"] = [  # type: ignore[index]
        {
            "index": {"byteStart": 11, "byteEnd": 20},
            "features": [{"$type": "app.bsky.richtext.facet#link", "uri": "https://a.example/"}],
        },
        {"index": {"byteStart": 0, "byteEnd": 999}, "features": [{"uri": "https://x.example/"}]},
        {"index": {"byteStart": 0, "byteEnd": 2}, "features": [{"uri": "javascript:alert(1)"}]},
    ]
    (reply,) = read("bluesky", {"thread": skeet(1, "", post)}).replies
    pieces = [(piece.text, piece.href) for block in reply.said for piece in block.pieces]
    assert pieces == [("Grüße an ", ""), ("a.example", "https://a.example/"), ("!", ""), ("B", "")]


def test_addresses_are_as_short_as_on_mastodon() -> None:
    link = (
        '<a href="https://www.example.org/a/b"><span class="invisible">https://www.</span>'
        '<span class="ellipsis">example.org/a</span><span class="invisible">/b</span></a>'
    )
    assert words(read("mastodon", talk.mastodon(status(2, 1, link)))) == [(0, "example.org/a…")]


def test_a_thread_may_be_as_deep_as_strangers_like(tmp_path: Path) -> None:
    inner = item(2, "Last")
    for number in range(3, 200):
        inner = item(number, "Deep", inner)
    made = Talked(tmp_path, threads={"a.json": talk.hacker_news(inner)}, options="most = 500")
    assert made.build().err == ""
    level = made.replies()
    for _ in range(3):
        (level,) = [level[0][1]]  # type: ignore[index]
    assert len(level) == 195
    assert level[-1] == "Last"
    assert "@<bdi>user3</bdi>" in made.text("bread.html")  # whom the last of them answers


def test_replies_in_a_circle_are_passed_over() -> None:
    circle = talk.mastodon(status(2, 3, "A"), status(3, 2, "B"), status(4, 1, "C"))
    assert words(read("mastodon", circle)) == [(0, "C")]


# What is odd in an export

ODD = st.sampled_from(
    (
        None,
        True,
        0,
        -1,
        2,
        1.5,
        10**30,
        "",
        "2",
        "x",
        "\ud83d",
        "9999-99-99",
        [],
        [[]],
        [2],
        {},
        {"a": None},
    )
)


def members(value: Any) -> Iterator[tuple[Any, Any]]:
    """Give all containers within a value, each with the name or number of each of its members."""
    if isinstance(value, dict | list):
        for at in value if isinstance(value, dict) else range(len(value)):
            yield value, at
            yield from members(value[at])


@pytest.mark.parametrize("name", EXPORTS)
@given(data=st.data())
@settings(max_examples=60)
def test_whatever_a_member_is_the_rest_is_read(name: str, data: st.DataObject) -> None:
    export = copy.deepcopy(EXPORTS[name])
    found = [*members(export)]
    for container, at in data.draw(st.lists(st.sampled_from(found), min_size=1, max_size=4)):
        container[at] = data.draw(ODD)
    if MODULES[name].knows(export):  # type: ignore[attr-defined]
        assert len(read(name, export).replies) <= 3


def test_replies_of_one_id_and_those_to_themselves_end() -> None:
    twice = [status(number, number - 1, f"R{number}") for number in range(2, 40) for _ in range(2)]
    around = [status(50, 51, "A"), status(51, 50, "B"), status(52, 52, "C")]
    unnamed = [{**status(60, 1, "D"), "id": None}, {**status(61, 1, "E"), "in_reply_to_id": None}]
    thread = mastodon.read(talk.mastodon(*twice, *around, *unnamed, id="1"), 1000)
    assert words(thread)[:38] == [(number, f"R{number + 2}") for number in range(38)]
    assert words(thread)[38:] == [(0, "D"), (0, "E")]


@pytest.mark.parametrize("visibility", [None, [], {}, ["public"], 1])
def test_what_is_said_to_be_for_all_in_no_known_way_is_not_shown(visibility: object) -> None:
    export = talk.mastodon(status(2, 1, "One", visibility=visibility), id="1")
    assert mastodon.read(export, 1000).replies == ()


def test_what_a_system_puts_beside_the_files_of_a_folder_is_none_of_them(tmp_path: Path) -> None:
    made = Talked(tmp_path, threads={"a.json": EXPORTS["mastodon"]})
    (made.threads / "._a.json").write_bytes(b"\0\5\x16\7")
    assert made.build().err == ""
    assert made.replies() == [("One", ["Inner"]), "Two"]
