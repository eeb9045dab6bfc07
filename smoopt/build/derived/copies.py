"""Compressed copies (`page.html.gz`, `.br`, `.zst`), which servers send in place of the page.

A copy that holds some version of its page, as the generator or an earlier run of smoopt made it, is
rewritten for the page's new bytes, as `renewal` says. Where no settings reproduce the original
copy, it is kept for undo in a file of smoopt's own, whose name begins with `copy-` and a digest of
the copy's path.
"""

import os
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from itertools import chain
from typing import NamedTuple

from smoopt.build.derived.compression import CODINGS, Coding
from smoopt.build.derived.renewal import Held, Renewal, Versions, renewed
from smoopt.build.failures import COPY_REMADE, COPY_STALE, NOT_WRITTEN
from smoopt.files import text_marks
from smoopt.files.store import Store
from smoopt.files.text_marks import is_markable
from smoopt.html import marks
from smoopt.model.edits import OWN_FOLDER, File, is_own_file, own_file
from smoopt.model.errors import SiteError, reason
from smoopt.model.finding import Finding, Place, Severity
from smoopt.site.site import Site

_PREFIX = "copy-"
_SUFFIXES = tuple(CODINGS)
# A file larger than twice its page and this is no copy of it: headers and blocks add little.
_MOST_OVERHEAD = 65_536

_REDO = "compress the pages again after smoopt"
_LINK = f"this copy is a symbolic link, which smoopt does not follow; {_REDO}"
_FOREIGN = f"this copy differs from its page, so it was left alone; {_REDO}"
_MISSING = (
    "this copy cannot be rewritten without the package {package!r}: install it and run smoopt "
    "again, or " + _REDO
)
_REMADE = (
    "this copy was compressed in an unknown way, so it was made again: it has the original "
    "page, but its bytes may differ from those before smoopt"
)


class Refreshed(NamedTuple):
    """What became of files beside a page: findings, own files still needed, files written."""

    findings: tuple[Finding, ...] = ()
    kept: tuple[str, ...] = ()
    written: tuple[str, ...] = ()


class _LeftAlone(Exception):
    """A copy is not to be written; the message says why."""


