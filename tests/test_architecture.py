"""The house: which rooms there are, and how their modules may depend on each other."""

import ast
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from smoopt import cli
from tests.support.places import PACKAGE, TESTS

# A room imports only from those before it.
ROOMS = (
    *("model", "html", "files", "site", "plugin", "builtin"),
    *("build", "watch", "check", "kit", "preview", "compare"),
    *("web", "mentions", "verify", "ping", "doctor", "generators", "cli"),
)
# What stands at the top: names for plugin authors, what they test with, and `python -m smoopt`.
TOP = {"__init__.py", "__main__.py", "py.typed", "testing", "pytest_plugin.py"}
# Those of them that no room imports from.
ABOVE = {"", "__main__", "testing", "pytest_plugin"}
# Rooms whose folders must run one way, too; what lies beside them is a step of its own.
WITH_FOLDERS = ("builtin", "build", "check", "kit", "preview", "verify")
MOST_LINES = 230
# lxml writes the XML of feeds; the others are extras, for what single plugins are asked for.
THIRD_PARTY_OF_BUILTINS = {"turbohtml", "langcodes", "lxml", "msgspec", "xxhash"}
THIRD_PARTY_OF_BUILTINS |= {"PIL", "cv2", "fontTools", "numpy", "resvg_py", "typst", "zxingcpp"}
THIRD_PARTY_OF_BUILTINS |= {"budoux", "yake"}
# Where exceptions of any kind may be caught: where plugins are called and loaded, templates filled
# in, and where one page's fault is held apart from the others.
CONTAINING = {"plugin.call", "plugin.load", "plugin.widget_templates", "model.faults"}
# A worker tells its parent of what it has raised.
CONTAINING |= {"build.processes.worker"}

PRINTING = {"cli.terminal", "cli.progress"}

# What reaches other hosts, and who may use it: who asks them, and who serves the preview.
NETWORK = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "asyncio"}
NETWORK |= {"httpcore2", "h11", "httpx2"}
ON_THE_NETWORK = ("web", "preview.server", "preview.event_stream")
# Who may ask other hosts, by `web`: each of them a command that somebody has to give.
ASKING = {"mentions", "verify", "ping", "cli"}

# The folder of tests that take long: `make attack` runs them.
ATTACK = "attack"

FILES = sorted(PACKAGE.rglob("*.py"))

# What modules import is read once.
pytestmark = pytest.mark.xdist_group("architecture")


def name_of(path: Path) -> str:
    """Name a module within smoopt; a package by its folder."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in FILES}


@cache  # not at once: every process that collects tests loads this
def tree(path: Path) -> ast.Module:
    """Parse a module."""
    return ast.parse(path.read_text("utf-8"))


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Give what a module imports, also inside functions, with its line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno}: write imports in full"
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def own(imported: str) -> str | None:
    """Find the module of smoopt that an import names, or whose name it imports."""
    package, _, inner = imported.partition(".")
    if package != "smoopt":
        return None
    return inner if inner in MODULES else inner.rpartition(".")[0]


@cache
def users() -> dict[str, set[str]]:
    """Give what each module imports of the others."""
    return {
        name: {
            used
            for imported, _ in imports(path)
            if (used := own(imported)) is not None and used != name
        }
        for name, path in MODULES.items()
    }


def room(module: str) -> str:
    return module.partition(".")[0]


def circle(uses: Mapping[str, set[str]]) -> list[str]:
    """Give a circle, if there is one."""
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_there_are_these_rooms_and_nothing_else_at_the_top() -> None:
    there = {path.name for path in PACKAGE.iterdir() if path.name != "__pycache__"}
    assert there == {*ROOMS, *TOP}


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_imports_only_from_those_before_it(name: str) -> None:
    later = set(ROOMS[ROOMS.index(name) + 1 :]) | ABOVE
    wrong = {
        f"{module} imports {used or 'smoopt'}"
        for module, uses in users().items()
        for used in uses
        if room(module) == name and room(used) in later
    }
    assert not wrong


def test_no_modules_import_each_other_in_a_circle() -> None:
    # The names at the top are loaded when they are asked for.
    assert circle({name: uses for name, uses in users().items() if name}) == []


@pytest.mark.parametrize("name", WITH_FOLDERS)
def test_the_folders_of_a_room_run_one_way(name: str) -> None:
    steps: dict[str, set[str]] = {}
    for module, uses in users().items():
        step = ".".join(module.split(".")[:2])
        if room(module) == name and module != name:
            inside = {".".join(used.split(".")[:2]) for used in uses if room(used) == name}
            steps.setdefault(step, set()).update(inside - {step})
    assert circle(steps) == []


def test_no_two_modules_have_the_same_name() -> None:
    # A command may be called as what does its work: cli/undo.py and build/undo.py, cli/check.py
    # and check/.
    names = Counter(path.stem for path in FILES if path.stem != "__init__")
    most = {name: 2 if name in cli.COMMANDS else 1 for name in names}
    assert [name for name, count in names.items() if count > most[name]] == []


def test_every_folder_of_tests_is_one_that_pytest_looks_into(pytestconfig: pytest.Config) -> None:
    passed_over = [*map(str, pytestconfig.getini("norecursedirs"))]
    others = {"node_modules", ATTACK}
    folders = {
        path.parent.name for path in TESTS.rglob("test_*.py") if others.isdisjoint(path.parts)
    }
    assert ATTACK in passed_over
    assert not [name for name in folders if any(fnmatch(name, one) for one in passed_over)]


def test_tests_lie_as_the_code_does_and_share_only_support() -> None:
    for path in TESTS.rglob("test_*.py"):
        folder = path.parent.relative_to(TESTS)
        if "node_modules" in folder.parts or folder.parts[:1] in {("readers",), (ATTACK,)}:
            continue
        assert any((code / folder).is_dir() for code in (PACKAGE, PACKAGE.parent)), path
        own = {used for used, _ in imports(path) if used.startswith("tests.")}
        assert not [used for used in own if ".test_" in used], path


def test_a_module_can_be_read_at_a_sitting() -> None:
    lines = {path.name: len(path.read_text("utf-8").splitlines()) for path in FILES}
    assert not {name: count for name, count in lines.items() if count > MOST_LINES}


def test_a_builtin_uses_nothing_but_smoopt_and_the_parser() -> None:
    known = {"smoopt"} | THIRD_PARTY_OF_BUILTINS | sys.stdlib_module_names
    assert not [
        f"{path.name}:{line} imports {imported}"
        for path in FILES
        if room(name_of(path)) == "builtin"
        for imported, line in imports(path)
        if imported.split(".")[0] not in known
    ]


def calls(path: Path) -> Iterator[tuple[str, int]]:
    """Give what a module calls, as it is written, with its line."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno


