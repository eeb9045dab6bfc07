"""The packages whose pages are measured: which they are, and how they come into the cache.

Each is fetched by its registry's own client. Of what it holds, only the folder of the site is
unpacked, and of that regular files only, so that nothing lands outside the cache.
"""

import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Literal

import msgspec

_LIST = Path(__file__).with_name("packages.toml")
_CLIENTS = {"debian": "apt-get", "pypi": sys.executable, "npm": "npm"}


class Package(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A package that ships a built site.

    `version` is what its registry's client takes, "" for whatever there is; `folder` is the site's
    within the package. `judged` names the fields of which its pages state what a person would say.
    """

    name: str
    registry: Literal["debian", "pypi", "npm"]
    generator: str
    folder: str
    url: str
    version: str = ""
    label: str = ""
    judged: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """Name the site: a package may ship several."""
        return self.label or self.name


class _Packages(msgspec.Struct, frozen=True):
    package: tuple[Package, ...]


def listed(only: list[str]) -> list[Package]:
    """Read the list, or those of it that are named."""
    every = msgspec.toml.decode(_LIST.read_bytes(), type=_Packages).package
    if unknown := set(only) - {package.key for package in every}:
        sys.exit(f"not in {_LIST.name}: {', '.join(sorted(unknown))}")
    return [package for package in every if not only or package.key in only]


def fetched(package: Package, cache: Path) -> Path | None:
    """Give the folder of a package's site, fetched unless the cache has it.

    None where this system has no client for the package's registry.
    """
    cache.mkdir(parents=True, exist_ok=True)
    place = cache / package.key
    if place.is_dir():
        return place
    client = _CLIENTS[package.registry]
    if shutil.which(client) is None:
        print(f"passing over {package.key}: there is no {client} here", file=sys.stderr)
        return None
    print(f"fetching {package.name} ({package.registry})", file=sys.stderr)
    with tempfile.TemporaryDirectory(dir=cache) as fresh:
        site = Path(fresh, "site")
        with _archive(package, Path(fresh)) as archive:
            unpack(archive, package.folder, site)
        if not any(site.rglob("*.htm*")):
            sys.exit(f"{package.name}: no pages in {package.folder}")
        site.rename(place)
    return place


def unpack(archive: tarfile.TarFile, folder: str, into: Path) -> None:
    """Write the regular files below a folder of an archive; its first part may be `*`."""
    for member in archive:
        path = _below(PurePosixPath(member.name), PurePosixPath(folder))
        content = archive.extractfile(member) if path and member.isreg() else None
        if path and content:
            target = into / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())


def _below(path: PurePosixPath, folder: PurePosixPath) -> PurePosixPath | None:
    parts, outer = path.parts, folder.parts
    inside = len(parts) > len(outer) and ".." not in parts
    if inside and all(wanted in ("*", part) for part, wanted in zip(parts, outer, strict=False)):
        return PurePosixPath(*parts[len(outer) :])
    return None


@contextmanager
def _archive(package: Package, folder: Path) -> Iterator[tarfile.TarFile]:
    """Fetch a package into a folder, and open what it holds."""
    _run(_command(package, folder), folder)
    file = next(path for path in folder.iterdir() if path.is_file())
    if package.registry != "debian":
        with tarfile.open(file) as archive:
            yield archive
        return
    command = ["dpkg-deb", "--fsys-tarfile", str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as unpacking:
        stream: IO[bytes] | None = unpacking.stdout
        with tarfile.open(fileobj=stream, mode="r|") as archive:
            yield archive


def _command(package: Package, folder: Path) -> list[str]:
    client = _CLIENTS[package.registry]
    match package.registry:
        case "debian":
            version = f"={package.version}" if package.version else ""
            return [client, "download", "--quiet", f"{package.name}{version}"]
        case "pypi":
            pip = [client, "-m", "pip", "download", "--quiet", "--no-deps"]
            wanted = f"{package.name}{package.version}"
            return [*pip, "--no-binary", ":all:", "--dest", str(folder), wanted]
        case "npm":
            wanted = f"{package.name}@{package.version}" if package.version else package.name
            return [client, "pack", "--silent", wanted]


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.stderr.strip() or done.stdout.strip()}")
