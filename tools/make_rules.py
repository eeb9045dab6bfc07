"""Write docs/reference/rules.md: what `smoopt check` looks for, from the rules themselves.

Usage: python tools/make_rules.py
"""

from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from smoopt.check.known_rules import built_in_rules
from smoopt.check.rules import TOPICS, coverage
from smoopt.model.rule import Rule

TARGET = Path(__file__).parent.parent / "docs/reference/rules.md"
_HEAD = """\
# Rules

<!-- Written by tools/make_rules.py: change the rules, not this file. -->

An error is certainly wrong, a warning is probably wrong, and an info is only worth knowing.

A platform's own page is named where the rule follows from it, with the day it was read.
"""
_ROW = "| [{id}](#{id}) | {severity} | {what} |"


def manual() -> str:
    """Write the page: a table of all rules by topic, then each rule."""
    topics = [(_title(topic), topic.RULES) for topic in (*TOPICS, coverage)]
    shown = {rule.id for _, rules in topics for rule in rules}
    others = [rule for code, rule in built_in_rules().items() if code not in shown]
    topics += [
        ("What plugins find", [rule for rule in others if not rule.of_build]),
        ("What only `smoopt build` finds", [rule for rule in others if rule.of_build]),
    ]
    lines = [_HEAD]
    for title, rules in topics:
        lines += [f"**{title}**", "", "| rule | severity | what is found |", "|---|---|---|"]
        lines += [
            _ROW.format(id=rule.id, severity=rule.severity.name.lower(), what=rule.what)
            for rule in rules
        ]
        lines.append("")
    for title, rules in topics:
        lines += [f"## {title}", ""]
        for rule in rules:
            lines += _section(rule)
    return "\n".join(lines).rstrip() + "\n"


def _title(topic: ModuleType) -> str:
    """Take a topic's title from its module: "Rules on `<title>` and the description."."""
    first = (topic.__doc__ or "").partition("\n")[0].rstrip(".").partition(":")[0]
    words = first.removeprefix("The rules ").removeprefix("Rules ")
    words = words.removeprefix("on ").removeprefix("about ")
    return words[0].upper() + words[1:]


def _section(rule: Rule) -> Iterator[str]:
    """Write one rule; its id is its anchor."""
    yield from (f"### {rule.id}", "", f"*{rule.severity.name.lower()}* — {rule.what}", "")
    source = f" ([source]({rule.source}), {rule.read})" if rule.source else ""
    yield from (f"{rule.why}{source}", "", f"**To do:** {rule.fix}", "")


def main() -> None:
    """Write the page."""
    TARGET.write_text(manual(), "utf-8")


if __name__ == "__main__":
    main()
