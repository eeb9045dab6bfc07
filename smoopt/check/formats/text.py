"""For people: findings by rule, the worst first, each with the page's line and what to do about it.

Findings that many pages share are shown once, and only the first findings of each rule; other
formats list them all.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from click import style

from smoopt.check.audit_result import Audited, SeenPage
from smoopt.check.formats.location import Locations
from smoopt.model.finding import Finding, Severity
from smoopt.model.plain_text import plain
from smoopt.model.rows import COLOURS, screen_width, wrapped
from smoopt.model.rule import Rule
from smoopt.model.wording import counted

# How many different findings of a rule are shown, and how many places of each
_MOST = {Severity.ERROR: 8, Severity.WARNING: 4, Severity.INFO: 2}
_PLACES = 3
# The width of the margin beside a line of the page, with room for a longer number
_MARGIN = 8
# Findings by severity and rule, the worst first
_Found = dict[tuple[Severity, str], list[Finding]]


def written(audited: Audited, root: Path) -> Iterator[str]:
    """Yield the findings, a table of them by rule, and the summary."""
    found, locations, width = _by_rule(audited.findings), Locations(root), screen_width()
    for page, parts in groupby(audited.seen, lambda seen: seen.page):
        yield f"{style(plain(page), bold=True)}\n"
        for seen in parts:
            yield from _seen(seen, width)
        yield "\n"
    for (severity, code), findings in found.items():
        yield from _rule(audited.rules[code], severity, len(findings), width)
        groups = _by_message(findings)
        for group in groups[: _MOST[severity]]:
            yield from _group(group, locations, width)
        if more := sum(map(len, groups[_MOST[severity] :])):
            yield _note(
                f"… {more:,} more of {plain(code)}: --select {plain(code)} --format lines lists all"
            )
        yield "\n"
    yield from _table(found, "page" if audited.address else "file")
    for line in audited.lines(audited.named(root)):
        yield f"{plain(line)}\n"


def _seen(seen: SeenPage, width: int) -> Iterator[str]:
    """Yield lines on what is seen of a page, and by whom."""
    yield from _labelled("  ", ", ".join(seen.by), width)
    said = {"title": seen.title, "text": seen.description, "picture": seen.picture}
    for name, text in said.items() if not seen.nothing else [("nothing", seen.nothing)]:
        if text:
            yield from _labelled(f"    {name:<9}", text, width)


def _labelled(label: str, text: str, width: int) -> Iterator[str]:
    lines = wrapped(plain(text), width - len(label))
    for number, line in enumerate(lines):
        yield f"{' ' * len(label) if number else style(label, dim=True)}{line}\n"


def _by_rule(findings: Iterable[Finding]) -> _Found:
    """Group findings by severity and rule, the worst first."""
    found: _Found = {}
    for finding in findings:
        found.setdefault((finding.severity, finding.code), []).append(finding)
    worst_first = sorted(found.items(), key=lambda item: (-item[0][0], -len(item[1]), item[0][1]))
    return dict(worst_first)


def _by_message(findings: Iterable[Finding]) -> list[list[Finding]]:
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.message, []).append(finding)
    return [*groups.values()]


def _rule(rule: Rule, severity: Severity, count: int, width: int) -> Iterator[str]:
    """Yield the heading of a rule's findings: what it finds, why that matters, and what to do."""
    head = style(
        f"{severity.name.lower()}: {plain(rule.id)}", fg=COLOURS[severity.name.lower()], bold=True
    )
    yield f"{head} ({counted(count, 'finding')})\n"
    said = {"what": rule.what, "why": rule.why, "fix": rule.fix, "see": rule.source}
    for name, text in said.items():
        label = f"{name:>6}  "
        if name == "see" and text:  # an address stays whole
            yield f"{style(label, dim=True)}{plain(text)}\n"
        elif name != "see":
            yield from _labelled(label, text, width)


def _group(group: list[Finding], locations: Locations, width: int) -> Iterator[str]:
    """Yield lines on findings with one message: the first with its line, the others by place."""
    first, *others = group
    yield "\n"
    yield f"  {style(plain(locations.shown(first.place)), bold=True)}\n"
    for line in wrapped(plain(first.message), width - 4):
        yield f"    {line}\n"
    shown = locations.snippet(first.place, width - _MARGIN)
    if shown is not None:
        line, caret = shown
        margin = f"{first.place.line:>5} | "
        yield f"{style(margin, dim=True)}{line}\n"
        colour = COLOURS[first.severity.name.lower()]
        yield f"{style('      | ', dim=True)}{style(caret, fg=colour)}\n"
    for line in wrapped(f"also at {_places(others, locations)}", width - 4) if others else []:
        yield _note(line)


def _places(findings: list[Finding], locations: Locations) -> str:
    """Name the first few places, and how many more there are."""
    named = ", ".join(plain(locations.shown(finding.place)) for finding in findings[:_PLACES])
    more = len(findings) - _PLACES
    return f"{named} and {counted(more, 'more place')}" if more > 0 else named


def _note(text: str) -> str:
    return f"    {style(text, dim=True)}\n"


def _table(found: _Found, noun: str) -> Iterator[str]:
    """Yield a line for each rule, with the number of its findings."""
    for (severity, code), findings in found.items():
        name = style(f"{severity.name.lower():<7}", fg=COLOURS[severity.name.lower()])
        files = len({finding.place.path for finding in findings})
        yield f"{name} {len(findings):>7,}  {plain(code)} (on {counted(files, noun)})\n"
