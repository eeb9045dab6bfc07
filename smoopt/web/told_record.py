"""`ToldRecord`: what was sent to others, which one run of a command records for the next."""

from collections.abc import Mapping
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from smoopt.files.record_file import VERSION, own_record

T = TypeVar("T")


class ToldFile(msgspec.Struct, Generic[T], frozen=True):
    """The file's content: the entries for each address, by sender or recipient."""

    told: dict[str, dict[str, T]]
    version: int = VERSION


class ToldRecord(Generic[T]):
    """What was sent, and to whom."""

    def __init__(self, path: Path, form: type[ToldFile[T]], of: str) -> None:
        """Read the file, which need not exist; raises ConfigError if it holds something else."""
        self._file = own_record(path, of, "all would be sent again")
        self._form = form
        found = self._file.read(form)
        self.told: dict[str, dict[str, T]] = {} if found is None else found.told

    def know(self, name: str, told: Mapping[str, T | None]) -> None:
        """Record entries by address under a name; None removes one. Raises ConfigError."""
        of_name = self.told.setdefault(name, {})
        for address, one in told.items():
            if one is None:
                of_name.pop(address, None)
            else:
                of_name[address] = one
        self.save()

    def save(self) -> None:
        """Write the file; raises ConfigError."""
        self._file.write_struct(self._form(self.told))
