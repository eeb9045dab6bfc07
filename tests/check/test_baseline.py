"""The baseline: what an old site has does not count, what is new does, what is fixed is said."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smoopt.check.audit_result import Audited, Fixed
from smoopt.check.baseline import Baseline, fingerprint, read
from smoopt.model.errors import ConfigError
from smoopt.model.finding import Finding, Place, Severity
from smoopt.site.levels import Choice

ALL = Choice()


def finding(path: str = "a.html", code: str = "x", message: str = "m", line: int = 1) -> Finding:
    return Finding(Severity.ERROR, code, Place(path, line, 1), message)


def audited(*findings: Finding) -> Audited:
    return Audited(tuple(findings))


def baseline(*findings: Finding) -> Baseline:
    return Baseline({}).updated(findings, ALL)


findings = st.lists(
    st.builds(
        finding,
        st.sampled_from(["a.html", "b/é.html", "b/\udce9.html"]),
        st.sampled_from(["x", "og-y", "a plugin's own", ""]),
        st.sampled_from(["one", "two, two", "ünd\n3 lines"]),
        st.integers(1, 9),
    )
)


@given(findings)
def test_what_was_there_before_does_not_count(found: list[Finding]) -> None:
    after = baseline(*found).applied(audited(*found), ALL)
    assert (after.findings, after.fixed) == ((), ())
    assert list(after.known) == found


@given(findings, findings)
def test_each_finding_is_new_or_known_and_the_rest_is_fixed(
    before: list[Finding], now: list[Finding]
) -> None:
    after = baseline(*before).applied(audited(*now), ALL)
    assert Counter(after.findings) + Counter(after.known) == Counter(now)
    fixed = sum(item.count for item in after.fixed)
    assert len(after.known) + fixed == len(before)
    was, there = Counter(map(fingerprint, before)), Counter(map(fingerprint, now))
    assert Counter(map(fingerprint, after.findings)) == there - was


@given(findings)
def test_it_is_read_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, found: list[Finding]
) -> None:
    file = tmp_path_factory.mktemp("b") / "baseline.json"
    baseline(*found).write(file)
    assert read(file).counts == baseline(*found).counts
    first = file.read_bytes()
    baseline(*reversed(found)).write(file)
    assert file.read_bytes() == first


def test_a_finding_is_known_again_wherever_it_moved() -> None:
    known = baseline(finding(message="weighs 1,024 bytes", line=3))
    after = known.applied(audited(finding(message="weighs 999 bytes", line=300)), ALL)
    assert len(after.known) == 1


@pytest.mark.parametrize(
    "other", [{"path": "b.html"}, {"code": "y"}, {"message": "something else"}]
)
def test_another_page_code_or_message_is_another_finding(other: dict[str, str]) -> None:
    after = baseline(finding()).applied(audited(finding(**other)), ALL)
    assert len(after.findings) == 1
    assert after.fixed == (Fixed("a.html", "x", 1),)


def test_one_more_of_the_same_counts() -> None:
    after = baseline(finding(), finding(line=2)).applied(
        audited(finding(), finding(line=2), finding(line=3)), ALL
    )
    assert [item.place.line for item in after.findings] == [3]


def test_of_rules_that_were_not_asked_nothing_is_fixed_and_nothing_forgotten() -> None:
    known = baseline(finding(code="x"), finding(code="y"))
    only = Choice(select=frozenset({"x"}))
    assert known.applied(audited(), only).fixed == (Fixed("a.html", "x", 1),)
    assert known.updated([], only).counts == baseline(finding(code="y")).counts


def test_it_is_written_to_be_reviewed_and_merged(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    baseline(
        finding("b.html"), finding("a.html", "y"), finding("a.html", "x"), finding("a.html", "x")
    ).write(file)
    written = json.loads(file.read_text("utf-8"))
    assert [*written] == ["about", "version", "pages"]
    assert [*written["pages"]] == ["a.html", "b.html"]
    assert [line.split()[0] for line in written["pages"]["a.html"]] == ["x", "y"]
    assert [*written["pages"]["a.html"].values()] == [2, 1]
    assert file.read_text("utf-8").count("\n") == 13


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Expecting value: line 1"),
        (b"<<<<<<< HEAD\n", "Expecting value"),
        (b"\xff\xfe", "can't decode byte 0xff"),
        (b"[]", "Expected `object`, got `array`"),
        (b"[" * 100_000, "is no baseline"),
        (b"1" * 5000, "Exceeds the limit"),
        (b'{"version": 1}', "missing required field `pages`"),
        (b'{"version": 2, "pages": {}}', "it is of version 2; expected 1"),
        (b'{"version": 1, "pages": {}, "x": 1}', "unknown field `x`"),
        (b'{"version": 1, "pages": {"a": {"x": 1}}}', "a: 'x': 1 is not a finding"),
        (b'{"version": 1, "pages": {"a": {"x 00000000": 0}}}', "0 is not a finding"),
        (b'{"version": 1, "pages": {"a": {"x 00000000": "1"}}}', "Expected `int`, got `str`"),
    ],
)
def test_a_broken_baseline_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "baseline.json"
    file.write_bytes(content)
    for may_miss in (False, True):
        with pytest.raises(ConfigError) as error:
            read(file, may_miss=may_miss)
        assert str(error.value).startswith(f"{file}: is no baseline: ")
        assert said in str(error.value)
        assert "--update-baseline" in str(error.value)


def test_a_baseline_that_is_not_there_is_refused_unless_it_will_be_written(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such baseline; --update-baseline writes it"):
        read(tmp_path / "none.json")
    assert not read(tmp_path / "none.json", may_miss=True).counts


def test_a_folder_is_no_baseline_and_none_is_written_where_there_is_no_folder(
    tmp_path: Path,
) -> None:
    with pytest.raises(ConfigError, match="the baseline cannot be read: Is a directory"):
        read(tmp_path)
    with pytest.raises(ConfigError, match="the baseline cannot be written: Is a directory"):
        baseline().write(tmp_path)


def test_a_message_that_is_no_text_is_known_again() -> None:
    odd = finding(message="\ud800 and \udcff")
    assert not baseline(odd).applied(audited(odd), ALL).findings
