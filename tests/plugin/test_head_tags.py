"""Keep unless wrong: what becomes of a tag that is there, and of one that is not."""

import pytest

from smoopt.html.page import Page
from smoopt.model.edits import Edit
from smoopt.model.facts import Fact
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Fault, Rule
from smoopt.plugin.head_tags import WantedTag, reconcile

ANOTHERS = Rule("canonical-home", Severity.ERROR, "Another's.", "", "", "")
TITLE = WantedTag("property", "og:title", "Right", "because")
NAMED = WantedTag("name", "description", "Right", "because")
CANONICAL = WantedTag(
    "rel",
    "canonical",
    "https://example.org/a",
    "because",
    fault=lambda value: None if value == "https://example.org/a" else Fault(ANOTHERS, "another's"),
    single=True,
)


def page(head: str, body: str = "") -> Page:
    text = f"<!doctype html><head>{head}</head><body>{body}</body>"
    return Page("a.html", text.encode())


def settled(
    head: str, *wanted: WantedTag, body: str = ""
) -> tuple[list[tuple[str, str]], list[str]]:
    """Give what is written in place of what, and the findings' codes with their severity."""
    found = page(head, body)
    items = list(reconcile(found, wanted))
    edits = [(found.text[slice(*e.span)], e.text) for e in items if isinstance(e, Edit)]
    codes = [f"{f.severity.name} {f.code}" for f in items if isinstance(f, Finding)]
    return edits, codes


def test_a_missing_tag_is_added() -> None:
    assert settled("", TITLE) == ([("", '<meta property="og:title" content="Right">')], [])


def test_nothing_is_added_where_nothing_is_known() -> None:
    assert settled("", WantedTag("name", "description", "", "")) == ([], [])


RIGHT = '<meta property="og:title" content="The author\'s own">'


