"""Builds after edits: what is rendered again, and that the result is that of a first build."""

import json
import shutil
from hashlib import md5
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt.site import common_wording as usual
from tests.support.edited_sites import applied, edits, from_nothing, pages_of, said, sites
from tests.support.places import SITES
from tests.support.project import Files, Project, page, site
from tests.support.runs import smoopt, tree

APART = pytest.mark.parametrize("apart", [False, True], ids=["in place", "apart"])


@APART
def test_a_second_build_renders_and_touches_nothing(tmp_path: Path, apart: bool) -> None:
    project = Project(tmp_path, site(a="One", b="One", c="Two"), apart=apart)
    assert project.rendered() == {"a.html", "b.html", "c.html"}
    before = project.built()
    assert project.rendered() == set()
    assert project.built() == before


@APART
@pytest.mark.parametrize(
    "edits",
    [
        {"a.html": page("Two")},
        {"a.html": page("Three")},
        {"d.html": page("Seven")},
        {"a.html": page("One", body="<h1>Another body</h1>")},
        {"e.html": page("Five", "The same words.")},
        {"a.html": page("Two"), "c.html": page("One")},
    ],
)
def test_a_page_that_others_do_not_show_is_rendered_alone_and_compared_with_all(
    tmp_path: Path, apart: bool, edits: Files
) -> None:
    files = site(a="One", b="One", c="Two", d="Six", e="Five")
    files["f.html"] = page("Six", "The same words.")
    project = Project(tmp_path, files, apart=apart)
    project.build()
    before = project.built()
    project.write(edits)
    assert project.rendered() == {*edits}
    after = project.built()
    assert {path for path in after if after[path] != before[path]} - {""} <= {*edits}
    assert project.rendered() == set()
    anew = Project(tmp_path / "anew", {**files, **edits}, apart=apart)
    assert duplicates(project) == duplicates(anew)


def duplicates(project: Project) -> list[tuple[str, str, str]]:
    """Give what is said of titles and descriptions that several pages have."""
    return [
        (finding.code, finding.place.path, finding.message)
        for finding in project.build().findings
        if "duplicate" in finding.code
    ]


@APART
def test_a_page_that_comes_or_goes_is_compared_with_the_others(tmp_path: Path, apart: bool) -> None:
    project = Project(tmp_path, site(a="One", b="Two", c="Three"), apart=apart)
    assert duplicates(project) == []
    project.write({"d.html": page("One")})
    assert project.rendered() == {"d.html"}
    assert [path for _, path, _ in duplicates(project)] == ["a.html", "d.html"]
    project.remove("d.html")
    assert project.rendered() == set()
    assert duplicates(project) == []


def test_a_page_gets_its_h1_for_a_title_when_two_others_take_the_same(tmp_path: Path) -> None:
    others = site(b="Two", c="Three", d="Four", e="Five", f="Six")
    files = {**others, "a.html": page("One", body="<h1>The first</h1>")}
    project = Project(tmp_path, files)
    project.build()
    assert 'og:title" content="One"' in (tmp_path / "site/a.html").read_text()
    project.write(site(b="One", c="One"))
    assert project.rendered() == {"a.html", "b.html", "c.html"}
    assert 'og:title" content="The first"' in (tmp_path / "site/a.html").read_text()
    project.write(site(c="Three"))
    assert project.rendered() == {"a.html", "b.html", "c.html"}
    assert 'og:title" content="One"' in (tmp_path / "site/a.html").read_text()


def test_another_description_of_the_home_page_concerns_those_that_have_it(tmp_path: Path) -> None:
    words = "What the whole site is about, in a sentence."
    files = {
        **site(a="One", b="Two", c="Three"),
        "index.html": page("Home", words),
        "copy.html": page("Copy", words),
    }
    project = Project(tmp_path, files)
    project.build()
    assert f'og:description" content="{words}"' not in (tmp_path / "site/copy.html").read_text()
    project.write({"index.html": page("Home", "Other words.")})
    assert project.rendered() == {"index.html", "copy.html"}
    assert f'og:description" content="{words}"' in (tmp_path / "site/copy.html").read_text()


@APART
def test_a_title_concerns_the_others_only_where_it_gives_the_site_another_name(
    tmp_path: Path, apart: bool
) -> None:
    pages = {f"{n}.html": page(f"{n} | Lab") for n in "abcdef"}
    files = {"index.html": page("Home | Lab"), **pages}
    project = Project(tmp_path, files, apart=apart)
    project.build()
    for edit in (
        {"a.html": page("a | Workshop")},
        {"b.html": page("Another b | Lab")},
        {"index.html": page("All of it | Lab")},
        {"g.html": page("g | Lab")},
    ):
        project.write(edit)
        assert project.rendered() == {*edit}
        files |= edit
    edit = {f"{n}.html": page(f"{n} | Workshop") for n in "bcde"}
    project.write(edit)
    files |= edit
    assert project.rendered() == {*files}
    assert b'site_name" content="Workshop"' in pages_of(project)["g.html"]
    assert pages_of(project) == from_nothing(tmp_path / "anew", files, apart=apart)[0]


