"""Plugins written with public names alone do what they say, and keep all laws."""

import ast
import json
from pathlib import Path

import pytest

from smoopt.testing import build
from tests.plugin.examples.backlinks import Backlinks
from tests.plugin.examples.comments import Comments
from tests.plugin.examples.facade import Facade
from tests.plugin.examples.jsonfeed import JsonFeed
from tests.plugin.examples.jsonld import Completion
from tests.plugin.examples.oembed import OEmbed

EXAMPLES = sorted((Path(__file__).parent / "examples").glob("*.py"))
ALL = [Backlinks, Comments, Facade, JsonFeed, Completion, OEmbed]
URL = "https://example.org/"


def page(title: str, *, head: str = "", body: str = "<p>Some words.</p>") -> str:
    return (
        f"<!doctype html>\n<html lang=en><head><title>{title}</title>{head}</head>\n"
        f"<body><main><h1>{title}</h1>{body}</main></body></html>\n"
    )


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_imports_public_names_only(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            assert not [alias for alias in node.names if alias.name.startswith("smoopt")]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("smoopt"):
            assert node.module == "smoopt"
            assert not [alias for alias in node.names if alias.name.startswith("_")]
        elif isinstance(node, ast.Attribute):
            own = isinstance(node.value, ast.Name) and node.value.id == "self"
            assert own or not node.attr.startswith("_"), f"{path.name}:{node.lineno}"


def test_they_print_nothing_and_go_together(capfd: pytest.CaptureFixture[str]) -> None:
    player = '<iframe src="https://player.vimeo.com/video/123"></iframe>'
    script = '<script type="application/ld+json">{"@type":"Article"}</script>'
    meta = "<meta name=author content=Ada><meta property=article:published_time content=2026-01-02>"
    pages = {
        "index.html": page("Home", body="<p>See <a href=a/>A</a>.</p>"),
        "a/index.html": page("A", head=meta + script, body=f"<p>{player}</p>"),
        "b.html": page("B", head=meta, body="<p>See <a href=/a/>A</a>.</p>"),
    }
    built = build(pages, [*ALL[:1], Comments(address="https://a.example/?{url}"), *ALL[2:]])
    assert not built.findings
    assert sorted(built.files) == [
        *("feed.json", "oembed/a/index.json", "oembed/b.json", "oembed/index.json")
    ]
    build(pages, ALL, defaults=True)
    assert capfd.readouterr() == ("", "")


# Comments


def test_a_page_names_its_own_discussion() -> None:
    post = "https://social.example/@ada/1?a=1&b=2"
    meta = f"<meta name=discussion content='{post}'>"
    built = build({"a.html": page("A", head=meta), "b.html": page("B")}, [Comments])
    link = '<a href="https://social.example/@ada/1?a=1&amp;b=2">Discuss this page</a>'
    assert f'<p data-smoopt="comments">{link}</p>' in built.pages["a.html"]
    assert built.pages["b.html"] == page("B")


def test_all_others_are_discussed_at_an_address() -> None:
    plugin = Comments(address="https://talk.example/new?about={url}", text="<Talk>")
    built = build({"a.html": page("A")}, [plugin])
    link = '<a href="https://talk.example/new?about=https%3A%2F%2Fexample.org%2Fa.html">'
    assert f"{link}&lt;Talk&gt;</a>" in built.pages["a.html"]


def test_a_discussion_without_an_address_is_found() -> None:
    wrong = page("A", head="<meta name=discussion content=javascript:alert(1)>")
    built = build({"a.html": wrong}, [Comments])
    (found,) = built.findings
    assert str(found) == (
        "a.html:2:37: warning: 'javascript:alert(1)' is not an address with https:// "
        "[comments-address]"
    )
    with pytest.raises(ValueError, match="address: expected https:// and"):
        Comments(address="talk.example")


# Backlinks


def test_pages_list_those_that_link_to_them() -> None:
    link = "<p>See <a href=c.html>this</a>.</p>"
    pages = {
        "a.html": page("A & B", body=link),
        "b.html": page("B", body=link),
        "c.html": page("C"),
    }
    built = build(pages, [Backlinks])
    items = f'<li><a href="{URL}a.html">A &amp; B</a></li><li><a href="{URL}b.html">B</a></li>'
    assert f'aria-label="Linked from"><ul>{items}</ul></nav>' in built.pages["c.html"]
    assert built.pages["a.html"] == pages["a.html"]


# oEmbed


def test_every_page_has_an_answer_and_a_link_to_it() -> None:
    own = "<link rel=alternate type=application/json+oembed href=/own.json>"
    pages = {
        "a/index.html": page('"A"', head="<meta name=author content=Ada>"),
        "b.html": page("B", head=own),
    }
    built = build(pages, [OEmbed], settings={"site": {"name": "Site"}})
    address = f"{URL}oembed/a/index.json"
    link = f'<link rel="alternate" href="{address}" type="application/json+oembed"'
    assert f'{link} title="&quot;A&quot;">' in built.pages["a/index.html"]
    assert built.pages["b.html"] == pages["b.html"]
    assert {path: json.loads(content) for path, content in built.files.items()} == {
        "oembed/a/index.json": {
            "version": "1.0",
            "type": "link",
            "title": '"A"',
            "author_name": "Ada",
            "provider_name": "Site",
            "provider_url": URL,
        }
    }


# JSON-LD


def test_articles_say_who_wrote_them_and_when() -> None:
    def script(value: str) -> str:
        return f'<script type="application/ld+json">{value}</script>'

    metas = "<meta name=author content=Ada><meta property=article:modified_time content=2026-03-04>"
    half = '{"@type": "BlogPosting", "author": {"@type": "Person", "name": "Bob"}}'
    pages = {
        "a.html": page("A", head=metas + script('{"@type": "Article", "headline": "A"}')),
        "b.html": page("B", head=metas + script(half)),
        "c.html": page("C", head=metas + script('{"@type": "Person"}') + script("{broken")),
    }
    built = build(pages, [Completion])
    assert (
        '{"@type":"Article","headline":"A","author":[{"@type":"Person","name":"Ada"}],'
        '"dateModified":"2026-03-04"}' in built.pages["a.html"]
    )
    assert '"name":"Bob"},"dateModified":"2026-03-04"}' in built.pages["b.html"]
    assert "Ada" not in built.pages["b.html"].partition("ld+json")[2]
    assert built.pages["c.html"] == pages["c.html"]


# Facade


def test_a_player_gives_way_to_a_link() -> None:
    player = (
        '<iframe src="https://www.youtube-nocookie.com/embed/abcdefghijk" title=A&amp;B></iframe>'
    )
    other = "<iframe src=https://maps.example/></iframe>"
    pages = {"a.html": page("A", body=f"<p>{player}</p>{other}")}
    built = build(pages, [Facade(text="Film")])
    link = '<a href="https://www.youtube.com/watch?v=abcdefghijk" data-smoopt="facade">'
    assert f"{link}Film: A&amp;B</a>" in built.pages["a.html"]
    assert f"</p>{other}" in built.pages["a.html"]


def test_a_player_that_cannot_give_way_is_found() -> None:
    player = '<a href="/"><iframe src="https://player.vimeo.com/video/1"></iframe></a>'
    built = build({"a.html": page("A", body=player)}, [Facade])
    assert built.pages["a.html"] == page("A", body=player)
    assert [finding.code for finding in built.findings] == ["facade-impossible"]


# JSON Feed


def test_a_feed_has_all_dated_pages_the_newest_first() -> None:
    def dated(title: str, date: str) -> str:
        return page(title, head=f"<meta property=article:published_time content={date}>")

    pages = {"a.html": dated("A", "2026-01-02"), "b.html": dated("B", "2026-03-04")}
    built = build({**pages, "c.html": page("C")}, [JsonFeed])
    feed = json.loads(built.files["feed.json"])
    assert [(item["title"], item["url"]) for item in feed["items"]] == [
        *(("B", f"{URL}b.html"), ("A", f"{URL}a.html"))
    ]
    assert f'href="{URL}feed.json" type="application/feed+json">' in built.pages["c.html"]
    taken = build(pages, [JsonFeed], files={"feed.json": "{}"})
    assert [finding.code for finding in taken.findings] == ["file-refused"]
