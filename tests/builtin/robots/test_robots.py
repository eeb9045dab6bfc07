"""robots.txt keeps out whom it is told to, as protego reads it, and changes nothing for others."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from smoopt.builtin.robots.ai_crawlers import PURPOSES, chosen, crawlers
from smoopt.builtin.robots.preview_fetchers import PREVIEW_FETCHERS
from smoopt.builtin.robots.robots_text import group
from smoopt.files.text_marks import marked, original
from smoopt.model.errors import ConfigError
from smoopt.model.web_address import host_of
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings
from smoopt.testing import Built, build, check
from tests.support.asking import page
from tests.support.places import ROOT

URL = "https://example.org/"
PAGES = {"index.html": page(), "a.html": page()}
PATHS = ("", "a.html", "private/b.html", "?q=1")
NAMES = tuple(one.name for one in crawlers())
OTHERS = (*PREVIEW_FETCHERS, "Googlebot", "Bingbot", "Applebot", "smoopt-anybody")
TRAINING = chosen(["training"])


def made(robots: str | None = None, url: str = URL, **options: object) -> Built:
    files = {} if robots is None else {"robots.txt": robots}
    return build(PAGES, {"robots": options}, url=url, files=files)


def may(text: str, agent: str) -> list[bool]:
    rules = Protego.parse(text)
    return [rules.can_fetch(URL + path, agent) for path in PATHS]


def refused(text: str, agents: Iterable[str]) -> set[str]:
    return {agent for agent in agents if not any(may(text, agent))}


def test_a_new_file_keeps_out_whom_it_is_told_to() -> None:
    built = made(keep_out=["user"], let_in=["ChatGPT-User"])
    assert built.files["robots.txt"].decode() == (
        "User-agent: *\nAllow: /\n\n"
        "User-agent: Amzn-User\nUser-agent: Claude-User\n"
        "User-agent: DuckAssistBot\nUser-agent: meta-externalfetcher\n"
        "User-agent: MistralAI-User\nUser-agent: Perplexity-User\nDisallow: /\n"
    )
    assert not built.findings


@pytest.mark.parametrize(
    ("keep_out", "let_in", "out"),
    [
        (["training"], [], TRAINING),
        (["training"], ["ccbot", "GPTBot"], TRAINING - {"CCBot", "GPTBot"}),
        (["gptbot", "PerplexityBot"], [], {"GPTBot", "PerplexityBot"}),
        (["training", "search", "user"], [], {*NAMES}),
        (["training", "search", "user"], ["search"], {*NAMES} - chosen(["search"])),
    ],
)
@pytest.mark.parametrize("robots", [None, "", "User-agent: *\nDisallow: /private/\n"])
def test_who_is_kept_out_is_refused_and_nobody_else(
    keep_out: list[str], let_in: list[str], out: set[str], robots: str | None
) -> None:
    text = made(robots, keep_out=keep_out, let_in=let_in).files["robots.txt"].decode()
    assert refused(text, (*NAMES, *OTHERS)) == out
    for agent in {*NAMES, *OTHERS} - out:
        assert may(text, agent) == may(robots or "", agent)


@pytest.mark.parametrize(
    ("robots", "left"),
    [
        ("User-agent: GPTBot\nAllow: /\n", ["GPTBot"]),
        ("user-agent:gptbot # ours\nDisallow: /private/", ["GPTBot"]),
        ("User-agent: a\nUser-agent: CCBOT\nUser-agent: GPTBot\nCrawl-delay: 1\n", None),
        ("\ufeffUser-agent: CCBot\r\nDisallow:\r\n", ["CCBot"]),
    ],
)
def test_a_group_that_is_there_is_respected(robots: str, left: list[str] | None) -> None:
    built = made(robots, keep_out=["GPTBot", "CCBot", "ClaudeBot"])
    text = built.files["robots.txt"].decode()
    for agent in left or ["GPTBot", "CCBot"]:
        assert may(text, agent) == may(robots, agent)
        assert any(may(text, agent))
    assert "ClaudeBot" in refused(text, NAMES)


def test_where_all_have_a_group_nothing_is_added() -> None:
    assert not made("User-agent: GPTBot\nAllow: /\n", keep_out=["GPTBot"]).files
    assert not made("User-agent: *\nAllow: /\n").files
    assert not made().files


LINES = st.sampled_from(
    [
        "User-agent: *",
        "User-agent: Twitterbot",
        "user-agent : GPTBot",
        "User-agent: CCBot # no",
        "User-Agent:facebookexternalhit",
        "Allow: /",
        "Allow: /private/",
        "Disallow:",
        "Disallow: /",
        "Disallow: /private/ # secret",
        "Crawl-delay: 10",
        f"Sitemap: {URL}sitemap.xml",
        "# User-agent: *",
        "",
        "no line of robots.txt",
    ]
)


@given(
    st.lists(LINES, max_size=12),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
    st.sets(st.sampled_from(NAMES), min_size=1),
)
def test_whatever_is_there_others_read_it_as_before(
    lines: list[str], newline: str, ends: bool, names: set[str]
) -> None:
    was = newline.join(lines) + newline * ends
    added = group(was, names)
    if not added:
        return
    data = marked("robots.txt", was.encode(), [(len(was), added)])
    assert original("robots.txt", data) == was.encode()
    text = data.decode()
    named = {name for name in names if f"\nUser-agent: {name}\n" in f"\n{added}\n"}
    assert refused(text, named) == named
    for agent in {*NAMES, *OTHERS} - named:
        assert may(text, agent) == may(was, agent), agent


@pytest.mark.parametrize(
    ("option", "says"),
    [
        ("GPTBt", r"keep_out: there is no crawler 'GPTBt' \(did you mean 'GPTBot'\?\)"),
        ("trainig", "did you mean 'training'"),
        ("Twitterbot", "'Twitterbot' draws the previews of shared pages, and is never kept out"),
        ("FacebookExternalHit", "never kept out"),
        ("*", "there is no crawler"),
        ("GPTBot\nUser-agent: *", "there is no crawler"),
    ],
)
def test_names_that_are_none_are_refused(option: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        Registry(Settings(plugins={"robots": {"keep_out": [option]}}))


def test_no_crawler_draws_previews_and_each_says_where_it_was_read() -> None:
    assert len({name.lower() for name in NAMES}) == len(NAMES)
    for one in crawlers():
        assert one.source.startswith("https://")
        assert one.name.isascii()
        assert not any(name.lower() in one.name.lower() for name in PREVIEW_FETCHERS)
    # An operator's own document, not somebody's list of crawlers.
    hosts = {(host_of(one.source), one.operator) for one in crawlers()}
    assert len({host for host, _ in hosts}) == len(hosts)


@pytest.mark.parametrize("url", [f"{URL}docs/", ""])
def test_a_site_in_a_folder_of_its_host_gets_none(url: str) -> None:
    built = made(url=url, keep_out=["training"])
    assert not built.files
    assert [one.code for one in built.findings] == (["robots-sub-path"] if url else [])


SITEMAP = f"Sitemap: {URL}sitemap.xml"
MAP = (
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    f"<url><loc>{URL}</loc></url><url><loc>{URL}a.html</loc></url></urlset>"
)


def test_the_sitemap_that_is_there_is_named() -> None:
    built = build(PAGES, ["robots"], files={"sitemap.xml": MAP})
    assert built.files["robots.txt"].decode() == f"User-agent: *\nAllow: /\n\n{SITEMAP}\n"
    off = build(PAGES, {"robots": {"sitemap": False}}, files={"sitemap.xml": MAP})
    assert not off.files


@pytest.mark.parametrize("robots", ["User-agent: *\nAllow: /\n", f"{SITEMAP}\n", None])
def test_the_sitemap_that_smoopt_writes_is_named_once(robots: str | None) -> None:
    files = {} if robots is None else {"robots.txt": robots}
    built = build(PAGES, ["sitemap", "robots"], files=files)
    data = built.files.get("robots.txt", (robots or "").encode())
    assert data.decode().count(SITEMAP) == 1
    assert [*Protego.parse(data.decode()).sitemaps] == [f"{URL}sitemap.xml"]
    assert "sitemap.xml" in built.files
    assert not built.findings


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="robots" content="noindex">',
        '<link rel="canonical" href="https://elsewhere.example/a.html">',
    ],
)
def test_no_sitemap_is_named_where_no_page_is_to_be_found(head: str) -> None:
    assert not build({"a.html": page(head)}, ["sitemap", "robots"]).files


def test_the_audit_finds_nothing_in_what_was_written() -> None:
    built = made(keep_out=["training", "search", "user"])
    files = {"robots.txt": built.files["robots.txt"]}
    assert not check(PAGES, ["robots"], files=files)
    assert not refused(files["robots.txt"].decode(), PREVIEW_FETCHERS)


def test_the_manual_lists_each_crawler_at_its_purpose() -> None:
    manual = (ROOT / "docs/reference/plugins/robots.md").read_text("utf-8")
    rows = [line.split("|") for line in manual.splitlines()]
    listed = {row[1].strip(" `"): {*row[3].strip().split(", ")} for row in rows if len(row) == 5}
    for purpose in PURPOSES:
        assert listed[purpose] == chosen([purpose])
