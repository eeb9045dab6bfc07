"""Scores: every rule is weighed for the platforms it concerns, and the sum is plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.check.audit_result import Audited
from smoopt.check.known_rules import built_in_rules
from smoopt.check.report.rules_by_platform import CONCERNS, Platform
from smoopt.check.report.scores import Score, scores
from smoopt.model.finding import Finding, Place, Severity

ALL = built_in_rules()


def found(code: str, path: str = "a.html", message: str = "m") -> Finding:
    return ALL[code].at(Place(path, 1, 1), message)


def scored(*findings: Finding, pages: int = 4, **given: object) -> dict[Platform, Score]:
    result = Audited(findings, ALL, pages, **given)  # type: ignore[arg-type]
    return {score.platform: score for score in scores(result)}


def test_a_page_with_an_error_counts_nothing_and_one_with_warnings_half() -> None:
    by = scored(
        found("link-broken"),
        found("anchor-broken"),
        found("anchor-broken", "b.html"),
        found("anchor-broken", "b.html", "another"),
        found("anchor-several", "c.html"),
    )
    visitors = by[Platform.VISITORS]
    assert (visitors.errors, visitors.warnings, visitors.clean) == (1, 1, 2)
    assert visitors.value == 62
    assert visitors.causes == ("anchor-broken", "link-broken")
    assert by[Platform.FACEBOOK].value == 100


def test_a_score_is_100_only_where_every_page_is_clean() -> None:
    assert scored(found("x-handle"), pages=100_000)[Platform.X].value == 99
    assert scored(pages=100_000)[Platform.X].value == 100


def test_what_a_baseline_knows_counts_like_what_is_new() -> None:
    known = scored(known=(found("title-missing"),))
    assert known == scored(found("title-missing"))
    assert all(score.value == 75 for score in known.values())


def test_redirects_and_what_is_no_page_are_in_no_score() -> None:
    skips = {"a redirect": 2, "it asks robots not to index it": 1}
    by = scored(found("redirect-broken", "old.html"), found("copy-stale", "a.css.gz"), skips=skips)
    assert {(score.pages, score.value) for score in by.values()} == {(2, 100)}


def test_a_finding_that_the_configuration_made_an_info_takes_nothing_away() -> None:
    finding = Finding(Severity.INFO, "title-missing", Place("a.html"), "m")
    assert scored(finding)[Platform.GOOGLE].value == 100


def test_where_there_are_no_pages_or_no_rules_were_asked_there_is_no_score() -> None:
    assert {score.value for score in scored(pages=0).values()} == {None}
    few = scores(Audited((), {"x-handle": ALL["x-handle"]}, 3))
    assert {score.platform: score.value for score in few if score.value is not None} == {
        Platform.X: 100
    }


def test_only_rules_that_were_not_wanted_are_said_to_be_unasked() -> None:
    few = Audited((), {"x-handle": ALL["x-handle"]}, 3, unasked=frozenset({"x-card-unfit"}))
    by = {score.platform: score for score in scores(few)}
    assert (by[Platform.X].asked, by[Platform.X].unasked) == (1, 1)
    assert (by[Platform.GOOGLE].asked, by[Platform.GOOGLE].unasked) == (0, 0)


def test_a_rule_of_a_plugin_is_in_no_score() -> None:
    finding = Finding(Severity.ERROR, "plugin-own", Place("a.html"), "m")
    assert {score.value for score in scored(finding).values()} == {100}


@given(
    st.lists(st.tuples(st.sampled_from([*ALL]), st.integers(0, 9)), max_size=60),
    st.integers(0, 10),
)
def test_the_parts_of_a_score_add_up(pairs: list[tuple[str, int]], aside: int) -> None:
    findings = [found(code, f"{number}.html") for code, number in pairs]
    for score in scored(*findings, pages=10, skips={"a redirect": aside}).values():
        assert min(score.errors, score.warnings, score.clean) >= 0
        assert score.errors + score.warnings + score.clean == score.pages == 10 - aside
        assert score.value is None or 0 <= score.value <= 100
        assert (score.value == 100) == (score.value is not None and score.clean == score.pages)


@given(st.lists(st.tuples(st.sampled_from([*ALL]), st.integers(0, 9)), min_size=1, max_size=60))
def test_mending_never_lowers_a_score(pairs: list[tuple[str, int]]) -> None:
    findings = [found(code, f"{number}.html") for code, number in pairs]
    before, after = scored(*findings, pages=10), scored(*findings[1:], pages=10)
    for platform, score in before.items():
        assert (after[platform].value or 0) >= (score.value or 0)


@pytest.mark.parametrize("code", CONCERNS)
def test_what_is_no_info_lowers_the_scores_of_those_it_concerns(code: str) -> None:
    by = scored(found(code))
    spared = {"page-not-html", "page-linked", "redirect-broken"}
    lowered = {platform for platform, score in by.items() if score.value != 100}
    counts = ALL[code].severity > Severity.INFO and code not in spared
    assert lowered == (CONCERNS[code] if counts else set())
