"""Which `Folder` an address stands for."""

from pathlib import Path

from smoopt.files.addresses import is_remote
from smoopt.files.folder import Folder
from smoopt.files.open_folder import OpenFolder


def folder_at(root: Path) -> Folder:
    """Return the folder at an address, on the disk or elsewhere; nothing is opened yet."""
    if not is_remote(root):
        return OpenFolder(root)
    from smoopt.files.remote.remote_folder import RemoteFolder  # noqa: PLC0415 - needs an extra

    return RemoteFolder(root)
