"""Whatever stands in settings, commands end with an exit code and a sentence, never a traceback."""

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.files.bounded import HANDWRITTEN
from smoopt.model.facts import SETTABLE
from smoopt.plugin.load import load, sources
from smoopt.site.settings import DEFAULTS, PageRule, Settings, SettingsFile, SiteSettings
from tests.support.hostile_values import ADDRESSES, DATES, LANGUAGES, TEXTS
from tests.support.runs import Run, page, smoopt
from tests.support.sites import write_files

URL = "https://example.org/"


def refused(run: Run, *words: str) -> None:
    assert run.code == 2, run
    assert run.err.startswith("smoopt: ")
    assert "Traceback" not in run.err
    for word in words:
        assert word in run.err
    assert len(run.err) < 2000


# What stands in the file

# No file can have so long a name.
_LONG = "x" * 300
CASES = {
    "deep arrays": ("x = " + "[" * 100_000, "nests too deeply; expected at most 100 levels"),
    "deep but whole": ("x = " + "[" * 300 + "]" * 300, "nests too deeply"),
    "deep tables": (".".join("a" * 300) + " = 1", "nests too deeply"),
    "a long number": ("hook_seconds = " + "9" * 10_000, "number in it is too long; expected whole"),
    "a large number": (f"hook_seconds = {1 << 63}", "hook_seconds: the number is too large"),
    "one in a plugin": (f"[plugins.share]\nmin_words = -{1 << 64}", "plugins.share.min_words: the"),
    "a pattern": ("[[pages]]\nmatch = ['a', '\\']", r"pages[0].match: '\\' is not a pattern"),
    "hide": ("[plugins.share]\nhide = ['x\\']", r"plugins.share: 'x\\' is not a pattern"),
    "U+000C": ('[site]\nname = "a\\fb"', "site.name: the text holds the character U+000C"),
    "U+0000": ('templates = "a\\u0000b"', "templates: the text holds the character U+0000"),
    "no UTF-8": (b"[site]\nname = '\xff'", "is not valid TOML"),
    "an address": ('[site]\nurl = "https://x:99999999/"', "is not an address"),
    "a short link": (
        '[plugins.bookmarks]\nshortlink = "http://[::1{path}"',
        "must begin with https",
    ),
    "a long sources": (
        f"[plugins.backlinks]\nsources = {_LONG!r}",
        "backlinks: sources: there is no",
    ),
    "a long mentions": (
        f"[plugins.conversation]\nmentions = {_LONG!r}",
        "conversation: mentions: there is no file or folder",
    ),
    "long threads": (
        f"[plugins.conversation]\nthreads = [{{ file = {_LONG!r} }}]",
        "conversation: threads: there is no file or folder",
    ),
    "too much": (b"#" * (HANDWRITTEN + 1), "it is too large; expected at most 1,000,000 bytes"),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("command", ["build", "check", "explain"])
def test_what_no_setting_can_be_is_said(name: str, command: str, tmp_path: Path) -> None:
    text, words = CASES[name]
    root = write_files(tmp_path, {"smoopt.toml": text, "public/index.html": page("home")})
    place = "public/index.html" if command == "explain" else "public"
    refused(smoopt(command, place, cwd=root), "smoopt.toml", words)
    assert (root / "public/index.html").read_text("utf-8") == page("home")


@pytest.mark.parametrize("text", ["tool = 3", "[tool]\nsmoopt = 3", "[tool.smoopt]\nurl = 1"])
def test_another_file_of_the_project_may_hold_anything(text: str, tmp_path: Path) -> None:
    root = write_files(tmp_path, {"pyproject.toml": text, "public/index.html": page("home")})
    run = smoopt("build", "public", "--url", URL, cwd=root)
    if text == "tool = 3":
        assert run.code == 0
    else:
        refused(run, "pyproject.toml")


# What kind of file it is


@pytest.fixture(params=["device", "pipe", "folder", "nothing"])
def no_file(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    if request.param == "device":
        yield Path("/dev/zero")
        return
    place = tmp_path / "odd"
    if request.param == "pipe":
        os.mkfifo(place)
    elif request.param == "folder":
        place.mkdir()
    yield place


@pytest.mark.parametrize("option", ["--config", "--baseline"])
def test_only_a_file_is_read(option: str, no_file: Path, tmp_path: Path) -> None:
    root = write_files(tmp_path, {"public/index.html": page("home")})
    refused(smoopt("check", root / "public", option, no_file), str(no_file))


@pytest.mark.parametrize(
    "text",
    ["{", "[" * 100_000, '{"version": ' + "9" * 5000 + "}", "null", '{"pages": {"a": 1}}', "\0"],
)
def test_a_baseline_may_hold_anything(text: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"base.json": text, "public/index.html": page("home")}
    root = write_files(tmp_path, files)
    refused(smoopt("check", "public", "--baseline", "base.json", cwd=root), "base.json: is no")


# Any value at any place

NAMES = st.sampled_from([*SETTABLE, *DEFAULTS, "a", "", "\x1b", "smoopt-x"])
PATTERNS = ("*.html", "!a", "\\", "a\\", "[", "**", "/", "", "#", "a/**/b")
WORDS = (*ADDRESSES, *DATES, *LANGUAGES, *TEXTS, *PATTERNS, "error", "off", "auto", "../x", "/etc")
SCALARS = (
    st.sampled_from(WORDS)
    | st.text(st.characters(codec="utf-8"), max_size=9)
    | st.booleans()
    | st.sampled_from([0, 1, -1, 10**6, (1 << 63) - 1, 1 << 63, -(1 << 70), 10**4000])
    | st.sampled_from([0.0, -1.0, 1e308, float("nan"), float("inf")])
    | st.sampled_from([dt.date(2026, 1, 1), dt.time(1, 2), dt.datetime(9999, 12, 31, 23, 59)])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)


def _places() -> list[str]:
    """Name every setting that there is."""
    known = sources(Settings(), "")
    named = [(f"plugins.{name}", load(name, known)) for name in sorted(known)]
    tables = [("", SettingsFile), ("site", SiteSettings), ("pages", PageRule), *named]
    places = [
        ".".join(filter(None, (table, field.encode_name)))
        for table, kind in tables
        for field in msgspec.structs.fields(kind)
    ]
    return [*places, "check.rules", "check.rules.link-broken", "plugins", "pages", "site", "x"]


PLACES = _places()


def toml(value: object) -> str:
    """Write a value in TOML."""
    match value:
        case dict():
            return (
                "{" + ", ".join(f"{toml(key)} = {toml(each)}" for key, each in value.items()) + "}"
            )
        case list():
            return "[" + ", ".join(map(toml, value)) + "]"
        case bool():
            return str(value).lower()
        case str():
            plain = (sign if sign.isprintable() and sign not in '"\\' else None for sign in value)
            both = zip(plain, value, strict=True)
            return '"' + "".join(sign or f"\\U{ord(raw):08x}" for sign, raw in both) + '"'
        case int():
            return hex(value) if value > 0 else str(value)
        case dt.date() | dt.time():
            return value.isoformat()
    return str(value)


@st.composite
def files(draw: st.DrawFn) -> str:
    """Write settings with any values at some of the places."""
    whole: dict[str, object] = {}
    for place in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=4, unique=True)):
        *tables, name = place.split(".")
        here = whole
        for table in tables:
            inner = here.setdefault(table, {})
            here = inner if isinstance(inner, dict) else {}
        here[name] = draw(VALUES)
    pages = whole.get("pages")
    if isinstance(pages, dict):
        whole["pages"] = [{"match": ["*.html"], **pages}]
    return "".join(f"{toml(name)} = {toml(value)}\n" for name, value in whole.items())


@given(text=files())
def test_any_value_at_any_place_ends_with_an_exit_code(text: str) -> None:
    with TemporaryDirectory() as folder:
        root = write_files(
            Path(folder),
            {
                "smoopt.toml": text.encode("utf-8", "surrogatepass"),
                "public/index.html": page("home"),
                "public/a/b.html": page("b"),
            },
        )
        for command in ("build", "build", "check"):
            run = smoopt(command, "public", cwd=root)
            assert run.code in {0, 1, 2}
            assert "Traceback" not in run.out + run.err
            assert "please report it" not in run.out + run.err
            assert "plugin-failed" not in run.out + run.err, text
            if run.code == 2:
                refused(run)
        assert smoopt("undo", "public", cwd=root).code == 0
        assert (root / "public/a/b.html").read_text("utf-8") == page("b")
