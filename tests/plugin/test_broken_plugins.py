"""Nothing that a plugin does ends the run, or goes without its name.

Each case is a plugin as somebody might write it by mistake; they stand in broken_plugins.toml.
"""

import json
import os
import signal
import subprocess
import textwrap
import time
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from smoopt.check.formats import FORMATS
from smoopt.plugin import call
from tests.support.places import TESTS
from tests.support.runs import (
    PATIENCE,
    Run,
    command,
    contents,
    ended,
    environment,
    page,
    process,
    smoopt,
)
from tests.support.sites import install, write_files

CASES: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
    (TESTS / "plugin/broken_plugins.toml").read_text("utf-8")
)
HEAD = """
import os, signal, sys, time
from smoopt import *

class Broken(Plugin, frozen=True):
    'Breaks on b.html.'
"""
EDITS = """
@hookimpl
def edits(self, page, site, facts):
    if page.path == "b.html":
        CODE
    at = slot(page, "body-end")
    yield Edit(Span(at, at), '<p data-smoopt="broken">added</p>', "broken", "always")
"""
UNSAFE = "Finding(Severity.ERROR, 'hydration-unsafe', page.place(), 'm')"
CATCHES_ALL = textwrap.indent(CASES["fatal"]["catches all that would end it"]["code"], "    ")
# Only what never ends is ended soon: on a busy machine, other hooks take their time.
SETTINGS = f"""
hook_seconds = {PATIENCE:g}
[site]
url = "https://example.org"
[plugins.broken]
file = "broken.py:Broken"
"""
HASTY = SETTINGS.replace(f"{PATIENCE:g}", "0.5")


def settings_of(case: dict[str, str]) -> str:
    """Give the settings for a case."""
    is_endless = "hook_seconds" in case["said"] or "while True" in case["code"]
    return HASTY if is_endless else SETTINGS


def site(folder: Path, source: str, settings: str = SETTINGS) -> Path:
    """Write three pages, and a plugin beside them."""
    (folder / "broken.py").write_text(source)
    (folder / "smoopt.toml").write_text(settings)
    files: dict[str, str | bytes] = {f"{name}.html": page(name) for name in "abc"}
    return write_files(folder / "site", files)


def decoy_of(folder: Path) -> Path:
    """Write another site of the same name and pages, in a folder beside."""
    return write_files(
        folder / "decoy", {f"site/{name}.html": page(f"not {name}") for name in "abc"}
    )


def of_edits(code: str) -> str:
    """Write a plugin that adds something to each page, but does as it is told on b.html."""
    return of_hook(EDITS.strip().replace("CODE", textwrap.indent(code.strip(), " " * 8).strip()))


def of_hook(code: str) -> str:
    """Write a plugin that has a hook."""
    marked = code.strip() if "@hookimpl" in code else f"@hookimpl\n{code.strip()}"
    return HEAD + textwrap.indent(marked, " " * 4)


def cases(kind: str) -> pytest.MarkDecorator:
    """Give the cases of one kind."""
    return pytest.mark.parametrize("case", CASES[kind].values(), ids=CASES[kind])


def assert_one_page_failed(root: Path, run: Run, said: str) -> None:
    """Assert that b.html is as it was, with the plugin's name and why, and the others are built."""
    assert run.code == 1, run.err
    assert "b.html: error: the plugin 'broken' failed in its hook" in run.err
    assert said in run.err
    assert max(map(len, run.err.splitlines())) < 1000
    assert "Traceback" not in run.err
    assert (root / "b.html").read_text() == page("b")
    assert "og:title" in (root / "a.html").read_text()
    assert "og:title" in (root / "c.html").read_text()
    assert "3 pages: 2 changed, 1 failed" in run.out


def assert_refused(run: Run, place: str, said: str) -> None:
    """Assert that a file was refused, with the plugin's name and why."""
    assert run.code == 1, run.err
    assert f"{place}: error: the plugin 'broken' wants to write " in run.err
    assert f"but it was refused: {said}" in run.err
    assert max(map(len, run.err.splitlines())) < 1000
    assert "Traceback" not in run.err


@cases("edits")
def test_what_edits_does_costs_its_page_only(case: dict[str, str], tmp_path: Path) -> None:
    root = site(tmp_path, of_edits(case["code"]), settings_of(case))
    assert_one_page_failed(root, smoopt("build", root, cwd=tmp_path), case["said"])


