"""What is installed and what can be set, for people and programs."""

import json
import re
from pathlib import Path
from typing import cast

import pytest

from smoopt.cli.config_schema import schema
from smoopt.cli.plugin_list import entries
from smoopt.plugin.installed import OWN
from smoopt.plugin.load import load as load_plugin
from smoopt.site.settings import DEFAULTS, ON_REQUEST, Settings
from tests.support.runs import page, smoopt
from tests.support.sites import write_files


def test_every_plugin_is_listed_with_its_options() -> None:
    run = smoopt("plugins")
    assert run.code == 0
    for name in OWN:
        state = "off" if name in ON_REQUEST else "on"
        assert f"{state:<6} {name:<13} " in run.out
    assert re.search(
        r"\n      reading_speed = 220\n          \w.* \(a whole number from 1\)\n", run.out
    )
    assert re.search(r"\n      labels = true\n          \w.* \(true or false\)\n", run.out)
    assert "[smoopt 0.1.0]" in run.out


def test_defaults_are_written_as_toml_not_as_python() -> None:
    out = smoopt("plugins").out
    for word in ("True", "False", "None", "factory", "<", "typing."):
        assert word not in "".join(line for line in out.splitlines() if " = " in line), word
    assert "(required)" not in out, "the plugins that are on by default need no option"


def test_what_the_configuration_changes_is_shown(tmp_path: Path) -> None:
    toml = "[plugins]\nshare = false\n[plugins.x]\nreading_speed = 180\n"
    (tmp_path / "smoopt.toml").write_text(toml)
    out = smoopt("plugins", cwd=tmp_path).out
    assert "      reading_speed = 220, now 180\n" in out
    assert "off    share" in out
    assert out.index("off    share") > out.rindex("\non  "), "those that are off come last"


def test_json_lists_the_same(tmp_path: Path) -> None:
    (tmp_path / "smoopt.toml").write_text("[plugins]\nshare = false\n")
    listed = json.loads(smoopt("plugins", "--json", cwd=tmp_path).out)
    by_name = {entry["name"]: entry for entry in listed}
    assert set(by_name) == set(OWN)
    assert not by_name["share"]["on"]
    assert by_name["share"]["default"]
    assert by_name["x"]["on"]
    labels = next(option for option in by_name["x"]["options"] if option["name"] == "labels")
    assert (labels["type"], labels["default"], labels["value"]) == ("true or false", "true", "true")


def test_the_order_is_that_in_which_plugins_run() -> None:
    listed = entries(Settings(), "configuration")
    assert [entry.name for entry in listed] == [*DEFAULTS, *sorted(ON_REQUEST)]
    assert [entry.name for entry in listed if not entry.on] == sorted(ON_REQUEST)


def test_every_plugin_and_option_says_in_a_line_what_it_does() -> None:
    parts = cast(
        "dict[str, dict[str, dict[str, dict[str, object]]]]", schema(Settings(), "")["$defs"]
    )
    for entry in entries(Settings(), "configuration"):
        assert entry.summary.endswith("."), entry.name
        properties = parts[load_plugin(entry.name, OWN).__name__]["properties"]
        for option in entry.options:
            assert option.about.endswith("."), f"{entry.name}.{option.name}"
            assert properties[option.name]["description"] == option.about


CREDIT = """
from smoopt import Plugin, hookimpl

class Credit(Plugin, frozen=True):
    \"\"\"Thank.\"\"\"
    text: str = "By"

    @hookimpl
    def findings(self):
        yield from ()

    @hookimpl
    def address(self, path):
        return None
"""
TABLE = '[plugins.credit]\nfile = "credit.py:Credit"\n'


@pytest.fixture
def with_credit(tmp_path: Path) -> Path:
    """Give the folder of a project with a plugin of its own."""
    write_files(tmp_path, {"credit.py": CREDIT, "smoopt.toml": TABLE})
    return tmp_path


@pytest.mark.parametrize(
    ("toml", "name", "says"),
    [
        (f"{TABLE}text = 5", "credit", "plugins.credit.text: "),
        ('[plugins.credit]\nfile = "credit.py"', "credit", "'credit.py' names no class in a file"),
        (
            '[plugins.credit]\nfile = "no.py:Credit"',
            "credit",
            "credit: there is no file no.py beside",
        ),
        ("[plugins.nowhere]", "nowhere", "no plugin named 'nowhere' is installed"),
        ("plugins.share.networks = ['zzz']", "share", "no network is named 'zzz'"),
        (f"{TABLE}[[pages]]\nmatch = ['a']\nplugins.x.labels = 5", "x", "plugins.x.labels: "),
    ],
)
def test_a_plugin_that_cannot_run_stands_among_the_others(
    with_credit: Path, toml: str, name: str, says: str
) -> None:
    (with_credit / "smoopt.toml").write_text(f"{toml}\n")
    run = smoopt("plugins", cwd=with_credit)
    assert (run.code, run.err) == (1, "")
    (broken,) = (line for line in run.out.splitlines() if "broken" in line)
    assert broken.startswith(f"broken {name:<13} smoopt.toml: ")
    assert says in broken
    others = (other for other in DEFAULTS if other != name)
    assert all(f"\non     {other:<13} " in f"\n{run.out}" for other in others)
    entry = next(
        one
        for one in json.loads(smoopt("plugins", "--json", cwd=with_credit).out)
        if one["name"] == name
    )
    assert says in entry["problem"]


