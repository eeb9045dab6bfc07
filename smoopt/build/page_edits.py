"""What plugins may change in a page: what no framework undoes, and smoopt can recognise."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from smoopt.build import above_charset
from smoopt.build.failures import PluginFailed
from smoopt.build.frames import framed, without_empty
from smoopt.html.added_attributes import SIGN
from smoopt.html.mark_rules import is_whole, left_open
from smoopt.html.marks import marked
from smoopt.html.page import Page
from smoopt.html.slots import HYDRATION_SAFE, slot
from smoopt.model.edits import Edit, Span, changes
from smoopt.model.errors import DeclarationMoved, PageError
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.plugin.call import failed

HYDRATION_UNSAFE = Rule(
    id="hydration-unsafe",
    severity=Severity.INFO,
    what="Plugins would change a part of the page that a framework takes over in the browser.",
    why="React, Vue and similar frameworks expect the page as they rendered it. They raise an "
    "error, or change it back. So smoopt leaves such changes out.",
    source="https://react.dev/reference/react-dom/client/hydrateRoot",
    fix="Nothing. Or use a component of the framework instead of the plugin.",
    of_build=True,
)


class CarriedOut(msgspec.Struct, frozen=True):
    """The edits that were made, what was left out, and the page's new bytes."""

    edits: list[Edit]
    left_out: list[Finding]
    data: bytes


def carried_out(page: Page, edits: list[Edit]) -> CarriedOut:
    """Make the edits that may be made.

    Raises PluginFailed for what a plugin may not ask for, and EditOverlap.
    """
    if outside := list(_outside(edits, page)):
        raise PluginFailed(outside)
    kept, left_out, unsigned = _allowed(page, edits)
    if unsigned:
        raise PluginFailed(unsigned)
    kept, above = above_charset.without_insertions(page, without_empty(kept))
    try:
        new = _made(page, kept)
    except DeclarationMoved:
        kept, replaced = above_charset.without_any(page, kept)
        above += replaced
        new = _made(page, kept)
    return CarriedOut(kept, [*left_out, *above_charset.findings(page, above)], new)


def _made(page: Page, edits: list[Edit]) -> bytes:
    """Make edits; raises PluginFailed for those that could not be undone, and DeclarationMoved."""
    wanted = changes(framed(edits))
    try:
        return marked(page.source, wanted, page.between, page.head_end)
    except DeclarationMoved:
        raise
    except PageError as error:
        if found := list(_to_blame(page, edits)):
            raise PluginFailed(found) from error
        raise


def _to_blame(page: Page, edits: Iterable[Edit]) -> Iterator[Finding]:
    """Find the plugins whose edits, even alone, cannot be carried out."""
    by_plugin: dict[str, list[Edit]] = {}
    for edit in edits:
        by_plugin.setdefault(edit.plugin, []).append(edit)
    for plugin, own in by_plugin.items():
        try:
            marked(page.source, changes(framed(own)), page.between, page.head_end)
        except PageError as error:
            yield failed(plugin, "edits", page.place(), str(error))


def _outside(edits: Iterable[Edit], page: Page) -> Iterator[Finding]:
    """Find edits whose spans lie outside the page."""
    length = len(page.text)
    for edit in edits:
        start, end = edit.span
        if not 0 <= start <= end <= length:
            problem = f"it edits characters {start} to {end} of a page that has {length}"
            yield failed(edit.plugin, "edits", page.place(), problem)


class _Allowed(NamedTuple):
    """The edits that may be made; what was left out, said once; what was wrong."""

    edits: list[Edit]
    left_out: list[Finding]
    unsigned: list[Finding]


def _allowed(page: Page, edits: Iterable[Edit]) -> _Allowed:
    """Leave out edits that the page's framework would undo, and find those without the sign."""
    kept: list[Edit] = []
    undone: dict[str, dict[str, None]] = {}
    unsigned: list[Finding] = []
    head, head_end = slot(page, "head"), page.head_end
    for edit in edits:
        start, end = edit.span
        adds = start == end
        in_head = not edit.closing and (end == head or end <= head_end)
        if in_head and adds:
            kept.append(edit)
        elif page.framework and not (adds and _is_at_end(page, edit.span)):
            undone.setdefault(edit.plugin, {})[edit.name] = None
        elif in_head or _is_signed(edit):
            kept.append(edit)
        else:
            problem = (
                f"it adds {edit.name!r} to the body without {SIGN} on the outermost elements; "
                f'expected {SIGN}="NAME" there, so that smoopt can recognise them'
            )
            unsigned.append(failed(edit.plugin, "edits", page.place(), problem))
    return _Allowed(kept, [_left_out(page, undone)] if undone else [], unsigned)


def _is_at_end(page: Page, span: Span) -> bool:
    """Tell whether something is put at the start or the end of the body."""
    return span.start in (slot(page, name) for name in HYDRATION_SAFE)


def _is_signed(edit: Edit) -> bool:
    """Tell whether an insertion or a wrapper bears the sign; replacements are tried out later."""
    if edit.closing:
        wrappers = left_open(edit.text)
        return bool(wrappers) and left_open(edit.closing, wrappers or ()) == ()
    return edit.span.start < edit.span.end or is_whole(edit.text)


def _left_out(page: Page, undone: Mapping[str, Iterable[str]]) -> Finding:
    """Say what was left out; `undone` are the names of edits by plugin."""
    named = ", ".join(f"{plugin!r} ({', '.join(names)})" for plugin, names in undone.items())
    message = (
        f"{page.framework} hydrates this page in the browser and would undo what plugins change "
        f"inside; left out: {named}"
    )
    plugin = next(iter(undone)) if len(undone) == 1 else ""
    return msgspec.structs.replace(HYDRATION_UNSAFE.at(page.place(), message), plugin=plugin)
