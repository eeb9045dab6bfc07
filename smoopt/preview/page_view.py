"""Everything there is to see of one page, as its template takes it."""

from collections.abc import Iterator
from typing import NamedTuple

import xxhash
from markupsafe import Markup

from smoopt.build.explain import shown
from smoopt.model.edits import once_each
from smoopt.model.finding import Finding
from smoopt.preview import cards, labels
from smoopt.preview.cards import Shot
from smoopt.preview.rendered import Rendered
from smoopt.preview.state import PreviewState
from smoopt.preview.urls import Places

# Longer lines and longer diffs are cut: a page without line ends is one line.
_LONGEST_LINE, _MOST_LINES = 2000, 2000


class Known(NamedTuple):
    """A fact of the page: what it is called, its value, and where that comes from."""

    name: str
    value: str
    rule: str
    plugin: str
    place: str


class Change(NamedTuple):
    """One thing that smoopt does to the page."""

    sign: str
    name: str
    text: str
    plugin: str
    because: str


class Line(NamedTuple):
    """A line of the diff: `add`, `take`, `at` or `same`, and how many characters were cut off."""

    kind: str
    text: str
    cut: int = 0


def sheet(state: PreviewState, places: Places, seen: Rendered) -> dict[str, object]:
    """Give what is shown of a page."""
    outcome = seen.outcome
    diff = list(seen.changes())
    findings = state.findings(seen)
    address = outcome.facts.address
    return {
        "path": outcome.path,
        "title": seen.title,
        "address": address.value if address else "",
        "status": labels.status(seen),
        "cards": list(_cards(state, places, seen)),
        "facts": list(_facts(seen)),
        "findings": sorted(findings, key=_order),
        "marks": labels.sums(findings),
        "rules": state.rules,
        "changes": list(_changes(seen)),
        "diff": [_line(line) for line in diff[:_MOST_LINES]],
        "left_out": max(0, len(diff) - _MOST_LINES),
        "frame": places.frame(outcome.path),
        "digest": xxhash.xxh3_64_hexdigest(outcome.data),
    }


def _cards(state: PreviewState, places: Places, seen: Rendered) -> Iterator[Markup]:
    if seen.page is None:
        return
    for card in cards.cards(seen.page, state.overlay.site):
        picture, icon = (_served(places, shot) for shot in (card.picture, card.icon))
        # Its values are escaped by the card's own template.
        yield Markup(cards.drawn(card, picture, icon))  # noqa: S704


def _served(places: Places, shot: Shot | None) -> str | None:
    """Give the address of a picture of the site; others are not fetched."""
    return (places.file(shot.file) or None) if shot and shot.file else None


def _facts(seen: Rendered) -> Iterator[Known]:
    facts = seen.outcome.facts
    for name in facts.__struct_fields__:
        fact = getattr(facts, name)
        if fact is not None:
            place = str(fact.place) if fact.place else ""
            title = name.replace("_", " ")
            yield Known(title, shown(fact.value), fact.rule, fact.plugin or "smoopt", place)


def _changes(seen: Rendered) -> Iterator[Change]:
    for edit in once_each(seen.outcome.edits):
        sign = "+" if edit.span.start == edit.span.end else "~" if edit.text else "−"
        text = _line(" ".join(edit.text.split())).text
        yield Change(sign, edit.name, text, edit.plugin, edit.because)


def _line(line: str) -> Line:
    kinds = {"+": "add", "-": "take", "@": "at"}
    kind = "head" if line.startswith(("--- ", "+++ ")) else kinds.get(line[:1], "same")
    return Line(kind, line[:_LONGEST_LINE], max(0, len(line) - _LONGEST_LINE))


def _order(finding: Finding) -> tuple[int, int, int, str]:
    return -finding.severity, finding.place.line, finding.place.column, finding.code
