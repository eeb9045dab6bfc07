"""Values that plugins give are made fit for other processes."""

import pickle

from smoopt.html.markup import Markup
from smoopt.model.edits import Edit, Span
from smoopt.model.facts import Fact, Facts, Person
from smoopt.plugin.values import exact


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
