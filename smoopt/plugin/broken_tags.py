"""Tags of the head that a quote inside a value has broken."""

from smoopt.html.head import HeadTag
from smoopt.html.stated_text import is_broken
from smoopt.model.finding import Severity
from smoopt.model.rule import Fault, Rule

TAG_BROKEN = Rule(
    id="tag-broken",
    severity=Severity.ERROR,
    what="A quote inside a value ends the value of a tag in the head early.",
    why="The value is cut off, and the rest may show up as text in the page.",
    source="https://html.spec.whatwg.org/#parse-error-unexpected-character-in-attribute-name",
    fix="Escape values where the template writes them: `&quot;` for a quote.",
    read="2026-12-01",
)


def broken_fault(there: HeadTag) -> Fault | None:
    """Say that a quote inside a tag's value has ended it."""
    if is_broken(there.element):
        return Fault(TAG_BROKEN, "a quote inside its value has ended it")
    return None
