"""The plugins that run: for a page in order, and for a site the sets of all its rules.

Built-in plugins come in by the same door as all others: an entry point in the group `smoopt`.
"""

from collections.abc import Collection, Iterable, Iterator

import pluggy

from smoopt.model.errors import PluginError
from smoopt.model.finding import Place
from smoopt.plugin.call import Answer, Call, Failure, contained, picking
from smoopt.plugin.cost import Costs, timed
from smoopt.plugin.hook_checks import refuse_wrong_hooks
from smoopt.plugin.hooks import HOOKS, Hooks
from smoopt.plugin.installed import GROUP
from smoopt.plugin.load import (
    Classes,
    Sources,
    blamed,
    built,
    in_order,
    merged,
    require,
    sources,
)
from smoopt.plugin.networks import Network
from smoopt.plugin.plugin_file import PluginFile
from smoopt.plugin.widget_templates import templates_of
from smoopt.site.settings import PluginTables, Settings, matching

# Hooks for the whole site may take so many times as long as those for a page.
_WHOLE_SITE = 60


class _Manager(pluggy.PluginManager):
    """Finds hooks by their marker alone, without looking into every attribute of a plugin."""

    def parse_hookimpl_opts(self, plugin: object, name: str) -> pluggy.HookimplOpts | None:
        """Give what `@hookimpl` says of a method, None for any other attribute."""
        method = getattr(type(plugin), name, None)
        options: pluggy.HookimplOpts | None = getattr(method, f"{GROUP}_impl", None)
        return options


class PluginSet:
    """The plugins that run for a page, in order: first those named besides the default ones."""

    def __init__(
        self, tables: PluginTables, where: str, known: Sources, settings: Settings
    ) -> None:
        """Build and register plugins; raises PluginError or ConfigError.

        `known` are all that there are; `settings` say how long a hook may take for a page, and
        which templates the site has.
        """
        self._seconds = settings.hook_seconds
        for name, table in tables.items():
            if table is False:
                require(name, where, known)
        self.plugins = {
            name: built(name, tables.get(name), where, known) for name in in_order(tables)
        }
        self._manager = _Manager(GROUP)
        self._manager.add_hookspecs(Hooks)
        # pluggy calls the plugin that was registered last first.
        for name, plugin in reversed(self.plugins.items()):
            if not _is_own(plugin):
                with blamed(name, where):
                    refuse_wrong_hooks(type(plugin))
            try:
                self._manager.register(plugin, name)
                self._manager.check_pending()
            except pluggy.PluginValidationError as error:
                problem = " ".join(str(error).split())
                raise PluginError(f"{where}: plugins.{name}: a hook is wrong: {problem}") from error
        self._calls = {name: self._hook_calls(name) for name in HOOKS}
        self.networks = self._given_networks(where)
        packages = dict.fromkeys(plugin.templates for plugin in self.plugins.values())
        own = tuple(settings.own_templates.items())
        self.templates = templates_of(tuple(filter(None, packages)), own, settings.templates)
        for name, plugin in self.plugins.items():
            with blamed(name, where):
                plugin.check(self.networks, self.templates)

    def _given_networks(self, where: str) -> tuple[Network, ...]:
        """Collect the networks that plugins bring; raises PluginError if one fails to."""
        given: list[Network] = []
        for answer in self.call_each("networks", Place(where)):
            if isinstance(answer, Failure):
                finding = answer.finding
                raise PluginError(f"{where}: plugins.{finding.plugin}: {finding.message}")
            given += (item for item in answer.results if isinstance(item, Network))
        return tuple(given)

    def _hook_calls(self, hook: str) -> tuple[Call, ...]:
        caller: pluggy.HookCaller = getattr(self._manager.hook, hook)
        seconds = self._seconds * (1 if _is_for_a_page(hook) else _WHOLE_SITE)
        return tuple(
            Call(
                found.plugin_name,
                hook,
                found.function,
                found.argnames,
                picking(found.argnames),
                _is_own(found.plugin),
                seconds,
                [],
            )
            for found in reversed(caller.get_hookimpls())
        )

    def measure(self, costs: Costs) -> None:
        """Add to `costs` from now on how long hooks take."""
        self._calls = {
            hook: tuple(timed(call, costs) for call in calls) for hook, calls in self._calls.items()
        }

    def having(self, hook: str) -> tuple[str, ...]:
        """Name the plugins that have a hook, in order."""
        return tuple(call.plugin for call in self._calls[hook])

    def taking(self, hook: str, argument: str) -> tuple[str, ...]:
        """Name the plugins whose hook takes an argument, which may cost time to work out."""
        return tuple(call.plugin for call in self._calls[hook] if argument in call.wanted)

    def call(
        self, plugin: str, hook: str, place: Place, **arguments: object
    ) -> Answer | Failure | None:
        """Call a hook of one plugin; None where it has none, or has nothing to say."""
        for call in self._calls[hook]:
            if call.plugin == plugin:
                return contained(call, place, call.picked(arguments))
        return None

    def call_each(
        self, hook: str, place: Place, without: Collection[str] = (), **arguments: object
    ) -> list[Answer | Failure]:
        """Call a hook of each plugin on its own; an exception is a finding of that plugin.

        Generators are exhausted here, so that nothing of a plugin runs outside.
        """
        return [
            answer
            for call in self._calls[hook]
            if call.plugin not in without
            and (answer := contained(call, place, call.picked(arguments))) is not None
        ]


