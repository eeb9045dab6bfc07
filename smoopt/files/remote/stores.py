"""Which kind of `Objects` a store gets: one instance for each connection of a process."""

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from smoopt.files.remote.objects import AT_A_TIME, Objects
from smoopt.files.remote.s3_objects import S3Objects

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_S3 = frozenset({"s3", "s3a"})


def options(protocol: str, given: Mapping[str, object]) -> dict[str, object]:
    """Return the options for fsspec: no cached listings, and enough connections."""
    told = {**given, "use_listings_cache": False}
    if protocol not in _S3:
        return told
    from fsspec.config import conf  # noqa: PLC0415 - it is an extra's

    own = told.get("config_kwargs") or conf.get(protocol, {}).get("config_kwargs") or {}
    lines: dict[str, object] = {"max_pool_connections": AT_A_TIME}
    return {**told, "config_kwargs": lines | cast("dict[str, object]", own)}


@lru_cache(maxsize=16)  # as a dictionary: there are a site and its output
def objects_of(protocol: str, files: "AbstractFileSystem") -> Objects:
    """Return the `Objects` of a store, cached by connection."""
    return (S3Objects if protocol in _S3 else Objects)(protocol, files)
