"""The plugin `conversation`: what is said of a page elsewhere stands on it once, and is counted."""

import json
import re
from pathlib import Path

import pytest
import turbohtml
from ronkyuu import findEndpoint

from smoopt.build.project import stamps
from smoopt.testing import build
from tests.support.configured import URL
from tests.support.json_ld import of_type
from tests.support.runs import page, smoopt
from tests.support.talk import (
    BREAD,
    DAY,
    FILES,
    Talked,
    article,
    feed,
    hacker_news,
    item,
    mention,
)

HOOK = "https://webmention.io/mill.example.org/webmention"
PING = "https://webmention.io/mill.example.org/xmlrpc"
EVERY_KIND = feed(
    mention(1, "like-of"),
    mention(2, "repost-of"),
    mention(3, "bookmark-of", name="Good bread"),
    mention(4, "mention-of", name="On bread"),
    mention(5, content={"html": "<p>Well <b>said</b></p>", "text": "Well said"}),
    mention(6, "rsvp"),
    mention(7, "like-of", wm_private=True),
)


# Endpoints


def test_others_find_the_endpoints(tmp_path: Path) -> None:
    made = Talked(tmp_path, options=f'webmention = "{HOOK}"\npingback = "{PING}"')
    assert made.build().err == ""
    assert findEndpoint(made.text("bread.html")) == HOOK
    assert f'<link rel="pingback" href="{PING}">' in made.text("index.html")
    made.assert_settled()


@pytest.mark.parametrize(
    "own", ["<link rel=webmention href=/own>", "<a rel=WebMention href=/own>x"]
)
def test_an_endpoint_that_the_page_names_is_left(own: str) -> None:
    where = {"head": own} if own.startswith("<link") else {"body": f"<p>{own}</a></p>"}
    table = {"conversation": {"webmention": HOOK, "entry": False}}
    built = build({"bread.html": article("Bread", **where)}, table)
    assert HOOK not in built.pages["bread.html"]


# Webmentions


def test_each_kind_is_an_h_cite_in_a_property_of_its_own(tmp_path: Path) -> None:
    made = Talked(tmp_path, EVERY_KIND)
    assert made.build().err == ""
    entry = made.entry()
    kinds = ("like", "repost", "bookmark", "mention", "comment")
    assert {kind: len(entry[kind]) for kind in kinds} == dict.fromkeys(kinds, 1)
    assert (entry["name"], entry["published"]) == (["Bread"], ["2026-03-01"])
    reply = entry["comment"][0]["properties"]
    assert reply["url"] == ["https://p5.example/in-reply-to"]
    assert reply["author"][0]["properties"]["url"] == ["https://p5.example/"]
    assert reply["content"][0]["html"] == "<p>Well <strong>said</strong></p>"
    assert [entry[kind][0]["properties"]["name"] for kind in ("bookmark", "mention")] == [
        ["Good bread"],
        ["On bread"],
    ]
    made.assert_settled()


def test_no_link_helps_whom_it_leads_to_and_nothing_is_loaded(tmp_path: Path) -> None:
    made = Talked(
        tmp_path, feed(mention(5, author={"name": "A", "photo": "https://p.example/a.png"}))
    )
    assert made.build().code == 0
    shown = turbohtml.parse(made.text("bread.html")).select_one("[data-smoopt=conversation]")
    assert shown is not None
    assert {each.attr("rel") for each in shown.find_all("a")} == {"nofollow ugc"}
    assert not shown.select("[src]")


def test_the_site_s_own_pictures_stand_beside_names(tmp_path: Path) -> None:
    files = {**FILES, "img/p5.example.jpg": b"jpeg"}
    made = Talked(tmp_path, EVERY_KIND, options='avatars = "img"', files=files)
    assert made.build().code == 0
    author = made.entry()["comment"][0]["properties"]["author"][0]
    assert author["properties"]["photo"] == [{"value": f"{URL}img/p5.example.jpg", "alt": ""}]


