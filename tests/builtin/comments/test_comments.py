"""Where pages get comments, what their section holds, and what the script would load."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from smoopt.builtin.comments import Comments
from smoopt.builtin.comments.comment_section import comment_languages
from smoopt.builtin.comments.comment_section import section as section_of
from smoopt.builtin.comments.on_servers import Cusdis, Isso
from smoopt.plugin.widget_templates import templates_of
from smoopt.testing import build
from tests.support.articles import DATED, article
from tests.support.configured import Configured
from tests.support.runs import smoopt

# What no HTML can say.
TEXT = re.compile("[\0\ud800-\udfff]")
GISCUS = {"giscus": {"repo": "ann/mill", "repo_id": "R_1"}}
SYSTEMS: list[dict[str, Any]] = [
    GISCUS,
    {"utterances": {"repo": "ann/mill"}},
    {"isso": {"server": "https://isso.mill.example"}},
    {"remark42": {"host": "https://remark.mill.example"}},
    {"cusdis": {"host": "https://cusdis.mill.example", "app_id": "1"}},
    {"hyvor": {"website_id": 7}},
]
ASKED = {"isso": ("title",), "cusdis": ("url", "path", "title"), "hyvor": ("path",)}
EACH = pytest.mark.parametrize("options", SYSTEMS, ids=lambda options: next(iter(options)))


def section(text: str) -> turbohtml.Element | None:
    return turbohtml.parse(text).select_one("section[data-smoopt=comments]")


def made(text: str, options: dict[str, Any], path: str = "posts/a.html", **more: Any) -> Any:
    return build({path: text}, {"comments": options}, **more)


@EACH
def test_the_section_ends_the_article_and_loads_nothing(options: dict[str, Any]) -> None:
    built = made(article(), options)
    text = built.pages["posts/a.html"]
    found = section(text)
    assert found is not None
    assert text.endswith("</section><!--/smoopt--></article></main></body></html>")
    # What the system's script asks for, and nothing else.
    page = {"url": "https://example.org/posts/a.html", "path": "/posts/a.html", "title": "Gates"}
    said = {name: found.attr(f"data-{name}") for name in page if f"data-{name}" in found.attrs}
    assert said == {name: page[name] for name in ASKED.get(next(iter(options)), ())}
    button, link = found.select_one("button"), found.select_one("a")
    assert button is not None
    # A script shows it; without one, there is the link, or nothing.
    assert button.closest("[hidden]") is not None
    assert ("hidden" in found.attrs) is (link is None)
    assert (link is not None) is (next(iter(options)) in {"giscus", "utterances"})
    sources = [each.attr("src") for each in turbohtml.parse(text).select("[src]")]
    assert [re.sub(r"\.\w+\.", ".", source or "") for source in sources] == [
        "../smoopt/comments.js"
    ]
    assert {name.partition(".")[2][17:] for name in built.files} == {"css", "js"}


def test_the_section_is_no_part_of_the_text_and_comes_behind_the_conversation() -> None:
    text = article().replace("<article>", '<article class="h-entry e-content">')
    tables = {"comments": GISCUS, "conversation": {"discuss": ["https://forum.example/?u={url}"]}}
    built = build({"posts/a.html": text}, tables).pages["posts/a.html"]
    assert turbohtml.parse(built).select_one(".e-content [data-smoopt=comments]") is None
    assert built.index('data-smoopt="conversation"') < built.index('data-smoopt="comments"')


@pytest.mark.parametrize(
    ("options", "address"),
    [
        ({"giscus": {}}, "discussions?discussions_q=%22posts%2Fa%22%20in%3Atitle"),
        ({"giscus": {"mapping": "title"}}, "discussions?discussions_q=%22Gates%22%20in%3Atitle"),
        ({"giscus": {"mapping": "number", "term": "9"}}, "discussions/9"),
        (
            {"giscus": {"mapping": "specific", "term": "a&b"}},
            "discussions?discussions_q=%22a%26b%22%20in%3Atitle",
        ),
        ({"utterances": {}}, "issues?q=%22posts%2Fa%22%20in%3Atitle"),
        ({"utterances": {"issue_number": 3}}, "issues/3"),
        (
            {"utterances": {"issue_term": "url"}},
            "issues?q=%22https%3A%2F%2Fexample.org%2Fposts%2Fa.html%22%20in%3Atitle",
        ),
    ],
)
def test_the_link_leads_to_the_discussion(options: dict[str, Any], address: str) -> None:
    more = {"repo": "ann/mill"}
    given = {name: {**more, **table} for name, table in options.items()}
    if "giscus" in given:
        given["giscus"]["repo_id"] = "R_1"
    found = section(made(article(), given).pages["posts/a.html"])
    link = found and found.select_one("a")
    assert link
    assert link.attr("href") == f"https://github.com/ann/mill/{address}"


OTHERS = [
    article(head=""),
    article().replace("<html", "<html amp"),
    article().replace("<main>", "<main data-reactroot>"),
    article(body="<p>Text.</p><div id=disqus_thread></div>"),
    article(body="<p>Text.</p><script src='https://giscus.app/client.js'></script>"),
    article(body="<p>Text.</p><script>var remark_config = {}</script>"),
    article(body="<p>Text.</p><section id=comments><p>Nice.</p></section>"),
]


def test_other_pages_get_none() -> None:
    pages = {f"posts/{number}.html": text for number, text in enumerate(OTHERS)}
    pages["hidden/a.html"] = article()
    built = build(pages, {"comments": {**GISCUS, "hide": ["hidden/"]}})
    assert built.pages == pages
    assert built.files == {}


def test_a_text_about_comments_is_none() -> None:
    text = article(body="<pre>&lt;script src='https://giscus.app/client.js'></pre><p>Text.</p>")
    assert section(made(text, GISCUS).pages["posts/a.html"]) is not None


def test_pages_that_are_named_get_them_where_they_are_asked_for() -> None:
    options = {**GISCUS, "show": ["guest.html"], "selector": "h1", "where": "after"}
    text = made(article(head=""), options, "guest.html").pages["guest.html"]
    assert "</h1><!--smoopt " in text
    assert section(text) is not None


POLICY = (
    "default-src 'self'; script-src 'self' {0}; frame-src {0}; style-src 'self' {0}; "
    "connect-src {0}"
)


HOSTS = (
    *("https://giscus.app", "https://utteranc.es", "https://isso.mill.example"),
    *("https://remark.mill.example", "https://cusdis.mill.example", "https://talk.hyvor.com"),
)


@pytest.mark.parametrize(("options", "host"), [*zip(SYSTEMS, HOSTS, strict=True)])
def test_what_the_policy_refuses_is_named(options: dict[str, Any], host: str) -> None:
    head = '<meta http-equiv="Content-Security-Policy" content="{}">'
    policies = {
        "refused.html": POLICY.format("https://else.example"),
        "allowed.html": POLICY.format(host),
        "closed.html": f"script-src {host}",
    }
    pages = {path: article(f"{DATED}{head.format(text)}") for path, text in policies.items()}
    built = build(pages, {"comments": options})
    assert [path for path, text in built.pages.items() if section(text)] == ["allowed.html"]
    said = {each.place.path: each.message for each in built.findings}
    assert {each.code for each in built.findings} == {"comments-refused"}
    assert f"script-src {host}" in said["refused.html"]
    assert "script-src 'self'" in said["closed.html"]


def recipe(options: dict[str, Any]) -> dict[str, Any]:
    built = made(article(), options)
    script = next(data.decode() for name, data in built.files.items() if name.endswith(".js"))
    found = re.search(r"const RECIPE = (.*);\n", script)
    assert found is not None
    return json.loads(found[1])  # type: ignore[no-any-return]


def test_each_system_is_given_what_it_documents() -> None:
    scripts = [recipe(options)["script"]["src"] for options in SYSTEMS]
    assert scripts == [
        "https://giscus.app/client.js",
        "https://utteranc.es/client.js",
        "https://isso.mill.example/js/embed.min.js",
        "https://remark.mill.example/web/embed.mjs",
        "https://cusdis.mill.example/js/cusdis.es.js",
        "https://talk.hyvor.com/embed/embed.js",
    ]
    options = {**GISCUS["giscus"], "category": 'A </script> & "b" é', "strict": True}
    script = recipe({"giscus": options})["script"]
    assert (script["data-category"], script["data-strict"]) == ('A </script> & "b" é', "1")
    assert recipe(SYSTEMS[3])["settings"]["remark_config"]["host"] == "https://remark.mill.example"
    assert recipe(SYSTEMS[5])["shown"] == {"website-id": "7", "page-id": "{path}"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({**SYSTEMS[0], **SYSTEMS[1]}, "one system"),
        ({"giscus": {"repo": "mill", "repo_id": "R"}}, "is not a repository"),
        ({"giscus": {"repo": "a/b", "repo_id": "R", "mapping": "number"}}, "term: expected"),
        ({"giscus": {"repo": "a/b", "repo_id": "R", "term": "x"}}, "term: expected"),
        ({"giscus": {"repo": "a/b"}}, "repo_id"),
        ({"isso": {"server": "http://mill.example"}}, "is no server"),
        ({"remark42": {"host": "https://a.example/'x"}}, "is no server"),
        ({"hyvor": {"website_id": 0}}, "website_id"),
        ({"isso": {"server": "https://a.example", "colour": "red"}}, "colour"),
        ({**GISCUS, "selector": "]"}, "selector"),
    ],
)
def test_options_that_are_wrong_are_refused(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        msgspec.convert(options, Comments)


def test_no_system_is_said_once() -> None:
    assert [each.code for each in made(article(), {}).findings] == ["comments-unnamed"]


def test_the_words_are_the_pages() -> None:
    found = section(made(article(language="de"), GISCUS).pages["posts/a.html"])
    assert found is not None
    assert found.attr("data-language") == "de"
    assert found.text.split("\n")[1] == (
        "Kommentare anzeigen Lädt von giscus.app Diskussion auf GitHub"
    )
    maltese = section(made(article(language="mt"), GISCUS).pages["posts/a.html"])
    assert maltese is not None
    assert (maltese.attr("lang"), maltese.attr("data-language")) == ("en", None)
    assert all("{host}" in words.host for words in comment_languages().values())


def test_a_site_may_have_its_own_section() -> None:
    own = '<div data-smoopt="comments"><button type="button">{{ words.show }}</button></div>'
    text = made(article(), GISCUS, templates={"comments.html.j2": own}).pages["posts/a.html"]
    assert '<div data-smoopt="comments"><button type="button">Show comments</button>' in text


def test_readers_are_made_to_ask_nobody(tmp_path: Path) -> None:
    files = {"index.html": article(""), "a.html": article()}
    options = 'repo = "ann/mill"\nrepo_id = "R_1"\n'
    site = Configured(tmp_path, files, "comments.giscus", options)
    assert site.build().code == 0
    assert len(site.added()) == 2
    run = smoopt("privacy", site.root, "--json", "--config", site.settings)
    assert json.loads(run.out)["asked"] == []
    site.assert_settled()


TEMPLATES = templates_of((Comments.templates,), (), "templates")


@given(st.text(max_size=30), st.text(max_size=20))
def test_whatever_a_page_says_it_stays_in_its_attribute(title: str, path: str) -> None:
    url = f"https://mill.example/{quote(path, errors='replace')}"
    for system in (Isso("https://isso.mill.example"), Cusdis("https://c.mill.example", "1")):
        text = section_of(system, url, title, "en", TEMPLATES)
        body = turbohtml.parse(f"<!doctype html><body>{text}</body>").select_one("body")
        assert body is not None
        (found,) = (each for each in body.children if isinstance(each, turbohtml.Element))
        assert found.attr("data-title") == TEXT.sub("\ufffd", title.replace("\r", "\n"))
        assert found.attr("data-url") == (url if isinstance(system, Cusdis) else None)
