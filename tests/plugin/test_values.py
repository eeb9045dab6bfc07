"""Each field of what plugins give is looked at."""

import re
from typing import get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct, structs

from smoopt.model.edits import Edit, File, Span
from smoopt.model.facts import (
    Alternate,
    Fact,
    Facts,
    Image,
    Media,
    Member,
    Person,
    Publisher,
)
from smoopt.model.file_edit import FileEdit
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.plugin import values
from smoopt.plugin.values import refuse_wrong

GIVEN: list[Struct] = [
    Edit(Span(0, 1), "text", "name"),
    File("a", b""),
    FileEdit("robots.txt", 0, "text"),
    Finding(Severity.INFO, "code", Place("a.html"), "message"),
    Rule("id", Severity.INFO, "what", "why", "", "fix"),
    Image("https://example.org/a.png"),
    Media("https://example.org/a.mp4"),
    Person("Ann"),
    Alternate("de", "https://example.org/"),
    Publisher("Mill", "Organization", "https://example.org/#publisher", (Member("a", {}, "b"),)),
]


@pytest.mark.parametrize("given", GIVEN, ids=lambda given: type(given).__name__)
def test_each_field_holds_what_it_should(given: Struct) -> None:
    refuse_wrong(given)
    for field in given.__struct_fields__:
        wrong = structs.replace(given, **{field: object()})
        with pytest.raises(TypeError, match=f"{type(given).__name__}.{field}; expected"):
            refuse_wrong(wrong)


@pytest.mark.parametrize("field", ["value", "rule", "place", "plugin"])
def test_each_field_of_a_fact_holds_what_it_should(field: str) -> None:
    fact = structs.replace(Fact("x", "rule"), **{field: object()})
    with pytest.raises(TypeError, match=re.escape(f"Facts.title.{field}; expected")):
        refuse_wrong(Facts(title=fact))


@pytest.mark.parametrize("value", [object(), {"a": {1: 2}}, {"a": [object()]}])
def test_what_a_member_says_is_plain_data(value: object) -> None:
    refuse_wrong(Member("address", {"@type": "PostalAddress", "x": [1, None, True]}, "rule"))
    publisher = Publisher("Mill", "Organization", "#mill", (Member("address", value, "rule"),))
    with pytest.raises(TypeError, match=r"Member\.value"):
        refuse_wrong(Facts(publisher=Fact(publisher, "rule")))


def test_profiles_are_addresses() -> None:
    refuse_wrong(Facts(profiles=Fact(("https://mastodon.social/@ann",), "rule")))
    with pytest.raises(ValueError, match=r"gave 'javascript:x' in Facts\.profiles\.value"):
        refuse_wrong(Facts(profiles=Fact(("javascript:x",), "rule")))


@pytest.mark.parametrize("field", Facts.__struct_fields__)
def test_each_fact_is_looked_at_as_what_it_is(field: str) -> None:
    """What the annotation says, `Fact[tuple[Member, ...]] | None`, is what is looked for."""
    (fact, _) = get_args(get_type_hints(Facts)[field])
    (value,) = get_args(fact)
    each = get_args(value)[0] if get_origin(value) is tuple else None
    assert values._SEVERAL.get(field) is each
    assert each is not None or values._VALUES.get(field, str) is value