class Copies:
    """The compressed copies of a site's files, by the paths of these files."""

    def __init__(self, site: Site, store: Store) -> None:
        """Take the site to read from, and where to write: the same folder, or the output."""
        self._opened = site.opened
        self._store = store
        self._apart = site.root.resolve() != store.root.resolve()
        self._copies: dict[str, list[str]] = defaultdict(list)
        self._asides: dict[str, list[str]] = {}
        for path in chain(site.files, site.links):
            name, _, suffix = path.rpartition(".")
            if f".{suffix}" in CODINGS and name in site.walked.files:
                self._copies[name].append(path)
        self.look_anew()

    def look_anew(self) -> None:
        """Look for own files that keep original copies: a page may be built twice in a run."""
        self._asides = defaultdict(list)
        with suppress(OSError):
            for name in filter(_is_aside, self._opened.entries(OWN_FOLDER).files):
                self._asides[name.partition(".")[0]].append(f"{OWN_FOLDER}/{name}")

    def of(self, path: str) -> tuple[str, ...]:
        """Return the paths of a file's copies."""
        return tuple(self._copies.get(path, ()))

    def asides(self, path: str) -> tuple[str, ...]:
        """Return the paths of the own files that keep the original copies of a file."""
        return tuple(aside for copy in self.of(path) for aside in self._asides.get(_stem(copy), ()))

    def refresh(self, path: str, before: bytes, after: bytes, original: bytes) -> Refreshed:
        """Make the copies of a file hold `after`, which the file itself holds already.

        `before` is what it held, `original` what it held before smoopt ever ran. Where all three
        are the same, only what an interrupted run left behind is repaired.
        """
        versions = Versions(before, after, original)
        return joined(self._refresh(copy, versions) for copy in self.of(path))

    def _refresh(self, path: str, versions: Versions) -> Refreshed:
        asides = tuple(self._asides.get(_stem(path), ()))
        touched = versions.before != versions.after or versions.after != versions.original
        try:
            return self._renew(path, versions)
        except _LeftAlone as why:
            # It is for whoever compressed it to fix, so it does not fail the build.
            finding = COPY_STALE.at(Place(path), str(why), Severity.WARNING)
            failed = self._leave(path)
            return Refreshed((*([finding] if touched else []), *failed), asides)
        except (OSError, SiteError) as error:
            return Refreshed((_not_written(path, error),), asides)

    def _renew(self, path: str, versions: Versions) -> Refreshed:
        """Bring one copy up to date; raises _LeftAlone, OSError and SiteError."""
        coding = CODINGS[path[path.rindex(".") :]]
        held, status = self._held(path, coding, versions)
        aside = self._aside(path, coding, versions.original)
        if held.content == versions.after:
            kept = (aside.path,) if aside and versions.after != versions.original else ()
            return Refreshed(tuple(self._leave(path)), kept)
        renewal = renewed(coding, held, versions, aside.content if aside else None)
        own = _kept_aside(path, renewal)
        if aside and own != aside and held.content == versions.original:
            self._store.remove(aside.path)  # from another compression: undo must find only one
        if own:
            self._store.put(own.path, own.content)
        written = self._store.renew(path, renewal.copy, status).is_new
        remade = COPY_REMADE.at(Place(path), _REMADE)
        findings = () if renewal.exact else (remade,)
        return Refreshed(findings, (own.path,) if own else (), (path,) * written)

    def _held(self, path: str, coding: Coding, versions: Versions) -> tuple[Held, os.stat_result]:
        """Read a copy, and its status; raises _LeftAlone unless it holds a version of its page."""
        seen = self._opened.regular(path)
        if seen is None:
            raise _LeftAlone(_LINK)
        if not coding.ready:
            raise _LeftAlone(_MISSING.format(package=coding.package))
        most = 2 * max(map(len, versions)) + _MOST_OVERHEAD
        if seen.size > most:
            raise _LeftAlone(_FOREIGN)
        copy, status = self._opened.read_with_status(path)
        content = coding.read(copy, most)
        if content is None or not (
            content in versions or _original(path, content) == versions.original
        ):
            raise _LeftAlone(_FOREIGN)
        return Held(copy, content), status

    def _aside(self, path: str, coding: Coding, original: bytes) -> File | None:
        """Find the own file that keeps the original copy, if there is one."""
        for name in self._asides.get(_stem(path), ()):
            with suppress(OSError):
                kept = self._opened.read(name)
                if is_own_file(name, kept) and coding.read(kept, len(original) + 1) == original:
                    return File(name, kept)
        return None

    def _leave(self, path: str) -> Iterable[Finding]:
        """Carry an unchanged copy into the output folder, if that is a separate one."""
        try:
            if self._apart:
                self._store.copy(self._opened, path)
        except (OSError, SiteError) as error:
            yield _not_written(path, error)


def joined(parts: Iterable[Refreshed]) -> Refreshed:
    """Join the results for several files."""
    findings, kept, written = zip(Refreshed(), *parts, strict=True)
    return Refreshed(*(tuple(chain(*part)) for part in (findings, kept, written)))


def _original(path: str, content: bytes) -> bytes | None:
    """Return a copy's content as it was before smoopt (page or text file); None if unknown."""
    name = path.rpartition(".")[0]
    return text_marks.original(name, content) if is_markable(name) else marks.original(content)


def _is_aside(name: str) -> bool:
    return name.startswith(_PREFIX) and name.endswith(_SUFFIXES)


def _stem(path: str) -> str:
    """Return the name of a copy's own file, up to the digest of its content."""
    from hashlib import blake2b  # noqa: PLC0415 - most sites have no copies

    return _PREFIX + blake2b(path.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


def _kept_aside(path: str, renewal: Renewal) -> File | None:
    if renewal.aside is None:
        return None
    return own_file(_stem(path), path.rpartition(".")[2], renewal.aside)


def _not_written(path: str, error: OSError | SiteError) -> Finding:
    message = (
        f"cannot be rewritten: {reason(error)}; it still has the old page: remove it, or {_REDO}"
    )
    return NOT_WRITTEN.at(Place(path), message)
