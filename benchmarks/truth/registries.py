"""Packages as their registries give them: the archive of a name and a version."""

import json
import shutil
import subprocess
import sys
import tarfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal
from urllib.parse import urljoin

Registry = Literal["debian", "pypi", "npm"]
_CLIENTS = {"debian": "apt-get", "npm": "npm"}
# https://packaging.python.org/en/latest/specifications/simple-repository-api/ (2026-12-01)
_INDEX = "https://pypi.org/simple/{name}/"
_INDEX_TYPE = "application/vnd.pypi.simple.v1+json"


def fetched_archive(registry: Registry, name: str, version: str, folder: Path) -> Path | None:
    """Fetch a package into an empty folder; a version of "" is whatever there is.

    None where this system has no client for the registry.
    """
    client = _CLIENTS.get(registry)
    if client and shutil.which(client) is None:
        print(f"passing over {name}: there is no {client} here", file=sys.stderr)
        return None
    print(f"fetching {name} ({registry})", file=sys.stderr)
    match registry:
        case "debian":
            wanted = f"{name}={version}" if version else name
            _run(["apt-get", "download", "--quiet", wanted], folder)
        case "npm":
            _run(["npm", "pack", "--silent", f"{name}@{version}" if version else name], folder)
        case "pypi":
            _fetch_source(name, version, folder)
    return next(path for path in folder.iterdir() if path.is_file())


@contextmanager
def opened(file: Path) -> Iterator[tarfile.TarFile]:
    """Open what a package holds."""
    if file.suffix != ".deb":
        with tarfile.open(file) as archive:
            yield archive
        return
    command = ["dpkg-deb", "--fsys-tarfile", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as unpacking:
        stream: IO[bytes] | None = unpacking.stdout
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            yield archive


def _fetch_source(name: str, version: str, folder: Path) -> None:
    """Fetch a source distribution; pip would run its build, too, and many old ones fail in it."""
    index = _INDEX.format(name=name)
    asked = urllib.request.Request(index, headers={"Accept": _INDEX_TYPE})
    with urllib.request.urlopen(asked) as answer:
        files = json.load(answer)["files"]
    ending = f"-{version}.tar.gz"
    found = next((file for file in files if file["filename"].endswith(ending)), None)
    if found is None:
        sys.exit(f"{name}: PyPI has no {ending[1:]}")
    with urllib.request.urlopen(urljoin(index, found["url"])) as answer:
        (folder / found["filename"]).write_bytes(answer.read())


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip() or done.stdout.strip()}")
