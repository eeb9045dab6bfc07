"""Where every value of a page comes from: its facts and its tags, as words and as data."""

import json
from collections.abc import Iterator
from pathlib import Path

import msgspec

from smoopt.build.outcome import Outcome
from smoopt.build.summary import as_data
from smoopt.files.addresses import near
from smoopt.html.mark_rules import KEPT_START
from smoopt.html.marks import original
from smoopt.model.edits import Edit, once_each
from smoopt.model.facts import Alternate, Image, Media, Member, Person, Publisher
from smoopt.model.rows import Row

# What stands before the origin of a value, in the column of the values.
_ORIGIN = f"{'':<20} ← "


def lines(outcome: Outcome, data: bytes, root: Path) -> Iterator[Row]:
    """Explain in text where the values of a page come from; `data` is the file's content."""
    yield Row("", f"{outcome.path} of {near(root)} ({_state(outcome, data)})")
    known = [(name, getattr(outcome.facts, name)) for name in outcome.facts.__struct_fields__]
    if any(fact for _, fact in known):
        yield Row("", "Lines and columns are those of the page without smoopt's additions.")
        yield from _head("Facts")
    for name, fact in known:
        if fact is not None:
            yield Row(f"  {name:<18} ", shown(fact.value))
            place = f", {fact.place}" if fact.place else ""
            yield Row(_ORIGIN, f"{fact.rule} ({fact.plugin or 'smoopt'}{place})", "dim")
    if outcome.edits:
        yield from _head("What smoopt adds and corrects")
    for edit in once_each(outcome.edits):
        yield Row(f"{edit.sign} {edit.name:<18} ", _short(_written(edit)) or "(taken out)")
        yield Row(_ORIGIN, f"{edit.plugin}: {edit.because}", "dim")
    if outcome.findings:
        yield from _head("Findings")
        yield from (Row("  ", str(finding), "finding") for finding in outcome.findings)


def _head(title: str) -> tuple[Row, Row]:
    return Row(""), Row("", title, "bold")


def _state(outcome: Outcome, data: bytes) -> str:
    """Say whether a page is built and up to date."""
    if outcome.status not in {"changed", "unchanged"}:
        return f"{outcome.status}: {outcome.skip.value}" if outcome.skip else outcome.status
    is_built = original(data) != data
    if outcome.status == "changed":
        return "built, but not up to date" if is_built else "not built yet"
    return "built and up to date" if is_built else "needs nothing"


def data(outcome: Outcome) -> dict[str, object]:
    """Return what `lines` says as plain values, for JSON."""
    facts = {
        name: msgspec.to_builtins(fact)
        for name in outcome.facts.__struct_fields__
        if (fact := getattr(outcome.facts, name)) is not None
    }
    for fact in facts.values():
        if fact["place"]:
            fact["place"] = dict(zip(("path", "line", "column"), fact["place"], strict=False))
    return {
        "path": outcome.path,
        "status": outcome.status,
        "skip": outcome.skip.value if outcome.skip else None,
        "facts": facts,
        "changes": [msgspec.to_builtins(edit, enc_hook=str) for edit in outcome.edits],
        "findings": [as_data(finding) for finding in outcome.findings],
    }


def shown(value: object) -> str:
    """Write a fact's value in one line."""
    match value:
        case tuple():
            return "; ".join(shown(item) for item in value)
        case Image():
            size = f" {value.width}×{value.height}" if value.width else ""
            details = f"{size} {value.type} {value.size:,} bytes" if value.size else size
            return f"{value.url}{details}" + (f' "{value.alt}"' if value.alt else "")
        case Media():
            return f"{value.url} {value.type}".rstrip()
        case Person():
            return f"{value.name} <{value.url}>" if value.url else value.name
        case Alternate():
            return f"{value.language}: {value.url}"
        case Publisher():
            return f"{value.name} ({value.type}) <{value.id}>"
        case Member():
            return _short(f"{value.name} {json.dumps(value.value, ensure_ascii=False)}")
    return str(value)


def _written(edit: Edit) -> str:
    """Return the text that an edit adds, without the parts of the page that it keeps."""
    new = edit.text.partition(KEPT_START)[0]
    return f"{new}…{edit.closing}" if edit.closing else new


def _short(text: str, longest: int = 160) -> str:
    """Cut markup that is too long to read in a terminal."""
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= longest else f"{one_line[: longest - 1]}…"
