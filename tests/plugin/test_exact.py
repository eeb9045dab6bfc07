"""Values that plugins give are made fit for other processes."""

import pickle

import pytest

from smoopt.html.markup import Markup
from smoopt.model.edits import Edit, File, Span
from smoopt.model.facts import Fact, Facts, Person
from smoopt.model.finding import Finding, Place, Severity
from smoopt.plugin.exact import exact


def test_text_of_a_kind_of_its_own_becomes_plain_text_wherever_it_stands() -> None:
    class Smart(str):
        __slots__ = ()

        def __str__(self) -> str:
            return "something else"

    edit = exact(Edit(Span(1, 2), Smart("<b>"), "name"))
    assert edit == Edit(Span(1, 2), "<b>", "name")
    people = Fact((Person("Ann"), Person(Smart("Tom"))), Smart("byline"))
    facts = exact(Facts(authors=people))
    assert pickle.loads(pickle.dumps((edit, facts))) == (edit, facts)


def test_what_is_plain_stays_the_very_same() -> None:
    for value in ("a", Edit(Span(0, 0), "<b>", "b"), b"", None, 1):
        assert exact(value) is value


def test_nobody_is_believed_who_says_that_a_text_is_whole_elements() -> None:
    edit = exact(Edit(Span(1, 2), Markup("<b>"), "name", closing=Markup("</b>")))
    assert type(edit.text) is type(edit.closing) is str


def test_no_kind_of_its_own_is_left_in_anything() -> None:
    class Text(str):
        __slots__ = ()

    class Number(int):
        __slots__ = ()

    class Ratio(float):
        __slots__ = ()

    class Bytes(bytes):
        __slots__ = ()

    class Table(dict[str, object]):
        __slots__ = ()

    class Row(list[object]):
        __slots__ = ()

    for given, expected in (
        (Place(Text("a.html"), Number(2), 3), Place("a.html", 2, 3)),
        (File(Text("a"), Bytes(b"x")), File("a", b"x")),
        (Table({Text("a"): Row([Number(1), Ratio(0.5)])}), {"a": [1, 0.5]}),
        (Finding(Severity.ERROR, Text("c"), Place("a"), "m"), None),
    ):
        plain = exact(given)
        assert plain == (expected or given)
        assert pickle.loads(pickle.dumps(plain)) == plain
        assert type(plain) is type(expected or given)


def test_what_only_says_that_it_is_text_is_refused() -> None:
    class Pretending:
        __class__ = str  # type: ignore[assignment]

    with pytest.raises(TypeError):
        exact(Pretending())