def test_only_the_command_line_prints_and_exits() -> None:
    ending = {"print", "exit", "quit", "sys.exit", "os._exit"}
    assert not [
        f"{path.name}:{line} calls {called}"
        for path in FILES
        if room(name_of(path)) not in {"cli", "__main__"}
        for called, line in calls(path)
        if called in ending
        # How a worker ends itself, and a copy of it.
        and not (called == "os._exit" and path.stem in {"worker", "no_copy"})
    ]


def test_only_a_few_commands_ask_other_hosts() -> None:
    asking = {
        room(name) for name, uses in users().items() if any(room(one) == "web" for one in uses)
    }
    assert asking - {"web"} == ASKING


def test_other_hosts_are_asked_in_one_room() -> None:
    assert not [
        f"{path.name}:{line} imports {imported}"
        for path in FILES
        if not any(f"{name_of(path)}.".startswith(f"{one}.") for one in ON_THE_NETWORK)
        for imported, line in imports(path)
        if any(f"{imported}.".startswith(f"{one}.") for one in NETWORK)
    ]


def test_what_is_printed_is_made_visible_in_one_place() -> None:
    """Only the progress bar, which shows numbers alone, draws by itself."""
    assert not [
        f"{path.name}:{line} calls {called}"
        for path in FILES
        if name_of(path) not in PRINTING
        for called, line in calls(path)
        if called in {"click.echo", "click.secho"}
    ]


def public(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Give the public functions of a module and the public methods of its public classes."""
    for node in tree.body:
        inside = node.body if isinstance(node, ast.ClassDef) and node.name[0] != "_" else [node]
        for inner in inside:
            if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                yield inner


def said_types(function: ast.FunctionDef) -> set[str]:
    """Give the names that a signature's types are made of."""
    arguments = (*function.args.args, *function.args.kwonlyargs, *function.args.posonlyargs)
    noted = [item.annotation for item in arguments] + [function.returns]
    return {name for note in noted if note for name in names(note)}


def names(node: ast.AST) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name)}


def test_no_public_signature_says_any() -> None:
    assert not [
        f"{path.name}:{function.lineno}: {function.name}"
        for path in FILES
        for function in public(tree(path))
        if "Any" in said_types(function)
    ]


def test_a_module_opens_with_why_it_exists() -> None:
    assert not [path for path in FILES if not ast.get_docstring(tree(path))]


def test_no_module_is_named_for_nothing() -> None:
    for_nothing = {"utils", "util", "helpers", "common", "misc", "manager", "data"}
    assert not [path for path in FILES if path.stem in for_nothing]


def test_addresses_are_taken_apart_in_one_place() -> None:
    """Whatever a page writes for an address, nothing raises: `parts_of` and `joined` do not."""
    raising = {f"urllib.parse.{name}" for name in ("urlsplit", "urljoin", "urlparse", "urldefrag")}
    assert not [
        f"{path.name}:{line} imports {imported}"
        for path in FILES
        if name_of(path) != "model.web_address"
        for imported, line in imports(path)
        if imported in raising
    ]


def test_exceptions_of_any_kind_are_caught_in_few_places() -> None:
    assert not [
        f"{path.name}:{node.lineno}"
        for path in FILES
        if name_of(path) not in CONTAINING
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or {"Exception", "BaseException"} & names(node.type))
        and not isinstance(node.body[-1], ast.Raise)  # it is passed on
    ]


def test_each_folder_says_what_it_holds() -> None:
    """A folder of modules is a package whose first lines say what it is for."""
    for folder in sorted({path.parent for path in FILES}):
        first = folder / "__init__.py"
        assert first.is_file(), f"{folder}: it has no __init__.py"
        assert ast.get_docstring(ast.parse(first.read_text("utf-8"))), f"{first}: it says nothing"
