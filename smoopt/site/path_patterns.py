"""Patterns as in .gitignore, matched against a page's path in time that grows with its length.

`pathspec` writes each pattern as a regular expression, in which `*a*a*a*b` tries every way to share
a name out among the stars. But what stands between two stars has a fixed length: where the first
place that fits it leads to no match, a later one does not either. So all but the last star are
written as atomic groups, which are not tried again; the same for folders between two `**`.
"""

from functools import lru_cache

from pathspec import GitIgnoreSpec
from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

# How pathspec writes `*`, `?`, and `**` before, between and behind other folders.
_STAR, _ANY = "[^/]*", "[^/]"
_LEADING, _FOLDERS = "^(?:.+/)?", "(?:/.+)?"


class _Linear(GitIgnoreSpecPattern):
    """A pattern whose regular expression does not backtrack over earlier stars."""

    __slots__ = ()

    @classmethod
    def pattern_to_regex(cls, pattern: str) -> tuple[str | None, bool | None]:  # type: ignore[override]
        regex, include = super().pattern_to_regex(pattern)
        return None if regex is None else _linear(regex), include


@lru_cache(maxsize=4096)
def spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    """Prepare patterns; raises ValueError for an invalid one."""
    return GitIgnoreSpec.from_lines(patterns, _Linear, backend="simple")


def _linear(regex: str) -> str:
    first, *others = [_stars(run) for run in regex.split(_FOLDERS)]
    if not others:
        return first
    if first.startswith(_LEADING):
        first = f"^(?>(?:.+?/)??{first.removeprefix(_LEADING)}(?=/))"
    middle = [f"(?>(?:/.+?)??{run}(?=/))" for run in others[:-1]]
    return "".join([first, *middle, _FOLDERS, others[-1]])


def _stars(run: str) -> str:
    """Write the stars of neighbouring folders; the last of each folder is followed by a slash."""
    first, *others = run.split(_STAR)
    parts = [first]
    for number, between in enumerate(others, 1):
        is_last = number == len(others) or "/" in between.replace(_ANY, "")
        parts.append(f"{_STAR}{between}" if is_last else f"(?>{_STAR}?{between})")
    return "".join(parts)
