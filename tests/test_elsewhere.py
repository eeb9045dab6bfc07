"""The commands where the system is no Linux: nothing to fork, to hold, to lock or to exchange."""

import shutil
import sys
from pathlib import Path

import pytest

from tests.support.elsewhere import elsewhere, prepared
from tests.support.places import modules
from tests.support.runs import URL, contents, ended, page, smoopt
from tests.support.sites import write_files

PAGES = 9
# So large a site is worth workers, which are spawned there.
LARGE = f"<!--{'-' * 2_000_000}-->"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a site whose pages have the line ends of Windows, every other one."""
    files: dict[str, str | bytes] = {"site/index.html": page("Home") + LARGE}
    for number in range(1, PAGES):
        text = page(f"Page {number} – 名前")
        ends = "\r\n" if number % 2 else "\n"
        files[f"site/{number % 3}/{number}.html"] = text.replace("\n", ends)
    return write_files(tmp_path / "project", files)


def test_every_module_is_loaded_without_what_only_unix_has(tmp_path: Path) -> None:
    # Dask looks at more of the system than can be hidden here.
    names = [name for name in modules() if not name.endswith(".dask_cluster")]
    # Libraries choose by the system's name what they load of their own.
    load = "import sys\nsys.platform, elsewhere = 'linux', sys.platform\n"
    load += "import asyncio, importlib, watchdog.observers\nsys.platform = elsewhere\n"
    load += f"for name in {names}:\n    importlib.import_module(name)\n"
    run = ended([sys.executable, "-c", load], env=prepared(tmp_path))
    assert (run.code, run.err) == (0, "")


def test_a_site_is_built_explained_and_undone_as_on_linux(folder: Path) -> None:
    before = contents(folder / "site")
    here = Path(shutil.copytree(folder / "site", folder.parent / "here"))
    assert smoopt("build", here, "--url", URL).code == 0
    built = elsewhere(folder, "build", "site", "--url", URL, "--jobs", "2")
    assert (built.code, built.err) == (0, "")
    assert f"{PAGES} pages: {PAGES} changed" in built.out
    assert contents(folder / "site") == contents(here)
    again = elsewhere(folder, "build", "site", "--url", URL, "--jobs", "2")
    assert (again.code, again.err) == (0, "")
    assert f"{PAGES} unchanged" in again.out
    said = elsewhere(folder, "explain", "site/1/1.html")
    assert (said.code, said.err) == (0, "")
    assert "Page 1 – \\u540d\\u524d" in said.out
    assert elsewhere(folder, "undo", "site").code == 0
    assert contents(folder / "site") == before


def test_a_plugin_of_a_stranger_that_does_not_end_is_ended(folder: Path) -> None:
    code = "import smoopt\n\n\nclass Slow(smoopt.Plugin):\n    @smoopt.hookimpl\n"
    code += "    def edits(self, page):\n        while True:\n            pass\n"
    toml = 'hook_seconds = 1\n[plugins.slow]\nfile = "slow.py:Slow"\n'
    toml += '[[pages]]\nmatch = ["?/**"]\nskip = true\n'
    write_files(folder, {"slow.py": code, "smoopt.toml": toml})
    run = elsewhere(folder, "build", "site", "--url", URL)
    assert run.code == 1
    assert "it took longer than 1 s" in run.err
