"""An environment of Python in which somebody begins: smoopt is there, and nothing of their own."""

import os
import sys
import sysconfig
import venv
from pathlib import Path

from tests.support.places import ROOT
from tests.support.runs import ALONE, Run, ended, environment


class FreshEnvironment:
    """An environment that has what this one has; what is installed into it, no other sees.

    Commands are run in it as in a shell in which it is active.
    """

    def __init__(self, folder: Path) -> None:
        """Make it in a folder."""
        venv.EnvBuilder(symlinks=True).create(folder)
        self.bin = folder / "bin"
        python = self.bin / "python"
        (packages,) = folder.glob("lib/python*/site-packages")
        here = dict.fromkeys((str(ROOT), *map(sysconfig.get_path, ("purelib", "platlib"))))
        (packages / "what_is_there.pth").write_text("".join(f"{path}\n" for path in here))
        self._command("smoopt", f'{python} -W error -m smoopt "$@"')
        self._command("pytest", f'{python} -W error -m pytest -p no:cacheprovider "$@"')
        # Nothing is fetched: what packages ask for is there.
        pip = f"{sys.executable} -m pip --python {python} --disable-pip-version-check"
        self._command("pip", f'{pip} "$@" --quiet --no-deps --no-build-isolation --no-index')

    def _command(self, name: str, line: str) -> None:
        path = self.bin / name
        path.write_text(f"#!/bin/sh\nexec {line}\n")
        path.chmod(0o755)

    def run(self, line: str, cwd: Path) -> Run:
        """Run a line of a shell."""
        path = f"{self.bin}:{os.environ['PATH']}"
        env = {**environment(PATH=path, **ALONE), "PYTHONPATH": ""}
        return ended(["sh", "-c", line], cwd=cwd, env=env)
