"""What a page states is taken out of it, and a reader sees no difference."""

from pathlib import Path
from types import ModuleType

import pytest
import turbohtml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.places import ROOT

SITES = ROOT / "fixtures" / "sites"
# What a reader still sees, or what browsers read aloud by.
_SEEN = {"language", "published"}

STATING = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>A ferry</title>
<meta name="description" content="Of a ferry."><META PROPERTY='og:title' CONTENT="Ferry">
<meta name=author content=Ada><meta name="DC.date" content="2021-03-04">
<link rel="canonical" href="https://example.org/"><link rel=stylesheet href="a.css">
<link rel="alternate" hreflang="de" href="/de/"><link rel="alternate" type="application/rss+xml">
<script type="application/ld+json">{"@type": "Article", "headline": "</b>"}</script>
<script>let a = '<meta name="author" content="no">'</script></head>
<body itemscope itemtype="https://schema.org/Article"><h1 itemprop="headline" class="a">Ferry</h1>
<meta itemprop="dateModified" content="2021-03-05"><link itemprop="url" href="/">
<p>By <a rel="author" href="/ada" itemprop='author'>Ada</a>,
<time itemprop=datePublished datetime="2021-03-04" pubdate>4 March</time> &amp; <b>so on</b>
</body></html>"""


def text(data: bytes) -> str:
    """Give all that a page shows, and its title."""
    document = turbohtml.parse(data)
    for element in document.select("script"):
        element.decompose()
    return document.text


def test_all_statements_are_gone(stripper: ModuleType, statements: ModuleType) -> None:
    assert len(statements.stated(STATING.encode())) >= 7
    assert set(statements.stated(stripper.hidden(STATING.encode()))) == {"language"}


def test_everything_visible_stays(stripper: ModuleType) -> None:
    left = stripper.hidden(STATING.encode()).decode()
    assert text(left.encode()) == text(STATING.encode())
    kept = (
        *('<meta name="viewport"', '<meta charset="utf-8">', "<title>A ferry</title>", "a.css"),
        *('type="application/rss+xml"', "let a = '<meta name=", 'class="a"', 'rel="author"'),
        *('datetime="2021-03-04"', "&amp; <b>so on</b>"),
    )
    assert [part for part in kept if part not in left] == []


def test_a_page_that_states_nothing_keeps_every_byte(stripper: ModuleType) -> None:
    page = b"\xef\xbb\xbf<title>A</title>\r\n<p class=itemprop>caf\xc3\xa9 \xff"
    assert stripper.hidden(page) == page


def test_other_encodings_are_cut_at_the_right_bytes(stripper: ModuleType) -> None:
    page = '<meta charset=shift_jis><title>港</title><meta name=author content="船">\r\n<p>波'
    expected = "<meta charset=shift_jis><title>港</title>\r\n<p>波"
    assert stripper.hidden(page.encode("shift_jis")) == expected.encode("shift_jis")


@pytest.mark.parametrize("site", sorted(path.name for path in SITES.iterdir() if path.is_dir()))
def test_pages_of_every_generator_state_nothing_and_read_the_same(
    site: str, stripper: ModuleType, statements: ModuleType
) -> None:
    pages: list[Path] = sorted((SITES / site).rglob("*.html"))[:12]
    for page in pages:
        data = page.read_bytes()
        left = stripper.hidden(data)
        assert text(left) == text(data), page
        assert set(statements.stated(left)) <= _SEEN, page
    assert pages


_PIECES = st.sampled_from(
    (
        *('<meta name="author" content="A">', "<meta itemprop=a content=b>", "<b itemprop=c>x"),
        *("<p itemscope>y", "</p>", "&lt;", "<table>", "<td itemprop=d>z", "<title>t</title>"),
        *('<script type="application/ld+json">{}</script>', "<!-- <meta name=a> -->", "<br>"),
        *("<textarea><meta name=e></textarea>", "<svg property=f>", "<link rel=canonical href=g>"),
    )
)


@settings(max_examples=200, deadline=None)
@given(pieces=st.lists(_PIECES, max_size=12))
def test_no_page_reads_otherwise(pieces: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "benchmarks" / "truth"))
        from stripper import hidden

    data = "".join(pieces).encode()
    assert text(hidden(data)).split() == text(data).split()