def test_all_plugins_that_cannot_run_are_marked(with_credit: Path) -> None:
    toml = f"{TABLE}text = 5\n[plugins.nowhere]\n[plugins.odd]\nfile = 5\n[plugins.x]\nb = 1\n"
    (with_credit / "smoopt.toml").write_text(toml)
    out = smoopt("plugins", cwd=with_credit).out
    names = [line.split()[1] for line in out.splitlines() if line.startswith("broken ")]
    assert names == ["credit", "nowhere", "odd", "x"]
    assert '      text = "By"\n' in out, "the options of a broken one are listed, too"


def test_of_a_plugin_that_cannot_be_loaded_no_hooks_are_said(with_credit: Path) -> None:
    (with_credit / "credit.py").write_text(f"{CREDIT}\nclass (")
    line = CREDIT.count("\n") + 2
    run = smoopt("plugins", "credit", cwd=with_credit)
    said = f"smoopt.toml: plugins.credit: credit.py:{line}: invalid syntax: class ("
    assert run.out.splitlines()[0].startswith(f"broken credit        {said}")
    assert "hooks:" not in run.out


@pytest.mark.parametrize(
    "option",
    [
        "object = Odd()",
        "object = field(default_factory=Odd)",
        "object = field(default_factory=lambda: 1 / 0)",
        "'NoSuchType' = 5",
        "object = field(default_factory=leave)",
    ],
)
def test_options_that_cannot_be_described_are_their_plugin_s_fault(
    with_credit: Path, option: str
) -> None:
    source = f"""
import sys
from msgspec import field
from smoopt import Plugin

class Odd:
    def __repr__(self): raise RuntimeError

def leave(): sys.exit()

class Credit(Plugin, frozen=True):
    odd: {option}
"""
    (with_credit / "credit.py").write_text(source)
    run = smoopt("plugins", cwd=with_credit)
    assert (run.code, run.err) == (1, "")
    assert "broken credit        smoopt.toml: plugins.credit: it failed: " in run.out
    assert all(f"\non     {other:<13} " in f"\n{run.out}" for other in DEFAULTS)
    described = smoopt("plugins", "--schema", cwd=with_credit)
    assert (described.code, described.err) == (0, "")
    assert "credit" in json.loads(described.out)["$defs"]["Plugins"]["properties"]


def test_one_plugin_is_shown_with_its_hooks_and_its_place(with_credit: Path) -> None:
    run = smoopt("plugins", "credit", cwd=with_credit)
    assert run.code == 0
    assert run.out.splitlines()[0].startswith("on     credit        Thank.  [")
    assert [line.strip() for line in run.out.splitlines()[1:]] == [
        'text = "By"',
        "no description (text)",
        "hooks: address, findings",
        f"stands in: {with_credit / 'credit.py'}:Credit",
    ]
    (entry,) = json.loads(smoopt("plugins", "credit", "--json", cwd=with_credit).out)
    assert entry["hooks"] == ["address", "findings"]


def test_a_plugin_that_there_is_not_is_refused(with_credit: Path) -> None:
    run = smoopt("plugins", "credti", cwd=with_credit)
    assert (run.code, run.out) == (2, "")
    assert "there is no plugin 'credti' (did you mean 'credit'?)" in run.err
    assert smoopt("plugins", "credit", "--schema", cwd=with_credit).code == 2


SLOW = """
import time
from smoopt import Plugin, hookimpl

class Slow(Plugin, frozen=True):
    @hookimpl
    def findings(self):
        time.sleep(0.02)
        yield from ()
"""


def test_a_slow_hook_is_found(tmp_path: Path) -> None:
    """A generator's time is that of all it does; nothing is written."""
    (tmp_path / "slow.py").write_text(SLOW)
    (tmp_path / "smoopt.toml").write_text('[plugins.slow]\nfile = "slow.py:Slow"\n')
    site = write_files(tmp_path / "site", {"a.html": page("A"), "b.html": page("B")})
    costs = json.loads(smoopt("plugins", "--cost", site, "--json", cwd=tmp_path).out)
    slow = next(hook for hook in costs["hooks"] if hook["plugin"] == "slow")
    assert slow["hook"] == "findings"
    assert slow["milliseconds_a_page"] >= 20
    assert costs["pages"] == 2
    assert (site / "a.html").read_text() == page("A")
    run = smoopt("plugins", "--cost", site, cwd=tmp_path)
    assert re.search(r"\nslow +findings +\d+\.\d{3} +\d+%\n", run.out)
    assert re.search(r"\n2 pages in one process, [\d.]+ ms each\n", run.out)
    assert "everything else" in run.out
