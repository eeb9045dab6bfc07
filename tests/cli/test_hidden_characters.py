"""Whatever names and pages hold, nothing hides in what is shown, and nothing steers a terminal."""

import json
import os
import re
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from smoopt.check.formats import FORMATS
from smoopt.model.plain_data import write_json
from smoopt.model.plain_text import visible
from tests.support.audits import audited, finding, nasty, written
from tests.support.runs import page, process, smoopt
from tests.support.sites import write_files

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
CONTROLS = "\x01\x07\x08\x0b\x0c\x0e\x1b\x1f\x7f\x80\x85\x9b\x9f"
HIDDEN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{BIDI}\ud800-\udfff]")
URL = "https://example.org/"
# What a name on disk may hold: lone surrogates stand for bytes that are no UTF-8.
LONE = ("\udce9", "\udc80")
TEXT = [*BIDI, *CONTROLS, "\n", "\r", "\t", "\u2028", "\u2029"]
NAMES = st.text(st.sampled_from([*TEXT, *LONE, *"ab ü日%&<"]), min_size=1, max_size=12)
TITLES = st.text(st.sampled_from(TEXT) | st.characters(codec="utf-8"))
WORST = "\u202egnp.\x1b[31m\x9b2J\n::error::\u2028\u2066\udce9"


def assert_open(text: str) -> None:
    found = HIDDEN.search(text)
    assert found is None, f"{text[max(0, found.start() - 80) : found.end() + 20]!a}"


@given(nasty | NAMES)
@example(WORST)
def test_what_is_visible_holds_nothing_hidden_and_stays_so(text: str) -> None:
    shown = visible(text)
    assert_open(shown)
    assert "\n" not in shown
    assert visible(shown) == shown
    assert HIDDEN.search(text) or "\n" in text or "\t" in text or shown == text or "\uffff" in text
    assert json.loads(write_json({"a": text})) == {"a": text}
    assert_open(write_json({"a": text}))


@given(name=NAMES, text=nasty)
@example(name=WORST, text=WORST)
@pytest.mark.parametrize("form", FORMATS)
def test_nothing_hides_in_what_is_written_of_an_audit(form: str, name: str, text: str) -> None:
    shown = written(form, audited(finding(path=name, message=text)))
    assert_open(re.sub("\x1b\\[[0-9]+m", "", shown))
    shown.encode()


@settings(max_examples=15)
@given(name=NAMES, title=TITLES)
@example(name=WORST, title=WORST.replace("\udce9", ""))
def test_nothing_hides_in_what_commands_show(name: str, title: str) -> None:
    written = title.replace("\0", "").replace('"', "")
    head = f'<meta property="og:image" content="{written}"></head>'
    data = page(written).replace("</head>", head).encode()
    path = f"{name}/{name}.html"
    with TemporaryDirectory() as folder:
        root = write_files(Path(folder) / "site", {path: data, "b.html": data})
        for words in (
            ("build", root, "--diff"),
            ("build", root),
            ("explain", root / path, "--site", root),
            *(("check", root, "--format", form) for form in FORMATS),
            ("preview", root, "--export", Path(folder) / "shown"),
            ("undo", root),
        ):
            run = smoopt(*words, *(() if words[0] == "undo" else ("--url", URL)))
            assert_open(run.out)
            assert_open(run.err)
        assert (root / path).read_bytes() == data
        shown = (Path(folder) / "shown/index.html").read_text("utf-8")
        assert_open(shown)
        companion = (Path(folder) / "shown/pages/1.html").read_text("utf-8")
        # Cards show text as the platforms do.
        assert_open(re.sub('(?s)<section id="cards".*<section id="facts"', "", companion))


def test_machines_read_the_names_that_there_are(tmp_path: Path) -> None:
    name = f"{WORST}.html".replace("\n", "")
    root = write_files(tmp_path / "site", {name: page("a")})
    run = process("check", root, "--format", "json", "--url", URL)
    assert_open(run.out)
    assert name in {one["place"]["path"] for one in json.loads(run.out)["findings"]}
    run = process("check", root, "--format", "sarif", "--url", URL)
    assert_open(run.out)
    assert quote(os.fsencode(name)) in run.out
