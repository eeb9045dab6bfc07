"""What a site says of itself: its address, its name, how it writes addresses."""

from pathlib import Path

import pytest

from smoopt.build.project import Project
from smoopt.builtin.sitemap.own_sitemap import find_sitemap
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.support.configured import Configured
from tests.support.mill_pages import page
from tests.support.sites import MakeSite, write_files

HOME = "<!doctype html><html><head><title>{}</title>{}</head><body>{}</body></html>"
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{}</urlset>'
RSS = (
    "<rss version='2.0'><channel><title>Feed title</title><link>{0}</link>"
    "<item><title>A</title><link>{0}a.html</link></item></channel></rss>"
)


def home(title: str = "Home", head: str = "", body: str = "") -> str:
    return HOME.format(title, head, body)


def sitemap(*addresses: str) -> str:
    return SITEMAP.format("".join(f"<url><loc>{url}</loc></url>" for url in addresses))


def learnt_from(site: Site) -> tuple[str, str]:
    fact = site.learnt.url
    return (fact.value, fact.rule) if fact else ("", "")


CANONICAL = "<link rel=canonical href=https://canonical.example/>"
OG_URL = "<meta property=og:url content=https://og.example/index.html>"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            {"index.html": home(head=CANONICAL), "sitemap.xml": sitemap("https://map.example/")},
            ("https://map.example/", "sitemap"),
        ),
        (
            {"index.html": home(head=OG_URL + CANONICAL), "CNAME": "cname.example"},
            ("https://canonical.example/", "home page's canonical"),
        ),
        (
            {"index.html": home(head=OG_URL), "CNAME": "cname.example"},
            ("https://og.example/", "home page's og:url"),
        ),
        (
            {"CNAME": "cname.example\n", "feed.xml": RSS.format("https://feed.example/")},
            ("https://cname.example/", "CNAME"),
        ),
        ({"feed.xml": RSS.format("https://feed.example/")}, ("https://feed.example/", "feed")),
        ({"index.html": home()}, ("", "")),
    ],
)
def test_the_address_is_learnt_from_the_most_certain_source(
    files: dict[str, str | bytes], expected: tuple[str, str], make_site: MakeSite
) -> None:
    assert learnt_from(make_site(files)) == expected


@pytest.mark.parametrize(
    "files",
    [
        {"index.html": home(head="<link rel=canonical href=http://localhost:8000/>")},
        {"index.html": home(), "sitemap.xml": sitemap("http://127.0.0.1/")},
        {"feed.xml": RSS.format("http://localhost/")},
        {"CNAME": "not a host"},
        {"sitemap.xml": sitemap("http://[bad/", "relative.html", "")},
        {"sitemap.xml": "<sitemapindex><sitemap><loc>http://[bad</loc></sitemap></sitemapindex>"},
        {"sitemap.xml": "no xml at all"},
        {"index.html": home(head="<link rel=canonical href='http://[bad'>")},
        {"feed.xml": RSS.format("http://[bad/")},
    ],
)
def test_what_nobody_else_can_reach_is_no_address(
    files: dict[str, str | bytes], make_site: MakeSite
) -> None:
    assert learnt_from(make_site(files)) == ("", "")


def test_the_configured_address_goes_first(make_site: MakeSite) -> None:
    site = make_site({"index.html": home(head=CANONICAL)}, url="https://own.example/")
    assert learnt_from(site) == ("https://own.example/", "site.url in the configuration")


@pytest.mark.parametrize(
    ("given", "rule"),
    [({}, "--url"), ({"url_from": "SITEURL in conf.py"}, "SITEURL in conf.py")],
)
def test_an_address_from_elsewhere_is_explained_as_that(
    given: dict[str, str], rule: str, tmp_path: Path
) -> None:
    write_files(tmp_path, {"site/index.html": home(), "smoopt.toml": "[site]\nname = 'A'\n"})
    project = Project(tmp_path / "site", None, "https://own.example/", **given)
    site = project.site()
    assert learnt_from(site) == ("https://own.example/", rule)
    assert site.learnt.address_rule == f"site address (https://own.example/: {rule}) and path"


def test_the_folder_of_a_project_site_is_found_from_its_sitemap(make_site: MakeSite) -> None:
    pages = ("index.html", "a/index.html", "b/c.html")
    addresses = (
        "https://example.org/p/",
        "https://example.org/p/a/",
        "https://example.org/p/b/c.html",
    )
    site = make_site({**dict.fromkeys(pages, home()), "sitemap.xml": sitemap(*addresses)})
    assert site.url == "https://example.org/p/"
    assert tuple(site.address(page) for page in pages) == addresses