@pytest.mark.parametrize(
    ("language", "heading", "day"),
    [
        ("en", "Responses", "March 4, 2026"),
        ("de-AT", "Reaktionen", "4. März 2026"),
        ("ar", "التفاعلات", "4 مارس 2026"),
        ("ja", "反応", "2026年3月4日"),
        ("tlh", "Responses", "2026-03-04"),
    ],
)
def test_words_and_days_are_in_the_page_s_language(
    language: str, heading: str, day: str, tmp_path: Path
) -> None:
    made = Talked(tmp_path, EVERY_KIND, files={"bread.html": article("Bread", language)})
    assert made.build().code == 0
    shown = turbohtml.parse(made.text("bread.html")).select_one("[data-smoopt=conversation]")
    assert shown is not None
    assert shown.attr("aria-label") == heading
    assert {each.text for each in shown.find_all("time")} == {day}


def test_of_each_kind_there_is_a_most_and_all_are_counted(tmp_path: Path) -> None:
    likes = [mention(number, "like-of") for number in range(5)]
    made = Talked(tmp_path, feed(*likes), options="most = 2")
    assert made.build().code == 0
    assert len(made.entry()["like"]) == 2
    assert "Likes (5)" in made.text("bread.html")
    (counter,) = of_type(made.text("bread.html"), "Article")["interactionStatistic"]
    assert counter["userInteractionCount"] == 5


def test_what_came_twice_stands_once_and_where_the_thread_has_it(tmp_path: Path) -> None:
    twice = mention(5, url="https://news.ycombinator.com/item?id=2", content="Twice")
    thread = hacker_news(item(2, "Twice", item(3, "Inner")))
    made = Talked(
        tmp_path, feed(twice, mention(1, "like-of"), mention(1, "like-of")), {"a.json": thread}
    )
    assert made.build().err == ""
    assert made.replies() == [("Twice", ["Inner"])]
    assert len(made.entry()["like"]) == 1


def test_what_is_shown_is_no_backlink_as_well(tmp_path: Path) -> None:
    made = Talked(tmp_path, EVERY_KIND)
    said = made.settings.read_text()
    both = '[plugins.backlinks]\nsources = "mentions.json"\n'
    made.settings.write_text(f"{said}\n{both}")
    assert made.build().code == 0
    assert made.text("bread.html").count("https://p4.example/mention-of") == 1
    off = '[[pages]]\nmatch = ["bread.html"]\nplugins = { conversation = false }\n'
    made.settings.write_text(f"{said}\n{both}{off}")
    assert made.build().code == 0
    text = made.text("bread.html")
    assert text.count("https://p4.example/mention-of") == 1
    assert 'data-smoopt="backlinks"' in text
    assert 'data-smoopt="conversation"' not in text


# What is written again, and why


def test_a_changed_export_renders_those_pages_that_it_concerns(tmp_path: Path) -> None:
    made = Talked(tmp_path, feed(mention(1)), {"a.json": hacker_news(item(2, "One"))})
    assert made.build().code == 0
    times = {path: (made.root / path).stat().st_mtime_ns for path in FILES}

    def written() -> set[str]:
        assert made.build().code == 0
        found = {path for path in FILES if (made.root / path).stat().st_mtime_ns != times[path]}
        times.update({path: (made.root / path).stat().st_mtime_ns for path in FILES})
        return found

    made.mentions.write_text(feed(mention(1, wm_target=f"{URL}rye.html")))
    assert written() == {"bread.html", "rye.html"}
    assert written() == set()
    (made.threads / "a.json").write_text(json.dumps(hacker_news(item(2, "Another"))))
    assert written() == {"bread.html"}
    (made.threads / "b.json").write_text(json.dumps(hacker_news(url=f"{URL}rye.html")))
    assert written() == {"rye.html"}


def test_watch_looks_at_the_files(tmp_path: Path) -> None:
    made = Talked(tmp_path, feed(mention(1)), {"a.json": hacker_news()})
    seen = stamps(made.settings, made.root)()
    assert {made.mentions, made.threads, made.threads / "a.json"} <= seen.keys()


def test_explain_names_file_and_entry(tmp_path: Path) -> None:
    made = Talked(tmp_path, feed(mention(77)), {"a.json": hacker_news(item(2, "One"))})
    assert made.build().code == 0
    run = smoopt("explain", made.root / "bread.html", "--config", made.settings)
    assert "reply by Person 77: mentions.json, entry 77" in run.out
    assert "reply by user2: a.json, entry 2" in run.out


