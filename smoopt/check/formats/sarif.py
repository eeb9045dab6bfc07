"""SARIF 2.1.0, which code hosts show as alerts: GitHub's code scanning, GitLab, Azure, editors.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html (2026-11-21)
"""

from collections.abc import Iterator
from pathlib import Path

from smoopt.check.audit_result import Audited
from smoopt.check.baseline import fingerprint
from smoopt.check.formats.location import Locations
from smoopt.model.finding import Finding, Severity
from smoopt.model.plain_data import write_json
from smoopt.model.plain_text import valid, visible
from smoopt.model.rule import Rule
from smoopt.model.version import __version__

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
# What stands for the site's folder where that is not below the current one.
_BASE = "SITE"


def written(audited: Audited, root: Path) -> Iterator[str]:
    """Yield a log with one run, one result per line."""
    locations = Locations(root)
    order = {code: number for number, code in enumerate(sorted(audited.rules))}
    run: dict[str, object] = {
        "tool": {"driver": _driver([audited.rules[code] for code in order])},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "exitCode": audited.exit_code}],
    }
    if locations.apart:
        run["originalUriBaseIds"] = {_BASE: {"uri": f"{locations.root.as_uri()}/"}}
    yield f'{{"$schema": "{_SCHEMA}", "version": "2.1.0", "runs": [{write_json(run)[:-1]},\n'
    yield '"results": ['
    comma = ""
    for finding in audited.findings:
        yield f"{comma}\n{write_json(_result(finding, locations, order))}"
        comma = ","
    yield "\n]}]}\n"


def _driver(rules: list[Rule]) -> dict[str, object]:
    return {
        "name": "smoopt",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: Rule) -> dict[str, object]:
    """Return the description of a rule; code hosts show `help` beside each alert."""
    parts = [part for part in (rule.why, rule.fix, rule.source) if part]
    described: dict[str, object] = {
        "id": rule.id,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": " ".join(filter(None, (rule.what, rule.why)))},
        "help": {"text": "\n".join(parts or [rule.what])},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["social", "html"]},
    }
    return {**described, "helpUri": rule.source} if rule.source else described


def _result(finding: Finding, locations: Locations, order: dict[str, int]) -> dict[str, object]:
    path, code, digest = fingerprint(finding)
    where: dict[str, object] = {"artifactLocation": _artifact(finding, locations)}
    if finding.place.line:
        where["region"] = {"startLine": finding.place.line} | (
            {"startColumn": finding.place.column} if finding.place.column else {}
        )
    return {
        "ruleId": code,
        "ruleIndex": order[code],
        "level": _LEVELS[finding.severity],
        "message": {"text": visible(finding.message, "\n")},
        "locations": [{"physicalLocation": where}],
        "partialFingerprints": {"smoopt/v1": valid(f"{path} {code} {digest}")},
    }


def _artifact(finding: Finding, locations: Locations) -> dict[str, str]:
    uri = locations.uri(finding.place)
    return {"uri": uri, "uriBaseId": _BASE} if locations.apart else {"uri": uri}