def test_a_sitemap_index_is_followed(make_site: MakeSite) -> None:
    index = (
        "<sitemapindex><sitemap><loc>https://example.org/maps/1.xml</loc></sitemap></sitemapindex>"
    )
    site = make_site(
        {
            "index.html": home(),
            "sitemap_index.xml": index,
            "maps/1.xml": sitemap("https://example.org/"),
        }
    )
    assert site.url == "https://example.org/"


def test_sitemaps_that_name_each_other_come_to_an_end(make_site: MakeSite) -> None:
    index = (
        "<sitemapindex><sitemap><loc>https://example.org/sitemap.xml</loc></sitemap></sitemapindex>"
    )
    assert make_site({"sitemap.xml": index}).url == ""


def test_the_style_is_learnt_from_the_home_page_s_links(make_site: MakeSite) -> None:
    site = make_site(
        {"index.html": home(body="<a href=a>a</a>"), "a.html": home()}, url="https://example.org/"
    )
    assert site.address("a.html") == "https://example.org/a"


def test_what_pages_say_of_their_own_address_goes_before_the_home_page_s_links(
    make_site: MakeSite,
) -> None:
    canonical = "<link rel=canonical href=https://example.org/{}>"
    files = {
        "index.html": home(body="<a href=a.html>a</a>"),
        "a.html": home(head=canonical.format("a")),
        "b.html": home(head="<meta property=og:url content=https://example.org/b>"),
        "c.html": home(head=canonical.format("")),
        "d.html": home(head=canonical.format("a.html")),
    }
    site = make_site(files, url="https://example.org/")
    assert site.address("c.html") == "https://example.org/c"


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({"index.html": home("T", "<meta property=og:site_name content=Og>")}, "Og"),
        ({"index.html": home("T", "<meta name=application-name content=App>")}, "App"),
        ({"index.html": home("T"), "feed.xml": RSS.format("https://e.example/")}, "Feed title"),
        ({"index.html": home("")}, None),
        ({"a.html": home("T")}, None),
    ],
)
def test_the_name_is_learnt(
    files: dict[str, str | bytes], name: str | None, make_site: MakeSite
) -> None:
    found = make_site(files).name
    assert (found.value if found else None) == name


def test_a_home_page_that_cannot_be_read_teaches_nothing(make_site: MakeSite) -> None:
    site = make_site({"index.html": b"<!doctype html><!--smoopt 0123abcd-->"})
    assert site.learnt.home is None


def test_where_nothing_else_tells_the_pages_canonical_links_do(make_site: MakeSite) -> None:
    pages = {
        f"notes/{name}/index.html": home(
            head=f"<link rel=canonical href=https://pages.example/base/notes/{name}/>"
        )
        for name in ("a", "b", "c")
    }
    site = make_site({"index.html": home(), **pages})
    assert learnt_from(site) == (
        "https://pages.example/base/",
        "canonical links of the pages",
    )


def test_a_sitemap_of_pages_that_are_not_there_teaches_no_address(make_site: MakeSite) -> None:
    site = make_site({"index.html": home(), "sitemap.xml": sitemap("https://e.example/app/x")})
    assert learnt_from(site) == ("", "")


def test_what_smoopt_wrote_teaches_nothing_of_a_finished_site(tmp_path: Path) -> None:
    link = '<h1>Rye</h1><p><a href="b">Wheat</a></p>'
    dated = '<meta property="article:published_time" content="2026-03-04">'
    files = {"index.html": page(), "a.html": page(dated, link), "b.html": page(dated)}
    made = Configured(tmp_path, files, "feeds", "[plugins.sitemap]")
    assert made.build().code == 0
    assert {"sitemap.xml", "feed.xml"} <= made.added()
    was = Site(made.root, Settings())
    built = Site(made.root, Settings(), built=True)
    assert {"sitemap.xml", "feed.xml"} <= {*built.files}
    assert built.learnt.sayings == was.learnt.sayings
    assert (built.url, built.feeds("a.html"), built.entry("a.html")) == ("", (), None)
    assert find_sitemap(built) is None
    # What is not as smoopt left it is somebody else's word.
    written = made.text("sitemap.xml").replace("https://mill.example.org/", "https://a.example/")
    (made.root / "sitemap.xml").write_text(written)
    assert Site(made.root, Settings(), built=True).url == "https://a.example/"
