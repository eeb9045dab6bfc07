"""For programs: the whole result, a finding per line, as `smoopt build --json` writes them."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from smoopt.build.summary import as_data
from smoopt.check.audit_result import Audited
from smoopt.model.finding import Finding, Severity
from smoopt.model.plain_data import write_json


def written(audited: Audited, root: Path) -> Iterator[str]:
    """Yield one object; `known` lists findings of the baseline, `rules` the rules applied."""
    head: dict[str, object] = {
        "site": audited.named(root),
        "pages": audited.pages,
        "failed": audited.failed,
        "skipped": dict(audited.skips),
        "counts": {kind.name.lower(): audited.severities[kind] for kind in reversed(Severity)},
        "exit_code": audited.exit_code,
        "seconds": round(audited.seconds, 3),
        "fixed": msgspec.to_builtins(audited.fixed),
        "rules": {code: _described(audited, code) for code in sorted(audited.rules)},
    }
    if audited.address:
        head["seen"] = msgspec.to_builtins(audited.seen)
    yield f"{write_json(head, 2)[:-2]},\n"
    yield from _listed("findings", audited.findings)
    yield ",\n"
    yield from _listed("known", audited.known)
    yield "\n}\n"


def _listed(name: str, findings: Iterable[Finding]) -> Iterator[str]:
    yield f'  "{name}": ['
    comma = ""
    for finding in findings:
        yield f"{comma}\n    {write_json(as_data(finding))}"
        comma = ","
    yield "\n  ]" if comma else "]"


def _described(audited: Audited, code: str) -> object:
    rule = audited.rules[code]
    words = msgspec.structs.asdict(rule)
    del words["id"]
    return {**words, "severity": rule.severity.name.lower()}
