"""How long smoopt takes to answer, and to build a small site from nothing.

That of builds is compared with importing the libraries that every build needs. On a busy machine
`--instructions` says more than seconds: Valgrind counts them, and nobody else's.
"""

import argparse
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from corpus import FIXTURES, Source, ram_folder, sample
from paired import Subject, comparison, remove, rounds, show, smoopt
from subjects import MEMORY, build

BARE = "python -c pass"
LIBRARIES = "import turbohtml, msgspec, click, pluggy"
BASES = BARE, LIBRARIES
_BLOG = Source(FIXTURES / "eleventy", "https://example.org/", "a blog, repeated", copies=2)
_PAGES = 20
_COUNTED = re.compile(r"I +refs: +([\d,]+)")


def subjects(folder: Path) -> list[Subject]:
    """Name the commands, with a site to build in a folder."""
    blog = sample(_BLOG, _PAGES, folder / "blog")
    out, memory = folder / "out", folder / MEMORY
    nothing = folder / "nothing"
    nothing.mkdir()
    return [
        Subject(BARE, [sys.executable, "-c", "pass"]),
        Subject(LIBRARIES, [sys.executable, "-c", LIBRARIES]),
        Subject("smoopt --version", smoopt("--version")),
        Subject("smoopt --help", smoopt("--help")),
        Subject("smoopt build --help", smoopt("build", "--help")),
        Subject("smoopt build, no page", build(blog, nothing), forgotten=memory),
        Subject(
            f"smoopt build -o, {_PAGES} pages", build(blog, blog.root, "-o", out), out, None, memory
        ),
    ]


def instructions(subject: Subject) -> int:
    """Count what a command takes."""
    remove_made(subject)
    words = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
    env = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": ""}
    command = [*words, *subject.command]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env, cwd="/")
    counted = _COUNTED.search(done.stderr)
    if counted is None:
        raise SystemExit(f"{' '.join(command)}: {done.stderr[-500:]}")
    return int(counted[1].replace(",", ""))


def remove_made(subject: Subject) -> None:
    for made in filter(None, (subject.output, subject.forgotten)):
        remove(made)


def counts(measured: Sequence[Subject]) -> list[list[str]]:
    """Make a row for every command: millions of instructions, and their ratios."""
    rounds(measured, 1)  # so that all modules are compiled
    found = {subject.name: instructions(subject) for subject in measured}
    return [
        [name, f"{count / 1e6:.0f}", *(f"{count / found[base]:.2f}" for base in BASES)]
        for name, count in found.items()
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=25)
    parser.add_argument("--instructions", action="store_true", help="count them, with Valgrind")
    options = parser.parse_args()
    ratios = (f"× {BARE}", "× the libraries")
    with ram_folder() as folder:
        measured = subjects(folder)
        if options.instructions:
            show("Start-up", ("", "million instructions", *ratios), counts(measured))
            return
        taken = rounds(measured, options.rounds)
    show("Start-up", ("", "seconds", *ratios, "MB"), comparison(taken, BASES))


if __name__ == "__main__":
    main()
