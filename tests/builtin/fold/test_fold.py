"""What stands behind a text lies in one box, where that is several parts."""

import shutil
from pathlib import Path

import pytest
import turbohtml

from tests.support.configured import Configured
from tests.support.everything_on import FOLDED, EverythingOn
from tests.support.giving import contents
from tests.support.places import SITES
from tests.support.runs import page, smoopt

FILES = {"index.html": page("Mill"), "a.html": page("Gates"), "b.html": page("Wheels")}
LINES = (
    "[plugins.markdown]\nlinks = true\n[plugins.licence]\nurl = 'https://x.example/l'\nname='L'\n"
)
TWO = f"[plugins.qr]\n{LINES}"


def made(folder: Path, options: str) -> Configured:
    site = Configured(folder, FILES, "fold", options)
    assert site.build().code == 0
    return site


def parts(site: Configured) -> list[str]:
    """Name what lies in the box."""
    box = turbohtml.parse(site.text("a.html")).select_one("details[data-smoopt=fold]")
    found = [] if box is None else box.select("[data-smoopt]")
    return [each.attr("data-smoopt") or "" for each in found]


def explained(site: Configured) -> str:
    return smoopt("explain", site.root / "a.html", "--config", site.settings).out


def test_what_stands_behind_a_text_lies_in_one_closed_box(tmp_path: Path) -> None:
    site = made(tmp_path, TWO)
    assert parts(site) == ["markdown", "qr"]
    document = turbohtml.parse(site.text("a.html"))
    box = document.select_one("main > details[data-smoopt=fold]:not([open])")
    assert box is not None
    assert [each.text for each in box.select(":scope > summary")] == ["About this page"]
    # What is no part of it stays where all see it.
    assert document.select_one("main > details + p[data-smoopt=licence]") is not None
    site.assert_settled()


def test_a_single_part_gets_no_box(tmp_path: Path) -> None:
    site = made(tmp_path, LINES)
    assert parts(site) == []
    assert "fold" not in site.text("a.html")
    assert "stand behind the text" not in explained(site)
    site.assert_settled()


def test_the_author_says_what_lies_in_it_and_whether_it_is_open(tmp_path: Path) -> None:
    site = made(tmp_path, f'plugins = ["licence", "markdown"]\nis_open = true\n{TWO}')
    assert parts(site) == ["markdown", "licence"]
    assert '<details data-smoopt="fold" data-pagefind-ignore="all" open="">' in site.text("a.html")


def test_what_is_no_plugin_is_reported(tmp_path: Path) -> None:
    site = Configured(tmp_path, FILES, "fold", f'plugins = ["qr", "license", "note"]\n{TWO}')
    note = tmp_path / "note.py"
    note.write_text("from smoopt import Plugin\n\n\nclass Note(Plugin, frozen=True):\n    pass\n")
    with site.settings.open("a") as settings:
        settings.write('[plugins.note]\nfile = "note.py:Note"\n')
    run = site.build()
    assert run.code == 0
    assert "no plugin is named 'license' (did you mean 'licence'?) [fold-unknown]" in run.err
    assert run.err.count("[fold-unknown]") == 1


def test_each_part_is_still_explained_as_its_plugins(tmp_path: Path) -> None:
    site = made(tmp_path, TWO)
    said = explained(site)
    assert "several of bookmarks, markdown, cite, qr, backlinks stand behind the text" in said
    assert "the page is written to a.md" in said
    assert "QR code" in said


@pytest.mark.parametrize(
    ("language", "heading"), [("de-AT", "Zu dieser Seite"), ("xx", "About this page")]
)
def test_it_speaks_the_language_of_the_page(language: str, heading: str, tmp_path: Path) -> None:
    files = {name: text.replace("lang=en", f"lang={language}") for name, text in FILES.items()}
    site = Configured(tmp_path, files, "fold", TWO)
    site.build()
    summary = turbohtml.parse(site.text("a.html")).select_one("[data-smoopt=fold] > summary")
    assert summary is not None
    said = None if language.startswith("de") else "en"
    assert (summary.text, summary.attr("lang")) == (heading, said)


@pytest.mark.parametrize("parts", ["", "{{ parts }}{{ parts }}", '<p title="{{ parts }}"></p>'])
def test_a_template_must_have_one_place_for_the_parts(parts: str, tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    template = f'<div data-smoopt="fold">{parts}</div>'
    (tmp_path / "templates/fold.html.j2").write_text(template)
    run = Configured(tmp_path, FILES, "fold", TWO).build()
    assert run.code == 2
    assert "expected {{ parts }} once, between two tags" in run.err


@pytest.mark.parametrize("name", ["hugo", "mkdocs", "jekyll", "docusaurus"])
def test_with_everything_on_a_build_settles_and_undo_is_exact(name: str, tmp_path: Path) -> None:
    root = tmp_path / "site"
    shutil.copytree(SITES / name, root)
    site = EverythingOn(root, more=FOLDED)
    before = contents(root)
    assert site.build().code == 0
    once = contents(root)
    assert site.build().code == 0
    assert contents(root) == once
    folded = [path for path, data in once.items() if b'<details data-smoopt="fold"' in data]
    assert bool(folded) is (name != "docusaurus")  # a framework takes that over
    assert site.undo().code == 0
    assert contents(root) == before
