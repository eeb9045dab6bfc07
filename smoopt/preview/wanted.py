"""What pages are rendered with, and which of them are still to be read."""

from collections.abc import Iterable
from typing import NamedTuple

from smoopt.plugins import Registry
from smoopt.site import Site


class Source(NamedTuple):
    """What pages are rendered with: until settings change, the same."""

    site: Site
    registry: Registry
    workers: int


class Wanted:
    """What is still to be done."""

    def __init__(self, pages: Iterable[str] = (), *, anew: bool = False) -> None:
        self.pages = dict.fromkeys(pages)
        # Whether pages whose bytes are as they were have to be read all the same.
        self.anew = anew
        self.relate = bool(self.pages)

    def __bool__(self) -> bool:
        return bool(self.pages) or self.relate
