"""robots.txt and feeds: who is kept out, and what nobody finds."""

from pathlib import Path

import pytest

from smoopt.builtin.robots.preview_fetchers import PREVIEW_FETCHERS
from smoopt.model.finding import Finding
from tests.support.laboratory import Laboratory, check

ROOT = {"url": "https://example.org/"}
AI = "User-agent: GPTBot\nUser-agent: {}\nUser-agent: CCBot\nDisallow: /\n"
EVERY = "".join(f"User-agent: {name}\n" for name in PREVIEW_FETCHERS)


def found(root: Path, robots: str, **table: str) -> list[Finding]:
    laboratory = Laboratory(root, files={"robots.txt": robots}, table={**ROOT, **table})
    return [finding for finding in check(laboratory.site()) if finding.code == "robots-preview"]


@pytest.mark.parametrize(
    "crawler",
    [
        *("facebookexternalhit", "Twitterbot", "LinkedInBot", "Slackbot", "Slackbot-LinkExpanding"),
        *("Discordbot", "WhatsApp", "TelegramBot", "FACEBOOKEXTERNALHIT"),
    ],
)
def test_a_crawler_in_a_list_of_robots_is_named(crawler: str, tmp_path: Path) -> None:
    (finding,) = found(tmp_path, AI.format(crawler))
    assert finding.message.lower().startswith(crawler.lower())
    assert str(finding.place) == "robots.txt:2:1"


@pytest.mark.parametrize(
    ("robots", "says"),
    [
        ("User-agent: *\nDisallow: /\n", "facebookexternalhit, Twitterbot, LinkedInBot, Slackbot"),
        ("User-agent: *\nDisallow: /*.html$\n", "may not read 2 of 3 pages, such as a.html"),
        ("\ufeffuser-agent: twitterbot # x\ndisallow: /a\n", "Twitterbot may not read 1 of 3"),
        ("User-agent: *\nAllow: /a\nDisallow: /\n", "2 of 3 pages, such as b.html"),
        (
            "User-agent: WhatsApp\nDisallow: /x\n\nUser-agent: WhatsApp\nDisallow: /b\n",
            "WhatsApp may not read 1 of 3 pages, such as b.html",
        ),
    ],
)
def test_rules_are_read_as_crawlers_read_them(robots: str, says: str, tmp_path: Path) -> None:
    (finding,) = found(tmp_path, robots)
    assert says in finding.message


@pytest.mark.parametrize(
    "robots",
    [
        "",
        "User-agent: *\nDisallow:\n",
        "User-agent: *\nDisallow: /private/\nDisallow: /a\n",
        "User-agent: GPTBot\nUser-agent: meta-externalagent\nDisallow: /\n",
        "User-agent: *\nDisallow: /\nAllow: /*.html$\nAllow: /$\n",
        f"User-agent: *\nDisallow: /\n\n{EVERY}Allow: /\n",
        "no robots at all: <html>",
    ],
)
def test_a_file_that_lets_them_in_is_not_blamed(robots: str, tmp_path: Path) -> None:
    assert found(tmp_path, robots) == []


def test_a_file_below_the_host_s_root_is_read_by_nobody(tmp_path: Path) -> None:
    assert found(tmp_path, "User-agent: *\nDisallow: /\n", url="https://example.org/docs/") == []


FEED = (
    '<rss version="2.0"><channel><title>Posts</title><item><title>A</title>'
    "<link>https://example.org/docs/a.html</link></item></channel></rss>"
)


@pytest.mark.parametrize(
    ("link", "is_named"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="feed.xml">', True),
        ('<link rel=alternate type=application/atom+xml href="/docs/feed.xml">', True),
        ('<link rel="alternate" type="text/xml" href="https://example.org/docs/feed.xml">', True),
        ('<link rel="alternate" type="application/rss+xml" href="other/feed.xml">', False),
        ('<link rel="alternate" hreflang="de" href="feed.xml">', False),
        ("", False),
    ],
)
def test_a_feed_is_named_by_some_page(link: str, is_named: bool, tmp_path: Path) -> None:
    laboratory = Laboratory(tmp_path, pages={"b.html": {"more": link}}, files={"feed.xml": FEED})
    codes = [finding.code for finding in check(laboratory.site())]
    assert ("feed-unnamed" in codes) != is_named


def test_a_feed_without_entries_is_missed_by_nobody(tmp_path: Path) -> None:
    empty = FEED.partition("<item>")[0] + "</channel></rss>"
    assert check(Laboratory(tmp_path, files={"feed.xml": empty}).site()) == []


@pytest.mark.parametrize(
    ("title", "is_wrong"),
    [
        ("Tom &amp;amp;amp; Ann", True),
        ("&amp;lt;b&amp;gt;Tom&amp;lt;/b&amp;gt;", True),
        ("Tom &amp;amp; Ann", False),
        ("Tom &amp; Ann", False),
        ("&lt;b&gt;Tom&lt;/b&gt;", False),
    ],
)
def test_what_is_escaped_twice_in_a_feed_is_reported(
    title: str, is_wrong: bool, tmp_path: Path
) -> None:
    feed = FEED.replace("<title>A<", f"<title>{title}<")
    laboratory = Laboratory(tmp_path, files={"feed.xml": feed})
    found = [one for one in check(laboratory.site()) if one.code == "text-markup"]
    assert bool(found) == is_wrong
    assert all(str(one.place).startswith("feed.xml:1") for one in found)
