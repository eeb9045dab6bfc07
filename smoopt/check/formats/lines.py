"""One line per finding, as compilers write them, for editors and grep."""

from collections.abc import Iterator
from pathlib import Path

from smoopt.check.audit_result import Audited
from smoopt.check.formats.location import Locations
from smoopt.model.plain_text import plain


def written(audited: Audited, root: Path) -> Iterator[str]:
    """Yield `file:line:column: severity: message [code]`, by file."""
    locations = Locations(root)
    for finding in audited.findings:
        place = locations.written(finding.place)
        severity = finding.severity.name.lower()
        yield f"{plain(f'{place}: {severity}: {finding.message} [{finding.code}]')}\n"
