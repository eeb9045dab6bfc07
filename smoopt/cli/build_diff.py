"""What `smoopt build --diff` prints: changes of pages and text files, and added files."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from smoopt.cli.terminal import print_diff_lines

if TYPE_CHECKING:
    from smoopt.build.builder import Builder
    from smoopt.build.rehearsal import FileChange

# The content of a longer file is not shown.
_MOST_LINES, _MOST_BYTES = 40, 4_000


def print_diff(builder: "Builder", changes: Iterable["FileChange"]) -> None:
    """Print what a dry run would have changed; `changes` are those of added files."""
    from smoopt.html.diff import diff  # noqa: PLC0415

    for record in builder.memory.records.values():
        if record.status == "changed":
            before = builder.site.opened.read(record.path)
            after = builder.outcome(record.path, before).data
            print_diff_lines(diff(record.path, before, after), _as_git_does)
    for path, before, after in builder.added.texts.changes:
        print_diff_lines(diff(path, before, after), _as_git_does)
    for change in changes:
        print_diff_lines(_of_file(change), _as_git_does)


def _of_file(change: "FileChange") -> Iterator[str]:
    """Yield what happens to a file, and its content if it is short text."""
    from smoopt.html.diff import diff  # noqa: PLC0415

    path, plugins, before, after = change
    if after is None:
        yield f"removed file {path}, {len(before):,} bytes"
        return
    kind = "changed" if before else "new"
    names = " and ".join(map(repr, plugins))
    yield f"{kind} file {path}, {len(after):,} bytes, by the plugin {names}"
    if _is_short_text(before) and _is_short_text(after):
        yield from diff(path, before, after)


def _is_short_text(data: bytes) -> bool:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return False
    is_short = len(data) <= _MOST_BYTES and text.count("\n") <= _MOST_LINES
    return is_short and "\0" not in text


def _as_git_does(line: str) -> str | None:
    """Return the colour of a line of a diff, as git colours it."""
    return {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
