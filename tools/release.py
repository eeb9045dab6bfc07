"""Make a release ready: test, write its version and changelog, build it twice, install and try it.

    python tools/release.py 0.2.0                 # everything: an hour or so
    python tools/release.py 0.2.0 --without-tests # where they have just passed

Nothing is committed, tagged, pushed or uploaded; what is left to do is printed at the end. Where
anything fails, the files are as they were. Packages are fetched for the trial's environment.
"""

import argparse
import datetime
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).parent.parent
VERSION, CHANGELOG = ROOT / "smoopt/model/version.py", ROOT / "CHANGELOG.md"
PROJECT = ROOT / "pyproject.toml"
BILL, MANUAL = ROOT / "sbom.cdx.json", ROOT / "docs/reference/licences.md"
SITE = ROOT / "fixtures/sites/mkdocs"
_VERSION = re.compile(r'^__version__ = "(\d+\.\d+\.\d+)"$', re.MULTILINE)
_UNRELEASED = "## Unreleased\n"


class Refused(Exception):
    """There is no release to be made; the message says why."""


def versioned(module: str, version: str) -> str:
    """Write a version into the module that has it; raises Refused for one that is older."""
    found = _VERSION.search(module)
    if found is None or not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise Refused(f"{version}: expected a version such as 1.2.3")
    if numbers(version) < numbers(found[1]):
        raise Refused(f"{version}: expected {found[1]} or a version after it")
    return _VERSION.sub(f'__version__ = "{version}"', module)


def numbers(version: str) -> tuple[int, ...]:
    """Give a version's numbers, to compare them."""
    return tuple(map(int, version.split(".")))


def dated(changelog: str, version: str, day: datetime.date) -> str:
    """Move what is unreleased below a version and its day; raises Refused if there is nothing."""
    head, heading, rest = changelog.partition(_UNRELEASED)
    news = rest.partition("\n## ")[0]
    if not heading or not re.search(r"^- ", news, re.MULTILINE):
        raise Refused("CHANGELOG.md: there is nothing below Unreleased")
    if f"\n## {version} " in changelog:
        raise Refused(f"CHANGELOG.md: {version} is in it already")
    return f"{head}{_UNRELEASED}\n## {version} - {day:%Y-%m-%d}\n{rest}"


def refuse_placeholders(project: str) -> None:
    """Raise Refused while an address in pyproject.toml is one at which nobody can be reached."""
    for name, url in tomllib.loads(project)["project"]["urls"].items():
        if re.search(r"\.example(?:/|$)|/OWNER/", url):
            raise Refused(
                f"pyproject.toml: project.urls: {name} is {url}, which only keeps the place; "
                "expected the public address: write it there, and where tests say that the manual "
                "has another"
            )


def main() -> None:
    """Make a release ready."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("version")
    parser.add_argument("--without-tests", action="store_true", help="trust that they pass")
    given = parser.parse_args()
    try:
        make_ready(given.version, tested=not given.without_tests)
    except Refused as error:
        sys.exit(f"no release: {error}")
    except subprocess.CalledProcessError as error:
        sys.exit(f"no release: {' '.join(map(str, error.cmd))} ended with {error.returncode}")


def make_ready(version: str, *, tested: bool) -> None:
    """Do everything, or leave everything as it was."""
    module = versioned(VERSION.read_text("utf-8"), version)
    today = datetime.datetime.now(datetime.UTC).date()
    changelog = dated(CHANGELOG.read_text("utf-8"), version, today)
    if said := output("git", "status", "--porcelain"):
        raise Refused(f"there is what is not committed:\n{said}")
    refuse_placeholders(PROJECT.read_text("utf-8"))
    if tested:
        step("testing")
        run("bash", ".ci/run")
    with ExitStack() as undoing:
        for file in (VERSION, CHANGELOG, BILL, MANUAL):
            undoing.callback(file.write_bytes, file.read_bytes())
        VERSION.write_text(module, "utf-8")
        CHANGELOG.write_text(changelog, "utf-8")
        run(sys.executable, "tools/make_sbom.py")
        built = built_twice(version)
        tried(built[0], version)
        undoing.pop_all()
    step("what is left to do")
    files = " ".join(str(file.relative_to(ROOT)) for file in built)
    print(f"git commit --all --message 'Release {version}'\ngit tag --annotate v{version}")
    print(f"git push --follow-tags\npython -m twine upload {files}")


def built_twice(version: str) -> list[Path]:
    """Build wheel and sources, and both again from the latter; raises Refused if they differ."""
    step("building twice")
    target, name = ROOT / "dist", f"smoopt-{version}"
    shutil.rmtree(target, ignore_errors=True)
    # What is built bears the day of the last commit: https://reproducible-builds.org/specs/
    env = {"SOURCE_DATE_EPOCH": output("git", "log", "-1", "--format=%ct")}
    run(sys.executable, "-m", "hatchling", "build", "-d", target, env=env)
    built = [target / f"{name}-py3-none-any.whl", target / f"{name}.tar.gz"]
    with tempfile.TemporaryDirectory() as folder:
        shutil.unpack_archive(built[1], folder, filter="data")
        again = Path(folder, "again")
        words = sys.executable, "-m", "hatchling", "build", "-d", again
        run(*words, cwd=Path(folder, name), env=env)
        for file in built:
            if (again / file.name).read_bytes() != file.read_bytes():
                raise Refused(f"{file.name}: it was not the same when it was built again")
            print(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}")
    return built


def tried(wheel: Path, version: str) -> None:
    """Install the wheel where nothing else is, with every extra, and use it; list what came."""
    step("installing and trying")
    with tempfile.TemporaryDirectory() as folder:
        environment, site = Path(folder, "environment"), Path(folder, "site")
        run(sys.executable, "-m", "venv", environment)
        python = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
        quiet = "--quiet", "--disable-pip-version-check"
        run(python, "-m", "pip", "install", *quiet, f"{wheel}[all]")
        shutil.copytree(SITE, site)
        before = held(site)
        for words in (
            ("--version",),
            ("doctor", site),
            ("build", site),
            ("explain", site / "index.html"),
            ("check", site, "--fail-on", "never"),
            ("report", site, "-o", Path(folder, "report.html")),
            ("undo", site),
        ):
            run(python, "-m", "smoopt", *words, cwd=Path(folder), quiet=words[0] != "--version")
        if held(site) != before:
            raise Refused("undo has not given the site back as it was")
        bill = wheel.with_name(f"smoopt-{version}.cdx.json")
        run(sys.executable, "-m", "venv", Path(folder, "tool"))
        tool = Path(folder, "tool", python.parent.name)
        run(tool / "python", "-m", "pip", "install", *quiet, "cyclonedx-bom>=5,<8")
        reproducible = "--output-reproducible", "--output-file", bill
        run(tool / "cyclonedx-py", "environment", *reproducible, python)


def held(folder: Path) -> dict[str, bytes]:
    """Read all files of a folder."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def step(name: str) -> None:
    """Say what is done next."""
    print(f"== {name}", flush=True)


def run(
    *words: object, cwd: Path = ROOT, env: Mapping[str, str] | None = None, quiet: bool = False
) -> None:
    """Run a command; raises CalledProcessError where it fails."""
    said: Sequence[str] = [*map(str, words)]
    output = subprocess.DEVNULL if quiet else None
    subprocess.run(said, cwd=cwd, env={**os.environ, **(env or {})}, check=True, stdout=output)


def output(*words: str) -> str:
    """Run a command, and give what it says."""
    done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    main()
