"""`smoopt privacy`: whom a site's readers are made to ask."""

import json
from pathlib import Path

import pytest

from tests.support.runs import page, smoopt
from tests.support.sites import write_files

URL = "https://www.mill.example.org/"


def loading(head: str, body: str = "") -> str:
    return page("A").replace("</head>", f"{head}</head>").replace("</main>", f"{body}</main>")


def asked(site: Path) -> dict[str, dict[str, object]]:
    run = smoopt("privacy", site, "--url", URL, "--json")
    assert run.code == 0, run.err
    return {each["name"]: each for each in json.loads(run.out)["asked"]}


FOUND = {
    '<link rel=stylesheet href="//fonts.googleapis.com/css2">': ("Google Fonts", "style sheet"),
    '<link rel=preconnect href="https://fonts.gstatic.com">': ("Google Fonts", "connection"),
    '<link rel=preload as=font href="https://a.example/f.woff2">': ("a.example", "font"),
    '<script src="https://www.googletagmanager.com/gtag/js?id=1"></script>': (
        "Google Analytics",
        "script",
    ),
    '<script src="https://www.googletagmanager.com/gtm.js"></script>': (
        "Google Tag Manager",
        "script",
    ),
    '<iframe src="https://www.youtube-nocookie.com/embed/1"></iframe>': ("YouTube", "frame"),
    '<script src="https://mill.disqus.com/embed.js"></script>': ("Disqus", "script"),
    '<img alt="" src="/a.png" srcset="https://a.example/b.png 2x">': ("a.example", "picture"),
    '<video><source src="https://a.example/b.mp4"></video>': ("a.example", "film or sound"),
    "<style>@import 'https://a.example/x.css';</style>": ("a.example", "style sheet"),
    "<style>@layer a{@font-face{src:url(//a.example/x.woff2)}}</style>": ("a.example", "font"),
    "<style>p{background:image-set('https://a.example/x.png' 1x)}</style>": (
        "a.example",
        "picture",
    ),
    '<p style="background:url(https://a.example/x.png)">': ("a.example", "picture"),
    '<iframe src="https://www.youtube.com@a.example/embed/1"></iframe>': ("a.example", "frame"),
    '<script src="https://user:pass@cdn.jsdelivr.net/x.js"></script>': ("jsDelivr", "script"),
}


@pytest.mark.parametrize("markup", FOUND)
def test_what_a_page_loads_is_told_by_name_and_use(tmp_path: Path, markup: str) -> None:
    site = write_files(tmp_path / "site", {"a.html": loading("", markup)})
    name, use = FOUND[markup]
    found = asked(site)
    assert [*found] == [name]
    assert (found[name]["uses"], found[name]["files"]) == ([use], ["a.html"])


UNASKED = (
    '<a href="https://www.youtube.com/watch?v=1">film</a>',
    '<link rel=canonical href="https://elsewhere.example/a">preconnect',
    '<link rel=dns-prefetch href="https://elsewhere.example/">',
    '<link rel=alternate hreflang=de href="https://mill.example.de/">',
    f'<img alt="" src="{URL}a.png"><script src="https://static.mill.example.org/a.js"></script>',
    '<script src="http://localhost:3000/live.js"></script>',
    '<template><img alt="" src="https://a.example/a.png"></template>',
    '<style>/* @import "https://a.example/x.css"; */ p{content:"url(//a.example/)"}</style>',
    "<style>p{background:url(data:image/png;base64,//aa)}</style>",
    '<pre>&lt;script src="https://a.example/x.js"&gt;</pre>',
    '<img alt="" src="https://[broken/a.png"><img alt="" src="//">',
)


@pytest.mark.parametrize("markup", UNASKED)
def test_what_asks_nobody_is_not_told(tmp_path: Path, markup: str) -> None:
    site = write_files(tmp_path / "site", {"a.html": loading("", markup)})
    run = smoopt("privacy", site, "--url", URL, "--strict")
    assert (run.code, run.out) == (0, f"{site}: nothing is loaded from other hosts (1 page)\n")


def test_style_sheets_of_the_site_count(tmp_path: Path) -> None:
    css = "body{}\n@font-face{src:url('https://fonts.gstatic.com/a.woff2')}"
    site = write_files(tmp_path / "site", {"a.html": page("A"), "css/a.css": css})
    found = asked(site)["Google Fonts"]
    assert (found["uses"], found["first"]) == (["font"], "css/a.css:2:20")


def test_it_is_said_for_people_and_for_ci(tmp_path: Path) -> None:
    gone = '<script src="https://s7.addthis.com/js/300/addthis_widget.js"></script>'
    pages = {"a.html": loading(gone), "b.html": loading(gone), "c.html": page("C")}
    site = write_files(tmp_path / "site", pages)
    run = smoopt("privacy", site, "--url", URL, "--strict")
    assert run.code == 1
    assert run.out.splitlines() == [
        f"{site}: 2 of 3 pages load from 1 other",
        "  AddThis (s7.addthis.com)",
        "    script; 2 files, first a.html:5:1",
        "    ended 2023-05-31: whoever gets its name can run scripts in the page",
        "    instead: plain links: the plugin `share` writes them",
    ]


def test_without_the_site_s_address_nothing_can_be_told(tmp_path: Path) -> None:
    site = write_files(tmp_path / "site", {"a.html": page("A")})
    run = smoopt("privacy", site)
    assert run.code == 2
    assert "give it with --url" in run.err


def test_a_built_site_asks_no_more_than_before(tmp_path: Path) -> None:
    site = write_files(tmp_path / "site", {"a.html": page("A")})
    assert smoopt("build", site, "--url", URL).code == 0
    assert asked(site) == {}
