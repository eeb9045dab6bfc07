"""The author's own designs of cards and fonts: files in the folder `cards` of the templates."""

from collections.abc import Iterator
from pathlib import Path

from smoopt.files.bounded import HANDWRITTEN, read_bounded
from smoopt.files.stamp import Stamp, stamp
from smoopt.model.errors import ConfigError

FOLDER = "cards"
_DESIGN = ".typ"
_FONTS = (".ttf", ".otf", ".ttc", ".otc")


def read(templates: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    """Read the designs by name, and the versions of the fonts by path.

    There need be no such folder. Raises ConfigError for a design that cannot be read.
    """
    try:
        files = [*_files(templates)]
        designs = [file for file in files if file.name.endswith(_DESIGN)]
        fonts = {str(file.absolute()): str(stamp(file)) for file in files if file not in designs}
        return {file.name: read_bounded(file, HANDWRITTEN) for file in designs}, fonts
    except OSError as error:
        raise ConfigError(f"{error.filename}: cannot be read: {error.strerror}") from error


def stamps(templates: Path | None) -> dict[Path, Stamp | None]:
    """Tell which designs and fonts there are, and when each was written."""
    try:
        return {file: stamp(file.resolve()) for file in _files(templates)} if templates else {}
    except OSError:
        return {}


def _files(templates: Path) -> Iterator[Path]:
    folder = templates / FOLDER
    for file in sorted(folder.iterdir()) if folder.is_dir() else ():
        if file.name.lower().endswith((_DESIGN, *_FONTS)) and file.is_file():
            yield file
