"""What the manual gives hosts: the files in its pages, and machines on which their commands run."""

import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

from tests.support.places import ROOT
from tests.support.runs import Run, environment, page
from tests.support.sites import write_files

HOSTS = ROOT / "docs" / "how-to" / "hosts"
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What is fetched and what generators write is here already; all else runs as it is.
_PROGRAM = """#!/bin/sh
case "$(basename "$0") $*" in
  "pip install "*|"npm install"*|"apt-get "*) echo "$0 $*" >> "$MACHINE/fetched" ;;
  "hugo "*) cp -R "$MACHINE/built" public ;;
  "mkdocs build") cp -R "$MACHINE/built" site ;;
  "mkdocs build --site-dir public") cp -R "$MACHINE/built" public ;;
  "npx @11ty/eleventy") cp -R "$MACHINE/built" _site ;;
  "smoopt "*) exec "$REAL_PYTHON" -m smoopt "$@" ;;
  "python3 -m venv "*|"python -m venv "*)
    mkdir -p "$3/bin" && cp "$MACHINE/bin/"* "$3/bin/" ;;
  "python3 -m pip install "*|"python -m pip install "*) echo "$*" >> "$MACHINE/fetched" ;;
  "python3 "*|"python "*) exec "$REAL_PYTHON" "$@" ;;
  *) echo "$0 $*: nobody expects that" >&2; exit 9 ;;
esac
"""
_PROGRAMS = ("pip", "npm", "npx", "apt-get", "hugo", "mkdocs", "smoopt", "python", "python3")


class Block(NamedTuple):
    """A block of code: its language and what it says."""

    language: str
    text: str


def blocks(name: str, language: str) -> list[str]:
    """Give the blocks of a language in a page about a host."""
    text = (HOSTS / f"{name}.md").read_text("utf-8")
    return [found[2] for found in _FENCE.finditer(text) if found[1] == language]


def read_yaml(text: str) -> object:
    """Read YAML as plain values."""
    return YAML(typ="safe", pure=True).load(text)


class Machine:
    """A folder with a project, in which commands run as on a host."""

    def __init__(self, place: Path) -> None:
        """Make it; `built` is what a generator would write."""
        self.place, self.project = place, place / "project"
        self.project.mkdir(parents=True)
        (place / "temp").mkdir()
        write_files(place / "built", {"index.html": page("Home"), "a/index.html": page("A")})
        for name in _PROGRAMS:
            write_files(place / "bin", {name: _PROGRAM})
            (place / "bin" / name).chmod(0o755)

    def run(self, script: str, env: Mapping[str, str] | None = None) -> Run:
        """Run a script as hosts do, until the first command that fails."""
        bash = shutil.which("bash")
        assert bash
        given = environment(
            PATH=f"{self.place / 'bin'}:/usr/bin:/bin",
            MACHINE=str(self.place),
            REAL_PYTHON=sys.executable,
            RUNNER_TEMP=str(self.place / "temp"),
            **(env or {}),
        )
        words = [bash, "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script]
        done = subprocess.run(
            words, cwd=self.project, env=given, capture_output=True, text=True, check=False
        )
        return Run(done.returncode, done.stdout, done.stderr)

    @property
    def fetched(self) -> str:
        """What was asked of registries."""
        file = self.place / "fetched"
        return file.read_text() if file.exists() else ""
