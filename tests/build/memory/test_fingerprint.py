"""What makes a page to be rendered again, and what does not: told by real builds."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec
import pytest

from smoopt.build import build_job
from smoopt.build.memory import fingerprint
from smoopt.build.outcome import Outcome
from smoopt.files.stamp import Stamp
from smoopt.files.walk import Walk
from smoopt.site.kit_settings import KitSettings
from smoopt.site.settings import PageRule, Settings, SiteSettings
from smoopt.site.site import Site
from smoopt.site.site_folder import SiteFolder
from tests.support.pictures import png
from tests.support.places import PACKAGE
from tests.support.runs import URL, contents, ended, environment, page, process, smoopt
from tests.support.sites import write_files

LATER = 2 * 10**18
SETTINGS = Settings(
    site=SiteSettings(url=URL, name="Name"),
    plugins={"share": {"networks": ["x"]}, "x": False},
    pages=(PageRule(("a/",), plugins={"bookmarks": False}),),
)


def with_picture(title: str, picture: str = "p.png") -> str:
    return page(title).replace("<h1>", f'<img src="{picture}" alt="{title}"><h1>')


def feed(**summaries: str) -> str:
    """Write a feed with an entry for each page, each on one line."""
    entries = (
        f"<item><title>{name}</title><link>{URL}{name}.html</link>"
        f"<description>{summary}</description>"
        "<pubDate>Mon, 06 Jan 2025 10:00:00 GMT</pubDate></item>"
        for name, summary in summaries.items()
    )
    lines = "\n".join(entries)
    return (
        f"<rss version='2.0'><channel><title>T</title><link>{URL}</link>\n{lines}</channel></rss>"
    )


def sitemap(*places: str) -> str:
    listed = "".join(f"<url><loc>{URL}{place}</loc></url>" for place in places)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'


FILES: Mapping[str, str | bytes] = {
    "index.html": page("Home"),
    "one.html": with_picture("One"),
    "two.html": with_picture("Two", "q.png"),
    "three.html": page("Three"),
    "p.png": png(400, 300),
    "q.png": png(500, 300),
    "feed.xml": feed(one="Of one.", three="Of three."),
    "sitemap.xml": sitemap("", "one.html", "two.html", "three.html"),
    "style.css": "p {}",
}
PAGES = {name for name in FILES if name.endswith(".html")}
Build = Callable[..., set[str]]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_files(tmp_path / "work/site", dict(FILES))


@pytest.fixture(params=["in place", "apart"])
def build(request: pytest.FixtureRequest, site: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """Build the site once, and give what builds it again and tells which pages were rendered."""
    rendered: set[str] = set()
    transform = build_job.transform

    def watched(path: str, *arguments: object, **named: object) -> Outcome:
        rendered.add(path)
        return transform(path, *arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(build_job, "transform", watched)
    apart = request.param == "apart"

    def again(*words: str) -> set[str]:
        rendered.clear()
        output = ("-o", "out") if apart else ()
        run = smoopt("build", "site", *output, "--url", URL, "-j1", *words, cwd=site.parent)
        assert run.code == 0, run.err
        was = set(rendered)
        if not words:  # as from nothing
            fresh = site.parent / "fresh"
            smoopt(
                "build", site, "-o", fresh, "--url", URL, "-j1", "--no-manifest", cwd=fresh.parent
            )
            assert contents(site.parent / "out" if apart else site) == contents(fresh)
            shutil.rmtree(fresh)
        return was

    assert again() == PAGES
    return again


# Real builds


def test_nothing_changed_renders_nothing(build: Build) -> None:
    assert build() == set()


def test_new_times_alone_render_nothing_and_write_nothing(build: Build, site: Path) -> None:
    for file in site.rglob("*"):
        os.utime(file, ns=(LATER, LATER))
    assert build() == set()
    assert all(file.stat().st_mtime_ns == LATER for file in site.iterdir() if file.is_file())
    assert build() == set()


def test_a_page_that_is_written_again_is_rendered_again(build: Build, site: Path) -> None:
    (site / "one.html").write_text(with_picture("Other"))
    assert build() == {"one.html"}
    assert build() == set()


def test_a_page_that_is_put_back_as_it_was_is_built_again(build: Build, site: Path) -> None:
    shutil.copy2(site / "index.html", site.parent / "kept.html")
    (site / "one.html").write_text(FILES["one.html"])  # type: ignore[arg-type]
    os.utime(site / "one.html", ns=(LATER, LATER))
    build()
    built = site.parent / "out/one.html"
    assert b"og:title" in (built if built.exists() else site / "one.html").read_bytes()


@pytest.mark.parametrize("data", [png(640, 480), b"", b"no picture"], ids=["size", "empty", "none"])
def test_another_picture_concerns_the_pages_that_show_it(
    build: Build, site: Path, data: bytes
) -> None:
    (site / "p.png").write_bytes(data)
    assert build() == {"one.html"}


def test_a_picture_of_the_same_size_concerns_nobody(build: Build, site: Path) -> None:
    os.utime(site / "p.png", ns=(LATER, LATER))
    assert build() == set()


def test_a_picture_that_goes_and_comes_concerns_the_pages_that_show_it(
    build: Build, site: Path
) -> None:
    (site / "p.png").unlink()
    assert build() == {"one.html"}
    write_files(site, {"p.png": png(400, 300)})
    assert build() == {"one.html"}


def test_a_feed_entry_concerns_its_page(build: Build, site: Path) -> None:
    (site / "feed.xml").write_text(feed(one="Of one.", three="Of three, and more."))
    assert build() == {"three.html"}


def test_a_page_that_leaves_a_feed_is_rendered_again(build: Build, site: Path) -> None:
    (site / "feed.xml").write_text(feed(one="Of one."))
    assert build() == {"three.html"}


def test_a_style_sheet_concerns_no_page(build: Build, site: Path) -> None:
    (site / "style.css").write_text("p { color: red }")
    assert build() == set()


def test_a_page_more_or_less_concerns_no_other_that_did_not_ask_for_it(
    build: Build, site: Path
) -> None:
    (site / "new.html").write_text(page("New"))
    assert build() == {"new.html"}
    (site / "new.html").unlink()
    assert build() == set()


def test_a_page_that_others_name_as_theirs_concerns_them(build: Build, site: Path) -> None:
    named = page("Four").replace("<title>", f"<link rel=canonical href={URL}five.html><title>")
    (site / "four.html").write_text(named)
    assert build() == {"four.html"}
    (site / "five.html").write_text(page("Five"))
    assert build() == {"four.html", "five.html"}


@pytest.mark.parametrize(
    "table",
    [
        "[site]\nname = 'Another'",
        "[plugins]\nx = false",
        "[plugins.share]\nstyle = 'inline'",
        "[[pages]]\nmatch = ['one.html']\nskip = true",
        "[[pages]]\nmatch = ['nothing']\nfacts = {title = 'x'}",
    ],
)
def test_another_configuration_concerns_all_pages(build: Build, site: Path, table: str) -> None:
    (site.parent / "smoopt.toml").write_text(table)
    assert build() == PAGES
    (site.parent / "smoopt.toml").unlink()
    assert build() == PAGES


def test_another_address_concerns_all_pages(build: Build) -> None:
    assert build("--url", "https://example.net/") == PAGES


def test_another_smoopt_concerns_all_pages(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "smoopt"
    shutil.copytree(PACKAGE, package)
    monkeypatch.setattr(fingerprint, "_PACKAGE", package)
    build()
    write_files(package, {"builtin/__pycache__/x.pyc": "Python's own"})
    assert build() == set()
    for changed in ("builtin/x.py", "plugin/translations.json", "new.txt"):
        with (package / changed).open("a") as file:
            file.write(" ")
        assert build() == PAGES


# What is promised of times: a file of the same size and time is taken for the same, as by rsync.


def test_a_file_of_the_same_size_and_time_counts_as_it_was_unless_all_are_looked_at(
    build: Build, site: Path
) -> None:
    file = site / "style.css"
    page = site / "one.html"
    was = page.stat()
    page.write_bytes(page.read_bytes().replace(b"paragraph", b"PARAGRAPH"))
    os.utime(page, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert build("--json") == set()
    assert build("--no-manifest") == PAGES
    assert file.exists()


def test_a_mixture_of_built_and_new_pages_is_right_without_a_manifest(
    build: Build, site: Path
) -> None:
    (site / "one.html").write_text(with_picture("One more"))
    shutil.rmtree(site.parent / ".smoopt")
    assert build() == PAGES


@pytest.mark.parametrize("build", ["apart"], indirect=True)
def test_an_output_that_somebody_changed_is_put_right(build: Build, site: Path) -> None:
    built = site.parent / "out/one.html"
    built.write_text("somebody was here")
    assert build() == {"one.html"}
    built.unlink()
    assert build() == {"one.html"}
    os.utime(built, ns=(LATER, LATER))
    assert build() == set()


# Sums


@pytest.mark.parametrize(
    "other",
    [
        {"site": SiteSettings(url=URL, name="Other")},
        {"site": SiteSettings(url=URL, name="Name", author="A")},
        {"plugins": {"share": {"networks": ["x", "mail"]}, "x": False}},
        {"plugins": {"share": {"networks": ["x"]}, "x": True}},
        {"plugins": {"x": False, "share": {"networks": ["x"]}}},
        {"pages": ()},
        {"pages": (PageRule(("b/",), plugins={"bookmarks": False}),)},
        {"pages": (PageRule(("a/",), skip=True, plugins={"bookmarks": False}),)},
    ],
    ids=["name", "author", "option", "switch", "order", "no rule", "pattern", "skip"],
)
def test_every_setting_counts_and_so_does_the_order_of_tables(other: dict[str, object]) -> None:
    assert fingerprint.code(SETTINGS) == fingerprint.code(SETTINGS)
    assert fingerprint.code(msgspec.structs.replace(SETTINGS, **other)) != fingerprint.code(
        SETTINGS
    )


ACME = {
    "acme/__init__.py": "",
    "acme/deep/__init__.py": "",
    "acme/deep/core.py": (
        "from pathlib import Path\nfrom smoopt import Facts, Fact, Plugin, hookimpl\n"
        "from acme.words import word\n"
        "class Acme(Plugin, frozen=True):\n    @hookimpl\n    def facts(self, page, site):\n"
        "        text = (Path(__file__).parent.parent / 'word.txt').read_text()\n"
        "        return Facts(title=Fact(word + text, 'acme'))\n"
    ),
    "acme/words.py": "word = 'first'\n",
    "acme/word.txt": "ly",
    "acme-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n",
    "acme-1.0.dist-info/entry_points.txt": "[smoopt]\nacme = acme.deep.core:Acme\n",
}


def test_any_file_of_a_plugin_s_package_counts(tmp_path: Path) -> None:
    place = write_files(tmp_path / "packages", dict(ACME))
    write_files(tmp_path / "site", {"a.html": page("A")})
    (tmp_path / "smoopt.toml").write_text("[plugins.acme]\n")

    def built() -> tuple[str, bool]:
        env = environment(PYTHONPATH=str(place), PYTHONDONTWRITEBYTECODE="1")
        run = process("build", "site", "--url", URL, cwd=tmp_path, env=env)
        assert run.code == 0, run.err
        html = (tmp_path / "site/a.html").read_text()
        return html.partition('og:title" content="')[2].partition('"')[0], "unchanged" in run.out

    assert built() == ("firstly", False)
    (place / "acme/words.py").write_text("word = 'second'\n")
    assert built() == ("secondly", False)
    (place / "acme/word.txt").write_text(" thoughts")
    assert built() == ("second thoughts", False)


def test_a_version_counts_and_so_does_a_module_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from importlib.metadata import EntryPoint, PathDistribution

    from smoopt.plugin.installed import GROUP

    write_files(tmp_path, {"lone_acme.py": "", "unrelated.py": "", **ACME})
    monkeypatch.syspath_prepend(tmp_path)
    import importlib

    module = importlib.import_module("lone_acme")
    point = EntryPoint("acme", "lone_acme:Acme", GROUP)
    distribution = PathDistribution(tmp_path / "acme-1.0.dist-info")
    found = {"acme": point._for(distribution)}  # type: ignore[attr-defined]
    monkeypatch.setattr(fingerprint, "others", lambda: found)
    settings = Settings(plugins={"acme": True})
    fingerprint.forget()
    sums = [fingerprint.code(settings)]
    (tmp_path / "unrelated.py").write_text("more")
    fingerprint.forget()
    assert fingerprint.code(settings) == sums[0]
    assert module.__file__ is not None
    Path(module.__file__).write_text("more")
    assert fingerprint.code(settings) == sums[0], "what was loaded is what it was"
    fingerprint.forget()
    sums.append(fingerprint.code(settings))
    (tmp_path / "acme-1.0.dist-info/METADATA").write_text(
        "Metadata-Version: 2.1\nName: acme\nVersion: 1.1\n"
    )
    fingerprint.forget()
    sums.append(fingerprint.code(settings))
    assert len(set(sums)) == 3
    fingerprint.forget()


def test_a_package_that_comes_or_goes_counts_wherever_it_lies(tmp_path: Path) -> None:
    brotli = pytest.importorskip("brotli")
    html = page("A").encode()
    write_files(tmp_path / "site", {"a.html": html, "a.html.br": brotli.compress(html)})
    none = {"brotli.py": "raise ImportError('there is none')"}
    without = write_files(tmp_path / "extra/site-packages", none)

    def warnings(**env: str) -> int:
        words = ("build", "site", "-o", "out", "--url", URL, "--json")
        env = environment(PYTHONDONTWRITEBYTECODE="1", **env)
        return len(json.loads(process(*words, cwd=tmp_path, env=env).out)["findings"])

    assert warnings(PYTHONPATH=str(without)) == 1
    assert warnings() == 0
    assert warnings(PYTHONPATH=str(without)) == 1


def test_a_plugin_edited_while_smoopt_runs_counts_for_the_next_process(tmp_path: Path) -> None:
    place = write_files(tmp_path / "packages", dict(ACME))
    write_files(tmp_path / "site", {"a.html": page("A")})
    (tmp_path / "smoopt.toml").write_text("[plugins.acme]\n")
    script = (
        "from pathlib import Path\nfrom smoopt.build.project import Project\n"
        f"def build():\n    Project(Path('site'), None, '{URL}').builder().build(print)\n"
        "build()\n"
        f"Path('{place}/acme/words.py').write_text('word = \"second\"')\n"
        "Path('smoopt.toml').write_text('[plugins.acme]\\n[site]\\nname = \"N\"\\n')\n"
        "build()\n"
    )
    env = environment(PYTHONPATH=str(place), PYTHONDONTWRITEBYTECODE="1")
    run = ended([sys.executable, "-c", script], cwd=tmp_path, env=env)
    assert run.code == 0, run.err
    assert "firstly" in (tmp_path / "site/a.html").read_text()
    process("build", "site", "--url", URL, cwd=tmp_path, env=env)
    assert "secondly" in (tmp_path / "site/a.html").read_text()


def test_names_that_hold_anything_do_not_look_alike(tmp_path: Path) -> None:
    def around(pages: tuple[str, ...], **files: int) -> bytes:
        stamps = {name: Stamp(size, 0) for name, size in files.items()}
        nothing = SiteFolder(tmp_path, None, built=False)
        return fingerprint.around(pages, Walk(stamps, {}, [], [], []), nothing)

    one = around((), **{"a\nb": 1, "c": 1})
    two = around((), **{"a": 1, "b\nc": 1})
    assert one != two
    assert around(("a",), a=1) == around(("a",), a=2) != around((), a=1)
    assert around((), a=1) != around((), a=2)
    assert around((), **{"smoopt/x.css": 1}) == around(())


def test_all_that_lies_in_a_folder_is_found(tmp_path: Path) -> None:
    whole = Walk({"a": Stamp(1, 2)}, {"l": "a"}, ["f"], ["c"], [])
    others = [
        whole._replace(files={"a": Stamp(1, 3)}),
        whole._replace(files={"b": Stamp(1, 2)}),
        whole._replace(links={}),
        whole._replace(links={"l": "b"}),
        whole._replace(folders=["f", "g"]),
        whole._replace(closed=[]),
        whole._replace(leftovers=["x"]),
    ]
    assert len({fingerprint.found(there) for there in (whole, *others)}) == 1 + len(others)
    assert fingerprint.found(whole, others[0]) != fingerprint.found(others[0], whole)


def test_what_a_site_says_of_itself_counts(tmp_path: Path) -> None:
    def whole(name: str, url: str = URL, **more: str) -> bytes:
        root = write_files(tmp_path / "site", {"index.html": page(name)})
        settings = SiteSettings(url=url, name=name, **more)  # type: ignore[arg-type]
        return fingerprint.whole(Site(root, Settings(site=settings)))

    sums = [whole("A"), whole("B"), whole("A", "https://a.example/"), whole("A", suffix="strip")]
    assert len(set(sums)) == len(sums)
    assert whole("A") == sums[0]


def test_what_is_said_of_posts_changes_no_page() -> None:
    kit = KitSettings(networks=("x",), zone="Europe/Berlin")
    assert fingerprint.code(msgspec.structs.replace(SETTINGS, kit=kit)) == fingerprint.code(
        SETTINGS
    )
