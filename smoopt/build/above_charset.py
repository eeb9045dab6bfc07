"""Leave out what plugins would add above a page's encoding declaration.

Browsers look for the declaration in the first 1,024 bytes only, and guess the encoding where they
find none.
"""

from collections.abc import Iterable, Iterator

import msgspec

from smoopt.html.page import Page
from smoopt.html.prescan import PRESCAN_BYTES
from smoopt.model.edits import Edit
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule

ABOVE_CHARSET = Rule(
    id="above-charset",
    severity=Severity.WARNING,
    what="A plugin would add something above the declaration of the page's encoding.",
    why="Browsers look for it only in the first 1,024 bytes. If it were pushed further down, "
    "all characters beyond ASCII could come out wrong. So smoopt leaves such a change out.",
    source="https://html.spec.whatwg.org/multipage/parsing.html"
    "#prescan-a-byte-stream-to-determine-its-encoding",
    fix='Move `<meta charset="utf-8">` to the beginning of the head, above any element that is '
    "not allowed in a head (an img, a div), because such an element ends the head.",
    of_build=True,
)


def without_insertions(page: Page, edits: list[Edit]) -> tuple[list[Edit], list[Edit]]:
    """Split edits into those to keep, and those that insert something above the declaration."""
    end = page.source.declared_to
    above = [edit for edit in edits if edit.span.start < end and not _replaces(edit)]
    if not above:
        return edits, above
    return [edit for edit in edits if edit.span.start >= end or _replaces(edit)], above


def without_any(page: Page, edits: list[Edit]) -> tuple[list[Edit], list[Edit]]:
    """Split edits into those to keep, and those that could change which encoding is found."""
    source = page.source
    end = source.declared_to or len(source.decode(source.data[:PRESCAN_BYTES]))
    above = [edit for edit in edits if edit.span.start < end]
    return [edit for edit in edits if edit.span.start >= end], above


def findings(page: Page, left_out: Iterable[Edit]) -> Iterator[Finding]:
    """Yield one finding per plugin, which names its edits that were left out."""
    by_plugin: dict[str, list[str]] = {}
    for edit in left_out:
        by_plugin.setdefault(edit.plugin, []).append(edit.name)
    for plugin, names in by_plugin.items():
        message = (
            f"what the plugin {plugin!r} adds ({', '.join(names)}) would stand above the "
            "declaration of the page's encoding, and browsers would not find that any more; it "
            "was left out"
        )
        yield msgspec.structs.replace(ABOVE_CHARSET.at(page.place(), message), plugin=plugin)


def _replaces(edit: Edit) -> bool:
    return not edit.closing and edit.span.start < edit.span.end
