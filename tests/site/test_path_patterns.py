"""Patterns match what Git says, and long names take no longer than their length asks for."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec

from smoopt.site.path_patterns import spec

PIECES = st.lists(
    st.sampled_from(("*", "**", "/", "a", "b", "?", "[ab]", "ab", "!", ".")), max_size=9
)
PATTERNS = PIECES.map("".join)
PATHS = st.lists(st.sampled_from("ab/.c"), min_size=1, max_size=14).map("".join)


@settings(max_examples=400)
@given(patterns=st.lists(PATTERNS, min_size=1, max_size=2), path=PATHS)
@example(patterns=["a/**/b/**/b"], path="a/b/a/b/b/c")
@example(patterns=["*a*b?/*a*"], path="aabb/ba/a")
@example(patterns=["**/a*/**/*b/c"], path="aa/a/b/ab/c")
def test_patterns_match_what_pathspec_says(patterns: list[str], path: str) -> None:
    try:
        wanted = GitIgnoreSpec.from_lines(patterns, backend="simple")
    except ValueError:
        with pytest.raises(ValueError, match="Invalid git pattern"):
            spec(tuple(patterns))
        return
    assert spec(tuple(patterns)).match_file(path) == wanted.match_file(path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("*a" * 40 + "*b", "a" * 255),
        ("**/*a" * 20 + "/b", "/".join(["a"] * 120)),
        ("**/a/" * 20 + "b", "/".join(["a"] * 120)),
        ("a/" + "**/*a*/" * 12 + "*b", "/".join(["aa"] * 120)),
        ("**" * 30 + "b", "a" * 255),
        ("?*" * 40 + "b", "a" * 255),
    ],
)
def test_no_pattern_takes_long(pattern: str, path: str) -> None:
    begun = time.process_time()
    assert not spec((pattern,)).match_file(path)
    assert time.process_time() - begun < 5
