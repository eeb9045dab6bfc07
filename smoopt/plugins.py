"""Loading, building, registering and calling plugins.

Built-in plugins come in by the same door as all others: an entry point in the group `smoopt`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from types import GeneratorType
from typing import NamedTuple, cast

import msgspec
import pluggy

from smoopt.audit.rule import Rule
from smoopt.config import Options, Settings, convert, matching
from smoopt.edits import Edit, File
from smoopt.errors import ConfigError, PluginError
from smoopt.facts import Facts
from smoopt.finding import Finding, Place, Severity
from smoopt.hookspecs import Hooks, Plugin
from smoopt.installed import DEFAULTS, GROUP, available
from smoopt.networks import Network

_ITERABLES = (list, tuple, GeneratorType)
# What each hook may return, one or several of it; the sets tell what is of just these types.
_TAKEN: dict[str, tuple[type, ...]] = {
    "address": (str,),
    "facts": (Facts,),
    "derived": (Facts,),
    "edits": (Edit, Finding),
    "files": (File,),
    "site_files": (File,),
    "findings": (Finding,),
    "site_findings": (Finding,),
    "networks": (Network,),
    "rules": (Rule,),
    "survey": (object,),
    "gather": (Mapping,),
}
_JUST_TAKEN = {hook: frozenset(taken) for hook, taken in _TAKEN.items()}
# Hooks whose list is the one thing that they return.
_WHOLE = frozenset({"survey"})


class Answer(msgspec.Struct, frozen=True):
    """What one plugin's hook returned, without None; where that was one thing, a list of it."""

    plugin: str
    results: list[object]


class Failure(msgspec.Struct, frozen=True):
    """A plugin's hook raised: what to tell the author."""

    finding: Finding


class _Call(NamedTuple):
    """A plugin's hook, the arguments that it takes, and what picks them out of all."""

    plugin: str
    function: Callable[..., object]
    wanted: tuple[str, ...]
    picked: Callable[[Mapping[str, object]], tuple[object, ...]]


class _Manager(pluggy.PluginManager):
    """Finds hooks by their marker alone, without looking into every attribute of a plugin."""

    def parse_hookimpl_opts(self, plugin: object, name: str) -> pluggy.HookimplOpts | None:
        """Give what `@hookimpl` says of a method, None for any other attribute."""
        method = getattr(type(plugin), name, None)
        options: pluggy.HookimplOpts | None = getattr(method, f"{GROUP}_impl", None)
        return options


class PluginSet:
    """The plugins that run for a page, in order: first those named besides the default ones."""

    def __init__(self, tables: dict[str, bool | Options], where: str) -> None:
        """Build and register plugins; raises PluginError or ConfigError."""
        for name, table in tables.items():
            if table is False and name not in available():  # misspelt, it turns nothing off
                raise PluginError(f"{where}: plugins.{name}: {_missing(name)}")
        self.plugins = {name: _build(name, tables.get(name), where) for name in _order(tables)}
        self._manager = _Manager(GROUP)
        self._manager.add_hookspecs(Hooks)
        # pluggy calls the plugin that was registered last first.
        try:
            for name, plugin in reversed(self.plugins.items()):
                self._manager.register(plugin, name)
            self._manager.check_pending()
        except pluggy.PluginValidationError as error:
            name = self._manager.get_name(error.plugin) or ""
            problem = " ".join(str(error).split())
            raise PluginError(f"{where}: plugins.{name}: a hook is wrong: {problem}") from error
        self._calls = {name: self._hook_calls(name) for name in vars(Hooks) if name[0] != "_"}
        self.networks = self._given_networks(where)
        for name, plugin in self.plugins.items():
            try:
                plugin.check(self.networks)
            except ValueError as error:
                raise ConfigError(f"{where}: plugins.{name}: {error}") from error

    def _given_networks(self, where: str) -> tuple[Network, ...]:
        """Collect the networks that plugins bring; raises PluginError if one fails to."""
        given: list[Network] = []
        for answer in self.call_each("networks", Place(where)):
            if isinstance(answer, Failure):
                raise PluginError(answer.finding.message)
            given += (item for item in answer.results if isinstance(item, Network))
        return tuple(given)

    def _hook_calls(self, hook: str) -> tuple[_Call, ...]:
        caller: pluggy.HookCaller = getattr(self._manager.hook, hook)
        return tuple(
            _Call(found.plugin_name, found.function, found.argnames, _picking(found.argnames))
            for found in reversed(caller.get_hookimpls())
        )

    def having(self, hook: str) -> tuple[str, ...]:
        """Name the plugins that have a hook, in order."""
        return tuple(call.plugin for call in self._calls[hook])

    def asks(self, hook: str, argument: str) -> bool:
        """Tell whether any plugin's hook takes an argument, which may cost time to work out."""
        return any(argument in call.wanted for call in self._calls[hook])

    def call_each(
        self, hook: str, place: Place, without: Collection[str] = (), **arguments: object
    ) -> list[Answer | Failure]:
        """Call a hook of each plugin on its own; an exception is a finding of that plugin.

        Generators are exhausted here, so that nothing of a plugin runs outside.
        """
        answers: list[Answer | Failure] = []
        for name, function, _, picked in self._calls[hook]:
            if name in without:
                continue
            answer = contained(name, hook, place, function, picked(arguments))
            if answer is not None:
                answers.append(answer)
        return answers


