"""`Header`: what a manifest says before the records of pages, which most runs never read."""

import msgspec

from smoopt.model.finding import Finding


class Basis(msgspec.Struct, frozen=True, array_like=True):
    """What all records of a file depend on: the fields of `Header` with the same names."""

    smoopt: str
    where: tuple[str, str]
    code: bytes
    site: bytes
    around: bytes


class Shard(msgspec.Struct, frozen=True, array_like=True):
    """A file of records: its number, the sum of its bytes, and how many pages it has."""

    number: int
    sum: bytes
    pages: int


class Header(msgspec.Struct, frozen=True, array_like=True):
    """What tells whether a site is as the last run left it, and what that run reported.

    `smoopt` is the version, `where` the folders that were read and written. The digests are: `code`
    of programs and settings, `site` of what was learnt of the site as a whole, `around` of all that
    is not a page, `found` of the folders' files (b"" where something is not up to date), and `read`
    of the files beside the site that plugins read for their hook `gather`. `pages` and `skips` are
    counts. `findings` holds all findings, `gathered` those from the hook `gather`, `copied` the
    files that are copied to the output. `shards` are the files of records beside the manifest;
    those numbered from `next_shard` on are of a later run.
    """

    smoopt: str
    where: tuple[str, str]
    code: bytes
    site: bytes = b""
    around: bytes = b""
    found: bytes = b""
    pages: int = 0
    skips: dict[str, int] = {}
    findings: tuple[Finding, ...] = ()
    copied: tuple[str, ...] = ()
    gathered: tuple[Finding, ...] = ()
    read: bytes = b""
    shards: tuple[Shard, ...] = ()
    next_shard: int = 0

    def basis(self) -> Basis:
        """Return what records depend on."""
        return Basis(self.smoopt, self.where, self.code, self.site, self.around)
