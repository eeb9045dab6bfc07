"""`Record`: what is remembered of a page from one run to the next."""

from collections.abc import Mapping

import msgspec
import xxhash

from smoopt.build.target import Stamps
from smoopt.derived.precache import Revisions
from smoopt.errors import SiteError, reason
from smoopt.finding import Finding, Place, Severity
from smoopt.packing import packed
from smoopt.pipeline import Status
from smoopt.questions import Asked
from smoopt.walk import Stamp

NOWHERE = Stamp(-1, -1)


class Version(msgspec.Struct, frozen=True, array_like=True):
    """A file as it was: its stamp, and the digest of its bytes."""

    stamp: Stamp = NOWHERE
    digest: bytes = b""


class Record(msgspec.Struct, frozen=True, array_like=True):
    """What became of a page, and all that this depended on.

    `source` is the file that was read, `target` the one that holds the result: the same one
    where a site is built in place. `own` are the files of smoopt's own that the page needs,
    `asked` is what it asked the site, `surveyed` what plugins say of it to other pages and
    `shares` what others said to it, both as msgpack. `copies` are the page's compressed copies as
    they were left, and `revisions` what service workers know it by, where there are any.
    """

    path: str
    status: Status
    skip: str = ""
    added: int = 0
    findings: tuple[Finding, ...] = ()
    own: tuple[str, ...] = ()
    source: Version = Version()
    target: Version = Version()
    asked: tuple[Asked, ...] = ()
    surveyed: dict[str, bytes] = {}
    shares: bytes = b""
    copies: dict[str, Stamps] = {}
    revisions: Revisions | None = None

    def kept(self) -> "Record":
        """Give the record for a run that leaves the page as it is."""
        status: Status = "skipped" if self.skip else "unchanged"
        now = self.revisions and Revisions(self.revisions.original, *[self.revisions.after] * 2)
        if (self.status, self.revisions) == (status, now):
            return self
        return msgspec.structs.replace(self, status=status, revisions=now)

    def after(self, earlier: "Record") -> "Record":
        """Give the record where the page was rendered before in the same run."""
        if (earlier.status, self.status) != ("changed", "unchanged"):
            return self
        return msgspec.structs.replace(self, status="changed", added=earlier.added)


def digest(data: bytes) -> bytes:
    """Sum up a file's bytes: 16 bytes, against accidents."""
    return xxhash.xxh3_128_digest(data)


def encoded(shares: Mapping[str, object]) -> bytes:
    """Write what other pages said to one; the same for the same, b"" for nothing."""
    return packed(shares) if shares else b""


def failed(path: str, code: str, message: str) -> Record:
    """Make the record of a page that stays as it was, with the reason."""
    return Record(path, "failed", findings=(Finding(Severity.ERROR, code, Place(path), message),))


def unreadable(path: str, error: OSError) -> Record:
    """Make the record of a page that cannot be read."""
    message = f"cannot be read: {reason(error)}; the page stays as it was"
    return failed(path, "page-unreadable", message)


def not_removed(path: str, error: OSError | SiteError) -> Finding:
    """Say that a file could not be removed."""
    message = f"cannot be removed: {reason(error)}; it is still there"
    return Finding(Severity.ERROR, "not-written", Place(path), message)


def not_written(path: str, error: OSError | SiteError) -> Finding:
    """Say that a file could not be written."""
    message = f"cannot be written: {reason(error)}; what was there before is still there"
    return Finding(Severity.ERROR, "not-written", Place(path), message)
