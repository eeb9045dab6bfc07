"""Every value says where it came from, and that is where it stands."""

import json
import re
import shutil
from pathlib import Path

import pytest

from smoopt.build import explain
from smoopt.build.pipeline import transform
from smoopt.model.facts import Alternate, Facts, Image, Media, Member, Person
from smoopt.model.finding import Place
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.support.bars import article
from tests.support.places import EVERY_SITE
from tests.support.runs import URL, Run, page, smoopt
from tests.support.sites import NONE, write_files

BLOG = {
    "index.html": page("Home"),
    "blog/index.html": page("Blog"),
    "blog/2026/post.html": page("Post"),
}

_NO_PLUGINS = "[plugins]\n" + "".join(f"{name} = false\n" for name in NONE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project with a built site in it, and sources that look like one."""
    write_files(tmp_path / "public", BLOG)
    write_files(tmp_path, {"index.html": "source", "CNAME": "example.org"})
    return tmp_path


def address(run: Run) -> str:
    return str(json.loads(run.out)["facts"]["address"]["value"])


@pytest.mark.parametrize("fixture", EVERY_SITE, ids=lambda folder: folder.name)
def test_every_place_is_where_the_value_stands(fixture: Path) -> None:
    site, registry = Site(fixture, Settings()), Registry(Settings())
    checked = 0
    for path in site.pages:
        outcome = transform(path, (fixture / path).read_bytes(), site, registry)
        for name in Facts.__struct_fields__:
            fact = getattr(outcome.facts, name)
            if fact is not None and fact.place is not None and fact.place.line:
                assert _begins_something(fixture, fact.place), (path, name, fact)
                checked += 1
    assert checked > len(site.pages), "most facts have a place"


def _begins_something(root: Path, place: Place) -> bool:
    """Tell whether a tag begins at a place; of a feed's entry only the line is known."""
    text = (root / place.path).read_bytes().decode("utf-8")
    line = re.split("\r\n|\r|\n", text)[place.line - 1]
    if place.column:
        return re.match(r"<\w", line[place.column - 1 :]) is not None
    return "<entry" in line or "<item" in line


def test_a_place_names_the_very_tag(tmp_path: Path) -> None:
    text = page("Home").replace(
        "</head>", '  <meta\n property="og:description" content="From the tag"></head>'
    )
    write_files(tmp_path / "site", {"index.html": text.replace("\n", "\r\n")})
    facts = json.loads(smoopt("explain", tmp_path / "site/index.html", "--json").out)["facts"]
    assert facts["description"] == {
        "value": "From the tag",
        "rule": "meta og:description",
        "place": {"path": "index.html", "line": 5, "column": 3},
        "plugin": "meta",
    }


def test_words_and_data_say_the_same(project: Path) -> None:
    words = smoopt("explain", "public/blog/2026/post.html", "--url", URL, cwd=project)
    data = smoopt("explain", "public/blog/2026/post.html", "--url", URL, "--json", cwd=project)
    assert words.code == data.code == 0
    told = json.loads(data.out)
    first, *_, empty, title = words.out.splitlines()[:4]
    assert (first, empty, title) == ("blog/2026/post.html of public (not built yet)", "", "Facts")
    assert told["path"] == "blog/2026/post.html"
    assert told["status"] == "changed"
    assert told["skip"] is None
    for name, fact in told["facts"].items():
        place = ":".join(str(part) for part in (fact["place"] or {}).values() if part)
        where = f"({fact['plugin'] or 'smoopt'}{', ' if place else ''}{place})"
        assert f"  {name:<18} " in words.out
        assert f"← {fact['rule']} {where}\n" in words.out
    for change in told["changes"]:
        cut = change["text"] if len(change["text"]) <= 160 else f"{change['text'][:159]}…"
        assert f"{change['name']:<18} {cut}\n" in words.out
        assert f"← {change['plugin']}: {change['because']}\n" in words.out


def test_every_change_says_which_plugin_made_it_and_why(project: Path) -> None:
    told = json.loads(
        smoopt("explain", "public/index.html", "--url", URL, "--json", cwd=project).out
    )
    assert {change["plugin"] for change in told["changes"]} >= {"canonical", "opengraph", "x"}
    assert all(change["because"] for change in told["changes"])
    assert all(fact["rule"] for fact in told["facts"].values())


def test_a_page_that_is_left_alone_says_why(tmp_path: Path) -> None:
    text = page("Home").replace("<head>", '<head><meta name=robots content="noindex">')
    write_files(tmp_path, {"index.html": text})
    assert smoopt("explain", "index.html", cwd=tmp_path).out == (
        "index.html of . (skipped: it asks robots not to index it)\n"
    )


def test_a_built_page_is_explained_as_its_generator_wrote_it(project: Path) -> None:
    words = ("explain", "public/index.html", "--url", URL, "--json")
    before = json.loads(smoopt(*words, cwd=project).out)
    smoopt("build", "public", "--url", URL, cwd=project)
    after = json.loads(smoopt(*words, cwd=project).out)
    assert after == {**before, "status": "unchanged"}


def test_the_first_line_says_how_far_a_page_is_built(project: Path) -> None:
    page_of_post = ("explain", "public/blog/2026/post.html")

    def state(*options: str) -> str:
        said = smoopt(*page_of_post, "--url", URL, *options, cwd=project).out
        assert ("What smoopt adds and corrects" in said) == ("needs nothing" not in said)
        return said.splitlines()[0].partition("(")[2].rstrip(")")

    assert state() == "not built yet"
    smoopt("build", "public", "--url", URL, cwd=project)
    assert state() == "built and up to date"
    assert state("--url", "https://other.example/") == "built, but not up to date"
    smoopt("undo", "public", cwd=project)
    write_files(project, {"smoopt.toml": _NO_PLUGINS})
    assert state() == "needs nothing"


def test_explaining_writes_nothing(project: Path) -> None:
    before = (project / "public/index.html").stat()
    smoopt("explain", "public/index.html", cwd=project)
    assert (project / "public/index.html").stat().st_mtime_ns == before.st_mtime_ns


def test_a_link_to_a_page_is_explained_as_the_page(project: Path) -> None:
    shutil.copytree(project / "public", project / "real")
    (project / "post.html").symlink_to("real/blog/2026/post.html")
    run = smoopt("explain", "post.html", "--site", "real", "--url", URL, "--json", cwd=project)
    assert address(run) == f"{URL}blog/2026/post.html"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("text", "text"),
        (7, "7"),
        (("a", "b"), "a; b"),
        (Image("u"), "u"),
        (Image("u", "alt", 3, 2, "image/png", 1234), 'u 3×2 image/png 1,234 bytes "alt"'),
        (Media("u", "video/mp4"), "u video/mp4"),
        (Media("u"), "u"),
        ((Person("Ada"), Person("Bo", "https://b")), "Ada; Bo <https://b>"),
        (Alternate("de", "u"), "de: u"),
        ((Member("commentCount", 2, "why"), Member("a", ["é"], "why")), 'commentCount 2; a ["é"]'),
    ],
)
def test_a_value_is_shown_in_one_line(value: object, shown: str) -> None:
    assert explain.shown(value) == shown


def test_what_two_plugins_ask_for_alike_is_told_once(project: Path) -> None:
    write_files(project, {"public/a.html": article("A", words="lamp paper glue shade fold " * 80)})
    said = smoopt("explain", "public/a.html", "--url", URL, cwd=project).out
    assert said.count("+ stylesheet") == 1
