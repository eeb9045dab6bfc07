"""The harness as a whole: its list, its cache, its samples and what it prints."""

import io
import subprocess
import sys
import tarfile
from pathlib import Path

import msgspec
import pytest

from tests.support.places import ROOT
from tests.support.runs import environment

PAGE = """<!doctype html><html lang=en><title>{0} ferry - Post</title>
<meta name=description content="When it sails: {0}."><meta name=author content=Ada>
<h1>{0} ferry</h1><p>The {0} ferry leaves the harbour each morning, weather permitting, and is back
before the evening.</p>"""


def archive(*names: str) -> tarfile.TarFile:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as made:
        for name in names:
            entry = tarfile.TarInfo(name)
            entry.size = 1
            made.addfile(entry, io.BytesIO(b"x"))
        link = tarfile.TarInfo("./a/site/link.html")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        made.addfile(link)
    held.seek(0)
    return tarfile.open(fileobj=held)


def test_only_regular_files_of_the_site_are_unpacked(truth: Path, tmp_path: Path) -> None:
    from packages import unpack

    names = ("./a/site/b/c.html", "./a/other.html", "./a/site/../../d.html", "./a/sites/e.html")
    unpack(archive(*names), "./a/site", tmp_path / "site")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["c.html"]


def test_the_first_folder_may_bear_a_version(truth: Path, tmp_path: Path) -> None:
    from packages import unpack

    unpack(archive("tool-1.2/out/a.html"), "*/out", tmp_path)
    assert (tmp_path / "a.html").is_file()


def test_a_package_without_a_client_is_passed_over_unless_the_cache_has_it(
    truth: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from packages import fetched, listed

    monkeypatch.setenv("PATH", "")
    (site,) = listed(["git-doc"])
    assert fetched(site, tmp_path) is None
    assert "passing over git-doc: there is no apt-get here" in capsys.readouterr().err
    (tmp_path / "git-doc").mkdir()
    assert fetched(site, tmp_path) == tmp_path / "git-doc"


def test_the_list_has_many_generators_and_no_site_twice(truth: Path) -> None:
    from packages import listed

    every = listed([])
    assert len({package.key for package in every}) == len(every) >= 12
    assert len({package.generator for package in every}) >= 8
    assert {package.registry for package in every} == {"debian", "pypi", "npm"}


def test_pages_of_every_listed_site_were_read(truth: Path) -> None:
    from packages import listed

    read = msgspec.toml.decode((truth / "hand.toml").read_bytes())["page"]
    assert len({(page["site"], page["path"]) for page in read}) == len(read) >= 100
    assert {page["site"] for page in read} == {package.key for package in listed([])}


def test_a_smaller_sample_is_part_of_a_larger_one(truth: Path) -> None:
    from sites import drawn

    names = [f"{number}.html" for number in range(50)]
    assert set(drawn(names, 5)) < set(drawn(names[::-1], 20)) < set(names)


@pytest.mark.parametrize(
    ("said", "field", "wrong"),
    [
        ("A.", "description", ["published"]),
        ("B.", "description", ["published", "description"]),
        ("C.", "description not read", ["published"]),
    ],
)
def test_a_description_is_judged_by_those_that_were_read(
    said: str, field: str, wrong: list[str], truth: Path
) -> None:
    from hand import UNREAD, Answer, verdicts
    from said import Said

    answer = Answer("site", "a.html", "", ("T",), ("page",), fit=("A.",), unfit=("B.",))
    page = {"description": Said((said,), "meta"), "published": Said(("2021-03-04",), "time")}
    found = [*verdicts(answer, page)]
    assert found[-1].field == field
    assert [one.field for one in found if one.field != UNREAD and one.is_wrong] == wrong


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Stand in for a fetched package, which is taken from the cache as it is."""
    site = tmp_path / "cache" / "pelican"
    site.mkdir(parents=True)
    for name in ("early", "late", "small", "index"):
        (site / f"{name}.html").write_text(PAGE.format(name.title()))
    return tmp_path / "cache"


def test_it_prints_what_is_right_and_wrong_and_where_that_is_from(cache: Path) -> None:
    script = ROOT / "benchmarks" / "truth"
    words = ["--only", "pelican", "--cache", str(cache), "--wrong", "description"]
    done = subprocess.run(
        [sys.executable, str(script), *words],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    stated = done.stdout.partition("by what their authors state")[2].partition("By hand")[0]
    rows = {line.split()[0]: line.split()[1:] for line in stated.splitlines() if line.strip()}
    assert rows["authors"] == ["100", "0", "4", "0", "0", "4"]
    assert rows["description"] == ["100", "0", "4", "0", "100", "4"]
    assert "visible: wrong of description (4)" in done.stdout
    assert "right  When it sails: Late.\n  from   first paragraph after the heading" in done.stdout
