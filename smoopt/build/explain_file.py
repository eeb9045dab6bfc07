"""Where a file beside the pages comes from, as words and as data."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from smoopt.build.rehearsal import FileOrigin
from smoopt.build.summary import as_data
from smoopt.files.addresses import near
from smoopt.model.rows import Row
from smoopt.model.wording import counted

_STATUSES = {
    "added": "added",
    "left over": "added by an earlier build; the next one removes it",
    "list": "smoopt's own list of the files that it added",
    "added to": "the site's own, with additions",
    "author's": "the site's own, without additions",
}


def lines(origin: FileOrigin, root: Path) -> Iterator[Row]:
    """Explain in text where a file comes from."""
    yield Row("", f"{origin.path} of {near(root)} ({_STATUSES[origin.status]})")
    for plugin, (first, *others) in origin.givers.items():
        more = f" and {counted(len(others), 'more page')}" if others else ""
        yield Row("  ← ", f"{plugin}: for {first or 'the whole site'}{more}", "dim")
    if origin.additions:
        yield Row("", "Lines are those of the file without smoopt's additions.")
    for line, edit in origin.additions:
        first, *others = edit.text.strip().splitlines() or [""]
        yield Row(f"+ line {line:<5} ", first)
        yield from (Row(f"{'+':<13}", other) for other in others)
        yield Row("  ← ", edit.plugin, "dim")
    yield from (Row("  ", str(finding), "finding") for finding in origin.findings)


def data(origin: FileOrigin) -> dict[str, object]:
    """Return what `lines` says as plain values, for JSON."""
    additions = [
        {"plugin": edit.plugin, "line": line, "text": edit.text} for line, edit in origin.additions
    ]
    findings = [as_data(finding) for finding in origin.findings]
    return {**msgspec.structs.asdict(origin), "additions": additions, "findings": findings}
