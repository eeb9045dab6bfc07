"""Files at fixed addresses: they come, follow what plugins want, and go; the author's stay."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smoopt.build.summary import Summary
from smoopt.files.added_files import LIST, AddedFiles, digest_of, write
from smoopt.files.store import Store
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support.giving import codes, contents, install_givers, page, project, undone
from tests.support.project import Project, rendered
from tests.support.runs import smoopt
from tests.support.sites import NONE, URL


@pytest.fixture(autouse=True, scope="module")
def plugins() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        install_givers(patch)
        yield


SITE = {"a.html": page("A", cards__a_json="of a"), "b.html": page("B"), "data.json": "{}"}


@pytest.mark.parametrize("apart", [False, True])
def test_files_come_and_go_with_what_wants_them(tmp_path: Path, apart: bool) -> None:
    made = project(tmp_path, SITE, apart=apart)
    root, before = made.output or made.root, contents(made.root)
    assert codes(made.build()) == []
    built = contents(root)
    assert built["cards/a.json"] == b"of a"
    assert json.loads(built["index.json"]) == {"a.html": "A", "b.html": "B"}
    assert LIST in built
    assert codes(made.build()) == []
    assert contents(root) == built
    made.write({"a.html": page("A")})
    assert codes(made.build()) == []
    assert "cards/a.json" not in contents(root)
    assert not (root / "cards").exists()
    assert codes(undone(root)) == []
    assert contents(root) == {**before, "a.html": page("A").encode()}
    assert not (root / "smoopt").exists()


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("watched", [False, True])
@pytest.mark.parametrize("why", ["its plugin fails", "its file is refused"])
def test_what_a_page_had_goes_with_its_additions(
    tmp_path: Path, why: str, watched: bool, apart: bool
) -> None:
    made = project(
        tmp_path, {"a.html": page("A", x_json="one"), "b.html": page("B")}, apart=apart, **MIX
    )
    builder, root = made.builder(), made.output or made.root
    builder.build(lambda _: None)
    assert [path.name for path in (root / "smoopt").glob("sheet.*")] != []
    if why == "its plugin fails":
        made.write({"a.html": page("A", x_json="bad")})
    else:
        made.write({"a.html": page("A", x_json="one"), "b.html": page("B", x_json="two")})
    builder.rebuild(None, lambda _: None) if watched else made.build()
    assert "smoopt" not in (root / "a.html").read_text()
    assert contents(root).keys() - contents(made.root).keys() <= {LIST, "index.json"}
    assert [path.name for path in (root / "smoopt").glob("sheet.*")] == []
    assert not (root / "x.json").exists()


def test_what_a_page_that_cannot_be_rendered_anew_refers_to_stays(tmp_path: Path) -> None:
    made = project(tmp_path, {"a.html": page("A", x_json="one")}, **MIX)
    made.build()
    before = contents(made.root)
    page_then = (made.root / "a.html").read_text()
    made.write({"a.html": page_then.replace(">one</i>", ">bad</i>")})
    made.build()
    assert contents(made.root).keys() == before.keys()
    assert (made.root / "a.html").read_text() == page_then.replace(">one</i>", ">bad</i>")


@pytest.mark.parametrize("apart", [False, True])
def test_a_folder_is_listed_as_long_as_only_smoopt_uses_it(tmp_path: Path, apart: bool) -> None:
    made = project(tmp_path, {"a.html": page("A", y__z_json="one")}, apart=apart)
    made.build()
    root = made.output or made.root
    assert b"# folder y\n" in contents(root)[LIST]
    made.write({"y/mine.txt": "mine"})
    made.build()
    assert b"# folder" not in contents(root)[LIST]
    shutil.rmtree(made.root / "y")
    made.build()
    assert b"# folder y\n" in contents(root)[LIST]
    undone(root)
    assert not (root / "y").exists()


def test_nothing_is_listed_where_nothing_is_added(tmp_path: Path) -> None:
    made = project(tmp_path, SITE, slips=True)
    made.write({"a.html": page("A")})
    made.build()
    assert not (made.root / "smoopt").exists()


def test_a_page_whose_file_is_the_authors_stays_as_it_was(tmp_path: Path) -> None:
    made = project(tmp_path, {**SITE, "cards/a.json": "the author's"})
    summary = made.build()
    assert codes(summary) == ["file-refused"]
    assert "'slips'" in str(summary.findings[0])
    assert "'cards/a.json'" in str(summary.findings[0])
    assert (made.root / "a.html").read_text() == SITE["a.html"]
    assert (made.root / "cards/a.json").read_text() == "the author's"
    assert (made.root / "index.json").exists()
    made.remove("cards/a.json")
    assert codes(made.build()) == []
    assert 'rel="card"' in (made.root / "a.html").read_text()


@pytest.mark.parametrize("apart", [False, True])
def test_pages_that_want_different_files_are_both_named_and_left(
    tmp_path: Path, apart: bool
) -> None:
    files = {**SITE, "b.html": page("B", cards__a_json="of b")}
    made = project(tmp_path, files, apart=apart)
    root = made.output or made.root
    for _ in range(2):
        summary = made.build()
        assert codes(summary) == ["file-refused", "file-refused"]
        for finding in summary.findings:
            assert "'slips' for a.html and 'slips' for b.html" in finding.message
        assert {path: (root / path).read_text() for path in files} == files
        assert not (root / "cards").exists()
    made.write({"b.html": page("B", cards__b_json="of b")})
    assert codes(made.build()) == []
    assert {*contents(root / "cards")} == {"a.json", "b.json"}
    made.write({"b.html": page("B", cards__a_json="of b")})
    assert codes(made.build()) == ["file-refused", "file-refused"]
    assert {path: (root / path).read_text() for path in SITE} == {**SITE, "b.html": files["b.html"]}


def test_two_plugins_for_the_whole_site_are_both_named(tmp_path: Path) -> None:
    made = project(tmp_path, SITE, index=True, other=True, slips=True)
    summary = made.build()
    assert codes(summary) == []  # the same content is one file
    made = project(
        tmp_path / "2",
        {"a.html": page("A", index_json="another")},
        index=True,
        slips=True,
    )
    summary = made.build()
    assert sorted(finding.plugin for finding in summary.findings) == ["index", "slips"]
    assert contents(made.root) == {"a.html": page("A", index_json="another").encode()}


@pytest.mark.parametrize(
    "path",
    [
        *("../x.json", "/x.json", "a//b.json", "./x.json", "smoopt/x.json", "SMOOPT/x.json", ""),
        *("x\\y", "x\ny", "a.html", "folder", "to-folder/x.json", "to-nothing", "data.json/x"),
    ],
)
def test_what_leads_elsewhere_or_is_taken_is_refused(tmp_path: Path, path: str) -> None:
    made = project(tmp_path, SITE, index={"path": path})
    (made.root / "folder/inside").mkdir(parents=True)
    (made.root / "to-folder").symlink_to("folder")
    (made.root / "to-nothing").symlink_to("missing")
    before = contents(tmp_path)
    summary = made.build()
    assert codes(summary) == ["file-refused"]
    assert f"the plugin 'index' wants to write {path!r}" in summary.findings[0].message
    (tmp_path / "manifest").unlink()
    (tmp_path / ".gitignore").unlink()
    assert contents(tmp_path) == before


def test_added_pages_are_no_pages_of_the_site(tmp_path: Path) -> None:
    made = project(tmp_path, {"a.html": page("A", embed__a_html="Hello")})
    for _ in range(2):
        summary = made.build()
        assert summary.statuses.total() == 1
        assert (made.root / "embed/a.html").read_bytes().endswith(b" added-->Hello")
    assert "embed/a.html" not in Site(made.root, Settings()).pages
    assert not Site(made.root, Settings()).has("embed/a.html")
    assert Site(made.root, Settings(), built=True).has("embed/a.html")
    undone(made.root)
    assert {*contents(made.root)} == {"a.html"}


def test_an_added_page_is_known_again_without_the_list(tmp_path: Path) -> None:
    made = project(tmp_path, {"a.html": page("A", embed__a_html="Hello")}, slips=True)
    made.build()
    built = contents(made.root)
    (made.root / LIST).unlink()
    assert codes(made.build()) == []
    assert contents(made.root).keys() == built.keys()
    (made.root / LIST).unlink()
    made.write({"a.html": page("A")})
    made.build()
    assert "embed/a.html" not in contents(made.root)
    made.write({"a.html": page("A", embed__a_html="Hello")})
    made.build()
    (made.root / LIST).unlink()
    undone(made.root)
    assert not (made.root / "embed/a.html").exists()


def test_what_the_author_changes_is_the_authors(tmp_path: Path) -> None:
    made = project(tmp_path, SITE)
    made.build()
    (made.root / "index.json").write_text("mine")
    summary = undone(made.root)
    assert codes(summary) == ["file-changed"]
    assert summary.findings[0].place.path == "index.json"
    assert (made.root / "index.json").read_text() == "mine"
    assert not (made.root / "smoopt").exists()
    assert not (made.root / "cards").exists()


def test_what_the_generator_now_writes_itself_is_the_authors(tmp_path: Path) -> None:
    made = project(tmp_path, SITE)
    made.build()
    made.write({"index.json": "the generator's"})
    assert codes(made.build()) == ["file-refused"]
    assert (made.root / "index.json").read_text() == "the generator's"
    assert "index.json" not in (made.root / LIST).read_text()
    assert codes(undone(made.root)) == []
    assert contents(made.root)["index.json"] == b"the generator's"


def test_a_file_that_a_generator_removes_is_written_anew(tmp_path: Path) -> None:
    made = project(tmp_path, SITE)
    made.build()
    built = contents(made.root)
    for lost in ([LIST, "index.json", "cards/a.json"], ["index.json"], ["cards/a.json"]):
        for path in lost:
            made.remove(path)
        with suppress(OSError):
            (made.root / "cards").rmdir()
        assert codes(made.build()) == []
        assert contents(made.root) == built


def test_a_lost_list_costs_nothing_of_the_authors(tmp_path: Path) -> None:
    made = project(tmp_path, SITE)
    made.build()
    made.remove(LIST)
    built = contents(made.root)
    assert codes(undone(made.root)) == []
    left = contents(made.root)
    assert left == {**{path: text.encode() for path, text in SITE.items()}} | {
        path: built[path] for path in ("index.json", "cards/a.json")
    }
    assert sorted(codes(made.build())) == ["file-refused", "file-refused"]


@pytest.mark.parametrize(
    "entry", ["a.html", "to-data.json", "../outside.json", "folder/x.json", "data.json\n# x"]
)
def test_a_forged_list_costs_nothing_that_smoopt_could_not_have_added(
    tmp_path: Path, entry: str
) -> None:
    made = project(tmp_path, SITE, slips=True)
    (tmp_path / "outside.json").write_text("{}")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/x.json").write_text("{}")
    (made.root / "folder").symlink_to("../elsewhere")
    (made.root / "to-data.json").symlink_to("data.json")
    digests = {digest_of((made.root / entry.partition("\n")[0]).read_bytes())}
    (made.root / "smoopt").mkdir()
    (made.root / LIST).write_bytes(write(AddedFiles({entry: digests}, {"folder"})))
    before = contents(tmp_path)
    undone(made.root)
    now = contents(tmp_path)
    assert {path: now.get(path) for path in before if path != f"site/{LIST}"} == {
        path: data for path, data in before.items() if path != f"site/{LIST}"
    }
    (made.root / "smoopt").mkdir(exist_ok=True)
    (made.root / LIST).write_bytes(write(AddedFiles({entry: digests}, {"folder"})))
    made.build()
    for path in ("site/data.json", "outside.json", "elsewhere/x.json"):
        assert contents(tmp_path)[path] == b"{}"
    assert "<title>A</title>" in (made.root / "a.html").read_text()


def test_a_list_of_somebody_elses_is_neither_used_nor_overwritten(tmp_path: Path) -> None:
    made = project(tmp_path, {**SITE, LIST: "My files:\n- a.html\n"})
    before = contents(made.root)
    assert sorted(codes(made.build())) == ["file-refused", "file-refused"]
    assert contents(made.root) == before
    assert codes(undone(made.root)) == ["list-damaged"]
    assert contents(made.root) == before


def test_nothing_is_added_where_the_list_would_lie_behind_a_link(tmp_path: Path) -> None:
    made = project(tmp_path, SITE)
    (made.root / "real").mkdir()
    (made.root / "smoopt").symlink_to("real")
    before = contents(made.root)
    assert sorted(codes(made.build())) == ["file-refused", "file-refused"]
    assert contents(made.root) == before
    assert codes(undone(made.root)) == []


def test_an_added_file_says_nothing_to_the_site(tmp_path: Path) -> None:
    made = project(tmp_path, SITE, index={"path": "sitemap.xml"})
    made.build()
    site = Site(made.root, Settings())
    assert "sitemap.xml" not in site.files
    assert not site.has("sitemap.xml")
    assert site.behind("sitemap.xml") is None
    assert rendered(made.build) == set()


def test_what_an_earlier_run_added_in_place_is_not_copied(tmp_path: Path) -> None:
    made = project(tmp_path, SITE)
    made.build()
    out = tmp_path / "out"
    opened = project(tmp_path / "2", SITE, apart=True)
    opened.root, opened.output = made.root, out
    opened.settings = Settings(site=SiteSettings(url=URL), plugins=NONE)
    opened.registry = Registry(opened.settings)
    opened.build()
    assert contents(out) == {path: text.encode() for path, text in SITE.items()}


def test_the_author_may_take_an_address_over_in_another_folder(tmp_path: Path) -> None:
    made = project(tmp_path, SITE, apart=True)
    made.build()
    assert made.output is not None
    text = (made.output / "index.json").read_text()
    for theirs in ("theirs", text):
        made.write({"index.json": theirs})
        assert codes(made.build()) == ["file-refused"]
        assert (made.output / "index.json").read_text() == theirs
        assert "index.json" not in (made.output / LIST).read_text()
        made.remove("index.json")
        made.build()
        assert (made.output / "index.json").read_text() == text


def test_a_dry_run_refuses_and_writes_nothing(tmp_path: Path) -> None:
    made = project(tmp_path, {**SITE, "cards/a.json": "the author's"})
    (tmp_path / "smoopt.toml").write_text("[plugins]\nslips = true\nindex = true\n")
    before = contents(made.root)
    for option in ("--dry-run", "--diff"):
        run = smoopt("build", "site", option, cwd=tmp_path)
        assert "'cards/a.json', but it was refused: the site has this file itself" in run.err
        assert contents(made.root) == before


# What is done between builds: a page is written with what it wants, the author writes or deletes a
# file, the list is lost, the generator cleans away some files.
ADDRESSES = ("x.json", "y/z.json", "embed.html", "index.json")
_AUTHORS = (*ADDRESSES, "y/mine.txt")
CLEANED = (*_AUTHORS, LIST, "a.html", "robots.txt", "sitemap.xml")
_TEXTS = st.sampled_from(["one", "two", "bad"])
# In place, the author's file is not to be told from smoopt's where it has the same bytes.
_MINE = st.sampled_from(["mine", "<!doctype html>mine"])
_WANTS = st.dictionaries(st.sampled_from(ADDRESSES), _TEXTS, max_size=2)
Step = tuple[str, object]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("page"), st.tuples(st.sampled_from(["a.html", "b.html"]), _WANTS)),
        st.tuples(st.just("author"), st.tuples(st.sampled_from(_AUTHORS), _MINE)),
        st.tuples(st.just("delete"), st.sampled_from(_AUTHORS)),
        st.tuples(st.just("lose"), st.none()),
        st.tuples(st.just("clean"), st.sets(st.sampled_from(CLEANED))),
        st.tuples(st.just("build"), st.none()),
    ),
    max_size=6,
)


def named(wants: Mapping[str, str]) -> dict[str, str]:
    """Write addresses as `page` takes them."""
    return {path.replace("/", "__").replace(".", "_"): text for path, text in wants.items()}


# Plugins that give files and add to text files.
MIX: dict[str, bool] = {"slips": True, "index": True, "lines": True, "sheets": True}
TEXT_FILES = {"robots.txt": "User-agent: *", "sitemap.xml": "<urlset><url/></urlset>"}


class Story:
    """A site, and beside it what of it is the author's."""

    def __init__(self, folder: Path, *, apart: bool, watched: bool = False) -> None:
        self.authors = {"a.html": page("A", x_json="one"), "b.html": page("B"), **TEXT_FILES}
        self.made = project(folder, self.authors, apart=apart, **MIX)
        self._builder = self.made.builder()
        self._builder.build(lambda _: None)
        self._is_watched = watched

    def anew(self, folder: Path) -> Project:
        """Make a site, not yet built, of what is the author's now."""
        made = project(folder, self.authors, apart=self.made.output is not None, **MIX)
        if made.output is not None:  # in place, smoopt too may have made an empty folder
            for path in self.made.root.rglob("*/"):
                (made.root / path.relative_to(self.made.root)).mkdir(exist_ok=True)
        return made

    def build(self) -> Summary:
        """Build again, in a new run or in one that goes on."""
        if self._is_watched:
            return self._builder.rebuild(None, lambda _: None)
        return self.made.build()

    def step(self, kind: str, what: object) -> None:
        if kind == "build":
            self.build()
        elif kind == "page":
            path, wants = what  # type: ignore[misc]
            self._write(path, page(path, **named(wants)))
        elif kind == "author":
            self._write(*what)  # type: ignore[misc]
        elif kind == "delete":
            self._remove(str(what))
        elif kind == "lose":
            self._lose()
        else:
            if LIST in what and self.made.output is None:  # type: ignore[operator]
                self._lose()
            for path in sorted(what):  # type: ignore[call-overload]
                self._remove(path)

    def _write(self, path: str, text: str) -> None:
        self.made.write({path: text})
        self.authors[path] = text

    def _remove(self, path: str) -> None:
        (self.made.root / path).unlink(missing_ok=True)
        self.authors.pop(path, None)

    def _lose(self) -> None:
        """Lose the list: what cannot be known again is the author's from now on."""
        if self.made.output is not None or not (self.made.root / LIST).exists():
            return
        lines = (self.made.root / LIST).read_text().splitlines()[1:]
        for path in (line.partition("  ")[2] for line in lines if line[0] != "#"):
            if path != "embed.html" and (self.made.root / path).exists():
                self.authors.setdefault(path, (self.made.root / path).read_text())
        (self.made.root / LIST).unlink()


