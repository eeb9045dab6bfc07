"""Files of JSON that an author names, read with errors that say where and why."""

from functools import partial
from pathlib import Path

from smoopt.files.bounded import WRITTEN
from smoopt.model.plain_data import MOST_DEEP, read_json
from smoopt.site.config import parsed


def read_json_file(path: Path, levels: int = MOST_DEEP) -> object:
    """Read a file of JSON that nests at most so many levels deep; raises ConfigError."""
    return parsed(path, WRITTEN, "JSON", partial(read_json, levels=levels))