def test_what_is_no_text_costs_nothing(tmp_path: Path) -> None:
    broken = mention(
        5, wm_id="\ud800", author={"name": "A\ud800", "url": "https://a.example/\ud800"}
    )
    made = Talked(
        tmp_path,
        feed(broken, mention(6, content="Words \ud800")),
        {"a.json": hacker_news(item(2, "\udfff One"))},
    )
    assert made.build().err == ""
    assert made.replies() == ["One", "", "Words"]


def test_a_response_to_no_page_is_a_finding(tmp_path: Path) -> None:
    gone = [mention(number, wm_target=f"{URL}gone.html") for number in (1, 2)]
    made = Talked(tmp_path, feed(*gone), {"a.json": hacker_news(url="https://b.example/")})
    assert made.build().err.splitlines() == [
        "a.json: warning: the thread links to no page of this site; name its page in `threads` "
        "[conversation-unplaced]",
        f"mentions.json: warning: 2 responses to {URL}gone.html, which is not a page of this site "
        "[conversation-unplaced]",
    ]
    (made.root / "_redirects").write_text("/gone.html /bread.html\n")
    assert "gone.html" not in made.build().err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "is not valid JSON"),
        ("[]", "expected webmentions as webmention.io exports them: mentions.jf2"),
        (
            '{"type": "feed", "children": [{"wm-target": 1}]}',
            "children[0].wm-target: expected text",
        ),
    ],
)
def test_a_file_that_is_wrong_ends_the_run(text: str, says: str, tmp_path: Path) -> None:
    made = Talked(tmp_path, text)
    run = made.build()
    assert run.code == 2
    assert f"{made.mentions}: {says}" in run.err


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    made = Talked(tmp_path, EVERY_KIND)
    made.mentions.unlink()
    assert f"plugins.conversation: mentions: there is no file or folder {made.mentions}" in (
        made.build().err
    )


def test_a_thread_of_no_known_format_ends_the_run(tmp_path: Path) -> None:
    made = Talked(tmp_path, threads={"a.json": {"a": 1}})
    assert "expected a thread of Mastodon, Bluesky" in made.build().err


# Where to discuss


def places(text: str) -> list[tuple[str, str]]:
    links = turbohtml.parse(text).select(".smoopt-places a")
    return [(each.attr("href") or "", each.text) for each in links]


def test_a_page_s_own_meta_leads_to_where_it_is_discussed(tmp_path: Path) -> None:
    two = "https://lobste.rs/s/abc https://social.example/@ann/1"
    head = f'<meta name="smoopt:discuss" content="{two}">'
    files = {"bread.html": article("Bread", head=head), "rye.html": article("Rye")}
    made = Talked(
        tmp_path, files=files, options='discuss = ["https://d.example/?u={url}&t={title}"]'
    )
    assert made.build().err == ""
    assert places(made.text("bread.html")) == [
        ("https://lobste.rs/s/abc", "Discuss on Lobsters"),
        ("https://social.example/@ann/1", "Discuss on social.example"),
    ]
    node = of_type(made.text("bread.html"), "Article")
    assert node["discussionUrl"] == "https://lobste.rs/s/abc"
    filled = "https://d.example/?u=https%3A%2F%2Fmill.example.org%2Frye.html&t=Rye"
    assert places(made.text("rye.html")) == [(filled, "Discuss on d.example")]
    made.assert_settled()


def test_a_rule_of_the_configuration_says_where_pages_are_discussed(tmp_path: Path) -> None:
    made = Talked(tmp_path)
    rule = '[[pages]]\nmatch = ["rye.html"]\nfacts = { discuss = "https://forum.example/t/1" }\n'
    made.settings.write_text(made.settings.read_text() + rule)
    assert made.build().err == ""
    assert places(made.text("rye.html")) == [
        ("https://forum.example/t/1", "Discuss on forum.example")
    ]
    assert not places(made.text("bread.html"))


@pytest.mark.parametrize(
    "option",
    ['webmention = "x"', 'pingback = "javascript:alert(1)"', 'discuss = ["{url}"]', "most = 0"],
)
def test_an_option_that_is_wrong_is_named(option: str, tmp_path: Path) -> None:
    run = Talked(tmp_path, options=option).build()
    assert run.code == 2
    assert f"plugins.conversation: {option.partition(' ')[0]}" in run.err or (
        f"plugins.conversation.{option.partition(' ')[0]}" in run.err
    )


# h-entry and structured data


