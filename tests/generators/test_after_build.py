"""What every generator's module does once a site is written."""

import logging
from pathlib import Path

import pytest

from smoopt.generators.after_build import Ended, Options, Written, _project, after_build
from tests.support.runs import contents, page, smoopt
from tests.support.sites import write_files

USELESS = '[plugins.share]\nselector = "#nothing"\n'
ADDRESS = '[site]\nurl = "https://example.org/"\n'
Log = list[tuple[int, str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_files(tmp_path, {"out/index.html": page("Home"), "out/a/b.html": page("B")})
    return tmp_path


@pytest.fixture
def log() -> Log:
    return []


def built(
    project: Path, log: Log, said: object = None, *, is_strict: bool = False, **more: object
) -> Ended:
    written = Written(project / "out", project, **more)  # type: ignore[arg-type]

    def tell(level: int, line: str) -> None:
        log.append((level, line))

    return after_build(written, said or {}, "conf.py: SMOOPT", tell, is_strict=is_strict)


def test_it_writes_what_the_command_writes(project: Path, tmp_path: Path, log: Log) -> None:
    write_files(project, {"smoopt.toml": ADDRESS})
    smoopt("build", "out", "-o", "by_command", cwd=project)
    assert built(project, log) == Ended()
    assert contents(project / "out") == contents(project / "by_command")
    assert [level for level, _ in log] == [logging.INFO]
    assert "2 pages: 2 changed" in log[0][1]
    built(project, log)
    assert "2 pages: 2 unchanged" in log[1][1]


@pytest.mark.parametrize(
    ("said", "is_strict", "code"),
    [
        ({}, False, 0),
        ({}, True, 1),
        ({"fail_on": "warning"}, False, 1),
        ({"fail_on": "error"}, True, 0),
        ({"fail_on": "never"}, True, 0),
    ],
)
def test_it_ends_as_the_command_ends(
    project: Path, log: Log, said: dict[str, str], is_strict: bool, code: int
) -> None:
    write_files(project, {"smoopt.toml": ADDRESS + USELESS})
    ended = built(project, log, said, is_strict=is_strict)
    fail_on = said.get("fail_on", "warning" if is_strict else "error")
    assert ended.code == code == smoopt("build", "out", "--fail-on", fail_on, cwd=project).code
    assert ended.why == ("found 1 warning; fail_on is warning" if code else "")
    level, line = log[0]
    assert "finds nothing on any page [selector-unused]" in line
    # A strict generator fails for a warning in its log.
    assert level == (logging.INFO if is_strict and not code else logging.WARNING)


@pytest.mark.parametrize(
    ("file", "said", "why"),
    [
        ("[site]\nurll = 1\n", {}, "smoopt.toml: site: there is no setting `urll`"),
        ("", {"fial_on": "error"}, "conf.py: SMOOPT: there is no option `fial_on` (did you"),
        ("", {"fail_on": "bad"}, 'conf.py: SMOOPT.fail_on: expected "error", "warning" or "never"'),
        ("", {"enabled": "no"}, "conf.py: SMOOPT.enabled: expected true or false"),
        ("", {"config": "other.toml"}, "other.toml: cannot be read: No such file"),
        ('[check.rules]\nno-such-rule = "off"\n', {}, "no rule `no-such-rule`"),
    ],
)
def test_what_the_command_refuses_ends_with_2(
    project: Path, log: Log, file: str, said: dict[str, str], why: str
) -> None:
    write_files(project, {"smoopt.toml": file})
    before = contents(project / "out")
    ended = built(project, log, said)
    assert ended.code == 2
    assert why in ended.why
    assert log == []
    assert contents(project / "out") == before


def test_a_folder_that_is_not_there_ends_with_2(tmp_path: Path, log: Log) -> None:
    ended = built(tmp_path, log)
    assert ended.code == 2
    assert "does not exist" in ended.why


def test_turned_off_it_does_nothing(project: Path, log: Log) -> None:
    before = contents(project)
    assert built(project, log, {"enabled": False}) == Ended()
    assert (contents(project), log) == (before, [])


def test_a_served_site_needs_the_address_it_will_have(project: Path, log: Log) -> None:
    before = contents(project)
    assert built(project, log, served=True, remembers=False) == Ended()
    assert contents(project) == before
    assert [level for level, _ in log] == [logging.INFO]
    assert "the address that the site will have is not known" in log[0][1]
    url = "https://example.org/docs/"
    assert built(project, log, served=True, remembers=False, published=url) == Ended()
    home = (project / "out/index.html").read_text()
    assert f'<link rel="canonical" href="{url}">' in home
    assert not (project / ".smoopt").exists()


def test_the_configuration_s_address_beats_the_generator_s(project: Path, log: Log) -> None:
    write_files(project, {"smoopt.toml": ADDRESS})
    built(project, log, served=True, published="https://example.com/")
    assert 'href="https://example.org/"' in (project / "out/index.html").read_text()


def test_an_address_that_is_handed_over_is_explained_as_that(project: Path) -> None:
    written = Written(project / "out", project, "https://example.org/", "SITEURL in conf.py")
    _, opened = _project(written, Options())
    assert opened is not None
    assert opened.site().learnt.address_rule == (
        "site address (https://example.org/: SITEURL in conf.py, handed over by the generator) "
        "and path"
    )


def test_a_run_is_remembered_where_the_generator_wants_it(project: Path, log: Log) -> None:
    write_files(project, {"smoopt.toml": ADDRESS})
    built(project, log, memory=project / "kept")
    assert not (project / ".smoopt").exists()
    assert [*(project / "kept/.smoopt").glob("*.manifest")]
    built(project, log, memory=project / "kept")
    assert "2 unchanged" in log[-1][1]


def test_what_pages_say_cannot_break_a_line_of_the_log(project: Path, log: Log) -> None:
    name = "a\n::error::b\x1b.html"
    write_files(project, {f"out/{name}": "<!doctype html><!--smoopt 1-->x<!--/smoopt-->"})
    built(project, log, published="https://example.org/")
    assert all(line.isprintable() for _, line in log)


def test_findings_say_how_all_of_a_rule_are_listed(project: Path, log: Log) -> None:
    tags = '<meta property="og:image" content="http://localhost/{name}.png">'
    for name in ("index", "a/b"):
        write_files(
            project,
            {f"out/{name}.html": page(name).replace("</head>", f"{tags.format(name='x')}</head>")},
        )
    write_files(project, {"smoopt.toml": ADDRESS})
    built(project, log)
    told = next(line for _, line in log if "more like it" in line)
    asked = told.partition("more like it: ")[2].rstrip("])")
    assert asked.startswith("smoopt build ")
    assert "--dry-run --list og-image" in asked
