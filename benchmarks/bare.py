"""The floor: what Python takes for the disk alone, with nothing done to the pages.

`bare.py copy SITE OUT` reads and writes every file; `bare.py stat SITE` looks at every file's
size and time. It is a script of its own so that its start-up counts as
smoopt's does; it imports as little as it can.
"""

import os
import sys


def copy(source: str, target: str) -> None:
    """Read every file below `source` and write it below `target`."""
    os.mkdir(target)  # noqa: PTH102
    with os.scandir(source) as entries:
        for entry in entries:
            there = f"{target}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                copy(entry.path, there)
            elif entry.is_file(follow_symlinks=False):
                with open(entry.path, "rb") as file:  # noqa: PTH123
                    data = file.read()
                with open(there, "wb") as file:  # noqa: PTH123
                    file.write(data)


def stat(folder: str) -> int:
    """Count the files below `folder`, looking at each one's status."""
    count = 0
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                count += stat(entry.path)
            else:
                entry.stat(follow_symlinks=False)
                count += 1
    return count


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["copy", source, target]:
            copy(source, target)
        case ["stat", folder]:
            print(stat(folder))
        case _:
            sys.exit(__doc__)
