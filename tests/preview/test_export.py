"""The preview as files: complete, with relative links only, and never over somebody's work."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit

import pytest
from turbohtml import parse

from smoopt.preview import export as exporting
from tests.support.places import SITES
from tests.support.previews import ODD, exported
from tests.support.runs import smoopt, tree

# Attributes by which a browser fetches something when it shows a page.
FETCHED = (
    "img[src]",
    "link[rel~=stylesheet][href]",
    "script[src]",
    "iframe[src]",
    "link[rel~=icon]",
)


def targets(file: Path, chosen: str) -> list[str]:
    """Give the addresses that elements of a page have."""
    document = parse(file.read_bytes().decode("utf-8", "replace"))
    found = [(e.attr("src") or e.attr("href") or "") for e in document.select(chosen)]
    return [str(value) for value in found if value and not str(value).startswith("data:")]


def local(file: Path, address: str) -> Path:
    """Give the file that an address names, as a browser does for file://."""
    path = unquote_to_bytes(urlsplit(address).path).decode("utf-8", "surrogateescape")
    return file.parent / path if path else file


@pytest.mark.parametrize("name", ["hugo", "docusaurus", "mkdocs", "sphinx", "next"])
def test_everything_that_is_shown_lies_beside_it(name: str, tmp_path: Path) -> None:
    folder = exported(SITES / name, tmp_path / "out")
    files = [*folder.glob("*.html"), *folder.glob("pages/*.html"), *folder.glob("site/**/*.html")]
    assert len(files) > 10
    site = [path.relative_to(SITES / name) for path in (SITES / name).rglob("*")]
    for file in files:
        for chosen in FETCHED:
            for address in targets(file, chosen):
                parts = urlsplit(address)
                if parts.scheme in {"http", "https"}:  # of the author's, elsewhere
                    continue
                assert not parts.scheme
                assert not parts.netloc
                if not local(file, address).is_file():
                    # Only what the site itself does not have may be missing.
                    assert "site" in file.relative_to(folder).parts
                    assert not any(str(path) in address for path in site if path.suffix)


def test_the_companion_links_only_to_what_was_exported_or_is_public(tmp_path: Path) -> None:
    folder = exported(SITES / "hugo", tmp_path / "out")
    for file in [folder / "index.html", *folder.glob("pages/*.html")]:
        for address in targets(file, "a[href]"):
            if not address.startswith(("http", "#")):
                assert local(file, address).exists(), (file, address)


def test_the_site_is_left_as_it_is_and_the_number_of_pages_said(root: Path, tmp_path: Path) -> None:
    before = tree(root)
    run = smoopt("preview", root, "--export", tmp_path / "out")
    assert run.out == f"{tmp_path / 'out' / 'index.html'}: 6 of 6 pages\n"
    assert tree(root) == before


def test_names_that_need_care_are_found_from_the_list(root: Path, tmp_path: Path) -> None:
    folder = exported(root, tmp_path / "out")
    listing = (folder / "index.html").read_text("utf-8")
    row = r'<a href="([^"]*)">\s*<span class="name">.*?</span>\s*<span class="path"><bdi>[^<]*50%'
    found = re.search(row, listing)
    assert found
    companion = folder / found[1]
    frame = targets(companion, "iframe")[0]
    assert local(companion, frame) == companion.parent / "../site" / ODD
    assert local(companion, frame).is_file()
    assert "<script>alert" not in listing + companion.read_text("utf-8")


def test_of_very_many_pages_the_first_are_written_and_that_is_said(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "MOST", 2)
    run = smoopt("preview", root, "--export", tmp_path / "out")
    assert ": 2 of 6 pages" in run.out
    assert "4 more were left out" in run.err
    listing = unescape((tmp_path / "out/index.html").read_text("utf-8"))
    assert listing.count('class="path"') == 2


def test_patterns_that_match_nothing_are_said(root: Path, tmp_path: Path) -> None:
    run = smoopt("preview", root, "--export", tmp_path / "out", "--pages", "none/*")
    assert run.code == 2
    assert "no pages that match --pages" in run.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("folder", ["public", "public/preview", "."])
def test_it_is_never_written_into_the_site_or_around_it(folder: str, root: Path) -> None:
    before = tree(root)
    run = smoopt("preview", root, "--export", root.parent / folder)
    assert run.code == 2
    assert tree(root) == before


def test_it_is_never_written_over_somebodys_work(root: Path, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work/index.html").write_text("mine", "utf-8")
    run = smoopt("preview", root, "--export", tmp_path / "work")
    assert run.code == 2
    assert "no earlier export" in run.err
    assert (tmp_path / "work/index.html").read_text("utf-8") == "mine"


def test_a_folder_with_a_file_of_one_name_is_no_earlier_export(root: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    for name in ("preview/preview.js", "site/mine.txt", "index.html"):
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_text("mine", "utf-8")
    before = tree(work)
    run = smoopt("preview", root, "--url", "https://example.org/", "--export", work)
    assert run.code == 2
    assert "no earlier export" in run.err
    assert tree(work) == before


def test_an_earlier_export_is_replaced(root: Path, tmp_path: Path) -> None:
    folder = exported(root, tmp_path / "out")
    first = {name for name in tree(folder) if name.startswith("pages/")}
    exported(root, folder, "--pages", "about.html")
    second = {name for name in tree(folder) if name.startswith("pages/")}
    assert (len(first), len(second)) == (6, 1)
    assert not (folder / "site/index.html").exists()


def test_an_earlier_export_stays_where_there_is_nothing_to_write(
    root: Path, tmp_path: Path
) -> None:
    folder = exported(root, tmp_path / "out")
    before = tree(folder)
    assert smoopt("preview", root, "--export", folder, "--pages", "none.html").code == 2
    assert tree(folder) == before
