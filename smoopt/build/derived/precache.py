"""Precache revisions: checksums in service workers by which browsers know a page has changed.

Where a page changes and its revision does not, browsers that have cached the old page keep it for
ever. A revision that is the page's MD5 is replaced by the new MD5. Nothing is stored for undo: the
MD5 of the original page can be computed from the page itself.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from smoopt.build.derived.copies import Copies, Refreshed, joined
from smoopt.build.derived.service_worker import UTF8, Kept, Worker, service_workers
from smoopt.build.failures import NOT_WRITTEN, PRECACHE_STALE
from smoopt.files.store import Store
from smoopt.html.marks import pristine
from smoopt.html.source_text import Source
from smoopt.model.errors import PageError, SiteError, reason
from smoopt.model.finding import Finding, Place
from smoopt.site.site import Site

_REDO = "build the service worker again after smoopt, or browsers that have the old page keep it"
_UNKNOWN = f"the precache revision of this page is not its MD5, and was left alone; {_REDO}"
_SEALED = f"the precache entry of this page also holds its integrity, and was left alone; {_REDO}"


class Revisions(NamedTuple):
    """The MD5 of a page without anything of smoopt's, before this run, and after it."""

    original: str
    before: str
    after: str


class Precache:
    """The service workers of a site that precache its pages, by path."""

    def __init__(self, site: Site, store: Store, copies: Copies) -> None:
        """Find the service workers of the site; changes are written to the store."""
        self._opened = site.opened
        self._apart = site.root.resolve() != store.root.resolve()
        self._store = store
        self._copies = copies
        self.workers = dict(service_workers(site))
        self.pages = frozenset(
            kept.page for worker in self.workers.values() for kept in worker.pages
        )

    def refresh(self, revisions: Mapping[str, Revisions]) -> Refreshed:
        """Update the service workers after pages are written.

        Entries of pages that have no revisions here, because they failed, stay as they are.
        """
        return joined(self._refresh(path, revisions) for path in self.workers)

    def rewind(self) -> Refreshed:
        """Put back all original revisions, before undo writes the pages.

        Afterwards would be too late: if undo were interrupted when a page is written and its
        revision is not, no later run could tell whose MD5 that is.
        """
        return self.refresh(dict(self._originals()))

    def _originals(self) -> Iterator[tuple[str, Revisions]]:
        for page in sorted(self.pages):
            with suppress(OSError, PageError):  # undo comes to this page, and says so
                data = self._opened.read(page)
                original = revision(pristine(Source(data)))
                yield page, Revisions(original, revision(data), original)

    def _refresh(self, path: str, revisions: Mapping[str, Revisions]) -> Refreshed:
        worker = self.workers[path]
        known = [(kept, revisions[kept.page]) for kept in worker.pages if kept.page in revisions]
        findings = tuple(
            PRECACHE_STALE.at(_place(path, worker, kept), why)
            for kept, new in known
            if (why := _fault(kept, new))
        )
        ours = {kept: new for kept, new in known if _is_ours(kept, new)}
        original, was, after = (
            _spliced(worker.text, {kept.entry.start: new[n] for kept, new in ours.items()})
            for n in range(len(Revisions._fields))
        )
        data = worker.text.encode(**UTF8)
        try:
            written = self._put(path, data, after)
        except (OSError, SiteError) as error:
            return Refreshed((*findings, _not_written(path, error)), self._copies.asides(path))
        # After an interrupted run, the copies may still hold the earlier content.
        beside = self._copies.refresh(path, was if data == after else data, after, original)
        return joined((Refreshed(findings, (), (path,) * written), beside))

    def _put(self, path: str, data: bytes, after: bytes) -> bool:
        """Write a service worker if it changes; tell whether it was written."""
        if self._apart and data == after:
            self._store.copy(self._opened, path)
            return False
        return self._store.renew(path, after, self.workers[path].read).is_new


def revision(data: bytes) -> str:
    """Return the revision that Workbox writes for a file."""
    from hashlib import md5  # noqa: PLC0415 - few sites have service workers

    return md5(data, usedforsecurity=False).hexdigest()


def _is_ours(kept: Kept, new: Revisions) -> bool:
    return kept.entry.revision in new and not kept.entry.sealed


def _fault(kept: Kept, new: Revisions) -> str:
    """Return the reason why a revision that should change does not, or ""."""
    touched = new.before != new.after or new.after != new.original
    if not touched or kept.entry.revision == new.after:
        return ""
    if kept.entry.revision in new:
        return _SEALED if kept.entry.sealed else ""
    return _UNKNOWN if kept.certain else ""


def _spliced(text: str, revisions: Mapping[int, str]) -> bytes:
    """Replace the revisions at these offsets, in order, by others of the same length."""
    parts, last = [], 0
    for start, new in revisions.items():
        parts += [text[last:start], new]
        last = start + len(new)
    return "".join((*parts, text[last:])).encode(**UTF8)


def _place(path: str, worker: Worker, kept: Kept) -> Place:
    start = kept.entry.start
    line = worker.text.count("\n", 0, start) + 1
    return Place(path, line, start - worker.text.rfind("\n", 0, start))


def _not_written(path: str, error: OSError | SiteError) -> Finding:
    message = f"cannot be rewritten: {reason(error)}; {_REDO}"
    return NOT_WRITTEN.at(Place(path), message)