def test_no_page_is_written_over_another(tmp_path: Path) -> None:
    root = site(tmp_path, of_edits("vars(page)['path'] = 'c.html'"))
    smoopt("build", root, cwd=tmp_path)
    assert "<title>c</title>" in (root / "c.html").read_text()
    assert smoopt("undo", root, cwd=tmp_path).code == 0
    assert all((root / f"{name}.html").read_text() == page(name) for name in "abc")


@cases("hooks")
def test_what_another_hook_does_costs_its_page_only(case: dict[str, str], tmp_path: Path) -> None:
    root = site(tmp_path, of_hook(case["code"]), settings_of(case))
    assert_one_page_failed(root, smoopt("build", root, cwd=tmp_path), case["said"])


def finding(made: str) -> str:
    """Write a plugin that finds something on b.html, made like this."""
    return of_hook(f"def findings(self, page):\n    if page.path == 'b.html': yield {made}")


@cases("places")
def test_what_is_found_at_no_place_of_the_site_is_refused(
    case: dict[str, str], tmp_path: Path
) -> None:
    source = finding(f"Finding(Severity.ERROR, 'broken-x', {case['code']}, 'm')")
    root = site(tmp_path, source)
    checked = smoopt("check", root, "--format", "lines", cwd=tmp_path)
    assert checked.code == 1
    assert "b.html: error: the plugin 'broken' failed in its hook 'findings': " in checked.out
    assert case["said"] in checked.out
    assert "[broken-x]" not in checked.out
    assert_one_page_failed(root, smoopt("build", root, cwd=tmp_path), case["said"])


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("made", ["ONLY_BUILT.at(page.place(), 'm')", UNSAFE])
def test_the_audit_shows_also_what_only_a_build_should_find(
    form: str, made: str, tmp_path: Path
) -> None:
    rule = "Rule('broken-x', Severity.ERROR, 'w', 'y', '', 'f', of_build=True)"
    rules = "    @hookimpl\n    def rules(self): return ONLY_BUILT\n"
    source = f"{finding(made)}\n{rules}\nONLY_BUILT = {rule}\n"
    run = smoopt("check", site(tmp_path, source), "--format", form, cwd=tmp_path)
    assert run.code == 1, run.err
    assert ("broken-x" if "ONLY" in made else "hydration-unsafe") in run.out


@cases("whole")
def test_what_a_hook_for_the_site_does_costs_no_page(case: dict[str, str], tmp_path: Path) -> None:
    root = site(tmp_path, of_hook(case["code"]), settings_of(case))
    run = smoopt("build", root, cwd=tmp_path)
    assert run.code == 1
    assert "error: the plugin 'broken' failed in its hook" in run.err
    assert case["said"] in run.err
    assert "Traceback" not in run.err
    assert "3 pages: 3 changed" in run.out


@cases("files")
def test_a_file_that_may_not_be_costs_its_page_only(case: dict[str, str], tmp_path: Path) -> None:
    hook = f"def files(self, page):\n    if page.path == 'b.html': yield {case['code']}"
    root = site(tmp_path, of_hook(hook))
    run = smoopt("build", root, cwd=tmp_path)
    assert_refused(run, "b.html", case["said"])
    assert (root / "b.html").read_text() == page("b")
    assert "3 pages: 2 changed, 1 failed" in run.out
    assert smoopt("undo", root, cwd=tmp_path).code == 0
    assert all((root / f"{name}.html").read_text() == page(name) for name in "abc")


@cases("files")
def test_a_file_of_the_site_that_may_not_be_costs_no_page(
    case: dict[str, str], tmp_path: Path
) -> None:
    root = site(tmp_path, of_hook(f"def site_files(self): yield {case['code']}"))
    run = smoopt("build", root, cwd=tmp_path)
    assert_refused(run, "site", case["said"])
    assert "3 pages: 3 changed" in run.out
    assert not (root / "smoopt").exists()


