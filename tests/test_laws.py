"""The laws of smoopt, each for hostile pages and for every page of every fixture site.

Another parser (html5lib) and plain regular expressions serve as second opinions, so that a fault
shared by smoopt's way forth and its way back is seen.
"""

import re
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote_to_bytes

import html5lib
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from smoopt.build.above_charset import ABOVE_CHARSET
from smoopt.build.outcome import Outcome
from smoopt.build.pipeline import transform
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.html.source_text import Source
from smoopt.model.edits import Edit, Span, changes
from smoopt.model.errors import EditOverlap, MarkDamaged, PageError
from smoopt.model.facts import Facts
from smoopt.model.web_address import normal
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings
from smoopt.site.site import Site
from tests.support import strategies
from tests.support.laws import (
    NAMES,
    PATHS,
    assert_decoded_as_before,
    assert_reversible,
    undone,
)
from tests.support.places import FIXTURES, SITES
from tests.support.sites import CORE


def site_of(name: str) -> Site:
    root = FIXTURES / "hazards" if name == "hazards" else SITES / name
    return Site(root, Settings(plugins=CORE))


def each(name: str, registry: Registry) -> Iterator[tuple[bytes, Outcome, Site]]:
    """Transform every page of a fixture site."""
    site = site_of(name)
    for path in site.pages:
        data = (site.root / path).read_bytes()
        yield data, transform(path, data, site, registry), site


# Undo and idempotence


@given(data=strategies.pages(), path=PATHS)
def test_undo_gives_back_every_byte_and_twice_is_once(
    data: bytes, path: str, lab: Site, core: Registry
) -> None:
    outcome = transform(path, data, lab, core)
    assert_reversible(data, outcome, lab, core)
    assert outcome.status == "failed" or undone(outcome.data) == data


@given(data=strategies.pages(), path=PATHS)
def test_undo_gives_back_every_byte_of_bars_and_permalinks(
    data: bytes, path: str, lab: Site, everything: Registry
) -> None:
    outcome = transform(path, data, lab, everything)
    assert_reversible(data, outcome, lab, everything)
    assert outcome.status == "failed" or undone(outcome.data) == data


@given(data=strategies.pages(marks=True), path=PATHS)
def test_forged_marks_break_no_law(data: bytes, path: str, lab: Site, core: Registry) -> None:
    assert_reversible(data, transform(path, data, lab, core), lab, core)


@pytest.mark.parametrize("name", [*NAMES, "hazards"])
def test_a_fixture_site_comes_back_byte_for_byte(name: str, everything: Registry) -> None:
    for data, outcome, site in each(name, everything):
        assert_reversible(data, outcome, site, everything)
        assert name == "hazards" or outcome.status != "failed"
        assert outcome.status == "failed" or undone(outcome.data) == data


# How the page is decoded


@given(data=strategies.pages(), path=PATHS)
def test_browsers_find_the_same_encoding_before_and_after(
    data: bytes, path: str, lab: Site, everything: Registry
) -> None:
    assert_decoded_as_before(data, transform(path, data, lab, everything).data)


@given(data=strategies.late_charsets())
def test_browsers_find_the_same_encoding_wherever_it_is_declared(
    data: bytes, lab: Site, everything: Registry
) -> None:
    outcome = transform("a.html", data, lab, everything)
    assert_decoded_as_before(data, outcome.data)
    assert_reversible(data, outcome, lab, everything)


@pytest.mark.parametrize("name", [*NAMES, "hazards"])
def test_browsers_find_the_same_encoding_of_a_fixture_site(name: str, everything: Registry) -> None:
    for data, outcome, _ in each(name, everything):
        assert_decoded_as_before(data, outcome.data)


# What lies outside the edits

_PAIR = re.compile(
    rb"<!--smoopt [0-9a-f]{8}(?: was ([^<>-]*))?-->(?:(?!<!--smoopt ).)*?<!--/smoopt-->", re.DOTALL
)


def assert_untouched_outside(data: bytes, outcome: Outcome) -> None:
    """Take the marks out by a plain search, where the author's page has none of its own."""
    assume_plain = b"smoopt" not in data.replace(b"smoopt:", b"").replace(b"data-smoopt-", b"")
    if outcome.status != "changed" or not assume_plain or data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return
    restored = _PAIR.sub(lambda found: unquote_to_bytes(found[1] or b""), outcome.data)
    assert restored == data


@given(data=strategies.pages(), path=PATHS)
def test_text_outside_the_edits_is_untouched(
    data: bytes, path: str, lab: Site, core: Registry
) -> None:
    assert_untouched_outside(data, transform(path, data, lab, core))


