"""A sitemap lists all pages that are to be found, and no other; one that is there is completed."""

import gzip
from collections.abc import Mapping
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from smoopt.build.undo import undo
from smoopt.builtin.sitemap import own_sitemap, sitemap_xml
from smoopt.builtin.sitemap.page_entry import PageEntry, w3c_date
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from smoopt.testing import Built, build
from tests.support.asking import page
from tests.support.pictures import png
from tests.support.project import Project
from tests.support.sites import NONE

SCHEMAS = Path(__file__).parent / "schemas"
URL = "https://example.org/"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
PAGES = {"index.html": page("<title>Home</title>"), "a.html": page("<title>A</title>")}
BOTH = [URL, f"{URL}a.html"]


def schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(SCHEMAS / name))


ALL, INDEX = schema("all.xsd"), schema("siteindex.xsd")


def listed(data: bytes) -> list[str]:
    """Give the pages in a valid sitemap."""
    root = etree.fromstring(data)
    ALL.assertValid(root)
    return [loc.text or "" for loc in root.iterfind(f"{NAMESPACE}url/{NAMESPACE}loc")]


def made(
    pages: Mapping[str, str] = PAGES, files: Mapping[str, str | bytes] | None = None, **more: object
) -> Built:
    return build(pages, {"sitemap": more}, files=files or {})


def test_all_pages_are_listed() -> None:
    built = made()
    assert built.files["sitemap.xml"].decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        "<url><loc>https://example.org/</loc></url>\n"
        "<url><loc>https://example.org/a.html</loc></url>\n"
        "</urlset>\n"
    )
    assert listed(built.files["sitemap.xml"]) == BOTH
    assert not built.findings


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("b.html", page('<meta name="robots" content="noindex">')),
        ("b.html", page('<meta name="googlebot" content="nofollow, NOINDEX">')),
        ("b.html", page('<meta http-equiv="refresh" content="0; url=a.html">')),
        ("b.html", page(f'<link rel="canonical" href="{URL}a.html">')),
        ("b.html", page('<link rel="canonical" href="https://example.com/b.html">')),
        ("404.html", page()),
        ("search.html", page()),
        ("print.html", page()),
        ("b.html", "<p>A fragment."),
        ("b.html", page('<meta name="smoopt:ignore">')),
    ],
)
def test_what_is_not_to_be_found_is_not_listed(path: str, text: str) -> None:
    assert listed(made({**PAGES, path: text}).files["sitemap.xml"]) == BOTH


@pytest.mark.parametrize(
    ("header", "is_listed"),
    [
        ("noindex", False),
        ("noarchive, NONE", False),
        ("googlebot: noindex", False),
        ("otherbot: noindex, nofollow", True),
        ("otherbot: nofollow, googlebot: noindex", False),
        ("unavailable_after: Tue, 25 Jun 2030 15:00:00 GMT, noindex", False),
        ("nofollow", True),
        ("", True),
    ],
)
def test_what_the_host_s_headers_forbid_is_not_listed(header: str, is_listed: bool) -> None:
    data = made(files={"_headers": f"/a.html\n  X-Robots-Tag: {header}\n"}).files["sitemap.xml"]
    assert (BOTH[1] in listed(data)) is is_listed
    assert URL in listed(data)


def test_a_site_without_an_address_or_pages_gets_none() -> None:
    assert not build(PAGES, ["sitemap"], url="").files
    assert not made({"a.html": page('<meta name="robots" content="noindex">')}).files


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("2026-01-02", "2026-01-02"),
        ("2026-01-02T10:00:00Z", "2026-01-02T10:00:00+00:00"),
        ("2026-01-02T10:00:00.123-05:30", "2026-01-02T10:00:00-05:30"),
        ("2026-01-02T10:00:00", "2026-01-02"),
        ("yesterday", ""),
    ],
)
def test_a_date_is_given_where_it_is_known(head: str, date: str) -> None:
    tag = f'<meta property="article:modified_time" content="{head}">'
    data = made({"a.html": page(tag)}).files["sitemap.xml"]
    assert listed(data)
    assert data.decode().count("<lastmod>") == (date != "")
    assert f"<lastmod>{date}</lastmod>" in data.decode() or not date


@given(
    st.one_of(
        st.datetimes(timezones=st.none() | st.timezones()).map(lambda one: one.isoformat()),
        st.dates().map(lambda one: one.isoformat()),
        st.text(),
        st.from_regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d(:\d\d)?", fullmatch=True),
    )
)
def test_a_date_is_one_of_the_schema_s(value: str) -> None:
    entry = PageEntry(f"{URL}a.html", w3c_date(value))
    ((_, data),) = sitemap_xml.files([entry], "sitemap.xml", URL)
    assert listed(data) == [f"{URL}a.html"]


