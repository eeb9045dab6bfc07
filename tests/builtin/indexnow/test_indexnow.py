"""The key file of IndexNow is written, found again, and taken away."""

import re
from pathlib import Path

import pytest

from smoopt.builtin.indexnow import file_of, is_key
from smoopt.model.errors import ConfigError
from smoopt.testing import Built, build, check
from tests.support.asking import page
from tests.support.configured import Configured
from tests.support.runs import page as html

KEY = "0a1B-2c3D"
PAGES = {"index.html": page(), "a.html": page()}


def made(**options: object) -> Built:
    return build(PAGES, {"indexnow": options}, url="https://example.org/")


def test_the_file_has_the_key_and_is_named_by_it() -> None:
    # https://www.indexnow.org/documentation (2026-12-01)
    built = made(key=KEY)
    assert built.files == {f"{KEY}.txt": KEY.encode()}
    assert built.files[file_of(KEY)] == KEY.encode()


def test_no_key_is_said_to_be_none() -> None:
    built = made()
    assert built.files == {}
    assert [finding.code for finding in built.findings] == ["indexnow-key"]


@pytest.mark.parametrize(("text", "is_told"), [("another", True), (f"{KEY}\n", False)])
def test_a_file_of_the_site_stays_and_is_told_if_it_has_no_key(
    tmp_path: Path, text: str, is_told: bool
) -> None:
    files = {"index.html": html("Mill"), f"{KEY}.txt": text}
    made = Configured(tmp_path, files, "indexnow", f'key = "{KEY}"')
    run = made.build()
    assert made.text(f"{KEY}.txt") == text
    assert ("indexnow-key" in run.out + run.err) == is_told


@pytest.mark.parametrize("key", ["short", "x" * 129, "../../../etc", "a b c d e", "schlüssel"])
def test_what_is_no_key_is_refused(key: str) -> None:
    assert not is_key(key)
    with pytest.raises(ConfigError, match=re.escape("is not a key; expected 8 to 128")):
        made(key=key)


def test_it_keeps_the_laws() -> None:
    check(PAGES, {"indexnow": {"key": KEY}}, url="https://example.org/")
