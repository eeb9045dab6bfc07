"""What plugins may change in a page: what no framework undoes, and smoopt can tell as its own."""

from collections.abc import Iterable
from typing import NamedTuple

import msgspec

from smoopt.html.added_attributes import SIGN
from smoopt.html.mark_rules import is_whole, left_open
from smoopt.html.page import Page
from smoopt.html.slots import HYDRATION_SAFE, slot
from smoopt.model.edits import Edit, Span
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Rule
from smoopt.plugin.call import failed

HYDRATION_UNSAFE = Rule(
    id="hydration-unsafe",
    severity=Severity.INFO,
    what="A plugin would change what a framework takes over in the browser.",
    why="React, Vue and the like expect the page as it was rendered: they throw, or change it "
    "back. So smoopt leaves such a change out.",
    source="https://react.dev/reference/react-dom/client/hydrateRoot",
    fix="Nothing; or let the framework's own component do what the plugin would.",
    of_build=True,
)


class Allowed(NamedTuple):
    """The edits that may be made; what was left out, said once for each plugin; what was wrong."""

    edits: list[Edit]
    left_out: list[Finding]
    unsigned: list[Finding]


def allowed(page: Page, edits: Iterable[Edit]) -> Allowed:
    """Leave out what the page's framework would undo, and find what bears no sign."""
    kept: list[Edit] = []
    undone: dict[str, Edit] = {}
    unsigned: list[Finding] = []
    for edit in edits:
        adds = edit.span.start == edit.span.end
        in_head = not edit.closing and _is_in_head(page, edit.span)
        if in_head and adds:
            kept.append(edit)
        elif page.framework and not (adds and _is_at_end(page, edit.span)):
            undone.setdefault(edit.plugin, edit)
        elif in_head or _is_signed(edit):
            kept.append(edit)
        else:
            problem = (
                f"it adds {edit.name!r} to the body without {SIGN} on the outermost elements; "
                f'expected {SIGN}="NAME" there, by which smoopt knows them again'
            )
            unsigned.append(failed(edit.plugin, "edits", page.place(), problem))
    return Allowed(kept, [_left_out(page, edit) for edit in undone.values()], unsigned)


def _is_in_head(page: Page, span: Span) -> bool:
    return span.end <= page.head_end or span.end == slot(page, "head")


def _is_at_end(page: Page, span: Span) -> bool:
    """Tell whether something is put at the start or the end of the body."""
    return span.start in (slot(page, name) for name in HYDRATION_SAFE)


def _is_signed(edit: Edit) -> bool:
    """Tell whether an insertion or a wrapper bears the sign; replacements are tried out later."""
    if edit.closing:
        wrappers = left_open(edit.text)
        return bool(wrappers) and left_open(edit.closing, wrappers or ()) == ()
    return edit.span.start < edit.span.end or is_whole(edit.text)


def _left_out(page: Page, edit: Edit) -> Finding:
    message = (
        f"{page.framework} takes this page over in the browser and would undo what the plugin "
        f"{edit.plugin!r} changes ({edit.name}); it was left out"
    )
    return msgspec.structs.replace(HYDRATION_UNSAFE.at(page.place(), message), plugin=edit.plugin)
