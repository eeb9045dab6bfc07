"""What is printed on a terminal fits into it, and has colours unless NO_COLOR is set."""

import re
from pathlib import Path

import pytest

from tests.support.runs import URL, on_a_terminal, page, smoopt
from tests.support.sites import write_files

CREATOR = '<meta name="twitter:creator" content="@Somebody with a name">'
TAKEN_AWAY = "\x1b[A\x1b[2K"
COLOUR = re.compile(r"\x1b\[[\d;]*m")

# What `explain` prints between its first lines and the findings.
COLUMNS = re.compile(r"[ +~-] .{18} \S| {21}(  )?\S|$|Facts$|What smoopt")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a folder with a site of which a page has a tag that is wrong."""
    text = page("A lamp").replace("</head>", f"{CREATOR}</head>")
    return write_files(tmp_path, {"public/a-page-with-a-long-name.html": text}).resolve()


def shown(project: Path, *words: str, **changed: str) -> list[str]:
    """Give the lines that stand on a terminal in the end, with their colours."""
    run = on_a_terminal(project, *words, "--url", URL, **changed)
    assert run.code == 0, run.out
    return run.out.replace("\r\n", "\n").rpartition(TAKEN_AWAY)[2].splitlines()


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_findings_go_on_below_themselves_with_their_severity_in_colour(
    project: Path, columns: int
) -> None:
    first, *others = shown(project, "build", "public", COLUMNS=str(columns))
    end = next(n for n, line in enumerate(others) if line.startswith("public: "))
    assert "\x1b[33mwarning\x1b[0m: " in first
    assert all(line.startswith("    ") for line in others[:end])
    assert all(len(COLOUR.sub("", line)) <= columns for line in (first, *others[:end]))
    plain = smoopt("build", "public", "--url", URL, "--no-manifest", cwd=project).err
    lines = (COLOUR.sub("", line).strip() for line in (first, *others[:end]))
    assert " ".join(lines) == plain.rstrip("\n")


def test_counts_are_not_broken(project: Path) -> None:
    lines = shown(project, "build", "public", COLUMNS="60")
    assert any("warning\x1b[0m  x-handle" in line and "--list x-handle" in line for line in lines)


def test_explain_keeps_its_columns_and_dims_where_values_come_from(project: Path) -> None:
    lines = shown(project, "explain", "public/a-page-with-a-long-name.html", COLUMNS="60")
    plain = [COLOUR.sub("", line) for line in lines]
    start, end = plain.index("Facts"), plain.index("Findings")
    assert all(COLUMNS.match(line) for line in plain[start:end])
    origins = [line for line in lines if "← " in line]
    assert origins
    assert all(line.startswith("\x1b[2m") for line in origins)


@pytest.mark.parametrize("words", [("build", "public"), ("check", "public", "--fail-on", "never")])
def test_no_color_takes_out_colours_and_the_bar_goes_all_the_same(
    project: Path, words: tuple[str, ...]
) -> None:
    run = on_a_terminal(project, *words, "--url", URL, NO_COLOR="1")
    assert COLOUR.search(run.out) is None
    assert TAKEN_AWAY in run.out
    assert COLOUR.search(on_a_terminal(project, *words, "--url", URL).out)


def test_plugins_keeps_its_columns(project: Path) -> None:
    run = on_a_terminal(project, "plugins", COLUMNS="60")
    lines = COLOUR.sub("", run.out).replace("\r\n", "\n").splitlines()
    assert all(re.match(r"(on|off|broken) +\S+ +\S|[ ]{6,}\S", line) for line in lines)
