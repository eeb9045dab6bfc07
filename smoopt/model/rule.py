"""`Rule`: one thing that may be wrong, with all that its user needs to know of it.

What `smoopt build` says of a page and what `smoopt check` says of it go by the same rules.
"""

from typing import NamedTuple

import msgspec

from smoopt.model.finding import Finding, Place, Severity


class Rule(msgspec.Struct, frozen=True):
    """What may be found; `id` is stable and in kebab case (`og-image-missing`).

    `what` says in one sentence what is found, `why` what harm it does, `fix` what to do.
    `source` is the address of the platform's own words, or "", and `read` the day they were read.
    `of_build` says that only `smoopt build` can find it.
    """

    id: str
    severity: Severity
    what: str
    why: str
    source: str
    fix: str
    read: str = "2026-11-21"
    of_build: bool = False

    def at(self, place: Place, message: str, severity: Severity | None = None) -> Finding:
        """Make a finding of this rule, with the rule's severity unless another is given."""
        return Finding(self.severity if severity is None else severity, self.id, place, message)


class Fault(NamedTuple):
    """What is wrong with a value, in words, and the rule that says so."""

    rule: Rule
    message: str

    def at(self, place: Place, name: str, value: str) -> Finding:
        """Make a finding of it; `name` is what has the value."""
        return self.rule.at(place, f'{name} "{value}": {self.message}')
