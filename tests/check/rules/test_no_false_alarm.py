"""What looks like a fault and is none."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from smoopt.check.rules import of_page
from smoopt.html.page import Page
from smoopt.model.finding import Finding, Severity
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.support.laboratory import URL, Laboratory, check
from tests.support.places import FIXTURES
from tests.support.sites import write_files

HAZARDS = [path for path in sorted(FIXTURES.glob("hazards/*.html")) if path.is_file()]
SITES = sorted(path for path in (FIXTURES / "sites").iterdir() if path.is_dir())


def codes(found: Iterable[Finding]) -> set[str]:
    return {finding.code for finding in found}


BODIES = {
    "a tutorial of one's own server": '<a href="http://localhost:8000/">open it</a>',
    "the page's top": '<a href="#top">up</a><a href="#">up</a><a href="#TOP">up</a>',
    "an application's route": '<a href="#/settings">x</a><a href="#!/old">y</a>',
    "a quotation": '<a href="#:~:text=paragraph">x</a>',
    "a menu that a script opens": '<a href="#menu" data-toggle="collapse">menu</a>',
    "what is no file": '<a href="mailto:a@example.org">a</a><a href="tel:1">b</a>'
    '<a href="javascript:void(0)">c</a><img alt="" src="data:image/gif;base64,R0lGODlh">',
    "a template": '<template><a href="none.html">x</a><img alt="" src="none.png"></template>',
    "a drawing": '<svg><use href="#icon"/><a href="b.html"><text>b</text></a></svg>',
    "an address of the page itself": '<a href="a.html">a</a><a href="?x=1">a</a><a href="">a</a>',
    "the site from its host's root": '<a href="/docs/#x">a</a><a href="../docs/?y">b</a>',
    "what the host serves": '<a href="/docs/.well-known/x">x</a><a href="/cdn-cgi/trace">y</a>'
    '<script src="/docs/_vercel/insights/script.js"></script>',
    "a place above the site": '<a href="/other/page.html">x</a><a href="../../x.html">y</a>',
    "an address with a blank": '<a href="a%20b.txt">x</a><a href=" b.html ">b</a>',
    "a link to a profile": '<a href="https://www.facebook.com/ada">a</a><a href="https://x.com/ada">',
    "a share without an address": '<a href="https://x.com/intent/tweet?text=Hello">x</a>',
    "a share of another site": '<a href="https://www.facebook.com/sharer/sharer.php?u='
    'https%3A%2F%2Fexample.com%2Fnone">x</a>',
    "code that is shown": "<pre>&lt;script src='//s7.addthis.com/js/x.js'>&lt;/script></pre>",
    "microdata": '<p itemscope><meta itemprop="a" content="x"><link itemprop="url" href="b">',
    "an id without a link to it": '<p id="x">1<p id="x">2',
    "a pingback": '<link rel="dns-prefetch" href="//example.com"><a name="x"></a><a href="#x">',
}


@pytest.mark.parametrize("name", BODIES)
def test_in_a_body(name: str, tmp_path: Path) -> None:
    pages = {"a.html": {"content": f"<h1>a</h1>{BODIES[name]}"}}
    assert check(Laboratory(tmp_path, pages, {"a b.txt": "x"}).site()) == []


HEADS = {
    "a feed": '<link rel="alternate" hreflang="en" type="application/atom+xml" href="f">',
    "a graph": '<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "url": '
    f'"{URL}"}}, {{"@type": "WebPage", "url": "{URL}a.html"}}]}}</script>',
    "a time zone": '<meta property="article:published_time" content="2026-03-01T23:30:00-05:00">'
    '<script type="application/ld+json">{"@type": "Article", "datePublished": "2026-03-02T04:30Z"}'
    "</script>",
    "a headline without the site's name": '<script type="application/ld+json">{"@type": '
    '"BlogPosting", "headline": "The a page of …"}</script>',
    "something else's script": '<script type="application/json">{not json}</script>',
    "a picture of X's own": f'<meta name="twitter:image" content="{URL}square.png">',
    "a second picture": f'<meta property="og:image" content="{URL}dot.png">',
}


@pytest.mark.parametrize("name", HEADS)
def test_in_a_head(name: str, tmp_path: Path) -> None:
    assert check(Laboratory(tmp_path, {"a.html": {"more": HEADS[name]}}).site()) == []


def test_a_canonical_address_may_be_written_in_several_ways(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://EXAMPLE.org/docs/caf%C3%A9.html">'
    page = {
        "title": "<title>The page of coffee</title>",
        "canonical": link,
        "og_url": '<meta property="og:url" content="https://example.org/docs/café.html">',
    }
    assert check(Laboratory(tmp_path, {"café.html": page}).site()) == []


def test_a_folder_is_linked_with_its_slash_in_several_ways(tmp_path: Path) -> None:
    links = '<a href=".">1</a><a href="./?x">2</a><a href="?x">3</a><a href="../c/#y">4</a>'
    pages = {"c/index.html": {"content": f'<h1>c</h1>{links}<b id="y">5</b>'}}
    assert check(Laboratory(tmp_path, pages).site()) == []


def test_pages_of_two_languages_may_have_one_title(tmp_path: Path) -> None:
    title = "<title>API of the laboratory</title>"
    pages = {"a.html": {"title": title}, "b.html": {"title": title, "html": '<html lang="de">'}}
    assert check(Laboratory(tmp_path, pages).site()) == []


def test_the_home_page_is_not_to_blame_for_its_copies(tmp_path: Path) -> None:
    title = {"title": "<title>A title like any other</title>"}
    found = check(Laboratory(tmp_path, {"index.html": title, "a.html": title}).site())
    assert [str(finding.place) for finding in found] == ["a.html:5:1"]


def test_of_many_that_are_alike_the_first_is_named(tmp_path: Path) -> None:
    title = {"title": "<title>A title like any other</title>"}
    pages = dict.fromkeys((f"p{number:02}.html" for number in range(12)), title)
    found = check(Laboratory(tmp_path, pages).site())
    assert [str(finding.place) for finding in found] == ["p00.html:5:1"]
    assert "11 other pages" in found[0].message


def test_what_a_host_passes_on_is_there(tmp_path: Path) -> None:
    body = {"content": '<h1>a</h1><a href="/docs/old/x.html">x</a><a href="/docs/go">go</a>'}
    files: dict[str, str | bytes] = {"_redirects": "# moved\n/old/* /new/:splat\n/go /b.html 301\n"}
    assert check(Laboratory(tmp_path, {"a.html": body}, files).site()) == []
    body = {"content": '<h1>a</h1><a href="/docs/gone">x</a>'}
    assert codes(check(Laboratory(tmp_path, {"a.html": body}, files).site())) == {"link-broken"}


def test_a_language_may_stand_in_a_second_html_tag(tmp_path: Path) -> None:
    page = {"html": "", "content": '<h1>a</h1><html lang="english">'}
    found = check(Laboratory(tmp_path, {"a.html": page}).site())
    assert [(finding.code, str(finding.place)) for finding in found] == [("lang-bad", "a.html:3:1")]


def test_what_lies_behind_a_symbolic_link_is_not_looked_at(tmp_path: Path) -> None:
    body = {"content": '<h1>a</h1><a href="latest/x.html">x</a><a href="linked.html">y</a>'}
    laboratory = Laboratory(tmp_path / "site", {"a.html": body})
    laboratory.site()
    (tmp_path / "site/latest").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "site/linked.html").symlink_to(tmp_path / "site/b.html")
    assert check(laboratory.site()) == []


def test_a_site_of_unknown_address_may_lie_in_a_folder_of_its_host(tmp_path: Path) -> None:
    links = '<a href="/mine/b.html">b</a><a href="/deep/x.txt">x</a><a href="/deep/y.txt">y</a>'
    page = {"canonical": "", "og_url": "", "content": f"<h1>a</h1>{links}"}
    files: dict[str, str | bytes] = {"deep/x.txt": "x"}
    bare = {"canonical": "", "og_url": ""}
    found = check(
        Laboratory(tmp_path, {"index.html": bare, "b.html": bare, "a.html": page}, files, {}).site()
    )
    assert [finding.message for finding in found if finding.code == "link-broken"] == [
        "/deep/y.txt: the site has no file deep/y.txt"
    ]


def test_what_is_missing_is_said_once_a_page(tmp_path: Path) -> None:
    links = '<a href="none.html#a">a</a><a href="none.html#b">b</a><a href="./none.html">c</a>'
    found = check(Laboratory(tmp_path, {"a.html": {"content": f"<h1>a</h1>{links}"}}).site())
    assert [str(finding.place) for finding in found] == ["a.html:18:11"]


def test_a_base_is_heeded(tmp_path: Path) -> None:
    page = {"more": '<base href="/docs/deep/">', "content": '<h1>a</h1><img alt="" src="p.png">'}
    assert check(Laboratory(tmp_path, {"a.html": page}, {"deep/p.png": b"x"}).site()) == []


def test_links_are_looked_up_anew_when_the_site_changes(tmp_path: Path) -> None:
    laboratory = Laboratory(tmp_path, {"a.html": {"content": '<h1>a</h1><a href="new.txt">n</a>'}})
    site = laboratory.site()
    assert codes(check(site)) == {"link-broken"}
    (tmp_path / "new.txt").write_text("now there")
    site.refresh(None)
    assert check(site) == []


def test_a_site_served_over_http_may_load_so(tmp_path: Path) -> None:
    page = {
        name: line.replace("https://example.org", "http://example.org")
        for name, line in {
            "canonical": '<link rel="canonical" href="{url}">',
            "og_url": '<meta property="og:url" content="{url}">',
            "content": '<h1>a</h1><img alt="" src="http://pictures.example.org/x.png">',
        }.items()
    }
    table = {"url": "http://example.org/docs/"}
    found = check(Laboratory(tmp_path, {"a.html": page}, table=table).site())
    assert "mixed-upgraded" not in codes(found)


SKIPPED = {
    "a fragment": '<div><a href="none.html">x</a><img src="none.png"></div>',
    "a frameset": "<!doctype html><frameset><frame src=none.html></frameset>",
    "a page to ignore": '<!doctype html><html data-smoopt-ignore><a href="none.html">x</a>',
    "a redirect to another host": '<!doctype html><meta http-equiv="refresh" '
    'content="0; url=https://example.com/none.html">',
    "a redirect to a folder": '<!doctype html><meta http-equiv=refresh content="0;url=./">',
}


@pytest.mark.parametrize("name", SKIPPED)
def test_what_is_no_page_to_judge(name: str, tmp_path: Path) -> None:
    assert check(Laboratory(tmp_path, files={"x.html": SKIPPED[name]}).site()) == []


def test_a_page_for_errors_needs_nothing_to_be_shared(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Not found</title><p>No.'
    assert check(Laboratory(tmp_path, files={"404.html": page}).site()) == []


@pytest.mark.parametrize("path", HAZARDS, ids=lambda path: path.stem)
def test_a_hazard_is_judged_without_harm(path: Path, tmp_path: Path) -> None:
    write_files(tmp_path, {path.name: path.read_bytes()})
    site = Site(tmp_path, Settings())
    page = Page(path.name, (tmp_path / path.name).read_bytes(), built=True)
    for finding in of_page(page, site):
        assert finding.place.line > 0
        assert finding.place.column > 0


# Each of these was looked at, and is so: a feed and an icon that a theme takes for given (Hexo's
# Landscape), relative pictures and the home page's og:url (VitePress, SvelteKit), a description
# that its own quotes cut off (Pelican), scripts that are left out of the fixtures; all other
# errors would be false.
CUT_DOWN = ("doxygen", "javadoc", "material", "mdbook", "pydata", "zensical")
ERRORS = {
    **{name: {"resource-broken"} for name in CUT_DOWN},
    "hexo-landscape": {"link-broken", "resource-broken"},
    "pelican": {"tag-broken"},
    "sveltekit": {"og-image-relative"},
    "vitepress": {"og-image-relative", "og-url-wrong"},
}


@pytest.mark.parametrize("root", SITES, ids=lambda path: path.name)
def test_errors_on_real_sites_are_real(root: Path) -> None:
    found = check(Site(root, Settings()))
    errors = {finding.code for finding in found if finding.severity is Severity.ERROR}
    assert errors == ERRORS.get(root.name, set())
    assert all(finding.place.line and finding.place.column for finding in found)
