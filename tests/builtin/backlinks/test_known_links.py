"""The option `sources` of `backlinks`: known pages elsewhere that link here."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from smoopt.build.project import stamps
from smoopt.builtin.backlinks.known_links import read
from smoopt.model.errors import ConfigError
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings
from smoopt.testing import build
from tests.support.configured import URL, Configured
from tests.support.runs import Run, page, smoopt

FILES = {name: page(name) for name in ("index.html", "gate.html", "wheel.html", "race/index.html")}
ANN, BOB = "https://ann.example/on-gates", "https://www.bob.example/?p=1&q"
TOML = f"""
[[link]]
source = "{ANN}"
target = "{URL}gate.html#how"
title = "On gates"
site = "Ann's notes"
quote = "  Nobody builds gates as they do. "

[[link]]
source = "{BOB}"
target = "gate.html"
title = "A <b>mill</b>"
"""
# Nobody writes so deeply but to do harm.
DEEP = "<b>" * 50_000 + f'<a href="{URL}gate.html">gate</a>'


class Linked(Configured):
    """A site whose `sources` are in a file beside smoopt.toml."""

    def __init__(self, folder: Path, text: str, name: str = "links.toml") -> None:
        super().__init__(folder, dict(FILES), "backlinks", f'sources = "{name}"\n')
        self.sources = folder / name
        self.sources.write_text(text)

    def shown(self, path: str) -> list[tuple[str, str]]:
        found = turbohtml.parse(self.text(path)).select("[data-smoopt=backlinks] li")
        return [(each.select("a")[0].attr("href") or "", each.text) for each in found]

    def changed(self) -> list[str]:
        """Build again, and name the pages that were written."""
        before = {path: self.text(path) for path in FILES}
        assert self.build().code == 0
        return [path for path in FILES if self.text(path) != before[path]]


def mention(target: str, **members: object) -> dict[str, object]:
    """Give a mention as webmention.io exports it."""
    return {
        "type": "entry",
        "author": {"type": "card", "name": "Ann Lee", "photo": "", "url": "https://ann.example/"},
        "url": ANN,
        "published": None,
        "wm-received": "2026-03-04T05:06:07Z",
        "wm-id": 1,
        "wm-source": ANN,
        "wm-target": target,
        "wm-property": "mention-of",
        "wm-private": False,
        **{name.replace("_", "-"): value for name, value in members.items()},
    }


def exported(*children: object) -> str:
    return json.dumps({"type": "feed", "name": "Webmentions", "children": children})


def test_known_pages_are_listed_with_title_site_and_quote(tmp_path: Path) -> None:
    made = Linked(tmp_path, TOML)
    run = made.build()
    assert (run.code, run.err) == (0, "")
    assert made.shown("gate.html") == [
        (ANN, "On gates (Ann's notes): Nobody builds gates as they do."),
        (BOB, "A <b>mill</b> (bob.example)"),
    ]
    listed = turbohtml.parse(made.text("gate.html")).select("[data-smoopt=backlinks] *")
    assert {each.tag for each in listed} == {"p", "strong", "ul", "li", "a"}
    assert all(each.attr("rel") is None for each in listed)
    assert [path for path in FILES if made.shown(path)] == ["gate.html"]
    made.assert_settled()


def test_pages_of_the_site_come_first_and_each_kind_has_its_most(tmp_path: Path) -> None:
    made = Linked(tmp_path, TOML)
    made.settings.write_text(made.settings.read_text() + "most = 1\n")
    link = "<p>It is fed by <a href=gate.html>the gate</a>.</p></main>"
    (made.root / "wheel.html").write_text(FILES["wheel.html"].replace("</main>", link))
    assert made.build().code == 0
    assert [href for href, _ in made.shown("gate.html")] == [f"{URL}wheel.html", ANN]


def test_a_changed_file_renders_those_pages_that_it_concerns(tmp_path: Path) -> None:
    made = Linked(tmp_path, TOML)
    assert made.build().code == 0
    stamps = {path: (made.root / path).stat().st_mtime_ns for path in FILES}
    made.sources.write_text(TOML.replace('target = "gate.html"', 'target = "race/"'))
    assert made.changed() == ["gate.html", "race/index.html"]
    assert (made.root / "wheel.html").stat().st_mtime_ns == stamps["wheel.html"]
    assert [href for href, _ in made.shown("race/index.html")] == [BOB]
    assert made.changed() == []
    made.sources.write_text("")
    assert made.changed() == ["gate.html", "race/index.html"]
    assert not made.shown("gate.html")


def test_watch_looks_at_the_file(tmp_path: Path) -> None:
    made = Linked(tmp_path, TOML)
    assert made.sources in stamps(made.settings, made.root)()


def test_explain_knows_what_the_file_says_now(tmp_path: Path) -> None:
    made = Linked(tmp_path, "")
    assert made.build().code == 0
    made.sources.write_text(TOML)
    run = smoopt("explain", made.root / "gate.html", "--config", made.settings)
    assert f"linked from {ANN}" in run.out


def test_what_webmention_io_exports_is_read(tmp_path: Path) -> None:
    gate = f"{URL}gate.html"
    html = f'<p>Rain. I like <a href="{gate}">their gate</a>, really. Sun.</p>'
    made = Linked(
        tmp_path,
        exported(
            mention(gate, name="On gates", content={"html": html, "text": "Rain. …"}),
            mention(gate, url="https://b.example/", content={"text": "So long a text."}),
            mention(gate, url="https://c.example/", wm_property="in-reply-to", content="Well said"),
            mention(gate, url="https://d.example/", wm_property="like-of"),
            mention(gate, url="https://e.example/", wm_private=True),
            mention(gate, url="javascript:alert(1)", wm_source="https://f.example/", name=["x"]),
            mention(gate, url=f"{URL}race/", name="My own page"),
            mention(gate, url="https://g.example/", author=None),
            mention(gate, url="https://h.example/", name="Well said.", content="Well said. Ha"),
            mention(gate, url="https://i.example/", name="So " * 99, content={"html": DEEP}),
            mention(" ", url="https://j.example/"),
        ),
        "mentions.json",
    )
    assert made.build().err == ""
    assert made.shown("gate.html") == [
        (ANN, "On gates (ann.example): I like their gate, really."),
        ("https://b.example/", "Ann Lee (b.example)"),
        ("https://c.example/", "Ann Lee (c.example): Well said"),
        ("https://f.example/", "Ann Lee (f.example)"),
        ("https://h.example/", "Ann Lee (h.example)"),
        ("https://i.example/", f"{'So ' * 65}So… (i.example)"),
    ]
    links = turbohtml.parse(made.text("gate.html")).select("[data-smoopt=backlinks] a")
    assert {each.attr("rel") for each in links} == {"ugc nofollow"}


def test_json_says_the_same_as_toml(tmp_path: Path) -> None:
    link = {"source": ANN, "target": "gate.html", "title": "On gates"}
    made = Linked(tmp_path, json.dumps({"link": [link, link]}), "links.json")
    assert made.build().code == 0
    assert made.shown("gate.html") == [(ANN, "On gates (ann.example)")]


def test_links_to_pages_that_are_not_there_are_findings(tmp_path: Path) -> None:
    gone = TOML.replace('target = "gate.html"', f'target = "{URL}gone.html"')
    made = Linked(tmp_path, gone + gone + TOML.replace('"gate.html"', '"https://b.example/gate"'))
    assert made.build().err.splitlines() == [
        f"links.toml: warning: {URL}gone.html is not a page of this site, but 2 pages elsewhere "
        "link to it, such as https://www.bob.example/?p=1&q [backlinks-unplaced]",
        "links.toml: warning: https://b.example/gate is not a page of this site, but "
        "https://www.bob.example/?p=1&q links to it [backlinks-unplaced]",
    ]
    (made.root / "_redirects").write_text("/gone.html /gate.html\n")
    assert "gone.html" not in made.build().err


WRONG = {
    "links.toml": {
        "[[link]\n": "is not valid TOML: Expected ']]' at the end of an array declaration "
        "(at line 1, column 7)",
        "[[link]]\nsource = 1": "link[0].source: expected text, found 1",
        "[[link]]\nsource = 'a.html'\ntarget = 'b'\ntitle = 't'": "link[0]: source: 'a.html' is "
        "not an address; expected https://…",
        "[[link]]\nsource = 'https://a.b/'\ntitle = 't'": "link[0]: `target` is missing; expected "
        "text",
        "[[link]]\nsource = 'https://a.b/'\ntarget = ' '\ntitle = 't'": "link[0]: target: it is "
        "empty; expected a page of this site",
        "[[link]]\nsource = 'https://a.b/'\ntarget = 'c'\ntitle = ''": "link[0]: title: it is "
        "empty; expected that of the page elsewhere",
        "[[link]]\nsuorce = ''": "link[0]: there is no setting `suorce` (did you mean `source`?)",
        "[[links]]\nsource = ''": "there is no setting `links` (did you mean `link`?)",
        "link = 'a'": 'link: expected a list of tables, found "a"',
    },
    "links.json": {
        '{"link": [}': "is not valid JSON: Expecting value: line 1 column 11 (char 10)",
        "[]": "expected a table, found []",
        '{"children": {}}': "children: expected a list of tables, found a table",
        '{"children": [{"wm-source": 1}]}': "children[0].wm-source: expected text, found 1",
        "[" * 1000 + "]" * 1000: "it nests too deeply; expected at most 100 levels",
    },
    "links.csv": {
        "a,b": "the name does not say what is in it; expected a file of TOML (.toml) or "
        "JSON (.json)"
    },
}


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [(name, text, says) for name, cases in WRONG.items() for text, says in cases.items()],
)
def test_a_file_that_is_wrong_ends_the_run_with_the_place(
    name: str, text: str, says: str, tmp_path: Path
) -> None:
    made = Linked(tmp_path, text, name)
    run = made.build()
    assert (run.code, run.err) == (2, f"smoopt: {made.sources}: {says}\n")
    assert {path: made.text(path) for path in FILES} == FILES


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    made = Linked(tmp_path, "")
    made.sources.unlink()
    said = f"smoopt: {made.settings}: plugins.backlinks: sources: there is no file {made.sources}\n"
    assert made.build() == Run(2, "", said)


TEXT = st.text(st.characters(codec=None), max_size=30) | st.sampled_from(
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{ 7 * 7 }}", "\u202e", "\0"]
)
VALUE = TEXT | st.none() | st.integers() | st.lists(TEXT, max_size=2)
MEMBERS = st.fixed_dictionaries(
    {},
    optional={
        "name": VALUE,
        "author": VALUE | st.fixed_dictionaries({"name": VALUE}),
        "content": VALUE | st.fixed_dictionaries({"html": VALUE, "text": VALUE}),
        "url": VALUE | TEXT.map("https://ann.example/{}".format),
        "wm_property": st.sampled_from(["mention-of", "in-reply-to", "like-of", None]),
    },
)


@given(MEMBERS, st.sampled_from(["a.html", "https://example.org/a.html", "b", "\ud800", "//x:y/"]))
def test_whatever_strangers_send_adds_a_list_of_links_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, members: Mapping[str, object], target: str
) -> None:
    file = tmp_path_factory.getbasetemp() / "hostile.json"
    file.write_text(exported(mention(target, **members)))
    built = build({"a.html": page("A")}, {"backlinks": {"sources": str(file)}})
    assert {one.code for one in built.findings} <= {"backlinks-unplaced"}
    listed = turbohtml.parse(built.pages["a.html"]).select("[data-smoopt=backlinks] *")
    assert {each.tag for each in listed} <= {"p", "strong", "ul", "li", "a"}
    assert all((each.attr("href") or "https://").startswith("https://") for each in listed)


def test_the_file_is_read_before_any_page(tmp_path: Path) -> None:
    file = tmp_path / "links.toml"
    file.write_text("[[link]]\nsource = 1")
    with pytest.raises(ConfigError, match=r"links\.toml: link\[0\]\.source: expected text"):
        Registry(Settings(plugins={"backlinks": {"sources": str(file)}}))
    with pytest.raises(ConfigError):
        read(file)