def contained(
    name: str,
    hook: str,
    place: Place,
    function: Callable[..., object],
    given: Iterable[object],
) -> Answer | Failure | None:
    """Call what may raise anything; an exception is a finding at that place."""
    try:
        result = function(*given)
        items = [] if result is None else _items(result, hook)
    except Exception as error:  # noqa: BLE001 - a plugin may raise anything
        return Failure(_failed(name, hook, place, error))
    return Answer(name, items) if items else None


def _picking(names: Sequence[str]) -> Callable[[Mapping[str, object]], tuple[object, ...]]:
    """Prepare to pick arguments by their names."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda arguments: tuple([arguments[name] for name in names])


def _items(result: object, hook: str) -> list[object]:
    """List what a hook returned; raises TypeError for what the hook does not take."""
    several = isinstance(result, _ITERABLES) and hook not in _WHOLE
    given = list(cast("Iterable[object]", result)) if several else [result]
    if not _JUST_TAKEN[hook].issuperset(map(type, given)):
        taken = _TAKEN[hook]
        for item in given:
            if item is not None and not isinstance(item, taken):
                names = " or ".join(kind.__name__ for kind in taken)
                raise TypeError(f"it gave a {type(item).__name__}; expected {names}")
    return given


def _failed(name: str, hook: str, place: Place, error: Exception) -> Finding:
    """Describe an exception of a plugin, with the line it came from."""
    import inspect  # noqa: PLC0415 - for a mistake only

    frames = inspect.getinnerframes(error.__traceback__) if error.__traceback__ else []
    at = f" ({frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno})" if frames else ""
    problem = f"{type(error).__name__}: {error}{at}"
    message = f"the plugin {name!r} failed in its hook {hook!r}: {problem}"
    return Finding(Severity.ERROR, "plugin-failed", place, message, name)


class Registry:
    """The plugin sets of a site: one for each combination of `[[pages]]` rules that occurs."""

    def __init__(self, settings: Settings, where: str = "") -> None:
        """Check the tables of every rule on its own; see `check` for those that meet on a page."""
        self.settings = settings
        self.where = where or "configuration"
        self._sets: dict[tuple[int, ...], PluginSet] = {}
        self.base = self._set(())
        for number, _ in enumerate(settings.pages):
            self._set((number,))

    def __reduce__(self) -> tuple[type["Registry"], tuple[Settings, str]]:
        """Let another process build its own from the settings: hooks cannot be sent."""
        return Registry, (self.settings, self.where)

    @property
    def every(self) -> tuple[PluginSet, ...]:
        """The plugin sets that were needed until now: the site's own, then those of rules."""
        return tuple(self._sets.values())

    def check(self, paths: Iterable[str]) -> None:
        """Build the plugins of all pages; raises ConfigError before any is written."""
        for path in paths:
            self.for_page(path)

    def for_page(self, path: str) -> PluginSet:
        """Give the plugins that run for a page."""
        return self._set(matching(self.settings, path))

    def _set(self, rules: tuple[int, ...]) -> PluginSet:
        if rules not in self._sets:
            tables = dict(self.settings.plugins)
            for number in rules:
                for name, table in self.settings.pages[number].plugins.items():
                    tables[name] = _merged(tables.get(name), table)
            self._sets[rules] = PluginSet(tables, self.where)
        return self._sets[rules]


def _merged(base: bool | Options | None, table: bool | Options) -> bool | Options:
    """Lay a rule's table over the site's: true and false switch, options replace options."""
    if isinstance(table, dict):
        return {**base, **table} if isinstance(base, dict) else table
    return base if table and isinstance(base, dict) else table


def _order(tables: dict[str, bool | Options]) -> list[str]:
    """Name the plugins to run, in order; a table of false turns a default plugin off."""
    further = [name for name in tables if name not in DEFAULTS]
    return [name for name in (*further, *DEFAULTS) if tables.get(name, True) is not False]


def _missing(name: str) -> str:
    """Say what can be done about a plugin that is not installed."""
    import difflib  # noqa: PLC0415 - for a mistake only

    near = difflib.get_close_matches(name, available(), 1)
    meant = f"did you mean {near[0]!r}?" if near else ""
    known = f"installed are: {', '.join(sorted(available()))}"
    return (
        f"no plugin named {name!r} is installed ({meant or known}); "
        "install the package that brings it, or take its table out"
    )


@cache
def load(name: str) -> type[Plugin]:
    """Load a plugin's class; raises PluginError."""
    point = available().get(name)
    if point is None:
        raise PluginError(_missing(name))
    try:
        loaded = point.load()
    except Exception as error:
        raise PluginError(f"the plugin {name!r} ({point.value}) does not load: {error}") from error
    if not (isinstance(loaded, type) and issubclass(loaded, Plugin)):
        raise PluginError(f"the plugin {name!r} ({point.value}) is no subclass of smoopt.Plugin")
    return loaded


def _build(name: str, table: bool | Options | None, where: str) -> Plugin:
    """Make a plugin from its table; raises ConfigError naming the option at fault."""
    options = table if isinstance(table, dict) else {}
    try:
        return convert(options, load(name), where, f"plugins.{name}")
    except ValueError as error:
        raise ConfigError(f"{where}: plugins.{name}: {error}") from error
    except PluginError as error:
        raise PluginError(f"{where}: plugins.{name}: {error}") from error


def options(plugin: type[Plugin]) -> Iterator[tuple[str, object, object]]:
    """List a plugin's options: name, type, default."""
    for field in msgspec.structs.fields(plugin):
        default = field.default
        if field.default_factory is not msgspec.NODEFAULT:
            default = field.default_factory()
        yield field.name, field.type, default
