"""The key file of IndexNow is written, found again, and taken away."""

import re

import pytest

from smoopt.builtin.indexnow import file_of, is_key
from smoopt.model.errors import ConfigError
from smoopt.testing import Built, build, check
from tests.support.asking import page

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


@pytest.mark.parametrize("key", ["short", "x" * 129, "../../../etc", "a b c d e", "schlüssel"])
def test_what_is_no_key_is_refused(key: str) -> None:
    assert not is_key(key)
    with pytest.raises(ConfigError, match=re.escape("is no key; expected 8 to 128")):
        made(key=key)


def test_it_keeps_the_laws() -> None:
    check(PAGES, {"indexnow": {"key": KEY}}, url="https://example.org/")
