"""A record that one run of a command leaves for the next: a file of JSON, made to be read."""

from pathlib import Path
from typing import TypeVar

import msgspec

from smoopt.build.memory.manifest import FOLDER
from smoopt.files.bounded import WRITTEN, read_bounded
from smoopt.files.named_files import followed
from smoopt.files.store import Store
from smoopt.model.errors import SiteError

T = TypeVar("T")


def read_record(file: Path, kind: type[T], what: str, without: str) -> T | None:
    """Read a record; None where there is none. Raises SiteError for a file that is something else.

    `what` says what it is a record of, and `without` what would happen if it were not there.
    """
    try:
        return msgspec.json.decode(read_bounded(file, WRITTEN), type=kind)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SiteError(f"{file}: cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise SiteError(
            f"{file}: is no record of {what} as smoopt writes it ({error}); without it, "
            f"{without}: put it right, or remove it if that is what you want"
        ) from error


def write_record(file: Path, value: msgspec.Struct) -> None:
    """Write a record; raises OSError.

    Where its author keeps a symbolic link, the file that it leads to is written; none is followed
    in smoopt's own folder.
    """
    if file.parent.name == FOLDER:
        store = Store(file.parent)
        store.put(".gitignore", b"*\n")
    else:
        file = followed(file)
        store = Store(file.parent)
    data = msgspec.json.encode(value, order="sorted")
    store.put(file.name, msgspec.json.format(data, indent=1) + b"\n")
