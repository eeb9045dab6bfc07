"""The packages in plugins/ install as a stranger would install them, and run only when asked to."""

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

from tests.support.places import ROOT, SITES
from tests.support.runs import ALONE, URL, Run, contents, ended, environment, page, process
from tests.support.sites import write_files

pytestmark = pytest.mark.apart

PACKAGES = sorted(path.parent for path in (ROOT / "plugins").glob("*/pyproject.toml"))
RING = 'ring = "https://ring.example/"\n'
# What a site asks of all of them.
ALL = f"""
[plugins.webring]
{RING}
[plugins.analytics]
service = "goatcounter"
host = "https://stats.example.org"
[plugins.wikipedia]
sources = "sources.txt"
[plugins.blogroll]
page = "guide/install/index.html"
blogs = [{{ title = "Mill", url = "https://mill.example/", feed = "https://mill.example/feed" }}]
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install every package into a folder of its own, without what it depends on."""
    folder = tmp_path_factory.mktemp("packages")
    # Where the packages' build tool is missing, pip fetches it.
    here = ["--no-build-isolation"] if importlib.util.find_spec("hatchling") else []
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    done = ended([*pip, "--no-deps", *here, "--target", str(folder), *map(str, PACKAGES)])
    assert done.code == 0, done.err
    return folder


def _run(installed: Path, tmp_path: Path, *arguments: str) -> Run:
    env = environment(PYTHONPATH=str(installed), PYTHONWARNINGS="error")
    return process(*arguments, cwd=tmp_path, env=env)


def test_there_are_these_packages() -> None:
    names = ("analytics", "blogroll", "webring", "wikipedia")
    assert [package.name for package in PACKAGES] == [f"smoopt-{name}" for name in names]


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_a_package_passes_its_own_tests(installed: Path, package: Path) -> None:
    env = environment(PYTHONPATH=str(installed), **ALONE)
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = ended([*words, "-c", str(package / "pyproject.toml"), str(package)], env=env)
    assert done.code == 0, done.out


def test_an_installed_plugin_does_not_run_by_itself(installed: Path, tmp_path: Path) -> None:
    for name in ("with", "without"):
        write_files(tmp_path / name, {"index.html": page("Home"), "a.html": page("A")})
    assert _run(installed, tmp_path, "build", "with", "--url", URL).code == 0
    assert process("build", "without", "--url", URL, cwd=tmp_path).code == 0
    assert contents(tmp_path / "with") == contents(tmp_path / "without")
    assert "off    webring" in _run(installed, tmp_path, "plugins").out


def test_a_plugin_runs_when_its_table_names_it(installed: Path, tmp_path: Path) -> None:
    root = write_files(tmp_path / "site", {"index.html": page("Home"), "a.html": page("A")})
    before = contents(root)
    (tmp_path / "smoopt.toml").write_text(f"[plugins.webring]\n{RING}")
    run = _run(installed, tmp_path, "build", "site", "--url", URL)
    assert run.code == 0, run.err
    assert '<nav data-smoopt="webring"' in (root / "index.html").read_text()
    assert "webring" not in (root / "a.html").read_text()
    listed = _run(installed, tmp_path, "plugins").out
    assert "on     webring" in listed
    assert "[smoopt-webring 0.1.0]" in listed
    assert 'ring = (required), now "https://ring.example/"' in listed
    assert "The address of the ring's own page." in listed
    said = _run(installed, tmp_path, "explain", "site/index.html").out
    assert "← webring: the home page is the ring's door" in said
    assert process("undo", "site", cwd=tmp_path).code == 0, "undo needs no plugin"
    assert contents(root) == before


def test_a_rule_turns_a_plugin_on_for_some_pages(installed: Path, tmp_path: Path) -> None:
    files = {"index.html": page("Home"), "a/index.html": page("A"), "a/b.html": page("B")}
    root = write_files(tmp_path / "site", files)
    (tmp_path / "smoopt.toml").write_text(
        f'[[pages]]\nmatch = ["a/**"]\n[pages.plugins.webring]\n{RING}pages = "all"\n'
    )
    assert _run(installed, tmp_path, "build", "site", "--url", URL).code == 0
    having = {name for name in files if "webring" in (root / name).read_text()}
    assert having == {"a/index.html", "a/b.html"}


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("[plugins.webring]\n", "plugins.webring: `ring` is missing; expected text"),
        (f"[plugins.webring]\n{RING}name = 7", "plugins.webring.name: expected text, found 7"),
        ("[plugins.webring]\nring = 'x'", "ring: expected an address with https://, found 'x'"),
    ],
)
def test_a_wrong_option_of_a_plugin_stops_the_run(
    installed: Path, tmp_path: Path, table: str, said: str
) -> None:
    write_files(tmp_path / "site", {"index.html": page("Home")})
    (tmp_path / "smoopt.toml").write_text(table)
    run = _run(installed, tmp_path, "build", "site")
    assert run.code == 2
    assert "smoopt: smoopt.toml: " in run.err
    assert said in run.err


def test_all_of_them_run_on_a_real_site(installed: Path, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(SITES / "mkdocs", root)
    before = contents(root)
    (tmp_path / "smoopt.toml").write_text(ALL)
    run = _run(installed, tmp_path, "build", "site")
    assert run.code == 0, run.err
    home, page = (root / name for name in ("index.html", "guide/install/index.html"))
    count = 'data-goatcounter="https://stats.example.org/count" async'
    assert all(count in path.read_text("utf-8") for path in (home, page))
    assert '<nav data-smoopt="webring"' in home.read_text("utf-8")
    assert "{{cite web |url=https://" in page.read_text("utf-8")
    assert '<a href="https://mill.example/" rel="external">Mill</a>' in page.read_text("utf-8")
    assert b'xmlUrl="https://mill.example/feed"' in (root / "blogroll.opml").read_bytes()
    assert not (root / "sources.txt").exists(), "the site cites nothing"
    built = contents(root)
    assert _run(installed, tmp_path, "build", "site").code == 0
    assert contents(root) == built
    assert process("undo", "site", cwd=tmp_path).code == 0
    assert contents(root) == before


def test_their_options_are_in_the_schema(installed: Path, tmp_path: Path) -> None:
    schema = _run(installed, tmp_path, "plugins", "--schema").out
    names = (package.name.removeprefix("smoopt-") for package in PACKAGES)
    assert all(f'"{name}"' in schema for name in names)
