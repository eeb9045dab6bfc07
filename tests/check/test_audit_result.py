"""What a check found, and what that comes to."""

import pytest

from smoopt.check.audit_result import Audited, Fixed
from smoopt.model.finding import Finding, Place, Severity

ERROR, WARNING, INFO = reversed(Severity)


def found(*severities: Severity) -> tuple[Finding, ...]:
    return tuple(Finding(severity, "x", Place("a.html"), "m") for severity in severities)


def test_findings_at_the_threshold_fail_the_audit() -> None:
    warned = found(WARNING)
    assert Audited(warned).exit_code == 0
    assert Audited(warned, threshold=WARNING).exit_code == 1
    assert Audited(warned, threshold=None).exit_code == 0


@pytest.mark.parametrize(
    ("severities", "known", "said"),
    [
        ((), (), "nothing found"),
        ((ERROR, WARNING, WARNING, INFO), (), "1 error, 2 warnings, 1 info"),
        ((INFO, INFO, INFO), (), "0 errors, 0 warnings, 3 infos"),
        ((), (ERROR,), "nothing new found"),
        ((ERROR, INFO), (ERROR,), "1 new error, 0 new warnings, 1 new info"),
    ],
)
def test_findings_are_counted_by_how_bad_they_are(
    severities: tuple[Severity, ...], known: tuple[Severity, ...], said: str
) -> None:
    first, *_ = Audited(found(*severities), known=found(*known), pages=1200).lines("public")
    assert first == f"public: 1,200 pages checked in 0.00 s: {said}"


def test_what_was_left_out_and_what_is_fixed_is_said() -> None:
    audited = Audited(
        found(WARNING),
        skips={"a redirect": 2, "a frameset": 3},
        failed=1,
        known=found(ERROR),
        fixed=(Fixed("a.html", "x", 2),),
        threshold=WARNING,
    )
    assert [*audited.lines("public")][1:] == [
        "  3 checked in part: a frameset",
        "  2 checked in part: a redirect",
        "  1 could not be checked, or not by all rules",
        "not counted: 1 finding of the baseline",
        "fixed: 2 findings of the baseline; --update-baseline takes what is fixed out of it",
        "failed by 1 finding (--fail-on warning)",
    ]
