"""All known rules, and the refusal of unknown ids."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress

from smoopt.build import above_charset, failures, page_edits
from smoopt.check.rules import RULES, coverage
from smoopt.model.errors import ConfigError, PluginError
from smoopt.model.finding import Finding, Place
from smoopt.model.rule import Rule
from smoopt.model.wording import suggestion
from smoopt.plugin.call import Failure
from smoopt.plugin.registry import Registry
from smoopt.site.levels import Levels
from smoopt.site.settings import DEFAULTS, ON_REQUEST, Settings


def known_rules(registry: Registry) -> dict[str, Rule]:
    """Collect all rules, by id; raises PluginError if a plugin redefines another's."""
    of_build = (*failures.RULES, page_edits.HYDRATION_UNSAFE, above_charset.ABOVE_CHARSET)
    own = (*RULES.values(), *coverage.RULES, *of_build)
    rules = {rule.id: rule for rule in own}
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


def built_in_rules() -> dict[str, Rule]:
    """Collect the rules of everything that comes with smoopt, on by default or not."""
    rules: dict[str, Rule] = {}
    alone = dict.fromkeys(DEFAULTS, False)
    for name in ON_REQUEST:
        with suppress(ConfigError):  # a plugin that cannot run without its extra
            rules |= known_rules(Registry(Settings(plugins={**alone, name: True})))
    return rules | known_rules(Registry(Settings()))


def refuse_unknown(
    levels: Levels, rules: Collection[str], registry: Registry, listed: Iterable[str] = ()
) -> None:
    """Raise ConfigError for ids of unknown rules; `listed` are the ids given to `--list`.

    A plugin may report a code that it does not describe, if the code begins with the plugin's
    name; plugins that come with smoopt may be turned off, but their rules stay known.
    """
    plugins = {name for running in registry.every for name in running.plugins}
    own = tuple(f"{name}-" for name in plugins - {*DEFAULTS, *ON_REQUEST})
    for place, named in (*_tables(levels, registry.where), ("--list", listed)):
        for code in named:
            if code in rules or code.startswith(own):
                continue
            if code not in built_in_rules():
                hint = suggestion(code, rules, otherwise="docs/reference/rules.md lists them all")
                raise ConfigError(f"{place}: no rule `{code}`{hint}")


def _tables(levels: Levels, where: str) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield every setting and option that names rules, with the ids it names."""
    yield f"{where}: check.rules", levels.settings.check.rules
    for number, rule in enumerate(levels.settings.pages):
        yield f"{where}: pages[{number}].rules", rule.rules
    yield "--select", sorted(levels.choice.select)
    yield "--ignore", sorted(levels.choice.ignore)


def split(given: Iterable[str]) -> frozenset[str]:
    """Read ids from the values of an option, which may be lists separated by commas."""
    return frozenset(code for word in given for code in word.replace(",", " ").split())


def unnamed(findings: Iterable[Finding], rules: Mapping[str, Rule]) -> Iterator[Rule]:
    """Yield rules for findings that no rule describes, though a plugin should describe them."""
    for finding in findings:
        if finding.code not in rules:
            what = f"Found by the plugin {finding.plugin or 'smoopt'}."
            yield Rule(finding.code, finding.severity, what, "", "", "")
