"""Whatever a page says of itself, no plugin lets it out of the place that is made for it.

Each page has one hostile text as title, description, author, tag and more, and all plugins are on.
"""

import json
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import bibtexparser
import feedparser
import pytest
import rispy
import turbohtml
from lxml import etree
from markdown_it import MarkdownIt
from turbohtml import Element, Node

from tests.support import hostile_values
from tests.support.everything_on import EverythingOn
from tests.support.giving import contents
from tests.support.sites import write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser

URL = "https://mill.example.org/"
PROBE = "ran"
# The article's own elements, which get no more than a class.
OF_ENTRY = {"h-entry", "p-name"}
NO_XML = {0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
TEXTS = (
    f'"><script>{PROBE}=1</script>',
    f"'><img src=x onerror={PROBE}=1>",
    f'" onmouseover="{PROBE}=1" x="',
    f"' autofocus onfocus={PROBE}=1 '",
    f"</title></textarea></details></style><svg onload={PROBE}=1>",
    f"--><!--/smoopt--><script>{PROBE}=1</script><!--",
    f"javascript:{PROBE}=1",
    f" java\tscript:{PROBE}=1",
    f"data:text/html,<script>{PROBE}=1</script>",
    "]]></content><entry><title>forged</title></entry>",
    "</loc></url></urlset>",
    '","title":"forged","x":"',
    "} @misc{forged, title = {forged}",
    "\\input{forged} \\write18{x} $x$ ~ ^ % # & _",
    "x\nER  - \nTY  - ELEC\nTI  - forged",
    "# forged\n\n- [forged](https://evil.example/)",
    "[forged](https://evil.example/) ![](https://evil.example/x.png) `code` *b* <https://evil.example>",
    "User-agent: *\nDisallow: /",
    "{{ 7 * 7 }} {% raw %} ${7*7} <%= 7 %>",
    "\u202eevil\u202c \u2066x\u2069 \ufffe \x1b[31m",
    "a\u0301 \U0001f3fd\u200d\U0001f4a5 漢字 العربية עברית",
    *hostile_values.TEXTS,
    *hostile_values.ENTITIES,
)


def page(text: str) -> str:
    """Write an article that has a text in each place from which facts are read."""
    said = escape(text)
    return (
        f"<!doctype html>\n<html lang=en><head><meta charset=utf-8><title>{said}</title>"
        f'<meta name=description content="{said}"><meta name=author content="{said}">'
        '<meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2026-03-14">'
        f'<meta property="article:tag" content="{said}"><meta name=keywords content="{said}">'
        f'<link rel=alternate hreflang="{said}" href="/">'
        f'<meta property="og:image" content="{said}">'
        f"</head><body><main><article><h1>{said}</h1><p>{said}: "
        f'{"the gates are old, and the wheel is slow. " * 8}<a href="index.html">{said}</a>.</p>'
        f'<p><a href="{said}">{said}</a> <img alt="{said}" src="{said}"></p>'
        "</article></main></body></html>"
    )


def built(folder: Path, texts: Sequence[str]) -> EverythingOn:
    """Build a site that has a page for each text; the first is the site's name and author."""
    files: dict[str, str | bytes] = {f"{n}.html": page(text) for n, text in enumerate(texts)}
    root = write_files(folder / "site", {**files, "index.html": page("Mill")})
    name = json.dumps(texts[0], ensure_ascii=True)
    made = EverythingOn(root, f'url = "{URL}"\nname = {name}\nauthor = {name}')
    run = made.build()
    assert run.code == 0, run.out + run.err
    return made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> EverythingOn:
    return built(tmp_path_factory.mktemp("hostile"), TEXTS)


def parts_of(inside: Node) -> list[Element]:
    """Give the elements that smoopt put there."""
    own = inside.select("[data-smoopt]")
    return [each for each in own if each.attr("data-smoopt") not in OF_ENTRY]


def without_parts(text: str) -> str:
    """Give a page's body without what smoopt put into it, and onto its elements."""
    body = turbohtml.parse(text).select_one("body")
    assert body is not None
    for each in parts_of(body):
        each.decompose()
    for each in body.select("[data-smoopt]"):
        each.attrs.clear()
    return "".join(_shown(body))


def _shown(element: Element) -> Iterator[str]:
    for each in element.iter_elements("*"):
        yield f"<{each.tag} {sorted(each.attrs.items())}>"
    yield "".join(element.text.split())


def assert_harmless(made: EverythingOn, texts: Sequence[str]) -> None:
    """See that pages have the same tree without smoopt's parts, and that these run nothing."""
    for number, text in enumerate(texts):
        written = (made.root / f"{number}.html").read_text("utf-8")
        assert without_parts(written) == without_parts(page(text)), text
        document = turbohtml.parse(written)
        for data in document.select("script[type='application/ld+json']"):
            json.loads(data.text)
            data.decompose()
        for own in document.select("script[src^='smoopt/']"):
            own.decompose()
        assert document.select("script, object, embed, iframe, base") == [], text
        for each in document.iter_elements("*"):
            assert not [name for name in each.attrs if name.startswith("on")], text
        links = (each for part in parts_of(document) for each in part.select("[href]"))
        for each in (*links, *document.select("head link[href]")):
            begins = (each.attr("href") or "").strip().lower()
            assert not begins.startswith(("javascript:", "data:", "vbscript:")), text


def test_pages_keep_their_tree_and_run_nothing(site: EverythingOn) -> None:
    assert_harmless(site, TEXTS)


def test_every_file_is_what_its_ending_says(site: EverythingOn) -> None:
    for path, data in contents(site.root).items():
        if path.endswith(".xml"):
            etree.fromstring(data)
        elif path.endswith(".json"):
            json.loads(data)
        elif path.endswith(".bib"):
            assert len(bibtexparser.loads(data.decode()).entries) == 1, path
        elif path.endswith(".ris"):
            assert len(rispy.loads(data.decode())) == 1, path


def test_readers_of_files_read_the_same_title(site: EverythingOn) -> None:
    feed = {
        each["url"]: each
        for each in json.loads(site.root.joinpath("feed.json").read_text())["items"]
    }
    atom = {
        each.id: each for each in feedparser.parse((site.root / "feed.xml").read_bytes()).entries
    }
    assert feed.keys() == atom.keys()
    for url, item in feed.items():
        place = site.root / (url.removeprefix(URL).removesuffix(".html") or "index")
        title = item["title"]
        # feedparser shows text as HTML.
        shown = turbohtml.parse_fragment(atom[url].title).text
        assert title.translate(NO_XML) in {shown, atom[url].title}
        assert json.loads(place.with_suffix(".csl.json").read_text())[0]["title"] == title
        assert rispy.loads(place.with_suffix(".ris").read_text())[0]["title"] == title
        assert heading(place.with_suffix(".md").read_text("utf-8")) == title
        answer = json.loads((site.root / "oembed" / f"{place.name}.json").read_text())
        assert answer["title"] == title
        xml = etree.fromstring((site.root / "oembed" / f"{place.name}.xml").read_bytes())
        assert xml.findtext("title") == title.translate(NO_XML)


def heading(markdown: str) -> str:
    """Read the first heading as people see it."""
    html = MarkdownIt("commonmark").render(markdown)
    found = turbohtml.parse_fragment(html).find("h1")
    assert found is not None
    return " ".join(found.text.split())


def test_nothing_forged_stands_in_robots_or_llms(site: EverythingOn) -> None:
    robots = (site.root / "robots.txt").read_text()
    assert "forged" not in robots
    assert robots.count("User-agent: *") == 1
    html: Any = turbohtml.parse_fragment(
        MarkdownIt("commonmark").render((site.root / "llms.txt").read_text("utf-8"))
    )
    assert [
        each.attr("href")
        for each in html.select("a")
        if not (each.attr("href") or "").startswith(URL)
    ] == []
    assert len(html.select("h1")) == 1


RUNNING = ("javascript:", "vbscript:", "data:text")


def assert_runs_nothing(html: str, where: str) -> None:
    copy = turbohtml.parse_fragment(html)
    assert copy.select("script, object, embed, style, form, svg, base") == [], where
    for each in copy.iter_elements("*"):
        assert not [name for name in each.attrs if name.startswith("on")], where
        # A picture runs nothing, whatever its address.
        address = each.attr("href") or each.attr("cite") or ""
        assert not "".join(address.split()).startswith(RUNNING), where


def test_copies_of_the_text_run_nothing_where_others_show_them(site: EverythingOn) -> None:
    for path, data in contents(site.root).items():
        if path.endswith(".md"):
            assert_runs_nothing(MarkdownIt("commonmark").render(data.decode()), path)
        elif path.startswith("oembed/") and path.endswith(".json"):
            assert_runs_nothing(json.loads(data)["html"], path)
    for item in json.loads((site.root / "feed.json").read_text("utf-8"))["items"]:
        assert_runs_nothing(item["content_html"], item["url"])


@pytest.mark.browser
def test_nothing_runs_in_a_browser(site: EverythingOn, browser: "Browser") -> None:
    with browser.new_page() as tab:
        for number, text in enumerate(TEXTS):
            tab.goto((site.root / f"{number}.html").as_uri())
            tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            assert tab.evaluate(f"typeof {PROBE}") == "undefined", text
