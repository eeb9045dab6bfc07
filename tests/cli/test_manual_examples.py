"""The manual's console examples print what it shows: those of commands that read folders."""

import json
import re
import shutil
from pathlib import Path

import pytest

from smoopt.doctor import known_extras
from smoopt.plugin.installed import others
from tests.support.console import assert_printed, shown
from tests.support.pictures import png
from tests.support.places import SITES
from tests.support.runs import page
from tests.support.sites import write_files

URL = "https://example.org/"
FAULTY = """from smoopt import Edit, Plugin, Span, hookimpl, slot


class Credit(Plugin, frozen=True):
    'Thanks somebody.'

    @hookimpl
    def edits(self, page):
        position = slot(page, 'content-end')
        if position is None:
            return
        yield Edit(Span(position, position), b'x', 'credit', 'a test')
"""
COMPLETE = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <title>{title}</title>
  <meta name="description" content="{text}">
  <link rel="canonical" href="{url}">
  <meta property="og:image" content="https://example.org/images/{picture}">
  <meta property="og:image:alt" content="The harbour">
  <meta property="og:title" content="{title}">
  <meta property="og:description" content="{text}">
  <meta property="og:url" content="{url}">
  <meta property="og:type" content="website">
  <meta property="og:site_name" content="Harbour notes">
  <meta name="twitter:card" content="summary_large_image">
  <meta name="generator" content="Hugo 0.150.0">
</head>
<body><main><h1>{title}</h1><p>{text}</p></main></body>
</html>
"""


def complete(path: str, title: str, text: str = "", picture: str = "wall.png") -> str:
    """Write a page with which nothing is wrong, apart from what is given."""
    text = text or f"What was seen from the harbour wall, as it is told under the name {title}."
    url = URL + path.removesuffix("index.html")
    return COMPLETE.format(title=title, text=text, url=url, picture=picture)


def notes(root: Path, count: int, **changed: str) -> None:
    """Write so many pages with which nothing is wrong, and the others that are given."""
    paths = ["index.html", *(f"notes/{number}/index.html" for number in range(1, count))]
    pages = {path: complete(path, f"Note {number}") for number, path in enumerate(paths)}
    write_files(root, {**pages, "images/wall.png": png(1200, 630)})
    write_files(root, dict(changed))


def aged(root: Path) -> None:
    """Write 214 pages, of which one lacks its picture, and nine have no description."""
    rain = complete("notes/rain/index.html", "Rain at sea", picture="rain.jpg")
    old = {
        path: re.sub(r".*description.*\n", "", complete(path, path.title()))
        for path in (f"notes/old/{number}.html" for number in range(9))
    }
    notes(root, 204, **{"notes/rain/index.html": rain}, **old)


def test_what_the_check_of_a_site_finds(tmp_path: Path) -> None:
    found = shown("docs/reference/commands/check.md")[0]
    rain = complete("notes/rain/index.html", "Rain at sea", picture="rain.jpg")
    notes(tmp_path / "public", 213, **{"notes/rain/index.html": rain})
    assert_printed(found, tmp_path, code=1)


def test_what_a_baseline_knows(tmp_path: Path) -> None:
    _, written, again, report, _ = shown("docs/reference/commands/check.md")
    aged(tmp_path / "public")
    for example in (written, again, report):
        assert_printed(example, tmp_path)


def test_scores_over_time(tmp_path: Path) -> None:
    scores = shown("docs/reference/commands/check.md")[-1]
    aged(tmp_path / "public")
    courses = {"Facebook": (61, 70, 88, 90), "X": (39, 60, 62, 80)}
    entries = [
        {
            "day": f"2026-{8 + number:02}-01",
            "pages": 200,
            "findings": {"error": 4},
            "scores": {name: course[number] for name, course in courses.items()},
        }
        for number in range(4)
    ]
    history = json.dumps({"version": 1, "entries": entries})
    write_files(tmp_path, {"smoopt-history.json": history})
    assert_printed(scores, tmp_path)


def test_two_sites_are_compared(tmp_path: Path) -> None:
    (example,) = shown("docs/reference/commands/compare.md")
    notes(tmp_path / "last-week", 20)
    notes(tmp_path / "public", 21)
    for number in range(1, 8):
        place = tmp_path / f"last-week/notes/{number}/index.html"
        place.write_text(re.sub(r".*og:image.*\n", "", place.read_text("utf-8")), "utf-8")
    broken, rain = "notes/8/index.html", "notes/rain/index.html"
    text = "What rain does to the harbour wall, and what can be done to keep it dry."
    files = {
        rain: complete(rain, "Notes", text),
        broken: complete(broken, "Note 8", "", "gone.png"),
    }
    write_files(tmp_path / "last-week", files)
    write_files(tmp_path / "public", {rain: complete(rain, "Rain, and what to do about it", text)})
    assert_printed(example, tmp_path)


@pytest.fixture
def three_extras(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no other extras but these, and those that need no more packages."""
    names = ("cards", "copies", "pictures")
    there = {package for name in names for package in known_extras.EXTRAS[name].packages}
    installed = known_extras.installed
    monkeypatch.setattr(
        known_extras, "installed", lambda name: installed(name) if name in there else ""
    )


