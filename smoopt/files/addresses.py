"""Where a site or its output is: a folder, or an address such as `s3://bucket/site`.

For a place elsewhere, `universal_pathlib` offers what pathlib does for a local folder: its name,
its parent, whether it exists. So it is treated as a `Path` where no more is needed; its content is
accessed through its `Folder`.
"""

import re
from pathlib import Path
from typing import cast

from smoopt.model.errors import ConfigError, reason
from smoopt.model.extras import refuse_without

# https://filesystem-spec.readthedocs.io/en/latest/usage.html (2026-12-01); one letter is a drive.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def is_remote(place: object) -> bool:
    """Tell whether a place is no folder of this computer."""
    return not isinstance(place, Path)


def is_address(written: str) -> bool:
    """Tell whether a text is an address, not a path."""
    return _ADDRESS.match(written) is not None


def lies_in(place: Path, folder: Path) -> bool:
    """Tell whether a place is a folder or lies in it, also where one of them is remote."""
    return is_remote(place) == is_remote(folder) and place.is_relative_to(folder)


def near(place: Path) -> Path:
    """Write a place as it is seen from the current folder, where it lies in that."""
    if is_remote(place):
        return place
    here, whole = Path.cwd().resolve(), place.resolve()
    return whole.relative_to(here) if whole.is_relative_to(here) else whole


def place_of(written: str) -> Path:
    """Return the place with this path or address; raises ConfigError if it is unreachable."""
    if not is_address(written):
        return Path(written)
    needed = f"{written}: stores are reached by universal_pathlib"
    refuse_without("remote", needed, "upath", raises=ConfigError)
    from upath import UPath  # noqa: PLC0415 - it is an extra's

    from smoopt.files.remote.store_answers import asked  # noqa: PLC0415

    try:
        place = UPath(written.rstrip("/"), use_listings_cache=False)
        asked(place.exists)
    except OSError as error:
        raise ConfigError(f"{written}: cannot be reached: {reason(error)}") from error
    except (ImportError, ValueError) as error:  # there is no such file system, or none installed
        raise ConfigError(f"{written}: cannot be reached: {error}") from error
    return cast("Path", place)
