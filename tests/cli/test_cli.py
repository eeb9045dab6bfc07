"""The command line as its users meet it: exit codes, messages, and what is printed where."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.bars import article
from tests.support.runs import PATIENCE, URL, environment, page, process, smoopt, tree
from tests.support.sites import write_files

COMMANDS = (
    "build",
    "watch",
    "check",
    "preview",
    "undo",
    "explain",
    "init",
    "mentions",
    "plugins",
    "doctor",
)

# What a wrong call is told: the table's left is a configuration, its right parts of the message


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[site\n", ["smoopt.toml: is not valid TOML", "line 1"]),
        ('[site]\nurl = "\xff"'.encode("latin-1"), ["smoopt.toml: is not valid TOML"]),
        ("[sites]\n", ["smoopt.toml: ", "there is no setting `sites` (did you mean `site`?)"]),
        (
            "[site]\nadress = 'x'\n",
            ["smoopt.toml: site: ", "there is no setting `adress`", "known: "],
        ),
        ("[site]\nnmae = 'x'\n", ["smoopt.toml: site: ", "`nmae` (did you mean `name`?)"]),
        ("[site]\nname = 7\n", ["smoopt.toml: site.name: expected text, found 7"]),
        ("[site]\nindex = 'slsh'\n", ["smoopt.toml: site.index: ", 'found "slsh"']),
        ("[site]\nurl = 'example.org'\n", ["smoopt.toml: site.url: 'example.org' is not an addr"]),
        ("[site]\nurl = 'http://localhost:8000/'\n", ["site.url: 'http://localhost:8000/'"]),
        ("[site]\nurl = 'http://127.0.0.1/'\n", ["this computer's own address", "published at"]),
        ("[site]\nurl = 'http://[::1]/'\n", ["this computer's own address"]),
        ("[site]\nurl = 'http://me.local/'\n", ["this computer's own address"]),
        ("[site]\nurl = 'https://example.org/?a=b'\n", ["must have no user, query or fragment"]),
        ("[site]\nurl = 'http://[x'\n", ["smoopt.toml: site.url: 'http://[x' is not an address"]),
        ("[plugins]\nshere = true\n", ["smoopt.toml: plugins.shere: ", "did you mean 'share'?"]),
        ("[plugins]\nzzz = true\n", ["plugins.zzz: no plugin named 'zzz'", "installed are: "]),
        (
            "[plugins]\nx = 3\n",
            ["plugins.x: expected true or false or a table, found 3"],
        ),
        ("[plugins.credit]\nfile = 5\n", ["plugins.credit: file: 5 names no class in a file"]),
        ("[plugins.share]\nnetwroks = []\n", ["plugins.share: ", "(did you mean `networks`?)"]),
        (
            "[plugins.x]\nreading_speed = 'fast'\n",
            [".x.reading_speed: expected a whole number"],
        ),
        (
            "[plugins.x]\nreading_speed = 0\n",
            [".reading_speed: ", " from 1, found 0"],
        ),
        (
            "[plugins.bookmarks]\nlevels = [2, 7]\n",
            [".levels[1]: ", " from 1 to 6, found 7"],
        ),
        (
            "[plugins.share]\nlook = 'both!'\n",
            [".share.look: ", 'expected "icons", ', 'found "both!"'],
        ),
        ("[plugins.share.labels.de]\nshere = 'x'\n", ["plugins.share.labels", "`share`?)"]),
        ("[[pages]]\nskip = true\n", ["smoopt.toml: pages[0]: ", "`match` is missing"]),
        (
            "[[pages]]\nmatch = 'a'\n",
            ['smoopt.toml: pages[0].match: expected a list of text, found "a"'],
        ),
        ("[[pages]]\nmatch = ['a']\nplugins.zzz = true\n", ["plugins.zzz: no plugin named 'zzz'"]),
        ("[[pages]]\nmatch = ['a']\nplugins.x.label = 1\n", ["plugins.x: ", "`labels`?"]),
        ("[[pages]]\nmatch = ['a']\nfacts.titel = 'x'\n", ["`titel` (did you mean `title`?)"]),
    ],
)
def test_a_wrong_configuration_is_told_what_is_wrong(
    project: Path, toml: str | bytes, said: list[str]
) -> None:
    write_files(project, {"smoopt.toml": toml})
    before = tree(project)
    run = smoopt("build", "public", cwd=project)
    assert run.code == 2
    assert run.out == ""
    assert run.err.startswith("smoopt: ")
    assert run.err.count("\n") == 1
    for part in said:
        assert part in run.err
    assert tree(project) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("build", "missing"), "smoopt: missing: does not exist; expected the folder"),
        (("undo", "missing"), "smoopt: missing: does not exist; expected the folder"),
        (("init", "missing"), "smoopt: missing: does not exist; expected the folder"),
        (("build", "public/index.html"), "smoopt: public/index.html: is a file; expected"),
        (("build", "public", "-c", "no.toml"), "smoopt: no.toml: cannot be read: No such file"),
        (("build", "public", "-c", "public"), "smoopt: public: cannot be read: Is a directory"),
        (("build", "public", "--url", "localhost"), "smoopt: --url: 'localhost' is not an address"),
        (("build", "public", "--url", "http://localhost/"), "smoopt: --url: 'http://localhost/'"),
        (("build", "public", "--diff", "--json"), "--diff is for people and --json for machines"),
        (("build",), "Missing argument 'SITE'"),
        (("build", "public", "--fail-on", "info"), "Invalid value for '--fail-on'"),
        (("biuld", "public"), "No such command 'biuld'"),
    ],
)
def test_a_wrong_call_is_told_what_is_wrong(
    project: Path, words: tuple[str, ...], said: str
) -> None:
    before = tree(project)
    run = smoopt(*words, cwd=project)
    assert run.code == 2
    assert said in run.err
    assert run.out == ""
    assert tree(project) == before


def test_no_message_is_a_traceback(project: Path) -> None:
    run = process("build", "missing", cwd=project)
    assert (run.code, run.out) == (2, "")
    assert run.err == "smoopt: missing: does not exist; expected the folder your generator writes\n"


# Where the configuration comes from


@pytest.mark.parametrize(
    ("here", "site"), [(".", "public"), ("public", "."), ("away", "../public"), ("public/a", "..")]
)
def test_the_configuration_is_found_here_and_beside_the_site(
    project: Path, here: str, site: str
) -> None:
    write_files(project, {"smoopt.toml": f"[site]\nurl = '{URL}'\n", "away/x": ""})
    run = smoopt("build", site, cwd=project / here)
    assert run.code == 0
    assert f'href="{URL}a/b.html"' in (project / "public/a/b.html").read_text()


def test_the_configuration_can_be_part_of_a_python_project(project: Path) -> None:
    toml = f"[project]\nname = 'x'\n[tool.smoopt.site]\nurl = '{URL}'\n"
    write_files(project, {"pyproject.toml": toml})
    assert smoopt("build", "public", cwd=project).err == ""


def test_a_configuration_may_begin_with_a_byte_order_mark(project: Path) -> None:
    write_files(project, {"smoopt.toml": f"\ufeff[site]\nurl = '{URL}'\n"})
    assert smoopt("build", "public", cwd=project).err == ""


def test_the_configuration_named_beats_the_one_found(project: Path) -> None:
    write_files(project, {"smoopt.toml": "[broken", "other.toml": f"[site]\nurl = '{URL}'\n"})
    assert smoopt("build", "public", "-c", "other.toml", cwd=project).code == 0
    assert URL in (project / "public/index.html").read_text()


def test_an_address_given_beats_the_configuration(project: Path) -> None:
    write_files(project, {"smoopt.toml": "[site]\nurl = 'https://other.example/'\n"})
    smoopt("build", "public", "--url", "https://example.org", cwd=project)
    text = (project / "public/a/b.html").read_text()
    assert f'href="{URL}a/b.html"' in text
    assert "other.example" not in text


# What is shown


def test_output_that_a_terminal_cannot_show_is_escaped(project: Path) -> None:
    write_files(project, {"public/a/b.html": page("名前")})
    env = environment(PYTHONIOENCODING="cp1252")
    run = process("explain", "public/a/b.html", cwd=project, env=env)
    assert run.code == 0, run.err
    assert "\\u540d\\u524d\n" in run.out
    told = json.loads(process("explain", "public/a/b.html", "--json", cwd=project, env=env).out)
    assert told["path"] == "a/b.html"


# Starting


def loading(*arguments: object) -> tuple[str, set[str]]:
    """Run smoopt in a process of its own; give what it prints and the modules it loads."""
    script = (
        f"import sys\nfrom smoopt.cli import main\nsys.argv = {['smoopt', *map(str, arguments)]}\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        "print(sorted(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    said, _, loaded = done.stdout.rpartition("\n[")
    return said, set(re.findall(r"'([\w.]+)'", loaded))


def test_help_loads_nothing_heavy() -> None:
    heavy = {
        "turbohtml",
        "lxml",
        "msgspec",
        "pluggy",
        "wcwidth",
        "langcodes",
        "imagesize",
        "jinja2",
        "httpcore2",
    }
    usage, loaded = loading("--help")
    assert usage.startswith("Usage: ")
    assert heavy & loaded == set()


def test_only_sites_with_templates_of_their_own_load_jinja2(tmp_path: Path) -> None:
    root = write_files(tmp_path / "site", {"a.html": article()})
    for words in (("plugins",), ("check", root, "--url", URL), ("build", root, "--url", URL)):
        assert "jinja2" not in loading(*words)[1]
    assert 'data-smoopt="share"' in (root / "a.html").read_text("utf-8")
    tables = '[plugins.media]\n[plugins.comments]\nshow = ["a.html"]\n'
    tables += '[plugins.comments.utterances]\nrepo = "ann/mill"\n'
    write_files(tmp_path, {"smoopt.toml": tables})
    assert "jinja2" not in loading("build", root, "--url", URL)[1]
    assert 'data-smoopt="comments"' in (root / "a.html").read_text("utf-8")
    bar = '<div data-smoopt="share"><hr/></div>'
    write_files(tmp_path, {"smoopt.toml": "", "templates/share.html.j2": bar})
    assert "jinja2" in loading("build", root, "--url", URL)[1]
    assert "<hr" in (root / "a.html").read_text("utf-8")


def test_where_nothing_is_set_no_packages_are_searched_and_no_toml_is_read(tmp_path: Path) -> None:
    root = write_files(tmp_path / "site", {f"{n}.html": page(f"Page {n}") for n in range(3)})
    loaded = loading("build", root, "--url", URL)[1]
    assert {"importlib.metadata", "tomllib"} & loaded == set()
    assert {"smoopt.cli.watch", "httpcore2", "http.client"} & loaded == set()


@pytest.mark.parametrize("lang", ["", ' lang="en-GB"'])
def test_a_page_in_no_language_or_a_usual_one_asks_no_registry(tmp_path: Path, lang: str) -> None:
    (tmp_path / "index.html").write_text(f"<!doctype html><html{lang}><title>A page</title>")
    assert "langcodes" not in loading("build", tmp_path, "--no-manifest")[1]


def test_help_names_every_command() -> None:
    usage = smoopt("--help").out
    for name in COMMANDS:
        assert re.search(rf"^  {name} +[A-Z]", usage, re.MULTILINE)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_has_help(name: str) -> None:
    usage = smoopt(name, "--help").out
    options = usage.partition("Options:\n")[2]
    assert "--help" in options
    for line in options.splitlines():
        # An option, what it takes, two blanks and its help; or its help on the next line.
        assert re.match(r"  -.*(\S  +\S|[A-Z\]])|   +\S", line), line


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_has_two_names(option: str) -> None:
    assert smoopt("build", option).out.startswith("Usage: smoopt build [OPTIONS] SITE")


def test_the_module_runs_as_the_command_does() -> None:
    run = process("--version")
    assert (run.code, run.out.splitlines()[0]) == (0, "smoopt, version 0.1.0")
