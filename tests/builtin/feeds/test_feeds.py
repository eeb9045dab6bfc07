"""The plugin `feeds`: what feed readers find in the feeds that it writes."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import msgspec
import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from smoopt.build.outcome import Outcome
from smoopt.build.pipeline import transform
from smoopt.builtin.feeds.article import Article, rfc3339
from smoopt.builtin.feeds.atom import atom
from smoopt.builtin.feeds.channels import Channel
from smoopt.builtin.feeds.json_feed import json_feed
from smoopt.model.facts import Person
from smoopt.site.site import Site
from tests.support.configured import URL, Configured
from tests.support.runs import page


def post(title: str, day: str, text: str = "", more: str = "") -> str:
    """Write an article; its day stands in it, and `more` in its head."""
    head = f'<meta property="article:published_time" content="{day}">{more}</head>'
    body = f"<p>{text or title} stands here.</p></main>"
    return page(title).replace("</head>", head).replace("</main>", body)


FILES = {
    "index.html": page("Mill"),
    "about.html": page("About"),
    "404.html": page("Gone"),
    "posts/a.html": post("First", "2026-03-14", '<a href="../b/">b</a>'),
    "posts/b.html": post(
        "Second <i>&amp;</i>",
        "2026-03-15T08:00:00+02:00",
        "<img src=x.png><script>x</script>",
        '<meta property="article:tag" content="Water"><meta name=author content="Ann Bee">'
        '<meta property="article:modified_time" content="2026-04-01T00:00:00Z">',
    ),
    "notes/c.html": post(
        "Third", "2026-03-15T07:00:00Z", more='<meta property="article:tag" content="water">'
    ),
}


class Project(Configured):
    """A site for which feeds are written."""

    def __init__(self, folder: Path, options: str = "", **files: str) -> None:
        super().__init__(folder, {**FILES, **files}, "feeds", options)

    def atom(self, path: str = "feed.xml") -> Any:
        read = feedparser.parse(self.text(path))
        assert not read.bozo
        return read

    def json(self, path: str = "feed.json") -> dict[str, Any]:
        return dict(json.loads(self.text(path)))


def test_readers_find_the_articles_the_newest_first(tmp_path: Path) -> None:
    made = Project(tmp_path)
    assert made.build().code == 0
    feed, entries = made.atom().feed, made.atom().entries
    assert (feed.title, feed.id, feed.link) == ("Mill", f"{URL}feed.xml", URL)
    assert feed.updated == "2026-04-01T00:00:00+00:00"
    assert [each.title for each in entries] == ["Third", "Second &", "First"]
    assert [each.id for each in entries] == [
        *(f"{URL}notes/c.html", f"{URL}posts/b.html", f"{URL}posts/a.html")
    ]
    second = entries[1]
    assert (second.published, second.updated) == (
        *("2026-03-15T08:00:00+02:00", "2026-04-01T00:00:00+00:00"),
    )
    assert (second.author, [each.term for each in second.tags]) == ("Ann Bee", ["Water"])
    assert f'<img src="{URL}posts/x.png"' in second.content[0].value
    assert f'<a href="{URL}b/">b</a>' in entries[2].content[0].value
    assert "<script" not in made.text("feed.xml") + made.text("feed.json")
    items = made.json()["items"]
    assert [each["id"] for each in items] == [each.id for each in entries]
    assert items[1]["authors"] == [{"name": "Ann Bee"}]
    assert items[1]["date_modified"] == "2026-04-01T00:00:00+00:00"


def test_pages_name_the_feeds_and_undo_takes_all_away(tmp_path: Path) -> None:
    made = Project(tmp_path)
    made.build()
    for path in ("index.html", "about.html", "posts/a.html"):
        assert made.text(path).count('type="application/atom+xml" title="Mill"') == 1
        assert made.text(path).count('type="application/feed+json" title="Mill"') == 1
    assert "atom+xml" not in made.text("404.html")
    made.assert_settled()


def test_a_feed_follows_its_articles(tmp_path: Path) -> None:
    made = Project(tmp_path)
    made.build()
    (made.root / "posts/b.html").unlink()
    (made.root / "about.html").write_text(post("About", "2026-05-01"))
    made.build()
    assert [each.title for each in made.atom().entries] == ["About", "Third", "First"]
    for path in ("posts/a.html", "about.html", "notes/c.html"):
        (made.root / path).unlink()
    made.build()
    assert not (made.root / "feed.xml").exists()
    assert "atom+xml" not in made.text("index.html")


def test_sections_and_tags_have_their_own(tmp_path: Path) -> None:
    made = Project(tmp_path, 'sections = ["posts", "/notes/", "none"]\ntags = true\nentries = 1\n')
    made.build()
    assert [each.title for each in made.atom("posts/feed.xml").entries] == ["Second &"]
    assert made.atom("posts/feed.xml").feed.title == "Mill: posts"
    assert [each["title"] for each in made.json("notes/feed.json")["items"]] == ["Third"]
    assert not (made.root / "none").exists()
    # Tags that differ in capitals alone are one.
    assert made.atom("feeds/water.xml").feed.title == "Mill: water"
    assert 'title="Mill: posts"' in made.text("posts/a.html")
    assert 'title="Mill: posts"' not in made.text("notes/c.html")


def test_a_site_that_has_a_feed_keeps_it(tmp_path: Path) -> None:
    item = f"<item><link>{URL}posts/a.html</link></item>"
    own = f"<rss><channel><title>Own</title>{item}</channel></rss>"
    made = Project(tmp_path, **{"rss.xml": own})
    made.build()
    assert not (made.root / "feed.xml").exists()
    assert '<link rel="alternate" href="rss.xml" type="application/rss+xml">' in made.text(
        "about.html"
    )
    assert "atom+xml" not in made.text("about.html")


def test_summaries_and_a_hub(tmp_path: Path) -> None:
    made = Project(tmp_path, 'text = "summary"\nformats = ["json"]\nhub = "https://hub.example/"\n')
    made.build()
    assert not (made.root / "feed.xml").exists()
    assert made.json()["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    assert made.json()["items"][0]["content_text"].startswith("A paragraph about Third")
    assert "content_html" not in made.json()["items"][0]


@pytest.mark.parametrize("wrong", ['hub = "hub"', "entries = 0", 'formats = ["rss"]'])
def test_wrong_options_are_refused(tmp_path: Path, wrong: str) -> None:
    assert Project(tmp_path, wrong).build().code == 2


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2026-03-14", "2026-03-14T00:00:00+00:00"),
        ("2026-03-14T09:30", "2026-03-14T09:30:00+00:00"),
        ("2026-03-14T09:30:05.25-05:00", "2026-03-14T09:30:05-05:00"),
        ("2026-03-14T09:30:00Z", "2026-03-14T09:30:00+00:00"),
        ("soon", ""),
    ],
)
def test_dates_have_a_time_and_a_zone(date: str, said: str) -> None:
    assert rfc3339(date) == said


def etree_texts(feed: bytes) -> dict[str, str]:
    """Give the texts of the first entry, as an XML reader gives them."""
    entry = ElementTree.fromstring(feed).find("{http://www.w3.org/2005/Atom}entry")
    assert entry is not None
    return {each.tag.partition("}")[2]: each.text or "" for each in entry}


def in_xml(text: str) -> str:
    """Put U+FFFD for what XML has not."""
    return "".join(sign if is_xml(ord(sign)) else "\ufffd" for sign in text)


def is_xml(code: int) -> bool:
    in_planes = 0x20 <= code <= 0xD7FF or 0xE000 <= code <= 0xFFFD or code >= 0x10000
    return code in {9, 10, 13} or in_planes


WORDS = st.text(min_size=1).filter(str.strip)
ARTICLES = st.builds(
    Article,
    url=st.just(f"{URL}a"),
    title=WORDS,
    published=st.just("2026-03-14T00:00:00+00:00"),
    updated=st.just("2026-03-14T00:00:00+00:00"),
    summary=WORDS,
    content=WORDS,
    authors=st.lists(st.builds(Person, WORDS), max_size=2).map(tuple),
    tags=st.lists(WORDS, max_size=2).map(tuple),
)


@given(ARTICLES)
def test_any_text_is_read_as_it_was_given(lab: Site, article: Article) -> None:
    channel = Channel("feed", article.title, "", [article])
    items = json.loads(json_feed(channel, lab, f"{URL}feed.json", ""))["items"]
    assert items[0]["title"] == article.title
    assert items[0]["content_html"] == article.content
    found = etree_texts(atom(channel, lab, f"{URL}feed.xml", ""))
    whole = msgspec.structs.asdict(article)
    for name in ("title", "summary", "content"):
        assert found[name] == in_xml(whole[name])


def tagged(*tags: str) -> str:
    return "".join(f'<meta property="article:tag" content="{tag}">' for tag in tags)


def test_each_tag_has_a_feed_of_its_own_and_a_name_that_fits(tmp_path: Path) -> None:
    tags = ("C", "C++", "C#", "Water wheels", "water-wheels", "水" * 300, "🎉")
    made = Project(
        tmp_path,
        "tags = true\n",
        **{f"{n}.html": post(f"On {n}", "2026-01-02", more=tagged(t)) for n, t in enumerate(tags)},
    )
    assert made.build().code == 0
    feeds = [path for path in made.added() if path.startswith("feeds/") and path.endswith(".xml")]
    titles = sorted(made.atom(path).feed.title.partition(": ")[2] for path in feeds)
    # Capitals and blanks make no other tag.
    alike = {title.casefold().replace("-", " ") for title in titles}
    assert len(titles) == len(alike)
    assert alike == {tag.casefold().replace("-", " ") for tag in (*tags, "Water")}
    assert {"feeds/c.xml", "feeds/water-wheels.xml"} <= set(feeds)


def test_a_copy_that_names_its_original_is_no_entry(tmp_path: Path) -> None:
    copy = post("First", "2026-03-14", more=f'<link rel=canonical href="{URL}posts/a.html">')
    made = Project(tmp_path, **{"amp/a.html": copy, "print/a.html": copy})
    assert made.build().code == 0
    found = [each["id"] for each in made.json()["items"]]
    assert len(found) == len({*found})
    assert f"{URL}posts/a.html" in found


RSS = (
    "<rss version='2.0'><channel><title>Posts</title><description>x</description>"
    f"<link>{URL}</link>"
    f"<item><title>First</title><link>{URL}posts/a.html</link></item></channel></rss>"
)


def test_articles_that_a_feed_of_the_site_is_for_are_left_to_it(tmp_path: Path) -> None:
    made = Project(tmp_path, **{"posts/index.xml": RSS})
    assert made.build().code == 0
    assert [each["title"] for each in made.json()["items"]] == ["Third"]
    assert "feed.json" not in made.text("posts/a.html")


def test_where_its_name_is_taken_no_feed_is_written(tmp_path: Path) -> None:
    made = Project(tmp_path, **{"feed.xml": "<feed/>"})
    assert made.build().code == 0
    assert made.added() == set()


def test_what_is_kept_from_search_engines_is_in_no_feed(tmp_path: Path) -> None:
    hidden = post("Hidden", "2026-06-01", more='<meta name="googlebot" content="noindex">')
    by_host = {"posts/d.html": post("By host", "2026-06-02")}
    headers = {"_headers": "/posts/d.html\n  X-Robots-Tag: noindex\n"}
    made = Project(tmp_path, **{"posts/h.html": hidden, **by_host, **headers})
    made.build()
    assert [each.title for each in made.atom().entries] == ["Third", "Second &", "First"]


def named(made: Configured, path: str) -> list[str]:
    """Give the feeds that a page names."""
    links = turbohtml.parse(made.text(path)).select("link[rel=alternate]")
    return [link.attr("href") or "" for link in links]


def test_each_page_is_rendered_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: list[str] = []

    def counted(path: str, *given: Any) -> Outcome:
        rendered.append(path)
        return transform(path, *given)

    monkeypatch.setattr("smoopt.build.build_job.transform", counted)
    made = Configured(tmp_path, FILES, "feeds", 'sections = ["posts", "none"]\ntags = true\n')
    assert made.build().code == 0
    assert sorted(rendered) == sorted(path for path in FILES if path.endswith(".html"))
    assert named(made, "index.html") == ["feed.xml", "feed.json"]


def test_no_page_names_a_feed_that_is_not_there(tmp_path: Path) -> None:
    files = {"index.html": page("Mill"), "notes/a.html": page("A"), "posts/a.html": page("B")}
    made = Configured(tmp_path, files, "feeds", 'sections = ["posts", "notes"]\n')
    assert made.build().code == 0
    assert made.added() == set()
    assert [named(made, path) for path in files] == [[], [], []]
    (made.root / "posts/a.html").write_text(post("B", "2026-03-14"))
    assert made.build().code == 0
    feeds = ["../feed.xml", "../feed.json"]
    assert named(made, "notes/a.html") == feeds
    assert named(made, "posts/a.html") == [*feeds, "feed.xml", "feed.json"]
    (made.root / "posts/a.html").write_text(page("B"))
    assert made.build().code == 0
    assert [named(made, path) for path in files] == [[], [], []]


def test_a_page_with_options_of_its_own_names_the_feeds_that_are_written(tmp_path: Path) -> None:
    made = Configured(tmp_path, FILES, "feeds", 'formats = ["json"]\n')
    rule = '[[pages]]\nmatch = ["about.html"]\nplugins.feeds = {formats = ["atom"]}\n'
    made.settings.write_text(made.settings.read_text() + rule)
    assert made.build().code == 0
    assert named(made, "about.html") == named(made, "index.html") == ["feed.json"]


def test_what_is_turned_on_for_some_pages_alone_writes_no_feed(tmp_path: Path) -> None:
    made = Configured(tmp_path, FILES, "feeds")
    rule = f'[site]\nurl = "{URL}"\n[[pages]]\nmatch = ["posts/"]\nplugins.feeds = true\n'
    made.settings.write_text(rule)
    assert made.build().code == 0
    assert made.added() == set()
    assert named(made, "posts/a.html") == []