@given(data=strategies.pages())
def test_every_character_outside_the_edits_is_where_it_was(
    data: bytes, lab: Site, core: Registry
) -> None:
    outcome = transform("a.html", data, lab, core)
    assume(outcome.status == "changed")
    was, now = Source(data), Source(outcome.data)
    assume(was.codec == now.codec)
    last, at = 0, 0
    for change in changes(outcome.edits):
        between = was.text[last : change.span.start]
        assert now.text.startswith(between, at)
        at = now.text.index("<!--/smoopt-->", at + len(between)) + len("<!--/smoopt-->")
        last = change.span.end
    assert now.text[at:] == was.text[last:]


@pytest.mark.parametrize("name", [*NAMES, "hazards"])
def test_a_fixture_site_is_untouched_outside_the_edits(name: str, core: Registry) -> None:
    for data, outcome, _ in each(name, core):
        assert_untouched_outside(data, outcome)


# No plugins


@given(data=strategies.pages(), path=PATHS)
def test_no_plugins_no_change(data: bytes, path: str, lab: Site, nothing: Registry) -> None:
    outcome = transform(path, data, lab, nothing)
    assert outcome.data == data
    assert outcome.status != "changed"


@pytest.mark.parametrize("name", [*NAMES, "hazards"])
def test_no_plugins_no_change_of_a_fixture_site(name: str, nothing: Registry) -> None:
    for data, outcome, _ in each(name, nothing):
        assert outcome.data == data


# What was emitted, as another parser reads it

Tag = tuple[str, tuple[tuple[str, str], ...]]


@cache
def tag_of(markup: str) -> Tag:
    """Read one void tag with html5lib."""
    (element,) = html5lib.parseFragment(markup, "head", namespaceHTMLElements=False)
    return element.tag, tuple(sorted(element.attrib.items()))


def head_of(text: str) -> list[Tag]:
    """Read the tags that stand directly in the head with html5lib."""
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    head = tree.find("head")
    return [
        (element.tag, tuple(sorted(element.attrib.items())))
        for element in ([] if head is None else head)
        if isinstance(element.tag, str)
    ]


def expected(facts: Facts) -> dict[str, str]:
    """Say which value each tag must have, by the facts."""
    first = facts.images.value[0] if facts.images else None
    given = {
        "canonical": facts.address,
        "description": facts.description,
        "og:url": facts.address,
        "og:title": facts.title,
        "og:description": facts.description,
        "og:site_name": facts.site_name,
        "og:type": facts.type,
        "og:locale": facts.locale,
        "article:published_time": facts.published,
        "article:modified_time": facts.modified,
        "article:section": facts.section,
        "twitter:site": facts.x_site,
        "twitter:creator": facts.x_creator,
    }
    values = {key: fact.value for key, fact in given.items() if fact is not None}
    return values | ({"og:image": first.url, "og:image:alt": first.alt} if first else {})


def assert_read_by_another_parser(outcome: Outcome) -> None:
    if outcome.status != "changed":
        return
    text = Source(outcome.data).text
    if "<template" in text:  # html5lib is older than that: it closes the head there
        return
    wanted = expected(outcome.facts)
    found = head_of(text)
    for edit in outcome.edits:
        if not edit.text or not edit.text.startswith(("<meta", "<link")):
            continue
        tag = tag_of(edit.text)
        assert tag in found, f"{edit.name} is not in the head"
        attributes = dict(tag[1])
        if edit.name in wanted:
            assert attributes.get("content", attributes.get("href")) == wanted[edit.name]


@given(data=strategies.pages(), path=PATHS)
def test_another_parser_finds_the_facts_in_the_head(
    data: bytes, path: str, lab: Site, core: Registry
) -> None:
    assert_read_by_another_parser(transform(path, data, lab, core))


@pytest.mark.parametrize("name", [*NAMES, "hazards"])
def test_another_parser_finds_the_facts_of_a_fixture_site(name: str, core: Registry) -> None:
    for _, outcome, _ in each(name, core):
        assert_read_by_another_parser(outcome)


