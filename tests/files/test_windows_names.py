"""What is not a name of a file on Windows is refused there, and nowhere else."""

from pathlib import Path

import pytest

from smoopt.files import windows_names
from smoopt.files.open_folder import OpenFolder
from smoopt.files.store import Store
from smoopt.model.errors import SiteError
from tests.support.runs import contents
from tests.support.sites import write_files

UNFIT = (
    *(r"..\..\secret.html", r"a\b.html", "C:secret.html", "page.html:stream", "what?.html"),
    *(
        "CON",
        "con.html",
        "aux.html",
        "Nul.tar.gz",
        "com1.xml",
        "LPT9",
        "COM¹",
        "conin$",
        "nul .txt",
    ),
    *("page.html.", "page.html ", "tab\t.html", "*", "<page>", 'say "a".html', "a|b"),
)
FIT = ("index.html", "console.html", "auxiliary", "com.html", "com10.xml", ".nojekyll", "名前.html")


@pytest.mark.parametrize("name", UNFIT)
def test_a_name_that_means_something_else_is_refused_on_windows(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"site/index.html": "home", "secret.html": "secret"})
    before = contents(tmp_path)
    monkeypatch.setattr(windows_names, "ON_WINDOWS", True)
    opened, store = OpenFolder(tmp_path / "site"), Store(tmp_path / "site")
    for path in (name, f"{name}/x.html", f"a/{name}"):
        with pytest.raises(SiteError, match="no file on Windows is named"):
            opened.read(path)
        with pytest.raises(SiteError, match="give it another name"):
            store.put(path, b"new")
    assert contents(tmp_path) == before


@pytest.mark.parametrize("name", FIT)
def test_other_names_are_taken(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows_names, "ON_WINDOWS", True)
    Store(tmp_path).put(f"a/{name}", b"new")
    assert OpenFolder(tmp_path).read(f"a/{name}") == b"new"


@pytest.mark.parametrize("name", [name for name in UNFIT if "/" not in name])
def test_elsewhere_such_a_name_is_a_name_like_any_other(tmp_path: Path, name: str) -> None:
    if windows_names.ON_WINDOWS:
        return
    Store(tmp_path).put(name, b"new")
    assert OpenFolder(tmp_path).read(name) == b"new"
