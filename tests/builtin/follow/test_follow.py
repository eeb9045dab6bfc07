"""The plugin `follow`: where readers find the author elsewhere."""

from pathlib import Path

import mf2py
import pytest
import turbohtml

from smoopt.builtin.follow.profiles import profile_at
from tests.support.configured import URL, Configured
from tests.support.runs import page

ANN = "https://mastodon.social/@ann"
FILES = {
    "index.html": page("Mill"),
    "a.html": page("A"),
    "tags/index.html": page("Tags"),
    "404.html": page("Gone"),
    "feed.xml": f"<rss><channel><title>Mill</title><item><link>{URL}a.html</link></item>"
    "</channel></rss>",
}
TWO = f'profiles = ["{ANN}", "https://www.youtube.com/@ann"]\n'


def bar(made: Configured, path: str) -> list[tuple[str, str]]:
    found = turbohtml.parse(made.text(path)).select("nav[data-smoopt=follow] a")
    return [(each.attr("href") or "", each.text) for each in found]


def test_pages_of_content_lead_to_the_profiles_and_the_feed(tmp_path: Path) -> None:
    made = Configured(tmp_path, FILES, "follow", TWO)
    assert made.build().code == 0
    links = [(ANN, "Mastodon"), ("https://www.youtube.com/@ann", "YouTube")]
    assert bar(made, "a.html") == [*links, ("feed.xml", "RSS")]
    assert bar(made, "index.html") == [*links, ("feed.xml", "RSS")]
    assert not bar(made, "tags/index.html") + bar(made, "404.html")
    assert made.text("a.html").count('rel="stylesheet"') == 1
    made.assert_settled()


def test_the_home_page_names_them_for_those_who_verify(tmp_path: Path) -> None:
    own = FILES["index.html"].replace("</head>", f'<link href="{ANN}" rel="me"></head>')
    made = Configured(tmp_path, {**FILES, "index.html": own}, "follow", TWO)
    made.build()
    read = mf2py.parse(doc=made.text("index.html"))
    assert set(read["rels"]["me"]) == {ANN, "https://www.youtube.com/@ann"}
    assert made.text("index.html").count(f'<link href="{ANN}" rel="me"') == 1
    assert '<link rel="me"' not in made.text("a.html")


def test_without_profiles_the_accounts_of_the_site_are_taken(tmp_path: Path) -> None:
    made = Configured(tmp_path, FILES, "follow", "feeds = false\n")
    accounts = 'x = "@ann"\nfediverse = "@ann@mastodon.social"\n[plugins'
    made.settings.write_text(made.settings.read_text().replace("[plugins", accounts, 1))
    made.build()
    assert bar(made, "a.html") == [(ANN, "Mastodon"), ("https://x.com/ann", "X")]


def test_where_there_is_nothing_to_follow_there_is_no_bar(tmp_path: Path) -> None:
    made = Configured(tmp_path, FILES, "follow", "feeds = false\n")
    made.build()
    assert "data-smoopt" not in made.text("a.html")


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [("de-CH", "Folgen", None), ("zh-TW", "追蹤", None), ("xx", "Follow", "en")],
)
def test_it_speaks_the_page_s_language(
    tmp_path: Path, language: str, name: str, said: str | None
) -> None:
    text = FILES["a.html"].replace("lang=en", f"lang={language}")
    made = Configured(tmp_path, {**FILES, "a.html": text}, "follow", TWO)
    made.build()
    shown = turbohtml.parse(made.text("a.html")).select_one("[data-smoopt=follow]")
    assert shown is not None
    assert (shown.attr("aria-label"), shown.attr("lang")) == (name, said)


@pytest.mark.parametrize(
    ("url", "icon", "label"),
    [
        ("https://www.instagram.com/ann/", "instagram", "Instagram"),
        ("https://ann.substack.com/", "substack", "Substack"),
        ("https://stackoverflow.com/users/1/ann", "stackoverflow", "Stack Overflow"),
        ("https://hachyderm.io/@ann", "mastodon", "Mastodon"),
        ("https://quay.example/@ann@hachyderm.io", "mastodon", "Mastodon"),
        ("https://www.threads.com/@ann", "threads", "Threads"),
        ("https://instagram.com.quay.example/ann", "copy", "instagram.com.quay.example"),
        ("https://www.quay.example/ann", "copy", "quay.example"),
    ],
)
def test_a_profile_is_known_by_its_address(url: str, icon: str, label: str) -> None:
    found = profile_at(url)
    assert (found.url, found.icon, found.label) == (url, icon, label)


@pytest.mark.parametrize(
    "wrong",
    ['profiles = ["@ann"]', 'profiles = ["javascript:x"]', 'slot = "top"', 'selector = "main >"'],
)
def test_wrong_options_are_refused(tmp_path: Path, wrong: str) -> None:
    assert Configured(tmp_path, FILES, "follow", wrong).build().code == 2


def test_the_feed_that_smoopt_writes_is_there_to_follow(tmp_path: Path) -> None:
    dated = '<meta property="article:published_time" content="2026-03-14"></head>'
    files = {"index.html": page("Mill"), "a.html": page("Gates").replace("</head>", dated)}
    made = Configured(tmp_path, files, "follow", "[plugins.feeds]\n")
    assert made.build().code == 0
    document = turbohtml.parse(made.text("a.html"))
    link = document.select_one("[data-smoopt=follow] a[rel=alternate]")
    assert link is not None
    assert link.attr("href") == "feed.xml"
    made.assert_settled()


def test_a_selector_that_finds_nothing_is_reported(tmp_path: Path) -> None:
    made = Configured(tmp_path, FILES, "follow", f'{TWO}selector = "aside.none"\n')
    run = made.build()
    assert "plugins.follow.selector: “aside.none” finds nothing on any page" in run.out + run.err


def test_a_selector_that_finds_something_is_not(tmp_path: Path) -> None:
    made = Configured(tmp_path, FILES, "follow", f'{TWO}selector = "main"\n')
    run = made.build()
    assert "finds nothing" not in run.out + run.err