@pytest.mark.parametrize("run", [process, smoopt], ids=["apart", "here"])
@cases("harmless")
def test_what_edits_does_to_its_process_reaches_nothing_else(
    case: dict[str, str], run: Callable[..., Run], tmp_path: Path
) -> None:
    on_each = of_edits(case["code"]).replace('page.path == "b.html"', "True")
    root, decoy = site(tmp_path, on_each), decoy_of(tmp_path)
    before = contents(decoy)
    ran = run("build", "site", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert "3 pages: 3 changed" in ran.out
    assert all("added" in (root / f"{name}.html").read_text() for name in "abc")
    assert contents(decoy) == before


def test_a_module_that_changes_the_working_folder_changes_no_other_site(tmp_path: Path) -> None:
    root, decoy = (
        site(tmp_path, "import os\nos.chdir('decoy')" + of_edits("pass")),
        decoy_of(tmp_path),
    )
    before = contents(decoy)
    run = process("build", "site", "-o", "out", cwd=tmp_path)
    assert run.code == 0
    assert "3 pages: 3 changed" in run.out
    assert contents(decoy) == before
    assert (tmp_path / "out/a.html").read_text() != (root / "a.html").read_text()


def test_a_large_site_is_built_once_where_a_plugin_forks(tmp_path: Path) -> None:
    root = site(tmp_path, of_edits("os.fork()"))
    for number in range(250):
        (root / f"{number}.html").write_text(page(str(number)))
    run = process("build", root, "--jobs", 2, cwd=tmp_path)
    assert (run.code, run.err) == (0, "")
    assert run.out.count("253 pages: 253 changed") == 1


def test_a_process_that_outlives_its_worker_is_not_waited_for(tmp_path: Path) -> None:
    code = """
child = os.fork()
if not child:
    os.closerange(0, 3)
    time.sleep(1000)
open("children", "a").write(f"{child} ")
os.kill(os.getpid(), signal.SIGSEGV)
"""
    root = site(tmp_path, of_edits(code))
    try:
        run = ended(command("build", root), cwd=tmp_path, seconds=PATIENCE)
    finally:
        for child in (tmp_path / "children").read_text().split():
            os.kill(int(child), signal.SIGKILL)
    assert_one_page_failed(root, run, "SIGSEGV")


OWN_KINDS = """
class Text(str):
    def __eq__(self, other): return True  # so it has no hash
    def __reduce__(self): return os._exit, (0,)
class Number(int):
    def __reduce__(self): return os._exit, (0,)
class Bytes(bytes):
    def __reduce__(self): return os._exit, (0,)
class Key(str):
    def __reduce__(self): return os._exit, (0,)
"""
OF_OWN_KINDS = """
@hookimpl
def survey(self, page): return {Key('n'): Number(1), 'text': [Text('x')]}
@hookimpl
def gather(self, records): return {Key('a.html'): {Key('n'): Number(1), 'text': Text('x')}}
@hookimpl
def facts(self, page): return Facts(section=Fact(Text('x'), Text('rule'), self.at(page)))
@hookimpl
def edits(self, page):
    at = Number(slot(page, 'body-end'))
    text = Text('<p data-smoopt="broken">added</p>')
    yield Edit(Span(at, at), text, Text('broken'), Text('always'), order=Number(1))
    yield Finding(Severity.INFO, Text('broken-x'), self.at(page), Text('found'))
@hookimpl
def files(self, page): yield own_file(Text('x'), Text('txt'), Bytes(b'x'))
@hookimpl
def site_files(self, site): yield File.at(Text('feed.json'), Bytes(b'{}'))
@hookimpl
def findings(self, page): yield Finding(Severity.INFO, Text('broken-y'), self.at(page), Text('m'))
@hookimpl
def site_findings(self): yield Finding(Severity.INFO, Text('broken-z'), Place(''), Text('of all'))
def at(self, page): return Place(Text(page.path), Number(2), Number(1))
"""


@pytest.mark.parametrize("more", [0, 250], ids=["a small site", "a large site"])
def test_what_is_of_kinds_of_its_own_goes_on_as_what_it_is(more: int, tmp_path: Path) -> None:
    root = site(
        tmp_path, of_hook(OF_OWN_KINDS).replace("class Broken", f"{OWN_KINDS}\nclass Broken")
    )
    for number in range(more):
        (root / f"{number}.html").write_text(page(str(number)))
    run = process("build", root, "--jobs", 2, "--list", "broken-x", cwd=tmp_path)
    assert run.code == 0, run.err
    assert f"{3 + more} pages: {3 + more} changed" in run.err
    assert "a.html:2:1: info: found [broken-x]" in run.out
    assert (root / "feed.json").read_bytes() == b"{}"
    assert "added" in (root / "a.html").read_text()
    run = process("check", root, "--jobs", 2, "--format", "lines", cwd=tmp_path)
    assert "a.html:2:1: info: m [broken-y]" in run.out
    assert "of all [broken-z]" in run.out


@cases("unusable")
def test_what_cannot_run_is_told_before_anything_is_written(
    case: dict[str, str], tmp_path: Path
) -> None:
    root = site(tmp_path, case["code"])
    run = smoopt("build", root, cwd=tmp_path)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("smoopt: smoopt.toml: plugins.broken: ")
    assert case["said"] in run.err
    assert "Traceback" not in run.err
    assert (root / "a.html").read_text() == page("a")
    listed = smoopt("plugins", cwd=tmp_path)
    assert (listed.code, listed.err) == (1, "")
    (line,) = (line for line in listed.out.splitlines() if line.startswith("broken broken "))
    assert case["said"] in line


@pytest.mark.parametrize("name", ["raises", "exits", "interrupts", "recurses", "is endless"])
def test_in_a_worker_it_is_the_same(name: str, tmp_path: Path) -> None:
    case = CASES["edits"][name]
    root = site(tmp_path, of_edits(case["code"]), settings_of(case))
    for number in range(250):  # enough for several processes
        (root / f"{number}.html").write_text(page(str(number)))
    run = process("build", root, "--jobs", 2, cwd=tmp_path)
    assert run.code == 1, run.err
    assert "b.html: error: the plugin 'broken' failed in its hook" in run.err
    assert case["said"] in run.err
    assert "Traceback" not in run.err
    assert (root / "b.html").read_text() == page("b")
    assert "253 pages: 252 changed, 1 failed" in run.out


@cases("fatal")
def test_a_small_site_loses_only_the_page_that_ends_its_process(
    case: dict[str, str], tmp_path: Path
) -> None:
    root = site(tmp_path, of_edits(case["code"]), settings_of(case))
    assert_one_page_failed(root, process("build", root, cwd=tmp_path), case["said"])


@cases("fatal")
def test_a_large_site_loses_only_the_page_that_ends_its_process(
    case: dict[str, str], tmp_path: Path
) -> None:
    root = site(tmp_path, of_edits(case["code"]), settings_of(case))
    for number in range(250):
        (root / f"{number}.html").write_text(page(str(number)))
    run = process("build", root, "--jobs", 2, cwd=tmp_path)
    assert run.code == 1
    assert "b.html: error: the plugin 'broken' failed in its hook 'edits': " in run.err
    assert case["said"] in run.err
    assert (root / "b.html").read_text() == page("b")
    assert ", 1 failed" in run.out
    assert all("og:title" in (root / f"{n}.html").read_text() for n in range(250))


@cases("fatal")
def test_the_audit_checks_all_pages_but_the_one_that_ends_its_process(
    case: dict[str, str], tmp_path: Path
) -> None:
    code = textwrap.indent(case["code"].strip(), " " * 8)
    hook = f"def findings(self, page):\n    if page.path == 'b.html':\n{code}"
    root = site(tmp_path, of_hook(hook), settings_of(case))
    run = process("check", root, "--format", "lines", cwd=tmp_path)
    assert run.code == 1
    assert "b.html: error: the plugin 'broken' failed in its hook 'findings': " in run.out
    assert case["said"] in run.out
    assert "a.html:" in run.out
    assert "c.html:" in run.out


@pytest.mark.parametrize(
    ("hook", "name"),
    [
        ("gather", "leaves without a word"),
        ("site_files", "kills itself"),
        ("site_findings", "catches all that would end it"),
    ],
)
def test_a_hook_for_the_site_that_ends_its_process_costs_no_page(
    hook: str, name: str, tmp_path: Path
) -> None:
    case = CASES["fatal"][name]
    of_site = of_hook(f"def {hook}(self):\n{textwrap.indent(case['code'].strip(), '    ')}")
    root = site(tmp_path, of_site, HASTY.replace("0.5", "0.002"))
    run = process("build", root, cwd=tmp_path)
    assert run.code == 1
    assert f"error: the plugin 'broken' failed in its hook '{hook}': " in run.err
    assert case["said"] in run.err
    assert "3 pages: 3 changed" in run.out


def test_a_process_that_ends_outside_of_hooks_has_all_plugins_named(tmp_path: Path) -> None:
    root = site(tmp_path, of_edits("os.closerange(3, 1000)"))  # the line to its parent, too
    run = process("build", root, cwd=tmp_path)
    assert run.code == 1
    assert "b.html: error: its process was ended" in run.err
    assert "one of these plugins: 'broken'" in run.err


def test_one_that_is_late_is_said_to_be_where_no_time_is_left_to_say_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(call, "traced", lambda _: time.sleep(PATIENCE))
    root = site(tmp_path, of_edits("while True: pass"), HASTY)
    run = smoopt("build", root, cwd=tmp_path)
    assert_one_page_failed(root, run, "it took longer than 0.5 s (hook_seconds in smoopt.toml)")


def test_a_hook_that_has_to_be_ended_on_each_page_is_called_for_a_few(tmp_path: Path) -> None:
    root = site(tmp_path, of_hook(f"def edits(self):\n{CATCHES_ALL}"), HASTY)
    for number in range(20):
        (root / f"{number}.html").write_text(page(str(number)))
    run = process("build", root, "--json", cwd=tmp_path)
    said = [finding["message"] for finding in json.loads(run.out)["findings"]]
    assert len(said) == 23
    assert sum("had to be ended with its process" in message for message in said) == 3
    assert sum("several times; it is no longer called" in message for message in said) == 20


PRINTS = """
@hookimpl
def edits(self, page): self.at(page)
@hookimpl
def findings(self, page): self.at(page)
def at(self, page):
    print(f'at {page.path}\\n', end='')  # in one piece, for others print as well
    os.system('echo told by another program')
"""


@pytest.mark.parametrize("pages", [0, 250], ids=["a few", "for several processes"])
@pytest.mark.parametrize(
    "words",
    [("build", "--json", "--jobs", 2), ("check", "--format", "sarif", "--jobs", 2)],
    ids=["build", "check"],
)
def test_what_plugins_print_is_seen_beside_what_is_for_programs(
    words: tuple[str, ...], pages: int, tmp_path: Path
) -> None:
    # Where there are threads, no process is forked, and each loads the plugin itself.
    thread = (
        "import threading\nthreading.Thread(target=time.sleep, args=(99,), daemon=True).start()"
    )
    root = site(tmp_path, f"print('loaded')\n{of_hook(PRINTS)}\n{thread if pages else ''}\n")
    for number in range(pages):
        (root / f"{number}.html").write_text(page(str(number)))
    run = process(words[0], root, *words[1:], cwd=tmp_path)
    assert isinstance(json.loads(run.out), dict)
    told = {"loaded", "at a.html", "at b.html", "at c.html", "told by another program"}
    assert told <= {*run.err.splitlines()}, run.err


@pytest.mark.parametrize("words", [("plugins", "--json"), ("explain", "site/a.html", "--json")])
def test_so_it_is_where_hooks_run_in_the_process_itself(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    site(tmp_path, f"print('loaded')\n{of_hook(PRINTS)}")
    run = smoopt(*words, cwd=tmp_path)
    assert run.code == 0
    assert json.loads(run.out)
    assert "loaded" in run.err.splitlines()


def test_a_plugin_prints_nowhere_where_the_output_is_closed(tmp_path: Path) -> None:
    root = site(tmp_path, of_hook(PRINTS))
    run = ended(["sh", "-c", '"$@" >&-', "sh", *command("build", root)], tmp_path)
    assert (run.code, run.out) == (0, ""), run.err
    assert "og:title" in (root / "a.html").read_text()


SEVERAL = "'m\\n::error::message ##[error]x'"


@pytest.mark.parametrize(
    "words", [("build",), ("build", "--list", "broken-x\n::error::code"), ("check",)]
)
def test_what_a_plugin_finds_gives_a_code_host_no_command(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    place = "Place('::error::')"
    made = f"Finding(Severity.ERROR, 'broken-x\\n::error::code', {place}, {SEVERAL})"
    root = site(tmp_path, finding(made))
    run = smoopt(words[0], root, *words[1:], cwd=tmp_path)
    shown = (run.out + run.err).splitlines()
    assert run.code == 1
    assert any("broken-x" in line and "::error::code" in line for line in shown), shown
    assert not [line for line in shown if line.lstrip().startswith("::") or "##[" in line]


def test_the_audit_names_it_and_checks_the_others(tmp_path: Path) -> None:
    hook = "def findings(self, page):\n    if page.path == 'b.html': sys.exit()"
    root = site(tmp_path, of_hook(hook))
    run = smoopt("check", root, "--format", "lines", cwd=tmp_path)
    assert run.code == 1
    assert "b.html: error: the plugin 'broken' failed in its hook 'findings': SystemExit" in run.out
    assert "a.html:" in run.out
    assert "c.html:" in run.out


def test_the_same_fault_of_many_pages_is_said_once(tmp_path: Path) -> None:
    root = site(tmp_path, of_hook("def edits(self): 1 / 0"))
    run = smoopt("build", root, cwd=tmp_path)
    assert run.code == 1
    (line,) = (line for line in run.err.splitlines() if "ZeroDivisionError" in line)
    assert line.endswith("[plugin-failed] (and 2 more like it)")
    assert "--traceback shows" in run.err
    (tmp_path / "broken.py").write_text(of_hook("def edits(self, page): raise OSError(page.path)"))
    run = smoopt("build", root, cwd=tmp_path)
    assert "[plugin-failed]" in run.err
    assert run.err.count("OSError") == 3


def test_a_hook_that_is_late_on_each_page_is_not_waited_for_on_all(tmp_path: Path) -> None:
    root = site(tmp_path, of_hook("def edits(self):\n    while True: pass"), HASTY)
    for number in range(20):
        (root / f"{number}.html").write_text(page(str(number)))
    run = smoopt("build", root, "--json", cwd=tmp_path)
    said = [finding["message"] for finding in json.loads(run.out)["findings"]]
    assert len(said) == 23
    assert sum("several times; it is no longer called" in message for message in said) == 20


@pytest.mark.parametrize("words", [("build",), ("check", "--format", "lines")])
def test_a_traceback_is_shown_on_request(words: tuple[str, ...], tmp_path: Path) -> None:
    hook = "def survey(self, page): return self.helper()\ndef helper(self): return 1 / 0"
    findings = hook.replace("def survey", "def findings")
    root = site(tmp_path, of_hook(findings))
    run = smoopt(*words, root, "--traceback", cwd=tmp_path)
    assert run.code == 1
    assert "the plugin 'broken' on a.html and 2 more pages:" in run.err
    assert run.err.count("Traceback (most recent call last)") == 1
    assert "in helper" in run.err


def test_the_traceback_of_what_does_not_load_is_shown_on_request(tmp_path: Path) -> None:
    root = site(tmp_path, "import json\njson.loads('{')\n")
    assert "Traceback" not in smoopt("build", root, cwd=tmp_path).err
    assert "in raw_decode" in smoopt("build", root, "--traceback", cwd=tmp_path).err


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_a_hook_that_does_not_end(jobs: int, tmp_path: Path) -> None:
    """It ends within the grace that workers have; a second one ends them at once."""
    hook = "def edits(self, page):\n    print('begun', flush=True)\n    while True: pass"
    root = site(tmp_path, of_hook(hook), HASTY.replace("0.5", "0"))
    for number in range(250):
        (root / f"{number}.html").write_text(page(str(number)))
    running = subprocess.Popen(
        command("build", root, "--jobs", jobs),
        cwd=tmp_path,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with running:
        try:
            assert running.stderr is not None
            assert running.stderr.readline().startswith("begun")  # perhaps of two workers
            os.killpg(running.pid, signal.SIGINT)
            os.killpg(running.pid, signal.SIGINT)
            running.wait(timeout=PATIENCE)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
        errors = running.stderr.read() if running.stderr else ""
    assert running.returncode == 1
    assert "Traceback" not in errors
    assert (root / "a.html").read_text() == page("a")


def test_one_that_is_installed_but_off_is_listed_as_broken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    install(monkeypatch, "no_such_module", {"absent": "Absent"})
    run = smoopt("plugins", cwd=tmp_path)
    assert run.code == 0
    assert "broken absent        the plugin 'absent' (no_such_module:Absent)" in run.out
    schema = smoopt("plugins", "--schema", cwd=tmp_path)
    assert schema.code == 0
