"""Where the tests find what they read."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "smoopt"
TESTS = ROOT / "tests"
FIXTURES = ROOT / "fixtures"
SITES = FIXTURES / "sites"
EVERY_SITE = sorted(path for path in SITES.iterdir() if path.is_dir())
