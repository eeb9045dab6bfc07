"""A line for each finding."""

from pathlib import Path

from tests.support.audits import audited, finding, written


def test_lines_are_as_compilers_write_them(site: Path) -> None:
    result = audited(finding(line=2, column=3), finding("dull", "b/c.html", 0, 0, "two\nlines"))
    assert written("lines", result) == (
        "public/a.html:2:3: error: m [bad]\npublic/b/c.html: warning: two lines [dull]\n"
    )
