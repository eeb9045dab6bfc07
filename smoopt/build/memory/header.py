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
    """What tells whether a site is as the last run left it, and what that run had to say.

    `smoopt` is the version, `where` the folders that were read and written; `code` sums up
    programs and settings, `site` what was learnt of the site as a whole, `around` all that is no
    page; `found` the files of the folders, b"" where they are not what they should be. `pages`
    and `skips` count. `findings` is all that was said, `gathered` that part which plugins found in
    their hook `gather`. `read` sums up the files beside the site that plugins read for that hook.
    `shards` are the files of records beside the manifest; those from `next_shard` on are of a run
    that came later.
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
        """Give what records depend on."""
        return Basis(self.smoopt, self.where, self.code, self.site, self.around)
