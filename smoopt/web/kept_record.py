"""What a command has sent: a file that one run leaves for the next, so that none sends it again."""

from pathlib import Path
from typing import TypeVar

import msgspec

from smoopt.build.memory.manifest import FOLDER
from smoopt.files.bounded import WRITTEN, read_bounded
from smoopt.files.store import Store
from smoopt.model.errors import SiteError

Record = TypeVar("Record")


def read_record(file: Path, kind: type[Record], what: str) -> Record | None:
    """Read a file, which need not exist; raises SiteError for one that is something else.

    `what` names what is written down: "webmentions".
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
            "all would be sent again: put it right, or remove it if that is what you want"
        ) from error


def write_record(file: Path, record: object) -> None:
    """Write the file; raises OSError."""
    store = Store(file.parent)
    if file.parent.name == FOLDER:
        store.put(".gitignore", b"*\n")
    data = msgspec.json.encode(record, order="sorted")
    store.put(file.name, msgspec.json.format(data, indent=1) + b"\n")
