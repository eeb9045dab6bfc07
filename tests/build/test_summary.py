"""What is said at the end of a run adds up."""

import json

import pytest

from smoopt.build.outcome import Outcome
from smoopt.build.summary import Summary
from smoopt.html.skip import Skip
from smoopt.model.finding import Finding, Place, Severity


def finding(
    severity: Severity, code: str = "code", path: str = "a.html", said: str = "m"
) -> Finding:
    return Finding(severity, code, Place(path, 3, 5), said, "plugin")


def summary(*findings: Finding) -> Summary:
    made = Summary()
    made.findings += findings
    return made


def test_pages_are_counted_by_what_became_of_them() -> None:
    made = Summary()
    made.add(Outcome("a.html", "changed", b"", added=10))
    made.add(Outcome("b.html", "changed", b"", added=1_000))
    made.add(Outcome("c.html", "unchanged", b""))
    made.add(Outcome("d.html", "skipped", b"", Skip.NOINDEX))
    made.add(Outcome("e.html", "skipped", b"", Skip.NOINDEX))
    made.add(Outcome("f.html", "skipped", b"", Skip.REDIRECT))
    made.add(Outcome("g.html", "failed", b"", findings=(finding(Severity.ERROR),)))
    made.seconds = 1.5
    assert list(made.lines("out")) == [
        "out: 7 pages: 2 changed, 1 unchanged, 3 skipped, 1 failed",
        "  skipped 2: it asks robots not to index it",
        "  skipped 1: a redirect",
        "findings: 1 error",
        "+1,010 bytes in 1.50 s",
    ]


def test_nothing_is_said_of_what_did_not_happen() -> None:
    assert list(Summary().lines("out")) == ["out: 0 pages: none", "+0 bytes in 0.00 s"]


def test_files_are_counted_by_what_became_of_them() -> None:
    made = Summary()
    made.files_written, made.files_removed, made.files_copied = 1, 2, 3_000
    assert "files: 1 added, 3,000 copied, 2 removed" in list(made.lines("out"))
    made.files_changed = 4
    assert "files: 1 added, 4 changed, 3,000 copied, 2 removed" in list(made.lines("out"))


def test_a_run_that_could_do_nothing_says_so() -> None:
    made = summary(finding(Severity.WARNING))
    made.add(Outcome("a.html", "unchanged", b""))
    said = ["out: 1 page: nothing to undo", "findings: 1 warning"]
    assert list(made.lines("out", idle="nothing to undo")) == said
    made.files_removed = 1
    assert "nothing to undo" not in "".join(made.lines("out", idle="nothing to undo"))


def test_every_rule_is_counted_the_worst_first_with_the_command_that_lists_it() -> None:
    made = summary(
        *(finding(Severity.INFO, "note") for _ in "123"),
        finding(Severity.WARNING, "warn"),
        finding(Severity.ERROR, "bad"),
        finding(Severity.INFO, "warn"),
    )
    assert list(made.lines("out", "smoopt build out --list"))[1:-1] == [
        "findings: 1 error, 1 warning, 4 infos",
        "       1 error    bad   smoopt build out --list bad",
        "       1 warning  warn  smoopt build out --list warn",
        "       3 info     note  smoopt build out --list note",
        "       1 info     warn  smoopt build out --list warn",
    ]


def test_data_counts_the_same_and_is_json() -> None:
    made = summary(finding(Severity.WARNING))
    made.add(Outcome("a.html", "changed", b"", added=10))
    made.add(Outcome("d.html", "skipped", b"", Skip.NOINDEX))
    made.seconds = 0.12345
    assert json.loads(json.dumps(made.data())) == {
        "pages": 2,
        "changed": 1,
        "unchanged": 0,
        "failed": 0,
        "skipped": {"it asks robots not to index it": 1},
        "files_written": 0,
        "files_copied": 0,
        "files_removed": 0,
        "bytes_added": 10,
        "seconds": 0.123,
        "findings": [
            {
                "severity": "warning",
                "code": "code",
                "place": {"path": "a.html", "line": 3, "column": 5},
                "message": "m",
                "plugin": "plugin",
                "mended": False,
            }
        ],
    }


@pytest.mark.parametrize(
    ("worst", "threshold", "code"),
    [
        (None, Severity.WARNING, 0),
        (Severity.INFO, Severity.WARNING, 0),
        (Severity.INFO, Severity.INFO, 0),
        (Severity.WARNING, Severity.WARNING, 1),
        (Severity.WARNING, Severity.ERROR, 0),
        (Severity.ERROR, Severity.WARNING, 1),
        (Severity.ERROR, Severity.ERROR, 1),
        (Severity.ERROR, None, 0),
    ],
)
def test_the_exit_code_follows_the_worst_finding(
    worst: Severity | None, threshold: Severity | None, code: int
) -> None:
    found = [] if worst is None else [finding(Severity.INFO), finding(worst)]
    assert summary(*found).exit_code(threshold) == code


def test_a_failed_page_fails_the_run_whatever_its_findings() -> None:
    made = Summary()
    made.add(Outcome("a.html", "failed", b""))
    assert made.exit_code(Severity.ERROR) == 1
    assert made.exit_code(None) == 0


def test_findings_are_listed_worst_first_and_notes_are_not() -> None:
    made = summary(
        finding(Severity.INFO, "note"),
        finding(Severity.WARNING, "warn"),
        finding(Severity.ERROR, "bad"),
    )
    assert list(made.shown_findings("--list", 9)) == [
        "a.html:3:5: error: m [bad]",
        "a.html:3:5: warning: m [warn]",
    ]


def test_what_many_pages_share_is_said_once() -> None:
    made = summary(*(finding(Severity.WARNING, path=f"{n}.html") for n in range(3)))
    said = "0.html:3:5: warning: m [code] (and 2 more like it"
    assert list(made.shown_findings("--list", 9)) == [f"{said}: --list code)"]
    assert list(made.shown_findings()) == [f"{said})"], "where nothing lists them all"


def test_of_warnings_by_one_rule_a_few_are_listed_and_the_others_counted() -> None:
    made = summary(*(finding(Severity.WARNING, said=f"message {n}") for n in range(25)))
    listed = list(made.shown_findings("--list", 20))
    assert len(listed) == 4
    assert listed[-1] == "… and 22 more of code (--list code lists all)"


def test_errors_are_listed_up_to_a_limit() -> None:
    made = summary(*(finding(Severity.ERROR, said=f"message {n}") for n in range(25)))
    listed = list(made.shown_findings("--list", 20))
    assert len(listed) == 21
    assert listed[-1] == "… and 5 more of code (--list code lists all)"
