"""`Levels`: how bad each finding is for this site, by its configuration and the command line."""

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from smoopt.check.rules import RULES, coverage
from smoopt.model.errors import ConfigError, PluginError
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.model.wording import suggestion
from smoopt.plugin.call import Failure
from smoopt.plugin.registry import Registry
from smoopt.site.settings import DEFAULTS, Level, Settings, matching

_SEVERITIES: dict[Level, Severity] = {
    "error": Severity.ERROR,
    "warning": Severity.WARNING,
    "info": Severity.INFO,
}


def known_rules(registry: Registry) -> dict[str, Rule]:
    """Collect every rule there is, by id; raises PluginError where a plugin takes another's."""
    rules = {**RULES, **{rule.id: rule for rule in coverage.RULES}}
    for plugins in registry.every:
        for answer in plugins.call_each("rules", Place(registry.where)):
            if isinstance(answer, Failure):
                raise PluginError(answer.finding.message)
            for rule in answer.results:
                if isinstance(rule, Rule) and rules.setdefault(rule.id, rule) != rule:
                    raise PluginError(
                        f"the plugin {answer.plugin!r} describes a rule {rule.id!r}, which there "
                        "is already; expected an id of its own"
                    )
    return rules


class Choice(msgspec.Struct, frozen=True):
    """The rules that the command line asks for: those of `select`, or all, but for `ignore`."""

    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()

    def takes(self, code: str) -> bool:
        """Tell whether findings of a rule are wanted."""
        return code not in self.ignore and (not self.select or code in self.select)


class Levels(msgspec.Struct, frozen=True):
    """How bad findings are.

    1. `select` and `ignore` of the command line leave others unsaid; 2. the last `[[pages]]` rule
    that matches and names the finding's rule; 3. `[check.rules]`; 4. the finding itself.
    """

    settings: Settings
    choice: Choice = Choice()

    def of(self, finding: Finding) -> Finding | None:
        """Give a finding as bad as it is here; None where it is not to be said."""
        level = self._level(finding) if self.choice.takes(finding.code) else "off"
        if level == "off":
            return None
        if level is None or (severity := _SEVERITIES[level]) is finding.severity:
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
        """Tell whether a rule is asked of any page."""
        some = [rule.rules[code] for rule in self.settings.pages if code in rule.rules]
        levels = {self.settings.check.rules.get(code, "on"), *some}
        return self.choice.takes(code) and levels != {"off"}

    def kept(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Give those findings that are to be said, as bad as they are here."""
        return filter(None, map(self.of, findings))

    @property
    def _has_globs(self) -> bool:
        return any(rule.rules or rule.skip for rule in self.settings.pages)


def check(levels: Levels, rules: Collection[str], registry: Registry) -> None:
    """Refuse ids that are no rule's; raises ConfigError.

    A plugin may find what it does not describe, if the id begins with the plugin's name; one that
    comes with smoopt may be turned off.
    """
    plugins = {name for running in registry.every for name in running.plugins}
    own = tuple(f"{name}-" for name in plugins if name not in DEFAULTS)
    for place, named in _tables(levels, registry.where):
        for code in named:
            if code in rules or code.startswith(own):
                continue
            if code not in known_rules(Registry(Settings())):
                hint = suggestion(code, rules, otherwise="docs/rules.md lists them all")
                raise ConfigError(f"{place}: no rule `{code}`{hint}")


def _tables(levels: Levels, where: str) -> Iterator[tuple[str, Iterable[str]]]:
    """Give every place that names rules, with the ids it names."""
    yield f"{where}: check.rules", levels.settings.check.rules
    for number, rule in enumerate(levels.settings.pages):
        yield f"{where}: pages[{number}].rules", rule.rules
    yield "--select", sorted(levels.choice.select)
    yield "--ignore", sorted(levels.choice.ignore)


def split(given: Iterable[str]) -> frozenset[str]:
    """Read ids from the words of an option, which may hold several between commas."""
    return frozenset(code for word in given for code in word.replace(",", " ").split())


def unnamed(findings: Iterable[Finding], rules: Mapping[str, Rule]) -> Iterator[Rule]:
    """Make rules for findings that no rule describes, though a plugin should."""
    for finding in findings:
        if finding.code not in rules:
            what = f"Found by the plugin {finding.plugin or 'smoopt'}."
            yield Rule(finding.code, finding.severity, what, "", "", "")
