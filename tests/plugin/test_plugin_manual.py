"""The examples in docs/reference/plugin-api.md do what it says."""

import inspect
import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from textwrap import dedent
from types import ModuleType

import pytest

import smoopt
from smoopt.build.memory.partitions import Partitions
from smoopt.build.undo import undo
from smoopt.check.run import audit
from smoopt.model.errors import ConfigError
from smoopt.plugin import load as loading
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from smoopt.testing import build
from tests.support.laws import undone
from tests.support.places import ROOT
from tests.support.project import Project, page
from tests.support.sites import NONE, URL, install, write_files

MANUAL = (ROOT / "docs/reference/plugin-api.md").read_text("utf-8")
EXAMPLES = [
    dedent(example)
    for example in re.findall(r"^ *```python\n(.*?)```", MANUAL, re.DOTALL | re.MULTILINE)
]
NAMES = {
    "credit": "Credit",
    "byline": "Byline",
    "inbound": "Inbound",
    "eldest": "Eldest",
    "badge": "Badge",
    "jsonfeed": "JsonFeed",
    "marquee": "Marquee",
    "citation": "Citation",
    "facade": "Facade",
}
# The templates of the examples, by the files that they stand in.
TEMPLATES = dict(re.findall(r"```jinja\n\{# (\S+) #\}\n(.*?)```", MANUAL, re.DOTALL))


