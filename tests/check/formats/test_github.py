"""Commands of GitHub Actions, as its runner reads them."""

import re
from pathlib import Path

from hypothesis import given

from smoopt.check.audit_result import Audited
from tests.support.audits import audited, finding, some, written


@given(some)
def test_github_gets_one_command_a_finding_and_no_other(result: Audited) -> None:
    lines = written("github", result).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(result.findings)
    command = re.compile(
        r"::(error|warning|notice) title=[a-z-]+,file=[^:,]*(,line=\d+)?(,col=\d+)?::"
    )
    for line in lines:
        assert command.match(line)
        assert "\r" not in line


def test_github_reads_what_was_meant(site: Path) -> None:
    result = audited(finding("note"), finding(path="a,b:c.html", line=2, message="50%:\n, done"))
    assert written("github", result) == (
        "::error title=bad,file=public/a%2Cb%3Ac.html,line=2,col=1::50%25:%0A, done\n"
        "::notice title=note,file=public/a.html,line=1,col=1::m\n"
    )
