"""The author's own templates: files beside the configuration, in place of those shipped."""

from collections.abc import Iterator
from pathlib import Path

from smoopt.files.bounded import HANDWRITTEN, read_bounded
from smoopt.files.stamp import Stamp, stamp
from smoopt.model.errors import ConfigError

SUFFIX = ".html.j2"


def read(folder: Path, where: str, *, expected: bool) -> dict[str, bytes]:
    """Read every template in a folder, by name; raises ConfigError.

    The folder may be missing unless it is `expected`, because the configuration `where` names it.
    The folder may be another program's as well, so files with other suffixes are ignored.
    """
    try:
        return {file.name: read_bounded(file, HANDWRITTEN) for file in _files(folder)}
    except (FileNotFoundError, NotADirectoryError) as error:
        if not expected:
            return {}
        raise ConfigError(f"{where}: templates: there is no folder {folder}") from error
    except OSError as error:
        raise ConfigError(f"{error.filename}: cannot be read: {error.strerror}") from error


def stamps(folder: Path | None) -> dict[Path, Stamp | None]:
    """Tell which templates there are in a folder, if there is one, and when each was written."""
    try:
        return {file: stamp(file.resolve()) for file in _files(folder)} if folder else {}
    except OSError:
        return {}


def _files(folder: Path) -> Iterator[Path]:
    for file in sorted(folder.iterdir()):
        if file.name.endswith(SUFFIX) and file.is_file():
            yield file