@pytest.fixture(autouse=True)
def examples(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Install the plugins of the manual as an entry point would."""
    folder = tmp_path_factory.mktemp("packages")
    write_files(folder, {**TEMPLATES, "smoopt_byline/__init__.py": ""})
    monkeypatch.syspath_prepend(str(folder))
    module = ModuleType("manual_examples")
    for name in (module.__name__, "smoopt_credit"):
        monkeypatch.setitem(sys.modules, name, module)
    for example in EXAMPLES:
        exec(compile(example, "plugin-api.md", "exec", dont_inherit=True), vars(module))
    install(monkeypatch, module.__name__, NAMES)
    yield
    loading._loaded.cache_clear()


def project(
    tmp_path: Path, files: dict[str, str], name: str, *sources: str, template: bytes = b""
) -> Project:
    on = {**NONE, name: True, "content": True, **dict.fromkeys(sources, True)}
    own = {f"{name}.html.j2": template} if template else {}
    settings = Settings(site=SiteSettings(url=URL), plugins=on, own_templates=own)
    return Project(tmp_path, files, settings=settings, registry=Registry(settings))


def test_there_is_nothing_that_is_not_tested() -> None:
    classes = [
        name for example in EXAMPLES for name in re.findall(r"^class (\w+)", example, re.MULTILINE)
    ]
    assert classes == list(NAMES.values())


def test_every_public_name_is_in_the_manual() -> None:
    missing = [name for name in smoopt.__all__ if not re.search(rf"\b{name}\b", MANUAL)]
    assert not missing
    assert all(getattr(smoopt, name) is not None for name in smoopt.__all__)


def test_the_table_of_signatures_is_right() -> None:
    table = MANUAL.partition("## Building blocks")[2].partition("## ")[0]
    calls = re.findall(r"`(?:(\w+)\.)?(\w+)\(([\w, ]+)\)`", table)
    assert len(calls) >= 14
    owners = {"page": smoopt.Page, "rule": smoopt.Rule, "File": smoopt.File, "": smoopt}
    owners["markup"] = smoopt.markup
    for owner, name, arguments in calls:
        known = inspect.signature(getattr(owners[owner], name)).parameters
        given = ["start", "end"] if arguments == "at, at" else arguments.split(", ")
        assert [each for each in known if each != "self"][: len(given)] == given


@pytest.mark.parametrize(
    ("head", "headers", "is_there"),
    [
        ("", "", True),
        ("", "/*\n  Content-Security-Policy: default-src 'self'\n", True),
        ("", "/b/\n  Content-Security-Policy: img-src 'none'\n", False),
        ("<meta http-equiv=content-security-policy content='img-src https:'>", "", True),
        ("<meta http-equiv=content-security-policy content='img-src data:'>", "", False),
    ],
)
def test_a_badge_is_shown_where_the_policy_lets_it_be_loaded(
    tmp_path: Path, head: str, headers: str, is_there: bool
) -> None:
    files = {"b/index.html": page("B", head=head), "badge.svg": "<svg/>", "_headers": headers}
    made = project(tmp_path, files, "badge")
    made.build()
    built = (made.root / "b/index.html").read_text()
    assert ('<img src="../badge.svg" alt="" data-smoopt="badge">' in built) is is_there
    made.write({"_headers": "/*\n  Content-Security-Policy: img-src 'none'\n"})
    made.build()
    assert 'data-smoopt="badge"' not in (made.root / "b/index.html").read_text()
    made.write({"_headers": "/*\n  Content-Security-Policy: img-src 'none'\n  X-A: b\n"})
    assert made.rendered() == set()


def test_the_tests_of_the_manual_pass() -> None:
    module = sys.modules["manual_examples"]
    names = [name for name in vars(module) if name.startswith("test_")]
    assert len(names) == 3
    for name in names:
        vars(module)[name]()


@pytest.mark.parametrize(
    ("language", "word"),
    [("pt-BR", "De"), ("pt-PT", "Por"), ("de", "Von"), ("zh-Hant", "By"), (None, "By")],
)
def test_words_are_those_of_the_language_or_of_the_nearest(language: str | None, word: str) -> None:
    facts = smoopt.Facts(language=smoopt.Fact(language, "a test") if language else None)
    assert sys.modules["manual_examples"].word(facts) == word


def test_a_player_that_cannot_be_replaced_stays_and_the_page_has_all_else() -> None:
    player = '<table><iframe src="https://www.youtube.com/embed/abcdefghijk"></iframe></table>'
    head = "<!doctype html><title>T</title><meta name=author content=Ada>"
    html = f"{head}<main>{player}<p>A</p></main>"
    module = sys.modules["manual_examples"]
    built = build({"a.html": html}, [module.Facade, module.Credit])
    assert not built.findings
    assert player in built.pages["a.html"]
    assert "Written by Ada" in built.pages["a.html"]


def test_authors_are_thanked(tmp_path: Path) -> None:
    files = {"a.html": page("A", head="<meta name=author content='Ada & Co'>"), "b.html": page("B")}
    made = project(tmp_path, files, "credit", "meta")
    made.build()
    credit = '<p data-smoopt="credit">Written by Ada &amp; Co</p>'
    assert credit in (made.root / "a.html").read_text()
    assert (made.root / "b.html").read_text() == files["b.html"]


@pytest.mark.parametrize(
    ("template", "byline"),
    [
        (b"", '<p data-smoopt="byline">By <span>Ada &amp; "Co"</span></p>'),
        (
            b'<p data-smoopt="byline" title="{{ names }}">{{ text }} them</p>',
            '<p data-smoopt="byline" title="Ada &amp; &quot;Co&quot;">By them</p>',
        ),
    ],
    ids=["as shipped", "the site's own"],
)
def test_authors_are_named_by_a_template(tmp_path: Path, template: bytes, byline: str) -> None:
    author = """<meta name=author content='Ada & "Co"'>"""
    files = {"a.html": page("A", head=author), "b.html": page("B")}
    made = project(tmp_path, files, "byline", "meta", template=template)
    made.build()
    assert byline in (made.root / "a.html").read_text()
    assert (made.root / "b.html").read_text() == files["b.html"]


def test_a_template_that_is_wrong_is_refused_before_any_page_is_read(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"templates/byline.html.j2:1: 'nams' is undefined"):
        project(tmp_path, {}, "byline", template=b'<p data-smoopt="byline">{{ nams }}</p>')


def test_what_moves_is_found_and_described(tmp_path: Path) -> None:
    files = {"a.html": page("A", body="<marquee>m</marquee>"), "b.html": page("B")}
    made = project(tmp_path, files, "marquee")
    audited = audit(Site(made.root, made.settings), made.registry, 1, lambda _: None)
    found = [finding for finding in audited.findings if finding.plugin == "marquee"]
    assert [str(finding.place.path) for finding in found] == ["a.html"]
    assert audited.rules[found[0].code].fix == "Take the element out."


@pytest.mark.parametrize(
    ("there", "built"),
    [
        ("", "2026/01/02"),
        ("2025/12/31", "2025/12/31"),
        ("31.12.", "2026/01/02"),
        ("X", "2026/01/02"),
    ],
)
def test_a_tag_is_added_where_it_is_missing_and_mended_where_it_is_wrong(
    tmp_path: Path, there: str, built: str
) -> None:
    tag = '<meta name="citation_publication_date" content="{}">'
    files = {"a.html": dated("A", "2026-01-02", tag.format(there) if there else "")}
    made = project(tmp_path, files, "citation", "meta")
    summary = made.build()
    html = (made.root / "a.html").read_text()
    assert re.sub("<!--.*?-->", "", html).count(tag.format(built)) == 1
    assert ("citation-date" in {finding.code for finding in summary.findings}) == (
        there not in ("", built)
    )
    assert undone(html.encode()) == files["a.html"].encode()


def test_a_player_gives_way_to_a_link_and_comes_back(tmp_path: Path) -> None:
    player = '<iframe src="https://www.youtube.com/embed/abcdefghijk" title="A &amp; B"></iframe>'
    other = '<iframe src="https://maps.example/"></iframe>'
    files = {"a.html": page("A", body=f"<p>{player}</p>{other}")}
    made = project(tmp_path, files, "facade")
    made.build()
    built = (made.root / "a.html").read_text()
    link = '<a href="https://www.youtube.com/watch?v=abcdefghijk" data-smoopt="facade">'
    assert f'{link}Video: A &amp; B</a><template data-smoopt="kept">{player}</template>' in built
    assert f"</p>{other}" in built
    made.build()
    assert (made.root / "a.html").read_text() == built
    assert undone((made.root / "a.html").read_bytes()) == files["a.html"].encode()


def test_pages_list_those_that_link_to_them_and_are_rendered_again_for_these_only(
    tmp_path: Path,
) -> None:
    link = "<p>See <a href=c.html>this</a> and <a href=https://e.example/>that</a>.</p>"
    files = {"a.html": page("A", body=link), "b.html": page("B", body=link), "c.html": page("C")}
    made = project(tmp_path, files, "inbound")
    made.build()
    shown = f'<a href="{URL}a.html">A</a>, <a href="{URL}b.html">B</a></nav>'
    assert shown in (made.root / "c.html").read_text()
    made.write({"b.html": page("Bee", body=link)})
    assert made.rendered() == {"b.html", "c.html"}
    assert shown.replace(">B<", ">Bee<") in (made.root / "c.html").read_text()
    made.write({"b.html": page("Bee", body=f"{link}<p>More words.</p>")})
    assert made.rendered() == {"b.html"}
    assert made.rendered() == set()


@pytest.mark.parametrize("size", [0, 1, 3])
def test_pages_know_the_oldest_of_their_section_however_records_are_divided(
    size: int, tmp_path: Path
) -> None:
    dates = {"a/1": "2026-01-04", "a/2": "2026-01-03", "a/3": "2026-01-01", "a/4": "2026-01-02"}
    files = {f"{path}.html": dated(path, date) for path, date in dates.items()}
    oldest = {"eldest": ["a/3.html", "a/4.html", "a/2.html"]}
    builder = project(tmp_path, {**files, "b.html": page("B")}, "eldest", "meta").builder()
    builder.memory.partitions = Partitions(size)
    builder.build(lambda _: None)
    assert builder.memory.shares == dict.fromkeys(files, oldest)


def dated(title: str, date: str, more: str = "") -> str:
    return page(title, head=f"<meta property=article:published_time content={date}>{more}")


def test_a_feed_follows_the_pages_and_renders_no_other(tmp_path: Path) -> None:
    robots = "User-agent: *\nDisallow:\n"
    files = {
        "a.html": dated("A", "2026-01-02"),
        "b.html": dated("B", "2026-03-04"),
        "c.html": page("C"),
        "robots.txt": robots,
    }
    made = project(tmp_path, files, "jsonfeed", "meta")
    made.build()

    def titles() -> list[str]:
        feed = json.loads((made.root / "feed.json").read_text("utf-8"))
        assert feed["feed_url"] == f"{URL}feed.json"
        assert all(item["content_text"] for item in feed["items"])
        assert all(datetime.fromisoformat(item["date_published"]) for item in feed["items"])
        return [item["title"] for item in feed["items"]]

    assert titles() == ["B", "A"]
    assert f"\n# Feed: {URL}feed.json\n" in (made.root / "robots.txt").read_text("utf-8")
    made.write({"a.html": dated("Another", "2026-05-06")})
    assert made.rendered() == {"a.html"}
    assert titles() == ["Another", "B"]
    made.remove("feed.json")
    assert made.rendered() == set()
    assert titles() == ["Another", "B"]
    assert not undo(Site(made.root, Settings()), lambda _: None).findings
    assert not (made.root / "feed.json").exists()
    assert (made.root / "robots.txt").read_text("utf-8") == robots
