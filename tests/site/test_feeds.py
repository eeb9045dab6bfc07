"""RSS, Atom and sitemaps as generators write them, and as nobody should."""

import gzip
import os
from pathlib import Path

import pytest

from smoopt.files.open_folder import OpenFolder
from smoopt.model.finding import Place
from smoopt.site.feeds import Entry, read_feed, read_sitemap
from smoopt.site.xml_files import Root, elements, forget, root_of

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">The &amp;amp; Feed</title>
<link rel="self" href="https://e.example/feed.xml"/><link href="https://e.example/"/>
<entry><title>One</title><link href="https://e.example/1" rel="alternate"/>
<published>2026-01-05T10:00:00Z</published><updated>2026-01-06T10:00:00Z</updated>
<author><name>Ada</name></author><author><name> </name></author>
<category term="t" label="Tools"/><category term="bare"/><summary>A  short
summary</summary></entry></feed>"""
RSS = """<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Feed</title><atom:link href="https://e.example/rss.xml" rel="self"/>
<link>https://e.example/</link>
<item><title><![CDATA[One & <b>only</b>]]></title><link>https://e.example/1</link>
<description>text</description><pubDate>Mon, 05 Jan 2026 10:00:00 GMT</pubDate>
<dc:creator>Ada</dc:creator><category>a</category><category> </category></item>
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Feed</title><link>https://e.example/</link></channel>
<item><title>One</title><link>https://e.example/1</link><dc:date>2026-01-05</dc:date></item>
</rdf:RDF>"""


def written(tmp_path: Path, text: str | bytes) -> OpenFolder:
    data = text if isinstance(text, bytes) else text.encode()
    (tmp_path / "feed.xml").write_bytes(data)
    return OpenFolder(tmp_path)


def test_an_atom_feed_is_read(tmp_path: Path) -> None:
    feed = read_feed(written(tmp_path, ATOM), "feed.xml")
    assert feed is not None
    assert (feed.title, feed.link) == ("The & Feed", "https://e.example/")
    assert feed.entries == (
        Entry(
            "https://e.example/1",
            Place("feed.xml", 4),
            "One",
            "A short summary",
            "2026-01-05T10:00:00Z",
            "2026-01-06T10:00:00Z",
            ("Ada",),
            ("Tools", "bare"),
        ),
    )


def test_an_rss_feed_is_read_and_its_atom_link_is_not_taken_for_the_site(tmp_path: Path) -> None:
    feed = read_feed(written(tmp_path, RSS), "feed.xml")
    assert feed is not None
    assert feed.link == "https://e.example/"
    (entry,) = feed.entries
    assert entry.title == "One & <b>only</b>"
    assert entry.published == "Mon, 05 Jan 2026 10:00:00 GMT"
    assert (entry.authors, entry.tags) == (("Ada",), ("a",))


def test_an_rdf_feed_is_read(tmp_path: Path) -> None:
    feed = read_feed(written(tmp_path, RDF), "feed.xml")
    assert feed is not None
    assert [(entry.title, entry.published) for entry in feed.entries] == [("One", "2026-01-05")]


@pytest.mark.parametrize("text", ["", "text", "<html/>", b"\xff\xfe", "<?xml version='1.0'?>"])
def test_what_is_no_feed_is_none(tmp_path: Path, text: str | bytes) -> None:
    assert read_feed(written(tmp_path, text), "feed.xml") is None


def test_a_feed_cut_short_gives_what_is_whole(tmp_path: Path) -> None:
    feed = read_feed(written(tmp_path, RSS[: RSS.index("<description>")]), "feed.xml")
    assert feed is not None
    assert feed.title == "Feed"


def test_entities_reach_neither_files_nor_the_network(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    text = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>' + RSS.replace("text", "&x;")
    feed = read_feed(written(tmp_path, text), "feed.xml")
    assert feed is not None
    assert "SECRET" not in feed.entries[0].summary


def test_a_sitemap_gives_its_pages_and_not_its_pictures(tmp_path: Path) -> None:
    text = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><!-- c --><url>'
        "<loc> https://e.example/ </loc><image:image><image:loc>https://e.example/p.png"
        "</image:loc></image:image></url></urlset>"
    )
    assert read_sitemap(written(tmp_path, text), "feed.xml") == (["https://e.example/"], [])


def test_a_sitemap_index_gives_further_sitemaps(tmp_path: Path) -> None:
    text = "<sitemapindex><sitemap><loc>https://e.example/1.xml</loc></sitemap></sitemapindex>"
    assert read_sitemap(written(tmp_path, text), "feed.xml") == ([], ["https://e.example/1.xml"])


@pytest.mark.parametrize("text", ["", "no xml", "<html><url><loc>x</loc></url></html>"])
def test_what_is_no_sitemap_gives_nothing(tmp_path: Path, text: str) -> None:
    assert read_sitemap(written(tmp_path, text), "feed.xml") == ([], [])


def test_no_more_is_read_of_a_sitemap_than_it_may_have(tmp_path: Path) -> None:
    row = "<url><loc>https://e.org/{}</loc></url>"
    path = tmp_path / "sitemap.xml"
    path.write_text(f"<urlset>{''.join(row.format(n) for n in range(50_010))}</urlset>")
    pages, further = read_sitemap(OpenFolder(tmp_path), path.name)
    assert (len(pages), pages[-1], further) == (50_000, "https://e.org/49999", [])


@pytest.mark.parametrize("name", ["sitemap.xml", "feed.xml"])
def test_a_file_beyond_fifty_megabytes_is_not_read(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(ATOM)
    assert len(list(elements(OpenFolder(tmp_path), path.name))) > 1
    os.truncate(path, 52_428_801)
    assert list(elements(OpenFolder(tmp_path), path.name)) == []


def test_what_was_read_of_a_feed_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    entry = "<entry><title>T{}</title><content>words</content></entry>"
    rows = "".join(entry.format(n) for n in range(9000))
    path.write_text(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>{rows}</feed>')
    feed = read_feed(OpenFolder(tmp_path), path.name)
    assert feed is not None
    assert feed.title == "F"
    assert [entry.title for entry in feed.entries] == [f"T{n}" for n in range(9000)]
    left = []
    for node in elements(OpenFolder(tmp_path), path.name):
        forget(node)
        left.append(len(node.getroottree().getroot()))
    # lxml reads 32 KB at a time.
    assert max(left) < 1000


def test_what_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    path = tmp_path / "sitemap.xml"
    path.write_text("<urlset><url><loc>https://e.org/a</loc></url><url><loc>https://e.org/b")
    assert "https://e.org/a" in read_sitemap(OpenFolder(tmp_path), path.name)[0]
    path.write_text(ATOM.partition("</entry>")[0] + "</entry><entry><title>Tw")
    feed = read_feed(OpenFolder(tmp_path), path.name)
    assert feed is not None
    assert (feed.link, feed.entries[0].title) == ("https://e.example/", "One")


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (gzip.compress(b"<urlset><url><loc>https://e.org/a</loc></url></urlset>", mtime=0), True),
        (b"<urlset><url><loc>https://e.org/a</loc></url></urlset>", False),
        (gzip.compress(bytes(52_428_801), mtime=0), False),
    ],
)
def test_a_sitemap_may_be_compressed(tmp_path: Path, data: bytes, found: bool) -> None:
    (tmp_path / "sitemap.xml.gz").write_bytes(data)
    pages, _ = read_sitemap(OpenFolder(tmp_path), "sitemap.xml.gz")
    assert pages == (["https://e.org/a"] if found else [])


def test_the_root_of_a_file_says_its_namespaces(tmp_path: Path) -> None:
    text = '<s:urlset xmlns:s="http://s.example/" xmlns="http://d.example/"><s:url/></s:urlset>'
    root = root_of(written(tmp_path, text), "feed.xml")
    assert root == Root("urlset", "s", {"http://s.example/": "s", "http://d.example/": ""})
    assert root_of(written(tmp_path, ""), "feed.xml") is None
