"""The whole site: every page through the pipeline, to disk, or back again."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from smoopt.edits import File, is_own_file
from smoopt.errors import PageError, SiteError
from smoopt.finding import Finding, Place, Severity
from smoopt.marks import pristine
from smoopt.pipeline import Outcome, transform
from smoopt.plugins import Failure, Registry
from smoopt.remarks import closed_folders, site_findings
from smoopt.report import Summary
from smoopt.site import Site
from smoopt.source import Source
from smoopt.store import Store
from smoopt.walk import walk

Watcher = Callable[[Outcome], None]


def outcomes(site: Site, registry: Registry) -> Iterator[Outcome]:
    """Read and transform the pages of a site one by one, in the order of the walk."""
    for path in site.pages:
        try:
            data = (site.root / path).read_bytes()
        except OSError as error:
            yield _unreadable(path, error)
            continue
        yield transform(path, data, site, registry)


def build(site: Site, registry: Registry, output: Path | None, seen: Watcher) -> Summary:
    """Transform a site in place, or into `output`; `seen` is called with every outcome.

    A page or file that cannot be written is a finding, and the others go on.
    """
    registry.check(site.pages)
    store = Store(_usable(output) if output else site.root)
    store.sweep(walk(store.root).leftovers)
    summary = Summary()
    added = _Added(store)
    summary.findings += site_findings(site, registry)
    if output is not None:
        _copy_others(site, store, summary)
    for outcome in outcomes(site, registry):
        for file in outcome.files:
            added.put(file, outcome.path, summary)
        done = _write(store, outcome, site.root / outcome.path, everything=output is not None)
        summary.add(done)
        seen(done)
    for file in _site_files(site, registry, summary):
        added.put(file, "", summary)
    if output is not None:
        _match_folders(site, store, summary)
    if not summary.failed:
        _remove(store, set(store.own_files()) - added.paths, summary)
    return summary


def rehearse(site: Site, registry: Registry, seen: Watcher) -> Summary:
    """Transform every page and write nothing."""
    summary = Summary()
    summary.findings += site_findings(site, registry)
    for outcome in outcomes(site, registry):
        summary.add(outcome)
        seen(outcome)
    return summary


def refuse_nested(site: Path, output: Path) -> None:
    """Raise SiteError for an output folder that is the site, lies in it or holds it."""
    here, there = site.resolve(), output.resolve()
    if here == there or here in there.parents or there in here.parents:
        raise SiteError(
            f"{output}: must be a folder apart from {site}; to work in place, leave it out"
        )


def _usable(output: Path) -> Path:
    """Make the output folder; raises SiteError if it cannot be."""
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SiteError(
            f"{output}: cannot be made: {error.strerror}; expected a folder to write to"
        ) from error
    return output


def undo(site: Site, seen: Watcher) -> Summary:
    """Give every page its original bytes back, and remove the files that smoopt added."""
    store = Store(site.root)
    store.sweep(site.walked.leftovers)
    summary = Summary()
    summary.findings += closed_folders(site)
    for path in site.pages:
        outcome = _write(store, _original(site, path), site.root / path, everything=False)
        summary.add(outcome)
        seen(outcome)
    if not summary.failed:
        _remove(store, set(store.own_files()), summary)
    return summary


def _original(site: Site, path: str) -> Outcome:
    """Work out what a page was before smoopt."""
    try:
        data = (site.root / path).read_bytes()
    except OSError as error:
        return _unreadable(path, error)
    try:
        was = pristine(Source(data))
    except PageError as error:
        finding = Finding(Severity.ERROR, "page-failed", Place(path), f"{error}; it stays as it is")
        return Outcome(path, "failed", data, findings=(finding,))
    return Outcome(path, "unchanged" if was == data else "changed", was, added=len(was) - len(data))


def _write(store: Store, outcome: Outcome, source: Path, *, everything: bool) -> Outcome:
    """Write a page if its bytes changed, or in any case where the output is another folder."""
    try:
        if everything and outcome.data == source.read_bytes():
            store.copy(source, outcome.path)
        elif outcome.status != "failed":
            store.put(outcome.path, outcome.data, source)
    except (OSError, SiteError) as error:
        if outcome.status == "failed":  # why is said already
            return outcome
        finding = _not_written(outcome.path, error)
        return Outcome(outcome.path, "failed", outcome.data, findings=(*outcome.findings, finding))
    return outcome


def _copy_others(site: Site, store: Store, summary: Summary) -> None:
    """Copy everything that is no page; links stay links."""
    pages = frozenset(site.pages)
    for path in (*site.files, *site.links):
        if path in pages:
            continue
        try:
            summary.files_copied += store.copy(site.root / path, path)
        except (OSError, SiteError) as error:
            summary.findings.append(_not_written(path, error))


def _match_folders(site: Site, store: Store, summary: Summary) -> None:
    """Give the output's folders their modes and times, those inside first."""
    for path in sorted(site.folders, reverse=True):
        try:
            store.match_folder(site.root / path, path)
        except (OSError, SiteError) as error:
            summary.findings.append(_not_written(path, error))


def _remove(store: Store, paths: Iterable[str], summary: Summary) -> None:
    for path in sorted(paths):
        try:
            store.remove(path)
            summary.files_removed += 1
        except OSError as error:
            summary.findings.append(_not_written(path, error))


class _Added:
    """The files that plugins gave in this run, each written once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.paths: set[str] = set()

    def put(self, file: File, page: str, summary: Summary) -> None:
        """Write a file, unless it is one that undo could not tell from the author's."""
        if file.path in self.paths:
            return
        if not is_own_file(file.path, file.content):
            message = (
                f"the plugin {file.plugin!r} wants to write {file.path!r}, which could not be told "
                "from a file of the site; plugins must name their files with `own_file`"
            )
            finding = Finding(Severity.ERROR, "file-refused", Place(page), message, file.plugin)
            summary.findings.append(finding)
            return
        self.paths.add(file.path)
        try:
            summary.files_written += self._store.put(file.path, file.content)
        except (OSError, SiteError) as error:
            summary.findings.append(_not_written(file.path, error))


def _site_files(site: Site, registry: Registry, summary: Summary) -> Iterator[File]:
    for answer in registry.base.call_each("site_files", site.place, site=site):
        if isinstance(answer, Failure):
            summary.findings.append(answer.finding)
            continue
        for file in answer.results:
            if isinstance(file, File):
                yield msgspec.structs.replace(file, plugin=answer.plugin)


def _unreadable(path: str, error: OSError) -> Outcome:
    message = f"cannot be read: {error.strerror or error}; the page stays as it was"
    finding = Finding(Severity.ERROR, "page-unreadable", Place(path), message)
    return Outcome(path, "failed", b"", findings=(finding,))


def _not_written(path: str, error: OSError | SiteError) -> Finding:
    reason = getattr(error, "strerror", None) or str(error)
    message = f"cannot be written: {reason}; what was there before is still there"
    return Finding(Severity.ERROR, "not-written", Place(path), message)
