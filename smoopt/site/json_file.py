"""Files of JSON that an author names, read with errors that say where and why."""

import json
from pathlib import Path

from smoopt.files.bounded import WRITTEN, read_bounded
from smoopt.model.errors import ConfigError
from smoopt.model.plain_data import MOST_DEEP, TooDeep, read_json


def read_json_file(path: Path, levels: int = MOST_DEEP) -> object:
    """Read a file of JSON that nests at most so many levels deep; raises ConfigError."""
    try:
        return read_json(read_bounded(path, WRITTEN).decode("utf-8-sig"), levels=levels)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not valid JSON: {error}") from error
    except TooDeep as error:
        raise ConfigError(f"{path}: {error}") from error
    except ValueError as error:  # Python reads no number of thousands of digits
        raise ConfigError(f"{path}: a number in it is too long") from error