@pytest.mark.usefixtures("three_extras")
def test_what_the_doctor_sees(tmp_path: Path) -> None:
    doctor, _ = shown("docs/reference/commands/doctor.md")
    plain = page("Note").replace("<title>", '<meta name="generator" content="Hugo 0.150.0"><title>')
    pages = {f"public/notes/{number}.html": plain for number in range(213)}
    pages["public/index.html"] = plain
    write_files(tmp_path, {**pages, "smoopt.toml": "# The site's settings.\n"})
    assert_printed(doctor, tmp_path, code=1)


@pytest.mark.usefixtures("three_extras")
def test_what_is_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, version = shown("docs/reference/commands/doctor.md")
    about = "Metadata-Version: 2.1\nName: smoopt-webring\nVersion: 0.1.0\n"
    point = "[smoopt]\nwebring = smoopt_webring:Webring\n"
    folder = "smoopt_webring-0.1.0.dist-info"
    write_files(tmp_path, {f"{folder}/METADATA": about, f"{folder}/entry_points.txt": point})
    monkeypatch.syspath_prepend(str(tmp_path))
    others.cache_clear()
    assert_printed(version, tmp_path)
    others.cache_clear()


def test_a_card_is_drawn(tmp_path: Path) -> None:
    (example,) = shown("docs/reference/plugins/cards.md")
    write_files(tmp_path / "public", {"index.html": page("Home"), "posts/a.html": page("A")})
    assert_printed(example, tmp_path, "--url", URL)


def test_a_plugin_that_fails_is_named(tmp_path: Path) -> None:
    (example,) = shown("docs/reference/plugin-api.md")
    pages = {f"public/{letter}.html": page(letter.upper()) for letter in "abcdefghijkl"}
    settings = '[plugins.credit]\nfile = "credit.py:Credit"\n'
    write_files(tmp_path, {**pages, "credit.py": FAULTY, "smoopt.toml": settings})
    assert_printed(example, tmp_path, "--url", URL, code=1)


def test_a_wrong_option_is_named(tmp_path: Path) -> None:
    (example,) = shown("docs/reference/configuration.md")
    settings = '[plugins.share]\nnetwroks = ["mastodon"]\n'
    write_files(tmp_path, {"public/index.html": page("A"), "smoopt.toml": settings})
    assert_printed(example, tmp_path, code=2)


def test_a_wrong_template_is_named(tmp_path: Path) -> None:
    (example,) = shown("docs/reference/plugins/share.md")
    link = '<li>\n<a href="{{ link.hreff }}">{{ link.label }}</a></li>'
    bar = f'<ul data-smoopt="share">\n{{% for link in links %}}\n{link}{{% endfor %}}</ul>'
    files = {"public/index.html": page("A"), "templates/share.html.j2": bar, "smoopt.toml": ""}
    write_files(tmp_path, files)
    assert_printed(example, tmp_path, "--url", URL, code=2)


def test_a_build_is_summed_up(tmp_path: Path) -> None:
    (example,) = shown("docs/reference/commands/build.md")
    shutil.copytree(SITES / "hugo", tmp_path / "public")
    assert_printed(example, tmp_path)


def test_what_is_loaded_from_others_is_listed(tmp_path: Path) -> None:
    (example,) = shown("docs/reference/commands/privacy.md")
    fonts = '<link rel="stylesheet" href="https://fonts.googleapis.com/css2?family=Inter">'
    film = (
        '<iframe title="Low tide" src="https://www.youtube-nocookie.com/embed/x"></iframe></main>'
    )
    plain = page("A").replace("</title>", f"</title>\n{fonts}")
    files = {f"public/{name}.html": plain for name in ("index", "boats", "weather")}
    films = {"public/tides/index.html": plain.replace("</main>", film)}
    write_files(tmp_path, {**files, **films, "public/links.html": page("Links")})
    assert_printed(example, tmp_path)