@pytest.mark.parametrize(
    "double",
    [
        '<meta name="og:title" content="Another">',
        '<meta name="og:title" content="The author\'s own">',
        '<meta name="og:title" content="">',
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_double_in_a_wrong_attribute_is_taken_out_and_never_made_the_first(
    double: str, is_first: bool
) -> None:
    head = double + RIGHT if is_first else RIGHT + double
    assert settled(head, TITLE) == ([(double, "")], ["INFO tag-attribute"])


@pytest.mark.parametrize(
    ("there", "written"),
    [
        # The only one is mended, also beside an empty one.
        ('<meta name="og:title" content="Own">', '<meta property="og:title" content="Right">'),
        # What bears another name as well is somebody else's, too.
        (f'<meta name="og:title" property="twitter:title" content="x">{RIGHT}', ""),
        (f'<meta name="og:title" itemprop="name" content="x">{RIGHT}', ""),
    ],
)
def test_a_tag_in_a_wrong_attribute_stays_where_more_hangs_on_it(there: str, written: str) -> None:
    edits, _ = settled(there, TITLE)
    assert [new for _, new in edits if not written or new == written] == [written] * bool(written)


@pytest.mark.parametrize(
    "kept",
    [
        '<meta property="og:title" content="The author\'s own">',
        '<META PROPERTY="OG:Title" CONTENT="x">',
        '<meta property=" og:title " content="x">',
        '<meta property="og:title twitter:title" content="x">',
        '<meta name="og:title" property="og:title" content="x">',
    ],
)
def test_a_right_tag_is_kept(kept: str) -> None:
    assert settled(kept, TITLE) == ([], [])


def test_an_empty_tag_is_replaced() -> None:
    empty = "<meta property=og:title content=' '>"
    edits, codes = settled(empty, TITLE)
    assert edits == [(empty, '<meta property="og:title" content="Right">')]
    assert codes == ["INFO tag-empty"]


def test_an_empty_tag_is_reported_where_no_better_value_is_known() -> None:
    found = settled("<meta name=description>", WantedTag("name", "description", "", ""))
    assert found == ([], ["WARNING tag-empty"])


def test_a_tag_with_the_wrong_attribute_is_written_anew() -> None:
    (edit,), codes = settled("<meta name=og:title content=x>", TITLE)
    assert edit[1] == '<meta property="og:title" content="Right">'
    assert codes == ["INFO tag-attribute"]


def test_a_replaced_tag_keeps_the_other_keys_it_bears() -> None:
    two = '<meta name="description" property="og:title" itemprop="x" content="">'
    edits, _ = settled(two, NAMED, TITLE)
    anew = '<meta property="og:title" name="description" itemprop="x" content="Right">'
    assert edits == [(two, anew), (two, anew)]


@pytest.mark.parametrize(
    "other",
    [
        "<meta itemprop=description content=x>",
        "<meta http-equiv=description content=x>",
        "<link rel=description href=x>",
        "<meta itemprop=description content=''>",
    ],
)
def test_what_only_shares_the_word_is_left_alone(other: str) -> None:
    edits, codes = settled(other, NAMED)
    assert edits == [("", '<meta name="description" content="Right">')]
    assert codes == []


def test_a_meta_named_canonical_is_no_canonical_link() -> None:
    edits, _ = settled("<meta name=canonical content=x>", CANONICAL)
    assert edits == [("", '<link rel="canonical" href="https://example.org/a">')]


def test_of_several_canonicals_one_is_left() -> None:
    first = '<link rel=canonical href="https://example.org/a">'
    second, third = "<link rel=canonical href=/b>", "<link rel=canonical href=/c>"
    edits, codes = settled(first + second + third, CANONICAL)
    assert edits == [(second, ""), (third, "")]
    assert codes == ["INFO tag-several"] * 2


def test_on_a_hydrated_page_a_wrong_tag_is_reported_and_left() -> None:
    found = settled("<meta property=og:title content=''>", TITLE, body="<div id=__nuxt>")
    assert found == ([], ["WARNING tag-empty"])


def test_on_a_hydrated_page_a_missing_tag_is_added() -> None:
    edits, codes = settled("", TITLE, body="<div id=__nuxt>")
    assert len(edits) == 1
    assert codes == []


def test_a_tag_that_belongs_to_another_follows_it() -> None:
    width = WantedTag("property", "og:image:width", "9", "", after="og:image")
    found = page("<meta property=og:image content=x><meta property=og:title content=y>")
    (edit,) = reconcile(found, [width])
    assert isinstance(edit, Edit)
    assert found.text[: edit.span.start].endswith("<meta property=og:image content=x>")


def test_a_tag_in_xhtml_is_closed() -> None:
    found = Page("a.html", b'<?xml version="1.0"?><!doctype html><html><head></head></html>')
    assert [edit.text for edit in reconcile(found, [TITLE]) if isinstance(edit, Edit)] == [
        '<meta property="og:title" content="Right" />'
    ]


def test_a_finding_says_where_what_and_what_to_do() -> None:
    (finding,) = reconcile(page("\n<meta name=twitter:site content=x>"), [
        WantedTag("name", "twitter:site", "", "", lambda _: Fault(ANOTHERS, "no account"))
    ])  # fmt: skip
    assert isinstance(finding, Finding)
    # What smoopt cannot mend is the author's, and does not fail the build.
    assert (finding.code, finding.severity) == (ANOTHERS.id, Severity.WARNING)
    assert not finding.mended
    assert finding.place == Place("a.html", 2, 1)
    assert 'twitter:site "x": no account; correct it in the site\'s source' in finding.message


def test_of_several_tags_with_one_key_none_is_added_where_the_theme_has_one() -> None:
    authors = [WantedTag("name", "citation_author", name, "r") for name in ("Ada", "Bob")]
    theirs = '<meta name="citation_author" content="Ada">'
    assert [edit.because for edit in reconcile(page(""), authors)] == ["r", "r"]
    assert not list(reconcile(page(theirs), authors))


@pytest.mark.parametrize(
    ("value", "because", "said"),
    [
        (Fact("T", "r"), "r", "WantedTag citation_title: value is a Fact; give its .value"),
        (None, "r", "WantedTag citation_title: value is None; expected str"),
        ("T", Fact("T", "r"), "WantedTag citation_title: because is a Fact; give its .value"),
    ],
)
def test_a_tag_of_no_text_is_refused_where_it_is_made(
    value: object, because: object, said: str
) -> None:
    with pytest.raises(TypeError, match=f"^{said}$"):
        WantedTag("name", "citation_title", value, because)
