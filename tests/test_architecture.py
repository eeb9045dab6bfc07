"""How the modules may depend on each other, held by reading their source."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "smoopt"
# A module imports only from rows above its own. What is beside the core uses all of it.
ROWS = (
    ("counted", "entries", "errors", "finding", "markup", "meant"),
    ("audit.rule", "dates", "edits", "facts", "hydration", "web_address"),
    ("images", "networks", "once", "packing", "questions", "walk"),
    ("changes", "installed", "settings"),
    ("config", "source", "feed", "prose"),
    ("address",),
    ("head", "marks"),
    ("skipping",),
    ("page",),
    ("site_name", "site_url", "slots"),
    ("stated",),
    ("usual",),
    ("learn",),
    ("site",),
    ("hookspecs", "own_address", "tags"),
    ("calls", "loading"),
    ("plugins",),
    ("pipeline",),
)
CORE = {name: number for number, names in enumerate(ROWS) for name in names}
MODULES = sorted(PACKAGE.rglob("*.py"))
BUILTINS = sorted((PACKAGE / "builtin").glob("*.py"))
DOORS = {"cli", "__main__"}
# The command line's own modules print for it.
THIRD_PARTY_OF_BUILTINS = {"turbohtml", "langcodes", "msgspec", "regex"}


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".")


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Give what a module imports, also inside functions, with its line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}:{node.lineno}: write imports in full"
            module = node.module or ""
            yield from ((f"{module}.{alias.name}", node.lineno) for alias in node.names)


def core_name(imported: str) -> str:
    package, *parts = imported.split(".")
    if package != "smoopt" or not parts:
        return ""
    inner = ".".join(parts[:2])
    return inner if inner in CORE else parts[0]


@pytest.mark.parametrize("module", sorted(CORE))
def test_a_core_module_imports_only_from_rows_above_its_own(module: str) -> None:
    path = PACKAGE / f"{module.replace('.', '/')}.py"
    used = {core_name(imported) for imported, _ in imports(path)} - {""}
    wrong = {other for other in used if CORE.get(other, len(ROWS)) >= CORE[module]}
    assert not wrong, f"{module} imports {sorted(wrong)}"


@pytest.mark.parametrize("path", BUILTINS, ids=name_of)
def test_a_builtin_uses_nothing_but_smoopt_and_the_parser(path: Path) -> None:
    import sys

    outside = {imported.split(".")[0] for imported, _ in imports(path)}
    assert outside <= {"smoopt"} | THIRD_PARTY_OF_BUILTINS | sys.stdlib_module_names
    doors = {core_name(imported) for imported, _ in imports(path)} & {
        *("cli", "build", "store", "replacing", "pipeline", "plugins", "calls", "loading"),
        "explain",
    }
    assert not doors


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_command_line_prints_and_exits(path: Path) -> None:
    if name_of(path).split(".")[0] in DOORS:
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            if (path.stem, called) == ("worker", "os._exit"):
                continue  # how a worker ends itself
            assert called not in {"print", "exit", "quit", "sys.exit", "os._exit"}, (
                f"{path.name}:{node.lineno} calls {called}"
            )


def public(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Give the public functions of a module and the public methods of its public classes."""
    for node in tree.body:
        inside = node.body if isinstance(node, ast.ClassDef) and node.name[0] != "_" else [node]
        for inner in inside:
            if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                yield inner


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_public_signature_says_any(path: Path) -> None:
    for function in public(ast.parse(path.read_text("utf-8"))):
        arguments = (*function.args.args, *function.args.kwonlyargs, *function.args.posonlyargs)
        noted = [item.annotation for item in arguments] + [function.returns]
        words = {
            inner.id
            for note in noted
            if note
            for inner in ast.walk(note)
            if isinstance(inner, ast.Name)
        }
        assert "Any" not in words, f"{path.name}:{function.lineno}: {function.name}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_opens_with_why_it_exists(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_named_for_nothing(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "common", "misc", "manager", "data"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_exceptions_of_any_kind_are_caught_where_plugins_are_called_only(path: Path) -> None:
    caught = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or ast.unparse(node.type) == "Exception")
    ]
    assert not caught or name_of(path) in {"calls", "loading"}
