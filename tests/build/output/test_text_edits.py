"""Additions to text files of the author's: made, kept in step, and taken out again."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.support.giving import codes, contents, install_givers, page, project, undone
from tests.support.project import rendered
from tests.support.runs import smoopt
from tests.support.sites import URL

ROBOTS = "User-agent: *\nDisallow:\n"
SITEMAP = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    f"<url><loc>{URL}a.html</loc></url>\n</urlset>\n"
)
SITE = {"a.html": page("A"), "robots.txt": ROBOTS, "sitemap.xml": SITEMAP}
APART = pytest.mark.parametrize("apart", [False, True], ids=["in place", "apart"])


@pytest.fixture(autouse=True, scope="module")
def plugins() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        install_givers(patch)
        yield


@APART
def test_additions_are_made_once_and_taken_out_again(tmp_path: Path, apart: bool) -> None:
    made = project(tmp_path, SITE, apart=apart, lines=True)
    root, before = made.output or made.root, contents(made.root)
    assert codes(made.build()) == []
    built = contents(root)
    assert b"\nDisallow: /private\n# /smoopt\n" in built["robots.txt"]
    assert f"<loc>{URL}new/A</loc>".encode() in built["sitemap.xml"]
    assert rendered(made.build) == set()
    assert contents(root) == built
    assert not apart or contents(made.root) == before
    assert codes(undone(root)) == []
    assert contents(root) == before


@APART
def test_additions_follow_the_pages_and_the_authors_file(tmp_path: Path, apart: bool) -> None:
    made = project(tmp_path, SITE, apart=apart, lines=True)
    root = made.output or made.root
    made.build()
    made.write({"b.html": page("B"), "robots.txt": "# Mine\n"})
    made.build()
    assert (root / "robots.txt").read_text().startswith("# Mine\n# smoopt ")
    assert (root / "sitemap.xml").read_text().count("/new/") == 2
    made.write({"robots.txt": ROBOTS})
    made.build()
    undone(root)
    assert contents(root)["robots.txt"] == ROBOTS.encode()


@APART
def test_additions_go_with_the_plugin(tmp_path: Path, apart: bool) -> None:
    made = project(tmp_path, SITE, apart=apart, lines=True)
    root, before = made.output or made.root, contents(made.root)
    made.build()
    without = project(tmp_path / "other", {}, apart=apart, slips=True)
    without.root, without.output, without.folder = made.root, made.output, made.folder
    assert codes(without.build()) == []
    assert contents(root) == before
    times = [(folder / "robots.txt").stat().st_mtime_ns for folder in (root, made.root)]
    assert times[0] == times[1], "what is copied keeps its time"


def test_the_site_is_read_without_them(tmp_path: Path) -> None:
    made = project(tmp_path, SITE, lines=True)
    made.build()
    site = Site(made.root, Settings())
    assert site.read("robots.txt") == ROBOTS
    assert site.read("sitemap.xml") == SITEMAP
    assert site.read("nothing.txt") is None
    assert len(site.learnt.addresses.known) == 1


def test_a_second_build_finds_nothing_to_do(tmp_path: Path) -> None:
    made = project(tmp_path, SITE, lines=True)
    made.build()
    header = made.builder().memory.manifest.header
    assert header is not None
    assert header.found


@APART
def test_compressed_copies_follow(tmp_path: Path, apart: bool) -> None:
    made = project(tmp_path, SITE, apart=apart, lines=True)
    root = made.output or made.root
    packed = gzip.compress(SITEMAP.encode(), 6, mtime=0)
    (made.root / "sitemap.xml.gz").write_bytes(packed)
    before = contents(made.root)
    for title in ("A", "Another"):
        made.write({"a.html": page(title)})
        before["a.html"] = page(title).encode()
        assert codes(made.build()) == []
        built = contents(root)
        assert gzip.decompress(built["sitemap.xml.gz"]) == built["sitemap.xml"]
        assert f"/new/{title}<".encode() in built["sitemap.xml"]
    assert codes(undone(root)) == []
    assert contents(root) == before


@pytest.mark.parametrize("path", ["robots.txt", "sitemap.xml"])
def test_damage_is_named_and_left_alone(tmp_path: Path, path: str) -> None:
    made = project(tmp_path, SITE, lines=True)
    made.build()
    text = (made.root / path).read_text()
    damaged = text.replace("/private", "/mine").replace("/new/", "/mine/")
    made.write({path: damaged})
    for summary in (made.build(), undone(made.root)):
        assert codes(summary) == ["file-damaged"]
        assert summary.findings[0].place.path == path
        assert (made.root / path).read_text() == damaged


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"to": "data.json"}, "expected an XML file"),
        ({"to": "a.html"}, "expected an XML file"),
        ({"line": "# /smoopt"}, "could not be taken out again"),
        ({"to": "feed.xml"}, "would not be well-formed"),
    ],
)
def test_what_cannot_be_added_is_refused_and_the_rest_is_added(
    tmp_path: Path, options: dict[str, object], why: str
) -> None:
    files = {**SITE, "data.json": "{}", "feed.xml": "<rss>"}
    made = project(tmp_path, files, lines=options)
    summary = made.build()
    assert codes(summary) == ["file-refused"]
    assert "the plugin 'lines' wants to add to" in summary.findings[0].message
    assert why in summary.findings[0].message
    assert "/new/A" in (made.root / "sitemap.xml").read_text()
    undone(made.root)
    assert contents(made.root) == {path: text.encode() for path, text in files.items()}


def test_an_addition_of_another_type_is_the_plugins_fault(tmp_path: Path) -> None:
    made = project(tmp_path, SITE, lines={"line": 7})
    assert codes(made.build()) == ["plugin-failed"]
    assert contents(made.root)["robots.txt"] == ROBOTS.encode()


def test_a_linked_file_is_not_written(tmp_path: Path) -> None:
    made = project(tmp_path, {"a.html": page("A"), "data/robots.txt": ROBOTS}, lines=True)
    (made.root / "robots.txt").symlink_to("data/robots.txt")
    assert codes(made.build()) == []
    assert (made.root / "data/robots.txt").read_text() == ROBOTS


def test_a_dry_run_shows_the_difference(tmp_path: Path) -> None:
    made = project(tmp_path, SITE, lines=True)
    (tmp_path / "smoopt.toml").write_text("[plugins]\nlines = true\n")
    before = contents(made.root)
    run = smoopt("build", "site", "--diff", cwd=tmp_path)
    assert "+Disallow: /private" in run.out
    assert contents(made.root) == before


TEXTS = st.sampled_from(["", "a", "a\n", "a\r\nb\r\n", "a\n\nb", "\n", "# a\n"])
XML = st.sampled_from(
    [
        SITEMAP,
        SITEMAP.replace("\n", ""),
        "<urlset></urlset>",
        "<urlset>",
        "",
        "\ufeff<urlset></urlset>",
    ]
)
STEPS = st.lists(
    st.tuples(st.sampled_from(["robots.txt", "sitemap.xml", "b.html", "build"]), TEXTS, XML),
    max_size=5,
)


@given(steps=STEPS, apart=st.booleans(), watched=st.booleans())
def test_whatever_the_author_writes_the_result_is_that_of_a_first_build(
    steps: list[tuple[str, str, str]], apart: bool, watched: bool
) -> None:
    with TemporaryDirectory() as folder:
        authors = dict(SITE)
        made = project(Path(folder) / "story", authors, apart=apart, lines=True)
        builder = made.builder()
        builder.build(lambda _: None)
        for what, text, xml in (*steps, ("build", "", "")):
            if what == "build" and watched:
                builder.rebuild(None, lambda _: None)
            elif what == "build":
                made.build()
            else:
                authors[what] = {"robots.txt": text, "sitemap.xml": xml}.get(what, page(text))
                made.write({what: authors[what]})
        root = made.output or made.root
        anew = project(Path(folder) / "anew", authors, apart=apart, lines=True)
        anew.build()
        assert contents(root) == contents(anew.output or anew.root)
        assert codes(undone(root)) == []
        assert contents(root) == {path: text.encode() for path, text in authors.items()}


@APART
def test_a_damaged_file_is_published_as_it_is(tmp_path: Path, apart: bool) -> None:
    made = project(tmp_path, SITE, apart=apart, lines=True)
    made.build()
    root = made.output or made.root
    damaged = "<urlset><!--smoopt 12345678--></urlset>"
    made.write({"sitemap.xml": damaged})
    assert "file-damaged" in codes(made.build())
    assert (root / "sitemap.xml").read_text() == damaged
    assert b"/private" in (root / "robots.txt").read_bytes()
