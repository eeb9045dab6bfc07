"""Where the tests find what they read."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "smoopt"
TESTS = ROOT / "tests"
FIXTURES = ROOT / "fixtures"
SITES = FIXTURES / "sites"
EVERY_SITE = sorted(path for path in SITES.iterdir() if path.is_dir())


def modules() -> list[str]:
    """Name smoopt's modules, but for those that are loaded by a generator or by a test runner."""
    paths = (path.relative_to(ROOT).with_suffix("") for path in sorted(PACKAGE.rglob("*.py")))
    every = (".".join(path.parts).removesuffix(".__init__") for path in paths)
    others = ("smoopt.__main__", "smoopt.pytest_plugin", "smoopt.generators.")
    own = "smoopt.generators.after_build"
    return [name for name in every if name == own or not name.startswith(others)]
