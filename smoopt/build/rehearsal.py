"""What a dry run tells of the files beside the pages: what would change, and where they come from.

Each function takes a builder that has been through a dry run.
"""

from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Literal, NamedTuple

import msgspec

from smoopt.build.builder import Builder
from smoopt.build.failures import FILE_REFUSED
from smoopt.build.summary import Summary
from smoopt.files.added_files import LIST, digest_of
from smoopt.model.edits import is_own_file
from smoopt.model.file_edit import FileEdit
from smoopt.model.finding import Finding

# Plugins, each with the pages that it gives a file for; "" is the site as a whole.
Givers = Mapping[str, tuple[str, ...]]


class FileChange(NamedTuple):
    """What would become of a file: `before` is b"" if it is new, `after` None if it is removed.

    `plugins` are those that give it.
    """

    path: str
    plugins: tuple[str, ...]
    before: bytes
    after: bytes | None


class FileOrigin(msgspec.Struct, frozen=True):
    """Where a file comes from: the plugins that give it, or what plugins add to it, by line.

    `status` is `left over` for one that an earlier build added and that nobody gives any more.
    `findings` say what plugins want to do with it and may not.
    """

    path: str
    status: Literal["added", "left over", "added to", "list", "author's"]
    givers: Givers = {}
    additions: tuple[tuple[int, FileEdit], ...] = ()
    findings: tuple[Finding, ...] = ()


def changes(builder: Builder) -> Iterator[FileChange]:
    """Yield the files that would be added, changed or removed, but for the author's text files."""
    added, opened = builder.added, builder.site.opened
    needed = dict(added.needed())
    givers = _givers(builder)
    for (path, content), file in sorted(added.offered.items(), key=itemgetter(0)):
        is_needed = needed.get(path) == digest_of(content) if file.fixed else path in givers
        before = opened.read(path) if opened.regular(path) else b""
        if is_needed and before != content:
            yield FileChange(path, (*givers[path],), before, content)
    # What lies in another folder is not looked at.
    for path in added.stale() if builder.output is None else ():
        yield FileChange(path, (), opened.read(path), None)


def origin(builder: Builder, summary: Summary, path: str) -> FileOrigin:
    """Say where a file of the site comes from; `summary` is that of the dry run."""
    added, givers = builder.added, _givers(builder).get(path, {})
    if path == LIST:
        return FileOrigin(path, "list")
    if givers and path not in added.refused:
        return FileOrigin(path, "added", givers)
    if path in added.stale() or is_own_file(path, builder.site.opened.read(path)):
        return FileOrigin(path, "left over")
    text = builder.site.read(path) or ""
    made = sorted((edit.position, edit) for edit in added.texts.made if edit.path == path)
    additions = tuple((text.count("\n", 0, position) + 1, edit) for position, edit in made)
    refusals = (one for one in summary.findings if one.code == FILE_REFUSED.id)
    findings = tuple(finding for finding in refusals if repr(path) in finding.message)
    return FileOrigin(path, "added to" if made else "author's", {}, additions, findings)


def _givers(builder: Builder) -> dict[str, Givers]:
    """Find the plugins that give files, by the files' paths, with the pages that each is for."""
    givers: dict[str, dict[str, list[str]]] = {}
    for page, files in builder.added.wanted().items():
        for one in files:
            givers.setdefault(one.path, {}).setdefault(one.plugin, []).append(page)
    for path, pages in _needing(builder).items():
        outcome = builder.outcome(pages[0], builder.site.opened.read(pages[0]))
        plugins = (file.plugin for file in outcome.files if file.path == path)
        givers[path] = dict.fromkeys(plugins, pages)
    for file in builder.added.offered.values():
        if file.path in builder.added.own:
            givers.setdefault(file.path, {}).setdefault(file.plugin, [""])
    return {
        path: {plugin: tuple(pages) for plugin, pages in found.items()}
        for path, found in givers.items()
    }


def _needing(builder: Builder) -> dict[str, list[str]]:
    """Name the pages that need each file which is named by its content."""
    needing: dict[str, list[str]] = {}
    for page, record in builder.memory.records.items():
        for path in record.own:
            needing.setdefault(path, []).append(page)
    return needing
