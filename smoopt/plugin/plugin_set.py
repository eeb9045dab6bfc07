"""`PluginSet`: the plugins that run for a page, in order, and how their hooks are called."""

from collections.abc import Collection, Mapping

import pluggy

from smoopt.model.errors import PluginError
from smoopt.model.finding import Place
from smoopt.plugin import renamed
from smoopt.plugin.call import Answer, Call, Failure, contained, picking
from smoopt.plugin.cost import Costs, timed
from smoopt.plugin.hook_checks import refuse_wrong_hooks
from smoopt.plugin.hooks import HOOKS, Hooks
from smoopt.plugin.installed import GROUP
from smoopt.plugin.load import Sources, blamed, built, in_order, require
from smoopt.plugin.networks import Network, refuse_no_icon
from smoopt.plugin.running_hook import RunningHook
from smoopt.plugin.template_packages import refuse_no_package
from smoopt.plugin.widget_templates import templates_of
from smoopt.site.settings import PluginTables, Settings

# Hooks for the whole site may take this many times as long as those for a page.
_WHOLE_SITE = 60
_NO_ARGUMENTS: Mapping[str, object] = {}


class _Manager(pluggy.PluginManager):
    """Finds hooks by their marker alone, without looking into every attribute of a plugin."""

    def parse_hookimpl_opts(self, plugin: object, name: str) -> pluggy.HookimplOpts | None:
        """Return what `@hookimpl` says of a method, None for any other attribute."""
        method = getattr(type(plugin), name, None)
        options: pluggy.HookimplOpts | None = getattr(method, f"{GROUP}_impl", None)
        if options is None or name not in renamed.HOOKS:
            return options
        # A plugin for several releases has both hooks, and only the new one is called.
        now = renamed.HOOKS[name].new
        return None if hasattr(type(plugin), now) else {**options, "specname": now}


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
        _take_old_arguments(self._manager)
        # pluggy calls the plugin that was registered last first.
        for name, plugin in reversed(self.plugins.items()):
            with blamed(name, where):
                if not is_own(plugin):
                    refuse_wrong_hooks(type(plugin))
                try:
                    self._manager.register(plugin, name)
                    self._manager.check_pending()
                except pluggy.PluginValidationError as error:
                    problem = " ".join(str(error).split())
                    raise PluginError(f"a hook is wrong: {problem}") from error
        self._calls = {name: self._hook_calls(name) for name in HOOKS}
        self._having = {
            hook: tuple(call.plugin for call in calls) for hook, calls in self._calls.items()
        }
        # Third-party plugins by hook, if it takes the page, whose tree they could change.
        self.reaching = {
            hook: tuple(call.plugin for call in calls if not call.is_own and "page" in call.wanted)
            for hook, calls in self._calls.items()
        }
        self.networks = self._given_networks(where)
        own = tuple(settings.own_templates.items())
        self.templates = templates_of(
            self._packages(where), own, settings.templates, self._shown_icons(settings, where)
        )
        for name, plugin in self.plugins.items():
            with blamed(name, where):
                plugin.check_options(self.networks, self.templates)

    def _packages(self, where: str) -> tuple[str, ...]:
        """List the packages that ship templates; raises PluginError for an invalid one."""
        named: dict[str, None] = {}
        for name, plugin in self.plugins.items():
            with blamed(name, where):
                templates = plugin.templates
                if not is_own(plugin):
                    refuse_no_package(templates)
                if templates:
                    named[templates] = None
        return tuple(named)

    def _shown_icons(self, settings: Settings, where: str) -> tuple[str, ...]:
        """Collect the icons that all plugins show, each once; raises for a wrong option."""
        found = set[str]()
        for name, plugin in self.plugins.items():
            with blamed(name, where):
                for icon in plugin.shown_icons(self.networks, settings.site):
                    refuse_no_icon(icon)
                    found.add(icon)
        return tuple(sorted(found))

    def _given_networks(self, where: str) -> tuple[Network, ...]:
        """Collect the networks that plugins bring; raises PluginError if one fails to."""
        given: list[Network] = []
        for answer in self.call_each("networks", Place(where)):
            if isinstance(answer, Failure):
                with blamed(answer.finding.plugin, where):
                    raise PluginError(answer.finding.message)
            given += (item for item in answer.results if isinstance(item, Network))
        return tuple(given)

    def _hook_calls(self, hook: str) -> tuple[Call, ...]:
        caller: pluggy.HookCaller = getattr(self._manager.hook, hook)
        seconds = self._seconds * (1 if _is_for_a_page(hook) else _WHOLE_SITE)
        calls = []
        for found in reversed(caller.get_hookimpls()):
            asked = tuple(renamed.current(name, renamed.ARGUMENTS) for name in found.argnames)
            own = is_own(found.plugin)
            function = found.function
            call = Call(found.plugin_name, hook, function, asked, picking(asked), own, seconds, [])
            calls.append(call)
        return tuple(calls)

    def note_late(self, running: RunningHook, place: Place) -> None:
        """Count a hook that did not end in another process."""
        for call in self._calls[running.hook]:
            if call.plugin == running.plugin:
                call.late.append(place)

    def measure(self, costs: Costs) -> None:
        """Add to `costs` from now on how long hooks take."""
        self._calls = {
            hook: tuple(timed(call, costs) for call in calls) for hook, calls in self._calls.items()
        }

    def having(self, hook: str) -> tuple[str, ...]:
        """Name the plugins that have a hook, in order."""
        return self._having[hook]

    def taking(self, hook: str, argument: str) -> tuple[str, ...]:
        """Name the plugins whose hook takes an argument, which may cost time to work out."""
        return tuple(call.plugin for call in self._calls[hook] if argument in call.wanted)

    def call(
        self, plugin: str, hook: str, place: Place, **arguments: object
    ) -> Answer | Failure | None:
        """Call a hook of one plugin; None if the plugin lacks the hook or returns None."""
        for call in self._calls[hook]:
            if call.plugin == plugin:
                return contained(call, place, call.picked(arguments))
        return None

    def call_each(
        self,
        hook: str,
        place: Place,
        arguments: Mapping[str, object] = _NO_ARGUMENTS,
        without: Collection[str] = (),
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


def is_own(plugin: object) -> bool:
    """Tell whether a plugin is one of those that come with smoopt."""
    return type(plugin).__module__.startswith("smoopt.")


def _take_old_arguments(manager: pluggy.PluginManager) -> None:
    """Let hooks ask for arguments by their old names."""
    for hook in HOOKS if renamed.ARGUMENTS else ():
        specified = getattr(manager.hook, hook).spec
        specified.argnames += renamed.old_arguments(specified.argnames)


def _is_for_a_page(hook: str) -> bool:
    """Tell whether a hook is called for one page."""
    specified: dict[str, object] = HOOKS[hook].__annotations__
    return not {"page", "path"}.isdisjoint(specified)
