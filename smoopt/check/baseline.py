"""`Baseline`: the findings that a site had when it adopted the audit, which do not count yet.

A finding is recognised by its page, its code and the words of its message, but not by its line, nor
by the numbers in the message, as the text around it may grow and shrink. Equal findings are
counted. The file is sorted, one line for each kind of finding, so that it can be reviewed and
merged.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec
import xxhash

from smoopt.check.audit_result import Audited, Fixed
from smoopt.files.record_file import VERSION, RecordFile
from smoopt.model.errors import ConfigError
from smoopt.model.finding import Finding
from smoopt.model.wording import counted
from smoopt.site.levels import Choice

_NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")
_KEY = re.compile("(.*) ([0-9a-f]{8})", re.DOTALL)
_ABOUT = "What `smoopt check` found here and does not count; --update-baseline writes it."


class Known(NamedTuple):
    """The key by which a finding is recognised."""

    path: str
    code: str
    digest: str


class _File(msgspec.Struct, forbid_unknown_fields=True):
    """The file's content: by page, the number of findings by code and digest of the message."""

    version: int
    pages: dict[str, dict[str, int]]
    about: str = ""


def fingerprint(finding: Finding) -> Known:
    """Return the key by which a finding is recognised, whatever its line."""
    words = _NUMBERS.sub("#", " ".join(finding.message.split()))
    digest = xxhash.xxh3_64_hexdigest(words.encode("utf-8", "surrogatepass"))
    return Known(finding.place.path, finding.code, digest[:8])


class Baseline:
    """The number of known findings of each kind."""

    def __init__(self, counts: Mapping[Known, int]) -> None:
        """Take the number of known findings by key."""
        self.counts = Counter(counts)

    def applied(self, audited: Audited, choice: Choice) -> Audited:
        """Separate known findings from new ones, and list the fixed ones of the rules checked.

        If there are more findings of a kind than known ones, the first count as known.
        """
        left = Counter({key: count for key, count in self.counts.items() if choice.takes(key.code)})
        new: list[Finding] = []
        known: list[Finding] = []
        for finding in audited.findings:
            key = fingerprint(finding)
            (known if left[key] > 0 else new).append(finding)
            left[key] -= 1
        fixed: Counter[tuple[str, str]] = Counter()
        for key, count in left.items():
            if count > 0:
                fixed[key.path, key.code] += count
        return msgspec.structs.replace(
            audited,
            findings=tuple(new),
            known=tuple(known),
            fixed=tuple(Fixed(*where, count) for where, count in sorted(fixed.items())),
        )

    def updated(self, findings: Iterable[Finding], choice: Choice) -> "Baseline":
        """Return the baseline of the current findings; unchecked rules keep their entries."""
        kept = {key: count for key, count in self.counts.items() if not choice.takes(key.code)}
        return Baseline(Counter(map(fingerprint, findings)) + Counter(kept))

    def changes(self, earlier: "Baseline", file: str) -> Iterator[str]:
        """Yield a line on how many findings a new baseline adds to the earlier one and removes."""
        more, less = self.counts - earlier.counts, earlier.counts - self.counts
        yield (
            f"wrote {file}: {counted(self.counts.total(), 'finding')}, of them "
            f"{more.total():,} new; {less.total():,} fixed taken out"
        )

    def write(self, file: Path) -> None:
        """Write the file atomically; raises ConfigError."""
        pages: dict[str, dict[str, int]] = {}
        for key, count in sorted(self.counts.items()):
            pages.setdefault(key.path, {})[f"{key.code} {key.digest}"] = count
        whole = {"about": _ABOUT, "version": VERSION, "pages": pages}
        _kept(file).write(json.dumps(whole, ensure_ascii=False, indent=1) + "\n")


def read(file: Path, *, may_miss: bool = False) -> Baseline:
    """Read a baseline; raises ConfigError. If it `may_miss`, a missing file counts as empty."""
    found = _kept(file).read(_File)
    if found is None and not may_miss:
        raise ConfigError(f"{file}: there is no such baseline; --update-baseline writes it")
    return Baseline(_counts(file, found) if found else {})


def _counts(file: Path, found: _File) -> Counter[Known]:
    counts: Counter[Known] = Counter()
    for path, lines in found.pages.items():
        for line, count in lines.items():
            key = _KEY.fullmatch(line)
            if key is None or count < 1:
                raise _kept(file).broken(f"{path}: {line!r}: {count} is not a finding")
            counts[Known(path, key[1], key[2])] += count
    return counts


def _kept(file: Path) -> RecordFile:
    return RecordFile(
        file, "baseline", "correct it, or remove it and write a new one with --update-baseline"
    )
