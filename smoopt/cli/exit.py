"""How commands end: after their work, or when they are asked to."""

import shlex
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from smoopt.cli.terminal import print_findings, print_json, print_lines, print_summary

if TYPE_CHECKING:
    from smoopt.build.summary import Summary
    from smoopt.model.finding import Finding

# Signals that end a command which runs until then; Windows has only the first.
TO_END = "SIGTERM", "SIGHUP"


def finish(
    summary: "Summary",
    where: str,
    fail_on: str,
    *,
    as_json: bool,
    to_errors: bool = False,
    listed: tuple[str, ...] | None = None,
    traceback: bool = False,
    idle: str = "",
    said: "Sequence[Finding]" = (),
) -> None:
    """Print the findings, or all of the rules in `listed`, and the summary; then exit.

    `listed` is None if the command has no option `--list`. `idle` is printed where nothing was
    done. Findings in `said` were printed before: they count, but are not repeated.
    """
    from smoopt.model.finding import threshold  # noqa: PLC0415

    if as_json:
        print_json(summary.data())
    elif listed:
        print_lines(summary.listed(listed))
        print_lines(summary.lines(where), err=True)
    else:
        listing = "" if listed is None else _listing()
        print_findings(summary.shown_findings(said=said), err=True)
        print_summary(summary.lines(where, listing, idle), err=to_errors)
    print_tracebacks(summary.findings, asked=traceback)
    sys.exit(summary.exit_code(threshold(fail_on)))


def _listing() -> str:
    """Return the command that was run, changed so that it lists findings and writes nothing."""
    words = (word for word in sys.argv[1:] if word not in {"--diff", "--dry-run"})
    return f"{shlex.join(('smoopt', *words))} --dry-run --list"


def print_tracebacks(findings: "Sequence[Finding]", *, asked: bool) -> None:
    """Print the tracebacks of failures in plugins and pages, or how to see them."""
    from smoopt.build.summary import tracebacks  # noqa: PLC0415

    if asked:
        print_lines(tracebacks(findings), err=True)
    elif any(finding.details for finding in findings):
        print_lines(("something failed: --traceback shows the details",), err=True)