class Registry:
    """The plugin sets of a site: one for each combination of `[[pages]]` rules that occurs."""

    def __init__(self, settings: Settings, where: str = "", classes: Classes | None = None) -> None:
        """Check the tables of every rule on its own; see `check` for those that meet on a page.

        `classes` are plugins by name, besides those that are installed.
        """
        self.settings = settings
        self.where = where or "configuration"
        self._classes = classes
        self.known = sources(settings, self.where, classes)
        self._sets: dict[tuple[int, ...], PluginSet] = {}
        self.base = self._set(())
        for number, _ in enumerate(settings.pages):
            self._set((number,))

    def __reduce__(self) -> tuple[type["Registry"], tuple[Settings, str, Classes | None]]:
        """Let another process build its own from the settings: hooks cannot be sent."""
        return Registry, (self.settings, self.where, self._classes)

    @property
    def every(self) -> tuple[PluginSet, ...]:
        """The plugin sets that were needed until now: the site's own, then those of rules."""
        return tuple(self._sets.values())

    @property
    def strangers(self) -> list[str]:
        """The names of the plugins that run and do not come with smoopt."""
        everyone = {name: one for plugins in self.every for name, one in plugins.plugins.items()}
        return sorted(name for name, plugin in everyone.items() if not _is_own(plugin))

    def misnamed_templates(self) -> dict[str, str]:
        """Give the site's templates that no plugin uses, with the name that may be meant.

        What begins with the name of a plugin in a file is that plugin's: it ships none.
        """
        each = [dict(plugins.templates.misnamed(tuple(self._in_files))) for plugins in self.every]
        return {file: meant for file, meant in each[0].items() if all(file in one for one in each)}

    @property
    def _in_files(self) -> Iterator[str]:
        return (name for name, source in self.known.items() if isinstance(source, PluginFile))

    def check(self, paths: Iterable[str]) -> None:
        """Build the plugins of all pages; raises ConfigError before any is written."""
        for path in paths:
            self.for_page(path)

    def prepare(self) -> None:
        """Load what most pages need, before workers are forked that would all load it."""
        for plugins in self.every:
            plugins.templates.prepare()

    def for_page(self, path: str) -> PluginSet:
        """Give the plugins that run for a page."""
        return self._set(matching(self.settings, path))

    def _set(self, rules: tuple[int, ...]) -> PluginSet:
        if rules not in self._sets:
            tables = dict(self.settings.plugins)
            for number in rules:
                for name, table in self.settings.pages[number].plugins.items():
                    tables[name] = merged(tables.get(name), table)
            self._sets[rules] = PluginSet(tables, self.where, self.known, self.settings)
        return self._sets[rules]


def _is_own(plugin: object) -> bool:
    """Tell whether a plugin is one of those that come with smoopt."""
    return type(plugin).__module__.startswith("smoopt.")


def _is_for_a_page(hook: str) -> bool:
    """Tell whether a hook is called for one page."""
    specified: dict[str, object] = HOOKS[hook].__annotations__
    return not {"page", "path"}.isdisjoint(specified)