def test_the_date_of_publication_stands_in_for_one_of_change() -> None:
    head = '<meta property="article:published_time" content="2026-01-02">'
    assert b"<lastmod>2026-01-02</lastmod>" in made({"a.html": page(head)}).files["sitemap.xml"]


def test_pictures_and_translations_are_listed_and_escaped() -> None:
    head = (
        '<meta property="og:image" content="https://cdn.example.net/a.png?x=1&amp;y=2">'
        f'<link rel="alternate" hreflang="de" href="{URL}de/?a=1&amp;b=%3C">'
    )
    pages = {"index.html": page(head, html='<html lang="en">')}
    data = made(pages).files["sitemap.xml"]
    assert listed(data) == [URL]
    text = data.decode()
    link = '<xhtml:link rel="alternate" hreflang="{}" href="{}" />'
    assert link.format("de", f"{URL}de/?a=1&amp;b=%3C") + link.format("en", URL) in text
    picture = "<image:image><image:loc>https://cdn.example.net/a.png?x=1&amp;y=2</image:loc>"
    assert f"{picture}</image:image>" in text
    without = made(pages, images=False, translations=False).files["sitemap.xml"]
    assert listed(without) == [URL]
    assert b"image" not in without
    assert b"xhtml" not in without


def test_a_picture_for_the_whole_site_is_no_page_s_own() -> None:
    around = {"site": {"image": "card.png"}}
    built = build(PAGES, ["sitemap"], settings=around, files={"card.png": png(400, 400)})
    assert b"card.png" not in built.files["sitemap.xml"]


@settings(max_examples=30)
@given(st.lists(st.tuples(st.text(), st.text(), st.text()), max_size=4))
def test_whatever_pages_say_the_sitemap_is_valid(said: list[tuple[str, str, str]]) -> None:
    pages = {"index.html": page()}
    for number, (language, address, picture) in enumerate(said):
        tags = (
            f'<link rel="alternate" hreflang="{language}" href="{URL}{address}">'
            f'<meta property="og:image" content="{URL}{picture}">'
        )
        pages[f"{number}.html"] = page(tags)
    built = build(pages, ["sitemap"])
    assert listed(built.files["sitemap.xml"])


def entries(count: int, padding: str = "") -> list[PageEntry]:
    return [PageEntry(f"{URL}{number}.html{padding}") for number in range(count)]


@pytest.mark.parametrize(
    ("count", "padding", "sizes"),
    [
        (3, "", [3]),
        (50_000, "", [50_000]),
        (50_001, "", [50_000, 1]),
        (60_000, "?" + "x" * 1500, []),
    ],
)
def test_a_large_sitemap_is_cut_into_several(count: int, padding: str, sizes: list[int]) -> None:
    written = dict(sitemap_xml.files(entries(count, padding), "sitemap.xml", URL))
    parts = [name for name in written if name != "sitemap.xml"]
    found = [listed(written[name]) for name in parts or ["sitemap.xml"]]
    assert [*chain(*found)] == [entry.address for entry in entries(count, padding)]
    assert all(len(data) <= 52_428_800 for data in written.values())
    assert not sizes or [len(one) for one in found] == sizes
    if parts:
        root = etree.fromstring(written["sitemap.xml"])
        INDEX.assertValid(root)
        assert [loc.text for loc in root.iter(f"{NAMESPACE}loc")] == [URL + name for name in parts]
        assert parts[:2] == ["sitemap-1.xml", "sitemap-2.xml"]


def urlset(*addresses: str, root: str = "", prefix: str = "") -> str:
    urls = "".join(
        f"<{prefix}url><{prefix}loc>{one}</{prefix}loc></{prefix}url>" for one in addresses
    )
    namespace = f"xmlns{':' * bool(prefix)}{prefix.rstrip(':')}"
    head = f'<{prefix}urlset {namespace}="http://www.sitemaps.org/schemas/sitemap/0.9"{root}>'
    return f'<?xml version="1.0"?>\n{head}{urls}</{prefix}urlset>\n'


IMAGES = ' xmlns:pic="http://www.google.com/schemas/sitemap-image/1.1"'
PICTURE = '<meta property="og:image" content="https://cdn.example.net/a.png">'


@pytest.mark.parametrize("prefix", ["", "s:"])
@pytest.mark.parametrize("root", ["", IMAGES])
def test_a_sitemap_is_completed(root: str, prefix: str) -> None:
    there = urlset(URL, f"{URL}gone.html", root=root, prefix=prefix)
    built = made({**PAGES, "a.html": page(PICTURE)}, {"sitemap.xml": there})
    data = built.files["sitemap.xml"]
    assert listed(data) == [URL, f"{URL}gone.html", f"{URL}a.html"]
    picture = b"<pic:image><pic:loc>https://cdn.example.net/a.png</pic:loc></pic:image>"
    assert (picture in data) is bool(root)
    assert not built.findings


