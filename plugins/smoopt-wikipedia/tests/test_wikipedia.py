"""The citation and what it escapes, the archives, and pages that cite the same sources."""

import html
import re

import pytest
from smoopt import ConfigError
from smoopt.testing import Built, build

from smoopt_wikipedia import Wikipedia
from smoopt_wikipedia.sources import Record, related

HEAD = '<meta name="author" content="Ann Bee"><meta property="article:published_time" content={}>'
PAGE = """<!doctype html>
<html lang="en-GB">
<head><title>{title}</title>{head}</head>
<body><main><h1>{title}</h1><p>Gates and wheels, as {text} has them.</p></main></body>
</html>
"""
A, B, C = (f'<a href="https://{name}.example/x#part">{name}</a>' for name in "abc")


def page(title: str, text: str = "nobody", head: str = "") -> str:
    return PAGE.format(title=title, text=text, head=head)


def wikitext(built: Built, path: str = "a.html") -> str:
    found = re.search("<textarea [^>]*>(.*?)</textarea>", built.pages[path], re.DOTALL)
    assert found is not None
    return html.unescape(found[1])


def test_an_article_is_cited_as_wikipedia_does() -> None:
    pages = {"a.html": page("Gates", head=HEAD.format('"2026-03-14T08:00:00Z"'))}
    built = build(pages, [Wikipedia], settings={"site": {"name": "Mill"}})
    assert wikitext(built) == (
        "{{cite web |url=https://example.org/a.html |title=Gates |author=Ann Bee "
        "|date=2026-03-14 |website=Mill |language=en-GB |access-date=}}"
    )
    copies = '<a href="https://web.archive.org/web/*/https://example.org/a.html" rel="external">'
    assert f"<p>Copies in archives: {copies}Wayback Machine</a></p>" in built.pages["a.html"]
    assert "<ul>" not in built.pages["a.html"]
    assert built.findings == ()


def test_no_markup_of_a_wiki_is_read_in_a_title_or_an_address() -> None:
    title = "A | b }} {{c}} [[d]] ''e'' ~~~~ &lt;nowiki>"
    built = build({"a'[b].html": page(title)}, [Wikipedia])
    said = wikitext(built, "a'[b].html")
    url, _, rest = said.removeprefix("{{cite web |url=").partition(" |title=")
    assert url.startswith("https://example.org/a%27")
    assert not set("[]{}|'<>") & set(url)
    assert rest.startswith(
        "A &#124; b &#125;&#125; &#123;&#123;c&#125;&#125; &#91;&#91;d&#93;&#93;"
    )
    assert "''" not in said
    assert "~" not in said
    assert "<" not in said


def test_pages_without_a_text_of_their_own_have_none() -> None:
    pages = {"index.html": page("Home"), "404.html": page("Not found")}
    assert build(pages, [Wikipedia]).pages == pages
    assert "wikipedia" not in build({"a.html": page("A")}, [Wikipedia], url="").pages["a.html"]


def test_pages_name_those_that_cite_the_same_sources_the_nearest_first() -> None:
    pages = {
        "a.html": page("One", f"{A} and {B}"),
        "b/b.html": page("Two & a half", B),
        "c.html": page("Three", f"{A}, {B} and {C}"),
        "d.html": page("Four", C.replace("c.example", "other.example")),
    }
    built = build(pages, [Wikipedia])
    three, two = '<li><a href="c.html">Three</a></li>', '<li><a href="b/b.html">Two &amp; a half'
    assert f"<ul>{three}{two}</a></li></ul>" in built.pages["a.html"]
    assert '<li><a href="../c.html">Three</a></li>' in built.pages["b/b.html"]
    assert "<ul>" not in built.pages["d.html"]
    fewer = build(pages, [Wikipedia(related=1)])
    assert three in fewer.pages["a.html"]
    assert "Two" not in fewer.pages["a.html"]
    assert "<ul>" not in "".join(build(pages, [Wikipedia(related=0)]).pages.values())


def test_what_all_pages_link_to_makes_none_related() -> None:
    def records(count: int) -> dict[str, Record]:
        return {f"{number}.html": Record(title="A", cites=[A]) for number in range(count)}

    assert len([*related(records(10), 3)]) == len(records(10))
    assert [*related(records(11), 3)] == []


def test_all_sources_are_listed_where_that_is_asked_for() -> None:
    pages = {"a.html": page("One", f"{B}, {A} and <a href='c.html'>c</a>"), "c.html": page("T", A)}
    built = build(pages, [Wikipedia(sources="sources.txt")])
    assert built.files["sources.txt"] == b"https://a.example/x\nhttps://b.example/x\n"
    for wrong in ("/sources.txt", "sources.html"):
        with pytest.raises(ValueError, match="sources: expected a path"):
            Wikipedia(sources=wrong)


def test_readers_save_pages_to_archives_by_the_bar_of_bookmarks() -> None:
    bar = {"networks": ["wayback", "archive-today"], "min_words": 0}
    built = build({"a.html": page("One")}, {"wikipedia": Wikipedia, "bookmarks": bar})
    text = html.unescape(built.pages["a.html"])
    assert 'href="https://web.archive.org/save/?url=https://example.org/a.html"' in text
    assert 'href="https://archive.today/?run=1&url=https://example.org/a.html"' in text


@pytest.mark.parametrize(("language", "heading"), [("de-CH", "In Wikipedia"), ("ja", "Cite on")])
def test_words_are_those_of_the_page(language: str, heading: str) -> None:
    built = build({"a.html": page("One").replace("en-GB", language)}, [Wikipedia])
    assert f"<summary>{heading}" in built.pages["a.html"]


def test_a_site_has_its_own_template() -> None:
    own = '<p data-smoopt="wikipedia">{{ wikitext }}</p>'
    built = build({"a.html": page("One")}, [Wikipedia], templates={"wikipedia.html.j2": own})
    assert '<p data-smoopt="wikipedia">{{cite web |url=' in built.pages["a.html"]
    wrong = own.replace("wikitext", "wikitekst")
    with pytest.raises(ConfigError, match="'wikitekst' is undefined"):
        build({"a.html": page("One")}, [Wikipedia], templates={"wikipedia.html.j2": wrong})
