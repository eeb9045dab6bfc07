"""The manual says of the rules and the crawlers what is in the code."""

from smoopt.verify.crawlers import CRAWLERS
from smoopt.verify.rules import RULES
from tests.support.places import ROOT

MANUAL = (ROOT / "docs/reference/commands/verify.md").read_text("utf-8")


def test_the_manual_lists_every_rule() -> None:
    rows = [line for line in MANUAL.splitlines() if line.startswith("| `live-")]
    assert rows == [
        f"| `{rule.id}` | {rule.severity.name.lower()} | {rule.what} |" for rule in RULES.values()
    ]


def test_the_manual_lists_every_crawler() -> None:
    rows = [line.split(" | ") for line in MANUAL.partition("## The crawlers")[2].splitlines()]
    table = (row for row in rows if len(row) > 3 and row[1].startswith(("`", "Safari")))
    named = [row[0].removeprefix("| ") for row in table]
    assert named == [crawler.name for crawler in CRAWLERS]
