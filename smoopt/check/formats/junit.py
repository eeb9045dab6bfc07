"""JUnit's XML, which most CI systems show as a list of tests.

A rule is a suite, a finding a failed test; a finding below the threshold is a passed test with the
finding as its output. There is no standard; the elements are those that
https://github.com/testmoapp/junitxml has collected (2026-11-21).
"""

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from smoopt.check.audit_result import Audited
from smoopt.check.formats.location import Locations
from smoopt.model.finding import Finding
from smoopt.model.plain_text import visible
from smoopt.model.rule import Rule

# What attributes hold as well, and readers leave as it is.
_KEPT = "\n\t"


def written(audited: Audited, root: Path) -> Iterator[str]:
    """Yield a suite for each rule, in order of the rules' ids."""
    found: dict[str, list[Finding]] = {code: [] for code in sorted(audited.rules)}
    for finding in audited.findings:
        found[finding.code].append(finding)
    tests = sum(max(len(findings), 1) for findings in found.values())
    failures = sum(map(audited.counts, audited.findings))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    command = "verify" if audited.address else "check"
    name = f"smoopt {command} {audited.named(root)}"
    given = {"name": name, "tests": tests, "failures": failures, "errors": 0}
    yield f"<testsuites{_attributes(**given, time=f'{audited.seconds:.3f}')}>\n"
    locations = Locations(root)
    for code, findings in found.items():
        failed = sum(map(audited.counts, findings))
        tests = max(len(findings), 1)
        suite = _attributes(name=code, tests=tests, failures=failed, errors=0, skipped=0)
        yield f"  <testsuite{suite}>\n"
        if not findings:
            yield f"    <testcase{_attributes(classname=code, name='all pages')}/>\n"
        for finding in findings:
            yield from _case(finding, audited, locations)
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _case(finding: Finding, audited: Audited, locations: Locations) -> Iterator[str]:
    place = finding.place
    at = {"name": locations.written(place), "file": locations.file(place)}
    line = {"line": place.line} if place.line else {}
    yield f"    <testcase{_attributes(classname=finding.code, **at, **line)}>\n"
    severity = finding.severity.name.lower()
    text = escape(visible(_advice(finding, audited.rules[finding.code]), _KEPT))
    if audited.counts(finding):
        said = _attributes(type=severity, message=finding.message)
        yield f"      <failure{said}>{text}</failure>\n"
    else:
        yield f"      <system-out>{severity}: {text}</system-out>\n"
    yield "    </testcase>\n"


def _advice(finding: Finding, rule: Rule) -> str:
    parts = (finding.message, rule.why, rule.fix, rule.source)
    return "\n".join(part for part in parts if part)


def _attributes(**values: object) -> str:
    shown = {name: visible(str(value), _KEPT) for name, value in values.items()}
    return "".join(f" {name}={quoteattr(value)}" for name, value in shown.items())
