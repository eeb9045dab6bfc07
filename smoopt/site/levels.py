"""`Levels`: the severity of each finding, by the configuration and the command line."""

from collections.abc import Iterable, Iterator

import msgspec

from smoopt.model.finding import Finding, Severity
from smoopt.site.settings import Level, Settings, matching

_SEVERITIES: dict[Level, Severity] = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "info": Severity.INFO,
}


class Choice(msgspec.Struct, frozen=True):
    """The rules that the command line asks for: those of `select`, or all, but for `ignore`."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    def takes(self, code: str) -> bool:
        """Tell whether findings of a rule are wanted."""
        return code not in self.ignore and (not self.select or code in self.select)


class Levels(msgspec.Struct, frozen=True):
    """The severity of findings.

    1. What `select` and `ignore` of the command line exclude is dropped; 2. the last `[[pages]]`
    rule that matches and names the finding's rule; 3. `[check.rules]`; 4. the finding itself. A
    finding that smoopt has mended can be dropped, but keeps its severity.
    """

    settings: Settings
    choice: Choice = Choice()

    def of(self, finding: Finding) -> Finding | None:
        """Return a finding with its configured severity; None if it is turned off."""
        level = self._level(finding) if self.choice.takes(finding.code) else "off"
        if level == "off":
            return None
        if level is None or finding.mended or (severity := _SEVERITIES[level]) is finding.severity:
            return finding
        return msgspec.structs.replace(finding, severity=severity)

    def _level(self, finding: Finding) -> Level | None:
        """Look up what the configuration says, if it says anything."""
        level = self.settings.check.rules.get(finding.code)
        if self._has_globs and finding.place.path:  # else it is about the whole site
            for number in matching(self.settings, finding.place.path):
                rule = self.settings.pages[number]
                if rule.skip:
                    return "off"
                level = rule.rules.get(finding.code, level)
        return level

    def asks(self, code: str) -> bool:
        """Tell whether a rule is checked on any page."""
        some = [rule.rules[code] for rule in self.settings.pages if code in rule.rules]
        levels = {self.settings.check.rules.get(code, "on"), *some}
        return self.choice.takes(code) and levels != {"off"}

    def kept(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Return the findings that are not turned off, with their configured severities."""
        return filter(None, map(self.of, findings))

    @property
    def _has_globs(self) -> bool:
        return any(rule.rules or rule.skip for rule in self.settings.pages)


def names_rules(settings: Settings) -> bool:
    """Tell whether the configuration sets any rule's severity."""
    return bool(settings.check.rules) or any(rule.rules for rule in settings.pages)
