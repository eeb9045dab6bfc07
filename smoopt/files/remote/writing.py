"""Writing whole files, or none, as each kind of store does it."""

import mimetypes
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, BinaryIO

from smoopt.files.temporary_names import TEMPORARY_PREFIX, TEMPORARY_SUFFIX

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

# These show a file only when it is complete, and have no folders.
_STORES = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oci", "oss"})
# The argument by which each library sets the Content-Type of a file:
# https://gcsfs.readthedocs.io/en/latest/api.html (2026-12-01)
_TYPES = {"s3": "ContentType", "s3a": "ContentType", "gs": "content_type", "gcs": "content_type"}


class Writing:
    """Writes to a store, by the store's own names."""

    def __init__(self, protocol: str, files: "AbstractFileSystem") -> None:
        """Take a connection."""
        self._protocol = protocol
        self._files = files
        self._has_folders = protocol not in _STORES

    def write(self, place: str, data: bytes) -> None:
        """Make a file hold `data`."""
        with self._moved(place) as new:
            self._files.pipe_file(new, data, **self.typed(place))

    @contextmanager
    def opened(self, place: str, headers: Mapping[str, object]) -> Iterator[BinaryIO]:
        """Yield an open file to write to; if anything fails, the old file stays."""
        with self._moved(place) as new:
            file = self._files.open(new, "wb", **headers)
            try:
                yield file
            except BaseException:
                if not self._has_folders:  # otherwise it has a temporary name
                    file.discard()
                    file.closed = True  # or the part written would count as the whole
                raise
            file.close()

    @contextmanager
    def _moved(self, place: str) -> Iterator[str]:
        """Yield the name under which to write a file that then takes the old one's place."""
        if not self._has_folders:
            yield place
            return
        folder, _, _ = place.rpartition("/")
        self._files.makedirs(folder, exist_ok=True)
        new = f"{folder}/{TEMPORARY_PREFIX}{os.urandom(4).hex()}{TEMPORARY_SUFFIX}"
        try:
            yield new
            self._files.mv(new, place)
        except BaseException:
            with suppress(Exception):
                self._files.rm_file(new)
            raise

    def typed(self, place: str) -> dict[str, object]:
        """Return the argument that sets a file's media type, guessed from its name."""
        name, found = _TYPES.get(self._protocol), mimetypes.guess_type(place)[0]
        return {name: found} if name and found else {}

    def make_folder(self, folder: str) -> None:
        """Make a folder, where there are any."""
        if self._has_folders:
            self._files.makedirs(folder, exist_ok=True)

    def remove_folder(self, folder: str) -> None:
        """Remove an empty folder, where there are any."""
        if self._has_folders:
            self._files.rmdir(folder)