@example(
    data=b"<!doctype html><head><link rel=canonical href=https://\xffexample.org/docs/a.html></head>",
    path="index.html",
)
@given(data=strategies.pages(), path=PATHS)
def test_there_is_one_canonical_and_it_equals_og_url(
    data: bytes, path: str, lab: Site, core: Registry
) -> None:
    outcome = transform(path, data, lab, core)
    # Above a late declaration of the encoding nothing is written.
    is_late = any(found.code == ABOVE_CHARSET.id for found in outcome.findings)
    assume(outcome.status == "changed" and not is_late)
    page = Page(path, data)
    assume("<template" not in page.text)
    spans = [page.start_tag(tag.element) for tag in (*page.tags("canonical"), *page.tags("og:url"))]
    closing = None if page.head is None else page.end_tag(page.head)
    assume(all(span and (closing is None or span.end <= closing.start) for span in spans))
    tags = [(name, dict(attributes)) for name, attributes in head_of(Source(outcome.data).text)]
    canonical = [found["href"] for name, found in tags if found.get("rel") == "canonical"]
    own = [found["content"] for name, found in tags if found.get("property") == "og:url"]
    assert len(canonical) == (0 if slot(page, "head") is None else 1)
    # One that is written otherwise, but means the same, stays as its author wrote it.
    assert [*map(normal, own[:1])] == [*map(normal, canonical)]


# Overlaps

SPANS = st.tuples(st.integers(0, 12), st.integers(0, 4)).map(lambda at: Span(at[0], sum(at)))


def clash(one: Span, other: Span) -> bool:
    """Say, by counting characters, whether two edits cannot both be made."""
    if one.start == one.end or other.start == other.end:
        point, span = (one, other) if one.start == one.end else (other, one)
        return span.start < point.start < span.end
    return bool(set(range(*one)) & set(range(*other)))


@given(st.lists(SPANS, max_size=6))
def test_overlapping_edits_always_raise_and_others_never(spans: list[Span]) -> None:
    edits = [Edit(span, f"x{n}", f"name{n}", plugin=f"plugin{n}") for n, span in enumerate(spans)]
    pairs = [
        {one.plugin, other.plugin}
        for n, one in enumerate(edits)
        for other in edits[n + 1 :]
        if clash(one.span, other.span)
    ]
    if not pairs:
        assert {change.span for change in changes(edits)} == set(spans)
        return
    with pytest.raises(EditOverlap) as raised:
        changes(edits)
    assert set(re.findall(r"plugin\d", str(raised.value))) in pairs


# Marks


@given(
    context=st.sampled_from((*strategies.RAW, *strategies.RAW_TO_THE_END)),
    forged=st.sampled_from(strategies.FORGED),
    where=st.sampled_from(("head", "body")),
)
def test_what_is_no_comment_is_never_taken_for_a_mark(
    context: str, forged: str, where: str, lab: Site, core: Registry
) -> None:
    # The outer comment ends where the inner one does; what follows is a comment of its own.
    assume("<!--" not in context or not forged.endswith(strategies.CLOSE))
    inside = context.replace("{}", forged, 1)
    head, body = (inside, "") if where == "head" else ("", inside)
    data = f"<!doctype html><head>{head}</head><body>{body}".encode()
    assert undone(data) == data
    outcome = transform("a.html", data, lab, core)
    assert outcome.status == "changed"
    assert undone(outcome.data) == data


@given(data=strategies.pages(), draw=st.data())
def test_a_mark_changed_by_another_hand_leaves_the_page_alone(
    data: bytes, draw: st.DataObject, lab: Site, core: Registry
) -> None:
    built = transform("a.html", data, lab, core)
    assume(built.status == "changed" and data[:2] not in {b"\xff\xfe", b"\xfe\xff"})
    inner = [
        at
        for found in re.finditer(rb"<!--smoopt [0-9a-f]{8}[^<>]*-->(<[^!>]*)", built.data)
        for at in range(found.start(1) + 1, found.end(1))
    ]
    assume(inner)
    at = draw.draw(st.sampled_from(inner))
    old = built.data[at : at + 1]
    new = draw.draw(st.sampled_from([b"", b"#", old + old, b"Q"]).filter(lambda new: new != old))
    damaged = built.data[:at] + new + built.data[at + 1 :]
    with pytest.raises(MarkDamaged):
        undone(damaged)
    outcome = transform("a.html", damaged, lab, core)
    assert (outcome.status, outcome.data) == ("failed", damaged)
    assert [finding.code for finding in outcome.findings] == ["page-failed"]


@given(data=st.binary(max_size=300))
def test_no_bytes_at_all_make_it_raise_anything_but_page_errors(
    data: bytes, lab: Site, core: Registry
) -> None:
    try:
        source = Source(data)
    except PageError:
        return
    assert source.decode(source.data[-len(source.data) :] if source.data else b"") is not None
    assert transform("a.html", data, lab, core).status in {"unchanged", "changed", "skipped"}
