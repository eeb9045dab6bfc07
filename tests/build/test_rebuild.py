"""Building again after changes: the same as building anew, whatever changed and whoever tells."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smoopt.build.memory.manifest import Manifest, place
from smoopt.build.rebuild import Rebuilder
from smoopt.build.summary import Summary
from smoopt.files.changes import compare, look_again
from smoopt.files.open_folder import OpenFolder
from smoopt.files.walk import Walk, walk
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support.bars import article
from tests.support.building import nothing
from tests.support.pictures import png
from tests.support.runs import URL, contents, page
from tests.support.sites import write_files

SETTINGS = Settings(site=SiteSettings(url=URL))
START: dict[str, str | bytes] = {
    "index.html": page("Home"),
    "a/b.html": page("B").replace("<h1>", '<img src="/pic.png"><h1>'),
    "a/c/d.html": page("D"),
    "pic.png": png(4, 3),
    "style.css": "p {}",
}
NAMES = ("index.html", "a/b.html", "a/c/d.html", "a/new.html", "e/f.html", "pic.png", "e/x.css")
FOLDERS = ("a", "a/c", "e", "moved", "moved/c")
# A step is what is done, where, and where to or what for.
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.sampled_from(NAMES), st.sampled_from(["One", "Two"])),
        st.tuples(st.just("delete"), st.sampled_from([*NAMES, *FOLDERS]), st.just("")),
        st.tuples(st.just("move"), st.sampled_from([*NAMES, *FOLDERS]), st.sampled_from(FOLDERS)),
        st.tuples(st.just("link"), st.sampled_from(NAMES), st.sampled_from(["../pic.png", "a"])),
    ),
    max_size=6,
)


def make(root: Path, output: Path | None, manifest: Path | None = None) -> Rebuilder:
    """Open a site as the command line does, with all default plugins."""
    site = Site(root, SETTINGS)
    return Rebuilder(site, Registry(SETTINGS), output, Manifest(manifest, root, output))


def begin(root: Path, output: Path | None) -> tuple[Rebuilder, Path | None]:
    """Build a site for the first time, and give where that is remembered."""
    manifest = place(None, root, output)
    builder = make(root, output, manifest)
    builder.build(nothing)
    return builder, manifest


def codes(summary: Summary) -> list[str]:
    """Name what a run found."""
    return [finding.code for finding in summary.findings]


def build(root: Path, output: Path | None) -> Rebuilder:
    """Build a site for the first time."""
    builder = make(root, output)
    builder.build(nothing)
    return builder


def carry_out(root: Path, steps: list[tuple[str, str, str]]) -> set[str]:
    """Change files and folders; gives the paths that events would tell of."""
    told = set()
    for kind, path, what in steps:
        target, other = root / path, root / what
        if kind == "write" and not target.is_dir() and not target.is_symlink():
            if any(parent.is_file() for parent in target.parents):
                continue
            told |= {str(parent) for parent in Path(path).parents if not (root / parent).exists()}
            content = png(5, 4) if path.endswith(".png") else page(what).encode()
            write_files(root, {path: content})
        elif kind == "delete" and target.is_dir():
            shutil.rmtree(target)
        elif kind == "delete" and os.path.lexists(target):
            target.unlink()
        elif kind == "move" and os.path.lexists(target) and not os.path.lexists(other):
            if target in other.parents or not other.parent.is_dir():
                continue
            target.rename(other)
            told.add(what)
        elif kind == "link" and not os.path.lexists(target) and target.parent.is_dir():
            target.symlink_to(what)
        else:
            continue
        told.add(path)
    return told


@given(STEPS, st.booleans())
@settings(max_examples=max(1, settings().max_examples // 2))
def test_rebuilding_what_changed_gives_what_building_anew_gives(
    steps: list[tuple[str, str, str]], everything: bool
) -> None:
    with TemporaryDirectory() as folder:
        root, out, fresh = (Path(folder) / name for name in ("site", "out", "fresh"))
        builder = build(write_files(root, START), out)
        for number in range(len(steps)):
            told = carry_out(root, steps[number : number + 1])
            builder.rebuild(None if everything else told, nothing)
        build(root, fresh)
        files = {path: what for path, what in contents(out).items() if what[0] != "folder"}
        assert files == {
            path: what for path, what in contents(fresh).items() if what[0] != "folder"
        }


@given(STEPS)
def test_a_walk_brought_up_to_date_is_a_new_walk(steps: list[tuple[str, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        root = write_files(Path(folder) / "site", START)
        before = walk(root)
        told = carry_out(root, steps)
        now, changes = look_again(OpenFolder(root), Walk(dict(before.files), *before[1:]), told)
        assert now == walk(root)
        assert list(now.files) == list(walk(root).files)
        seen = compare(before, now)
        assert (changes.made, changes.gone) == (seen.made, seen.gone)
        assert changes.written >= seen.written


# In place


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_files(tmp_path / "site", START)


def changed(summary: Summary) -> int:
    return summary.statuses["changed"]


def test_in_place_a_page_is_built_again_and_nothing_else(root: Path) -> None:
    builder = build(root, None)
    before = contents(root)
    write_files(root, {"a/b.html": page("New")})
    summary = builder.rebuild({"a/b.html"}, nothing)
    after = contents(root)
    assert summary.statuses.total() == changed(summary) == 1
    assert "og:title" in (root / "a/b.html").read_text()
    assert {path for path in after if after[path] != before[path]} == {"a/b.html"}


def test_what_smoopt_wrote_itself_is_no_change(root: Path) -> None:
    builder = build(root, None)
    builder.rebuild(None, nothing)
    assert not builder.site.refresh(None)[0]
    write_files(root, {"a/b.html": page("New")})
    assert builder.rebuild(None, nothing).statuses.total() == 1
    assert builder.rebuild(None, nothing).statuses.total() == 0


def test_a_page_with_the_same_bytes_is_not_rendered_again(root: Path) -> None:
    builder = build(root, None)
    (root / "a/b.html").touch()
    summary = builder.rebuild({"a/b.html"}, nothing)
    assert summary.statuses == {"unchanged": 1}


def test_a_file_of_smoopts_own_that_a_generator_removed_comes_back(root: Path) -> None:
    policy = '<meta http-equiv="Content-Security-Policy" content="default-src \'self\'">\n'
    write_files(root, {"a/b.html": article(head=policy)})
    builder = build(root, None)
    own = [path for path in contents(root) if path.startswith("smoopt/")]
    assert own, "this page needs a style sheet of its own"
    for told in (set(own), None, {"smoopt"}):
        shutil.rmtree(root / "smoopt")
        builder.rebuild(told, nothing)
        assert [path for path in contents(root) if path.startswith("smoopt/")] == own


# What other pages depend on


def test_a_picture_that_appears_changes_the_pages_that_show_it(root: Path) -> None:
    (root / "pic.png").unlink()
    builder = build(root, None)
    write_files(root, {"pic.png": png(1200, 630)})
    summary = builder.rebuild({"pic.png"}, nothing)
    assert changed(summary) == 1
    assert 'content="1200"' in (root / "a/b.html").read_text()


def test_a_page_that_takes_a_link_s_place_and_a_link_that_takes_a_page_s_concern_who_names_it(
    root: Path,
) -> None:
    own = f'<link rel="canonical" href="{URL}a/new.html">\n</head>'
    write_files(root, {"a/b.html": page("B").replace("</head>", own)})
    (root / "a/new.html").symlink_to("b.html")
    builder = build(root, None)
    assert f'og:url" content="{URL}a/b.html"' in (root / "a/b.html").read_text()
    (root / "a/new.html").unlink()
    write_files(root, {"a/new.html": page("New")})
    builder.rebuild({"a/new.html"}, nothing)
    assert f'og:url" content="{URL}a/new.html"' in (root / "a/b.html").read_text()
    (root / "a/new.html").unlink()
    (root / "a/new.html").symlink_to("b.html")
    builder.rebuild({"a/new.html"}, nothing)
    assert f'og:url" content="{URL}a/b.html"' in (root / "a/b.html").read_text()


def test_an_address_learnt_from_a_sitemap_changes_every_page(tmp_path: Path) -> None:
    root = write_files(tmp_path / "site", START)
    builder = Rebuilder(
        Site(root, Settings()), Registry(Settings()), None, Manifest(None, root, None)
    )
    builder.build(nothing)
    places = "".join(f"<url><loc>{URL}{name}</loc></url>" for name in ("", "a/b.html"))
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'
    write_files(root, {"sitemap.xml": sitemap})
    assert changed(builder.rebuild({"sitemap.xml"}, nothing)) == 3
    assert f'href="{URL}a/b.html"' in (root / "a/b.html").read_text()


def test_a_home_page_with_new_text_concerns_no_other_page(root: Path) -> None:
    builder = build(root, None)
    write_files(root, {"index.html": page("Home").replace("A paragraph", "Another paragraph")})
    changes, asked = builder.site.refresh({"index.html"})
    assert (changes.written, asked) == ({"index.html"}, False)


def test_a_home_page_with_a_new_name_concerns_every_page(root: Path) -> None:
    name = '<meta property="og:site_name" content="{}">\n</head>'
    write_files(root, {"index.html": page("Home").replace("</head>", name.format("First"))})
    builder = build(root, None)
    assert 'content="First"' in (root / "a/b.html").read_text()
    write_files(root, {"index.html": page("Home").replace("</head>", name.format("Second"))})
    builder.rebuild({"index.html"}, nothing)
    assert 'content="Second"' in (root / "a/b.html").read_text()


# Other cases


def test_a_page_that_went_away_unseen_is_no_fault(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder = build(root, None)

    refresh = Site.refresh

    def refreshed(site: Site, _: object) -> object:
        answer = refresh(site, {"a/b.html"})
        (root / "a/b.html").unlink()
        return answer

    monkeypatch.setattr(Site, "refresh", refreshed)
    summary = builder.rebuild({"a/b.html"}, nothing)
    assert (summary.failed, summary.findings) == (0, [])
    assert "a/b.html" not in builder.memory.records


def test_a_page_that_failed_is_tried_again(root: Path) -> None:
    write_files(root, {"bad.html": page("Bad").replace("<p>", "<!--smoopt 00000000--><p>")})
    builder = build(root, None)
    assert builder.memory.records["bad.html"].status == "failed"
    summary = builder.rebuild({"bad.html"}, nothing)
    assert summary.failed == 1
    write_files(root, {"bad.html": page("Good")})
    assert changed(builder.rebuild({"bad.html"}, nothing)) == 1


@pytest.mark.parametrize("apart", [True, False])
def test_the_next_run_has_nothing_to_do(root: Path, apart: bool) -> None:
    out = root.parent / "out" if apart else None
    builder, manifest = begin(root, out)
    write_files(root, {"a/b.html": page("New"), "z.html": page("Z"), "pic.png": png(9, 9)})
    (root / "a/c/d.html").unlink()
    builder.rebuild({"a/b.html", "z.html", "a/c/d.html", "pic.png"}, nothing)
    builder.remember()
    again = make(root, out, manifest)
    called: list[int] = []
    summary = again.build(called.append)
    assert (+summary.statuses, called) == ({"unchanged": 3}, [3])
    assert not again.memory.records, "nothing had to be read"
    # Yet it knows all when something changes.
    write_files(root, {"z.html": page("Z2")})
    assert again.rebuild({"z.html"}, nothing).statuses == {"changed": 1}
    assert set(again.memory.records) == {"index.html", "a/b.html", "z.html"}


def test_nothing_is_copied_behind_a_link_that_took_a_folder_s_place(root: Path) -> None:
    out, theirs = root.parent / "out", root.parent / "theirs"
    write_files(root, {"css/a.css": "a {}", "css/i.html": page("I")})
    builder = build(root, out)
    write_files(root, {"css/i.html": page("I2")})
    builder.rebuild({"css/i.html"}, nothing)
    (out / "css").rename(theirs)
    (out / "css").symlink_to(theirs)
    before = contents(theirs)
    write_files(root, {"css/a.css": "p { color: red }"})
    summary = builder.rebuild({"css/a.css"}, nothing)
    assert codes(summary) == ["not-written"]
    assert contents(theirs) == before


def test_the_next_run_is_told_although_the_output_is_gone(root: Path) -> None:
    out = root.parent / "out"
    builder, manifest = begin(root, out)
    write_files(root, {"a/b.html": page("New")})
    builder.rebuild({"a/b.html"}, nothing)
    shutil.rmtree(out)
    builder.remember()
    assert make(root, out, manifest).build(nothing).statuses["changed"] == 3
    assert "New" in (out / "a/b.html").read_text()


@pytest.mark.parametrize("apart", [True, False])
def test_nothing_is_written_behind_a_link_that_took_a_folder_s_place(
    root: Path, apart: bool
) -> None:
    out, theirs = root.parent / "out", root.parent / "theirs"
    builder = build(root, out if apart else None)
    (out if apart else root).joinpath("a").rename(theirs)
    (out if apart else root).joinpath("a").symlink_to(theirs)
    (theirs / "b.html").write_text(page("Theirs"))
    before = contents(theirs)
    if apart:
        write_files(root, {"a/b.html": page("New")})
    summary = builder.rebuild({"a/b.html"}, nothing)
    assert codes(summary) == (["not-written"] if apart else [])
    assert contents(theirs) == before


def test_what_could_not_be_copied_is_tried_again_by_the_next_run(root: Path) -> None:
    out = root.parent / "out"
    builder, manifest = begin(root, out)
    (out / "style.css").unlink()
    write_files(out, {"style.css/taken": ""})
    (root / "style.css").write_text("p { color: red }")
    assert codes(builder.rebuild({"style.css"}, nothing)) == ["not-written"]
    builder.remember()
    assert codes(make(root, out, manifest).build(nothing)) == ["not-written"]
    shutil.rmtree(out / "style.css")
    assert make(root, out, manifest).build(nothing).files_copied == 1
    assert (out / "style.css").read_text() == "p { color: red }"


def test_order_does_not_depend_on_history(root: Path) -> None:
    builder = build(root, None)
    write_files(root, {"0.html": page("0"), "a/0.html": page("a0"), "a-b.html": page("ab")})
    builder.rebuild({"a-b.html", "a/0.html", "0.html"}, nothing)
    assert builder.site.pages == Site(root, SETTINGS).pages


RACES: dict[str, Callable[[Path], object]] = {
    "emptied": lambda file: file.write_bytes(b""),
    "half written": lambda file: file.write_bytes(page("Half").encode()[:60]),
}


@pytest.mark.parametrize("name", RACES)
@pytest.mark.parametrize("apart", [True, False])
def test_a_page_seen_half_written_is_mended_by_the_next_event(
    root: Path, apart: bool, name: str
) -> None:
    builder = build(root, root.parent / "out" if apart else None)
    RACES[name](root / "a/b.html")
    builder.rebuild({"a/b.html"}, nothing)
    write_files(root, {"a/b.html": page("Whole")})
    builder.rebuild({"a/b.html"}, nothing)
    fresh = write_files(root.parent / "fresh", {**START, "a/b.html": page("Whole")})
    build(fresh, None)
    built = root.parent / "out" if apart else root
    assert (built / "a/b.html").read_bytes() == (fresh / "a/b.html").read_bytes()