@pytest.mark.parametrize("address", [f"{URL}a.html", f"{URL}%61.html", f"{URL}a"])
def test_a_page_that_is_listed_under_any_address_is_not_added(address: str) -> None:
    assert not made(files={"sitemap.xml": urlset(URL, address)}).files


INDEX_OF_ONE = (
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    f"<sitemap><loc>{URL}part.xml{{}}</loc></sitemap></sitemapindex>"
)


@pytest.mark.parametrize(
    ("files", "at"),
    [
        ({"sitemap.xml": INDEX_OF_ONE.format(""), "part.xml": urlset(URL)}, "sitemap.xml"),
        (
            {
                "sitemap_index.xml": INDEX_OF_ONE.format(".gz"),
                "part.xml.gz": gzip.compress(urlset(URL).encode()),
            },
            "sitemap_index.xml",
        ),
        ({"sitemap.xml.gz": gzip.compress(urlset(URL).encode())}, "sitemap.xml.gz"),
        ({"sitemap.xml": urlset("https://old.example/")}, "sitemap.xml"),
        ({"sitemap.xml": urlset(URL).replace("</urlset>", "</urlset")}, "sitemap.xml"),
    ],
)
def test_what_cannot_be_completed_is_said(files: dict[str, str | bytes], at: str) -> None:
    built = made(files=files)
    assert not built.files
    ((code, place, message),) = [(one.code, one.place.path, one.message) for one in built.findings]
    assert (code, place) == ("sitemap-incomplete", at)
    which = "2 pages" if "old.example" in str(files) else "1 page"
    assert message.startswith(f"it does not list {which}, such as {URL}")


def test_no_more_is_added_than_a_sitemap_may_have(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_sitemap, "MOST_ADDRESSES", 2)
    assert made(files={"sitemap.xml": urlset(URL)}).files
    built = made(files={"sitemap.xml": urlset(URL, f"{URL}gone.html")})
    assert not built.files
    assert [one.code for one in built.findings] == ["sitemap-incomplete"]


@pytest.mark.parametrize("name", ["part.xml", "part.xml.gz"])
def test_an_index_that_leads_to_all_pages_lacks_nothing(name: str) -> None:
    whole: str | bytes = urlset(*BOTH)
    whole = gzip.compress(whole.encode()) if name.endswith(".gz") else whole
    index = INDEX_OF_ONE.format(name.removeprefix("part.xml"))
    built = made(files={"sitemap.xml": index, name: whole})
    assert not built.files
    assert not built.findings


def test_a_sitemap_that_robots_names_counts() -> None:
    files = {"robots.txt": f"Sitemap: {URL}maps/all.xml\n", "maps/all.xml": urlset(URL)}
    built = made(files=files)
    assert set(built.files) == {"maps/all.xml"}
    assert listed(built.files["maps/all.xml"]) == BOTH


@pytest.mark.parametrize(
    ("robots", "url", "is_added"),
    [
        ("User-agent: *\nAllow: /", URL, True),
        ("", URL, True),
        (f"Sitemap:{URL}sitemap.xml # ours", URL, False),
        (f"sitemap : {URL}sitemap.xml", URL, False),
        ("Sitemap: https://example.com/sitemap.xml", URL, True),
        ("User-agent: *", f"{URL}docs/", False),
    ],
)
def test_robots_names_the_sitemap(robots: str, url: str, is_added: bool) -> None:
    built = build(PAGES, ["sitemap"], url=url, files={"robots.txt": robots})
    assert ("robots.txt" in built.files) is is_added
    if is_added:
        assert f"\nSitemap: {url}sitemap.xml" in built.files["robots.txt"].decode()
    off = build(PAGES, {"sitemap": {"robots": False}}, url=url, files={"robots.txt": robots})
    assert set(off.files) == {"sitemap.xml"}


def test_pages_come_and_go_and_undo_gives_the_site_back(tmp_path: Path) -> None:
    around = Settings(
        site=SiteSettings(url=URL),
        plugins={**NONE, "meta": True, "defaults": True, "sitemap": True},
    )
    project = Project(tmp_path, PAGES, settings=around, registry=Registry(around))

    def now() -> list[str]:
        project.build()
        return listed((project.root / "sitemap.xml").read_bytes())

    assert now() == BOTH
    project.write({"b.html": page("<title>B</title>")})
    assert now() == [URL, f"{URL}a.html", f"{URL}b.html"]
    project.remove("a.html")
    assert now() == [URL, f"{URL}b.html"]
    project.write({"b.html": page('<meta name="robots" content="noindex">')})
    assert now() == [URL]
    undo(Site(project.root, around), lambda _: None)
    assert not (project.root / "sitemap.xml").exists()
    assert not (project.root / "smoopt").exists()
