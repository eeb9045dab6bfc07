"""Workflow commands of GitHub Actions, which shows them at the changed lines and in its summary.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands (2026-11-21)
"""

from collections.abc import Iterator
from pathlib import Path

from smoopt.check.audit_result import Audited
from smoopt.check.formats.location import Locations
from smoopt.model.finding import Finding, Severity
from smoopt.model.plain_text import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
# https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts (2026-11-21)
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def written(audited: Audited, root: Path) -> Iterator[str]:
    """Yield a command per finding, the worst first, as GitHub shows only a few of each kind."""
    locations = Locations(root)
    for finding in sorted(audited.findings, key=lambda finding: -finding.severity):
        named = (f"{name}={_escaped(value, _PROPERTY)}" for name, value in _at(finding, locations))
        message = _escaped(finding.message, _DATA)
        yield f"::{_COMMANDS[finding.severity]} {','.join(named)}::{message}\n"


def _at(finding: Finding, locations: Locations) -> Iterator[tuple[str, str]]:
    yield "title", finding.code
    yield "file", locations.file(finding.place)
    if finding.place.line:
        yield "line", str(finding.place.line)
    if finding.place.column:
        yield "col", str(finding.place.column)


def _escaped(text: str, codes: dict[int, str]) -> str:
    return visible(text, "\r\n\t").translate(codes)
