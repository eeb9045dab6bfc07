"""Patterns that are compiled late are those that `re.compile` would give."""

import re
from importlib import import_module

import pytest

from smoopt.model.late_pattern import late
from tests.support.places import modules


def test_it_is_compiled_once_and_when_it_is_asked_for() -> None:
    wrong = late("(")
    with pytest.raises(re.error):
        wrong.match("a")
    right = late("(A)B", re.IGNORECASE)
    assert [match[1] for match in right.finditer("ab AB xb")] == ["a", "A"]
    assert right.search == right.search
    assert (right.pattern, right.groups) == ("(A)B", 1)
    assert late(b"a").fullmatch(b"a")


def test_every_pattern_compiles() -> None:
    kind = type(late(""))
    found = {
        f"{name}.{key}": value
        for name in modules()
        for key, value in vars(import_module(name)).items()
        if isinstance(value, kind)
    }
    assert len(found) > 50
    for name, pattern in found.items():
        assert isinstance(pattern.pattern, str | bytes), name
