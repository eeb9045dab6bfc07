"""`RecordFile`: a small JSON file that one run leaves for the next, and people can read."""

from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

import msgspec

from smoopt.files.bounded import WRITTEN, read_bounded
from smoopt.files.kept_files import FOLDER, hide_from_git
from smoopt.files.named_files import followed
from smoopt.files.store import Store
from smoopt.model.errors import ConfigError, SmooptError, reason
from smoopt.model.plain_data import read_json

VERSION = 1
_MENDING = "correct it, or remove it on purpose"


class _Versioned(Protocol):
    @property
    def version(self) -> int: ...


T = TypeVar("T", bound=_Versioned)


class RecordFile(NamedTuple):
    """A file, its name in messages, and what its author can do about a broken one."""

    path: Path
    noun: str
    mending: str

    def read(self, kind: type[T]) -> T | None:
        """Read the file; None where there is none. Raises ConfigError."""
        try:
            found = msgspec.convert(read_json(read_bounded(self.path, WRITTEN).decode()), kind)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ConfigError(
                f"{self.path}: the {self.noun} cannot be read: {reason(error)}"
            ) from error
        except ValueError as error:  # no text, no JSON, or not what is kept here
            raise self.broken(str(error)) from error
        if found.version != VERSION:
            raise self.broken(f"it is of version {found.version}; expected {VERSION}")
        return found

    def write(self, text: str) -> None:
        """Write the file, whole or not at all; raises ConfigError.

        Where its author keeps a symbolic link, the file that it leads to is written; none is
        followed in smoopt's own folder.
        """
        # Parts of a name that are not valid Unicode are written as escapes.
        data = text.encode("utf-8", "backslashreplace")
        is_own = self.path.parent.name == FOLDER
        try:
            whole = self.path if is_own else followed(self.path)
            store = Store(whole.parent)
            if is_own:
                hide_from_git(store)
            store.put(whole.name, data)
        except (OSError, SmooptError) as error:
            raise ConfigError(
                f"{self.path}: the {self.noun} cannot be written: {reason(error)}"
            ) from error

    def write_struct(self, value: msgspec.Struct) -> None:
        """Write a value in the order of its names, a line for each; raises ConfigError."""
        data = msgspec.json.encode(value, order="sorted")
        self.write(msgspec.json.format(data, indent=1).decode() + "\n")

    def broken(self, problem: str) -> ConfigError:
        """Say what is wrong with the file."""
        return ConfigError(f"{self.path}: is no {self.noun}: {problem}; {self.mending}")


def own_record(path: Path, of: str, without: str) -> RecordFile:
    """Return the file for a record of something; `without` says what its loss would mean."""
    return RecordFile(path, f"record of {of}", f"without it, {without}: {_MENDING}")