def assert_alike(root: Path, anew: Project) -> None:
    """Compare with a first build; in place, empty folders may be the author's."""
    found, first = contents(root), contents(anew.output or anew.root)
    if anew.output is None:
        for files in (found, first):
            lines = files.get(LIST, b"").splitlines()
            files[LIST] = b"".join(line for line in lines if not line.startswith(b"# folder"))
    assert found == first


def as_bytes(texts: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in texts.items()}


@given(steps=STEPS, apart=st.booleans())
def test_whatever_happens_the_result_is_that_of_a_first_build_and_can_be_undone(
    steps: list[Step], apart: bool
) -> None:
    with TemporaryDirectory() as folder:
        story = Story(Path(folder) / "story", apart=apart)
        for step in steps:
            story.step(*step)
        made = story.made
        found = made.build()
        root = made.output or made.root
        anew = story.anew(Path(folder) / "anew")
        assert sorted(codes(anew.build())) == sorted(codes(found))
        assert_alike(root, anew)
        built = contents(root)
        made.build()
        assert contents(root) == built
        assert codes(undone(root)) == []
        assert contents(root) == as_bytes(story.authors)


@given(wants=_WANTS, edited=st.sets(st.sampled_from(ADDRESSES)))
def test_undo_leaves_just_what_the_author_has_changed(
    wants: dict[str, str], edited: set[str]
) -> None:
    with TemporaryDirectory() as folder:
        files = {"a.html": page("A", **named(wants))}
        made = project(Path(folder), files, slips=True)
        made.build()
        changed = {path for path in edited if (made.root / path).exists()}
        for path in changed:
            (made.root / path).write_text("<!doctype html>mine")
        summary = undone(made.root)
        assert {finding.place.path for finding in summary.findings} == changed
        mine = dict.fromkeys(changed, "<!doctype html>mine")
        assert contents(made.root) == as_bytes({**files, **mine})