@APART
def test_a_page_follows_the_title_of_the_page_above_it(apart: bool, tmp_path: Path) -> None:
    files = {"a/b.html": page("b | Lab"), "a.html": page("One | Lab")}
    project = Project(tmp_path / "edited", files, apart=apart)
    project.build()
    assert b'"name":"One' in pages_of(project)["a/b.html"]
    edit = {"a.html": page("Another one | Lab")}
    applied(project, files, edit)
    project.build()
    assert b'"name":"Another one' in pages_of(project)["a/b.html"]
    assert pages_of(project) == from_nothing(tmp_path / "anew", files, apart=apart)[0]


# The law


@APART
@given(files=sites(), rounds=st.lists(edits(), min_size=1, max_size=3))
@settings(max_examples=max(1, settings().max_examples // 3))
def test_builds_after_edits_give_what_a_first_build_gives(
    apart: bool, files: dict[str, str], rounds: list[dict[str, str | None]]
) -> None:
    with TemporaryDirectory() as folder:
        project = Project(Path(folder) / "edited", files, apart=apart)
        project.build()
        for number, edit in enumerate(rounds):
            applied(project, files, edit)
            summary = project.build()
            expected = from_nothing(Path(folder) / str(number), files, apart=apart)
            assert (pages_of(project), said(summary.findings)) == expected
            assert project.rendered() == set()


@APART
@given(files=sites(), rounds=st.lists(edits(), min_size=1, max_size=3))
@settings(max_examples=max(1, settings().max_examples // 3))
def test_a_builder_that_watches_gives_what_a_first_build_gives(
    apart: bool, files: dict[str, str], rounds: list[dict[str, str | None]]
) -> None:
    with TemporaryDirectory() as folder:
        project = Project(Path(folder) / "edited", files, apart=apart)
        builder = project.builder()
        builder.build(lambda _: None)
        for number, edit in enumerate(rounds):
            builder.rebuild(applied(project, files, edit), lambda _: None)
            pages, _ = from_nothing(Path(folder) / str(number), files, apart=apart)
            assert pages_of(project) == pages
            shutil.rmtree(Path(folder) / str(number))


@given(files=sites(least=5), size=st.sampled_from((0, 3, 4, 5)))
@settings(max_examples=max(1, settings().max_examples // 3))
def test_what_a_few_pages_let_expect_of_all_does_not_show(files: dict[str, str], size: int) -> None:
    with TemporaryDirectory() as folder:
        expected = from_nothing(Path(folder) / "all", files, apart=False)
        with mock.patch.object(usual, "SAMPLE", size):
            assert from_nothing(Path(folder) / "few", files, apart=False) == expected


def test_a_page_that_is_rendered_twice_and_stays_as_it_was_is_not_changed(tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(SITES / "jekyll", root)
    about = root / "about/index.html"
    revised = f'precache([{{url:"about/index.html",revision:"{_md5(about)}"}}])'
    (root / "sw.js").write_text(revised)
    smoopt("build", root)
    was = _files(root)
    (tmp_path / "smoopt.toml").write_text("[plugins.share]\nmin_words = 49\n")
    for options in ("--dry-run",), (), ("--no-manifest",):
        run = smoopt("build", root, *options)
        assert "7 pages: 7 unchanged" in run.out
        assert "+0 bytes" in run.out
        assert "precache" not in run.err
        assert _files(root) == was


def test_a_page_that_is_rendered_twice_and_changes_is_changed_once(tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(SITES / "jekyll", root)
    (tmp_path / "smoopt.toml").write_text("[plugins]\nshare = false\nopengraph = false\n")
    smoopt("build", root)
    was = (root / "about/index.html").read_bytes()
    (tmp_path / "smoopt.toml").write_text("[plugins]\nshare = false\n")
    run = smoopt("build", root, "--json")
    now = (root / "about/index.html").read_bytes()
    assert now != was
    assert json.loads(run.out)["changed"] == len([*root.rglob("*.html")])


def _files(root: Path) -> dict[str, tuple[bytes, int]]:
    """Read the bytes and times of all files."""
    files = (item for item in tree(root).items() if item[1].kind == "file")
    return {name: (file.content, file.modified) for name, file in files}


def _md5(file: Path) -> str:
    return md5(file.read_bytes()).hexdigest()
