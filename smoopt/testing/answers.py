"""Results of hooks: serialised for comparison, and checked more strictly than in a build."""

from collections.abc import Iterator

import msgspec
from turbohtml import Element, Text, parse

from smoopt.build.given_files import unfit
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, File
from smoopt.model.facts import Fact, Facts


def in_lines(result: object) -> Iterator[str]:
    """Write what was given field by field; texts keep their lines."""
    if not isinstance(result, msgspec.Struct):
        yield repr(result)
        return
    kind = type(result).__name__
    for name in result.__struct_fields__:
        value = getattr(result, name)
        if value is not None:
            yield f"{kind}.{name}: {value if isinstance(value, str) else repr(value)}"


def fault(result: object, page: Page | None) -> str:
    """Say what is wrong with something that a hook gave, or ""."""
    if isinstance(result, Facts):
        return next(_unfounded(result), "")
    if isinstance(result, File):
        why = unfit(result)
        return f"the file {result.path!r} cannot be written: {why}" if why else ""
    if isinstance(result, Edit) and page is not None:
        return _fault_of_edit(result, page)
    return ""


def _unfounded(facts: Facts) -> Iterator[str]:
    for name in facts.__struct_fields__:
        fact = getattr(facts, name)
        if isinstance(fact, Fact) and not fact.rule.strip():
            yield (
                f"Facts.{name} has no rule; expected words on where the value comes from, which "
                "`smoopt explain` shows"
            )


def _fault_of_edit(edit: Edit, page: Page) -> str:
    if not edit.name.strip():
        return f"an edit at {_place(page, edit)} has no name; expected what it adds or corrects"
    if not edit.because.strip():
        return (
            f"the edit {edit.name!r} at {_place(page, edit)} has no reason; expected `because`, "
            "which `smoopt explain` shows"
        )
    end = edit.span.end
    in_head = not edit.closing and (end <= page.head_end or end == slot(page, "head"))
    if in_head and (ends := _ends_head(edit.text)):
        return (
            f"the edit {edit.name!r} puts {ends} into the head, where a browser begins the body; "
            "expected meta, link, script, style or template elements"
        )
    return ""


def _place(page: Page, edit: Edit) -> str:
    """Give line and column of an edit, which may lie outside."""
    before = page.text[: max(edit.span.start, 0)]
    return f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def _ends_head(text: str) -> str:
    """Name what would be read as the beginning of the body, or ""."""
    body = parse(f"<!doctype html><html><head>{text}</head></html>").find("body")
    for node in [] if body is None else body.children:
        if isinstance(node, Element):
            return f"<{node.tag}>"
        if isinstance(node, Text):
            return f"the text {node.text.strip()[:40]!r}"
    return ""