def test_an_article_with_microformats_stays_as_it_is() -> None:
    own = article("Bread").replace("<article>", '<article class="h-entry">')
    built = build({"bread.html": own}, ["conversation"])
    assert '<article class="h-entry">' in built.pages["bread.html"]
    assert "p-name" not in built.pages["bread.html"]


def test_responses_are_no_part_of_what_the_entry_says(tmp_path: Path) -> None:
    text = article("Bread").replace("<article>", '<article class="h-entry">')
    text = text.replace("<p>Flour", '<div class="e-content"><p>Flour')
    text = text.replace("</article>", "</div></article>")
    made = Talked(tmp_path, EVERY_KIND, files={"bread.html": text})
    assert made.build().err == ""
    entry = made.entry()
    assert "Well said" not in entry["content"][0]["value"]
    assert made.replies() == ["Well said"]
    made.assert_settled()


def test_a_page_that_is_no_article_is_no_entry() -> None:
    built = build({"a.html": page("Gates")}, ["conversation"])
    assert "h-entry" not in built.pages["a.html"]


def test_counts_and_replies_are_in_the_structured_data(tmp_path: Path) -> None:
    thread = hacker_news(item(2, "One", item(3, "Inner")), item(4, "Two"))
    made = Talked(tmp_path, EVERY_KIND, {"a.json": thread})
    assert made.build().code == 0
    node = of_type(made.text("bread.html"), "Article")
    counted = {
        each["interactionType"].rpartition("/")[2]: each["userInteractionCount"]
        for each in node["interactionStatistic"]
    }
    assert counted == {"LikeAction": 1, "ShareAction": 1, "BookmarkAction": 1, "CommentAction": 4}
    assert node["commentCount"] == 4
    assert node["discussionUrl"] == "https://news.ycombinator.com/item?id=1"
    assert [each["text"] for each in node["comment"]] == ["One", "Two", "Well said"]
    (inner,) = node["comment"][0]["comment"]
    assert inner["author"] == {
        "@type": "Person",
        "name": "user3",
        "url": "https://news.ycombinator.com/user?id=user3",
    }
    assert inner["datePublished"] == DAY.replace("Z", "+00:00")


def test_no_statistics_where_the_page_or_the_option_turns_them_off(tmp_path: Path) -> None:
    off = '<meta name="smoopt:conversation" content="off">'
    made = Talked(tmp_path, EVERY_KIND, files={"bread.html": article("Bread", head=off)})
    assert made.build().code == 0
    assert "interactionStatistic" not in made.text("bread.html")
    assert BREAD in made.text("bread.html")
    assert "smoopt-conversation" not in made.text("bread.html")


# Pages of other kinds


def test_an_xhtml_page_stays_well_formed(tmp_path: Path) -> None:
    text = article("Bread").replace('<html lang="en"', '<html xmlns="http://www.w3.org/1999/xhtml"')
    text = re.sub(r'<meta ([^>]*)">', r'<meta \1"/>', text)
    text = text.replace("<!doctype html>", '<?xml version="1.0"?>\n<!DOCTYPE html>')
    turbohtml.parse_xml(text)
    said = mention(5, content={"html": "One<br>two<p>Three"})
    made = Talked(tmp_path, feed(said), files={"bread.html": text})
    assert made.build().err == ""
    assert "One<br />two" in made.text("bread.html")
    turbohtml.parse_xml(made.text("bread.html"))


def test_amp_gets_no_style_sheet(tmp_path: Path) -> None:
    files = {"bread.html": article("Bread").replace("<html", "<html amp")}
    made = Talked(tmp_path, EVERY_KIND, files=files)
    assert made.build().err == ""
    assert "smoopt-conversation" in made.text("bread.html")
    assert "stylesheet" not in made.text("bread.html")


def test_a_page_that_a_framework_hydrates_has_responses_at_its_end(tmp_path: Path) -> None:
    body = '<script id="__NEXT_DATA__" type="application/json">{}</script>'
    files = {"bread.html": article("Bread").replace("</body>", f"{body}</body>")}
    made = Talked(tmp_path, EVERY_KIND, files=files)
    assert made.build().err == ""
    text = made.text("bread.html")
    assert text.index("smoopt-conversation smoopt-last") > text.index("__NEXT_DATA__")
    assert "h-entry" not in text
