"""One page through the chain: its outcome, whatever the page or a plugin does."""

from collections.abc import Iterator

import pytest

from smoopt.build.outcome import Outcome
from smoopt.build.pipeline import transform
from smoopt.html.marks import pristine
from smoopt.html.page import Page
from smoopt.html.skip import Skip
from smoopt.html.source_text import Source
from smoopt.model.edits import Edit, Span
from smoopt.model.facts import Fact, Facts
from smoopt.model.finding import Finding, Place, Severity
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.plugin.registry import Registry
from smoopt.site.settings import PageRule, Settings
from smoopt.site.site import Site
from tests.support.sites import CORE, NONE, URL, MakeSite, install

PAGE = b"<!doctype html><head><title>T</title></head><body><p>text</p></body>"


class At(Plugin, frozen=True):
    """Writes at a place of the page given by what stands there."""

    before: str = "</head>"
    length: int = 0
    text: str = "<meta name=at>"

    @hookimpl
    def edits(self, page: Page) -> Iterator[Edit | Finding]:
        start = page.text.index(self.before)
        yield Edit(Span(start, start + self.length), self.text, "at")
        yield Finding(Severity.INFO, "at", Place(page.path), "done")


class Also(At, frozen=True):
    """The same under another name."""


class Failing(Plugin, frozen=True):
    @hookimpl
    def facts(self) -> Facts:
        raise ZeroDivisionError("oh")


class Knows(Plugin, frozen=True):
    @hookimpl
    def address(self, path: str) -> str:
        return f"https://known.example/{path}"

    @hookimpl
    def derived(self, facts: Facts) -> Facts:
        return Facts(title=Fact("never", "derived"), section=Fact("filled", "derived"))


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"at": "At", "also": "Also", "failing": "Failing", "knows": "Knows"}
    install(monkeypatch, __name__, names)


def run(site: Site, data: bytes = PAGE, **tables: bool | dict[str, object]) -> Outcome:
    return transform("a.html", data, site, Registry(Settings(plugins={**NONE, **tables})))


def test_a_page_gets_tags_and_says_how_many_bytes_they_take(lab: Site, core: Registry) -> None:
    outcome = transform("a.html", PAGE, lab, core)
    assert outcome.status == "changed"
    assert outcome.added == len(outcome.data) - len(PAGE)
    assert {edit.plugin for edit in outcome.edits} == {"canonical", "opengraph", "x", "structured"}


def test_a_built_page_is_unchanged_by_the_next_run(lab: Site, core: Registry) -> None:
    built = transform("a.html", PAGE, lab, core)
    again = transform("a.html", built.data, lab, core)
    assert (again.status, again.data, again.added) == ("unchanged", built.data, built.added)


def test_a_page_that_is_skipped_now_loses_what_an_earlier_run_added(
    lab: Site, core: Registry
) -> None:
    built = transform("a.html", PAGE, lab, core)
    rule = Settings(plugins=CORE, pages=(PageRule(("a.html",), skip=True),))
    outcome = transform("a.html", built.data, Site(lab.root, rule), core)
    assert (outcome.status, outcome.skip, outcome.data) == ("skipped", Skip.RULE, PAGE)


def test_a_plugin_that_fails_leaves_the_page_as_it_was(lab: Site) -> None:
    outcome = run(lab, failing=True, at=True)
    assert (outcome.status, outcome.data, outcome.edits) == ("failed", PAGE, ())
    assert [(finding.code, finding.plugin) for finding in outcome.findings] == [
        ("plugin-failed", "failing")
    ]


def test_an_overlap_leaves_the_page_as_it_was_and_names_both_plugins(lab: Site) -> None:
    outcome = run(lab, at={"before": "<p>", "length": 3}, also={"before": "p>", "length": 1})
    assert (outcome.status, outcome.data) == ("failed", PAGE)
    (finding,) = outcome.findings
    assert "'at' (at) and 'also' (at) both change" in finding.message