@example(  # it leaves an empty folder, which is the author's
    steps=[
        ("page", ("a.html", {"y/z.json": "one"})),
        ("author", ("y/z.json", "mine")),
        ("delete", "y/z.json"),
    ],
    apart=True,
)
@given(steps=STEPS, apart=st.booleans())
def test_a_run_that_goes_on_comes_to_the_same(steps: list[Step], apart: bool) -> None:
    with TemporaryDirectory() as folder:
        story = Story(Path(folder) / "story", apart=apart, watched=True)
        for step in steps:
            story.step(*step)
        story.build()
        root = story.made.output or story.made.root
        anew = story.anew(Path(folder) / "anew")
        anew.build()
        assert_alike(root, anew)
        assert codes(undone(root)) == []
        assert contents(root) == as_bytes(story.authors)


class Killed(BaseException):
    """The process has ended."""


@contextmanager
def killed_at(number: int) -> Iterator[None]:
    """End the process before it writes or removes something for the so many-th time."""
    left = [number]

    def counted(method: Callable[..., bool]) -> Callable[..., bool]:
        def call(*arguments: object, **named: object) -> bool:
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return method(*arguments, **named)

        return call

    with (
        mock.patch.object(Store, "put", counted(Store.put)),
        mock.patch.object(Store, "remove", counted(Store.remove)),
        suppress(Killed),
    ):
        yield


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("number", range(18))
def test_a_kill_at_any_moment_leaves_no_file_that_undo_would_not_know(
    tmp_path: Path, number: int, apart: bool
) -> None:
    wants = {"x_json": "one", "y__z_json": "one", "embed_html": "one"}
    authors = {"a.html": page("A", **wants), "b.html": page("B"), "y/mine.txt": "mine"}
    made = project(tmp_path, authors, apart=apart)
    with killed_at(number):
        made.build()
    root = made.output or made.root
    other = {"a.html": page("A", x_json="two", embed_html="two")}
    made.write(other)
    with killed_at(number):
        made.build()
    if root.exists():
        with killed_at(number // 2):
            undone(root)
        assert codes(undone(root)) == []
        left = contents(root)
        whole = as_bytes({**authors, **other})
        assert left.keys() <= whole.keys()
        assert apart or left == whole
        assert not (root / "smoopt").exists()
    made.build()
    assert (root / "x.json").read_bytes() == b"two"
    assert not (root / "y/z.json").exists()


def test_what_smoopt_itself_wrote_concerns_no_page(tmp_path: Path) -> None:
    made = project(tmp_path, {**SITE, **TEXT_FILES}, **MIX)
    builder = made.builder()
    builder.build(lambda _: None)
    before = contents(made.root)
    own = {"index.json", "cards/a.json", "cards", LIST, "robots.txt", "sitemap.xml"}
    assert rendered(lambda: builder.rebuild(own, lambda _: None)) == set()
    assert contents(made.root) == before


def test_a_file_that_goes_while_a_run_goes_on_comes_back(tmp_path: Path) -> None:
    made = project(tmp_path, {**SITE, **TEXT_FILES}, **MIX)
    builder = made.builder()
    builder.build(lambda _: None)
    before = contents(made.root)
    made.remove("index.json")
    assert rendered(lambda: builder.rebuild({"index.json"}, lambda _: None)) == set()
    assert contents(made.root) == before
    made.remove("cards/a.json")
    assert rendered(lambda: builder.rebuild({"cards/a.json"}, lambda _: None)) == {"a.html"}
    assert contents(made.root) == before
    made.write({"robots.txt": TEXT_FILES["robots.txt"]})
    builder.rebuild({"robots.txt"}, lambda _: None)
    assert contents(made.root) == before
