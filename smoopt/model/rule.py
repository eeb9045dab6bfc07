"""`Rule`: one thing that the audit looks for, with all that its user needs to know of it."""

import msgspec

from smoopt.model.finding import Finding, Place, Severity


class Rule(msgspec.Struct, frozen=True):
    """A rule of the audit; `id` is stable and in kebab case (`og-image-missing`).

    `what` says in one sentence what is found, `why` what harm it does, `fix` what to do.
    `source` is the address of the platform's own words, or "", and `read` the day they were read.
    """

    id: str
    severity: Severity
    what: str
    why: str
    source: str
    fix: str
    read: str = "2026-11-21"

    def at(self, place: Place, message: str) -> Finding:
        """Make a finding of this rule, as bad as the rule is by itself."""
        return Finding(self.severity, self.id, place, message)