@pytest.mark.parametrize(
    "table",
    [
        {"before": "T</title>"},
        {"before": "type"},
        {"before": "<p>", "length": 3, "text": "<div>"},
        {"before": "<p>text", "length": 7, "text": ""},
        {"before": "</head>", "text": "<!-- never closed"},
        {"before": "</head>", "text": "<script>"},
        {"before": "<p>", "text": "<p data-smoopt=at><!--/smoopt--></p>"},
        {"before": "<p>", "text": "<p data-smoopt=at><!--smoopt 0123abcd--></p>"},
        {"before": "</head>", "text": "</head><plaintext>"},
    ],
)
def test_what_could_not_be_undone_is_not_done(table: dict[str, object], lab: Site) -> None:
    outcome = run(lab, at=table)
    assert (outcome.status, outcome.data) == ("failed", PAGE)
    (finding,) = outcome.findings
    assert (finding.code, finding.plugin) == ("plugin-failed", "at")


@pytest.mark.parametrize(("before", "length"), [("", 10_000), ("", -1), ("text", -9), ("</", 99)])
def test_a_span_that_is_none_of_the_page_s_fails_the_page(
    before: str, length: int, lab: Site
) -> None:
    outcome = run(lab, at={"before": before, "length": length})
    assert (outcome.status, outcome.data) == ("failed", PAGE)
    (finding,) = outcome.findings
    assert (finding.code, finding.plugin) == ("plugin-failed", "at")
    assert "'at' failed in its hook 'edits': it edits characters" in finding.message


def test_edits_and_findings_bear_the_name_of_their_plugin(lab: Site) -> None:
    outcome = run(lab, at=True)
    assert [item.plugin for item in (*outcome.edits, *outcome.findings)] == ["at", "at"]
    assert pristine(Source(outcome.data)) == PAGE


@pytest.mark.parametrize("word", ["off", "OFF", "no", "false"])
def test_a_page_turns_a_plugin_off_for_itself(word: str, lab: Site) -> None:
    page = PAGE.replace(b"</head>", f'<meta name="smoopt:at" content="{word}"></head>'.encode())
    assert run(lab, page, at=True).status == "unchanged"


def test_a_page_that_no_codec_can_read_fails_alone(lab: Site, core: Registry) -> None:
    data = b"\xff\xfe<\0!"
    outcome = transform("a.html", data[:3] + b"\xd8\x00", lab, core)
    assert (outcome.status, outcome.data) == ("failed", data[:3] + b"\xd8\x00")


def test_the_address_comes_from_the_page_then_a_plugin_then_the_site(
    make_site: MakeSite,
) -> None:
    site = make_site({"index.html": PAGE, "a.html": PAGE}, url=URL)
    own = f'<link rel="canonical" href="{URL}index.html#x"></head>'.encode()
    by_page = run(site, PAGE.replace(b"</head>", own), knows=True, meta=True).facts.address
    by_plugin, by_site = run(site, knows=True).facts.address, run(site).facts.address
    assert by_plugin is not None
    assert (by_plugin.value, by_plugin.plugin) == ("https://known.example/a.html", "knows")
    assert by_site is not None
    assert (by_site.value, by_site.plugin) == (f"{URL}a.html", "smoopt")
    assert by_page is not None


def test_derived_facts_fill_gaps_only(lab: Site) -> None:
    facts = run(lab, knows=True, content=True).facts
    assert facts.title is not None
    assert (facts.title.value, facts.title.plugin) == ("T", "content")
    assert facts.section is not None
    assert (facts.section.value, facts.section.plugin) == ("filled", "knows")


def test_a_file_whose_name_is_no_utf_8_is_addressed_by_its_bytes(lab: Site, core: Registry) -> None:
    outcome = transform("b\udce9.html", PAGE, lab, core)
    assert f'href="{URL}b%E9.html"'.encode() in outcome.data


def test_two_keys_on_one_tag_are_mended_together(lab: Site, core: Registry) -> None:
    tag = b'<meta property="og:image" name="twitter:image" content="/docs/square.png"></head>'
    outcome = transform("a.html", PAGE.replace(b"</head>", tag), lab, core)
    assert outcome.status == "changed"
    mended = f'<meta property="og:image" name="twitter:image" content="{URL}square.png">'
    assert outcome.data.count(mended.encode()) == 1


def test_a_malformed_address_in_a_tag_does_not_keep_the_page_from_its_others(
    lab: Site, core: Registry
) -> None:
    tags = b'<meta property=og:image content="http://[bad/x"><link rel=canonical href="http://[">'
    outcome = transform("a.html", PAGE.replace(b"</head>", tags + b"</head>"), lab, core)
    assert outcome.status == "changed"
