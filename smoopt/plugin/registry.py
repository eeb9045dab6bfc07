"""The plugins that run on a site: the sets of all its rules.

Built-in plugins are loaded as all others are, by a name that stands for a module and a class.
"""

from collections.abc import Iterable, Iterator

from smoopt.model.finding import Place
from smoopt.plugin.load import Classes, merged, sources
from smoopt.plugin.plugin_file import PluginFile
from smoopt.plugin.plugin_set import PluginSet, is_own
from smoopt.plugin.running_hook import Death
from smoopt.site.settings import Settings, matching, plugin_files


class Registry:
    """The plugin sets of a site: one for each combination of `[[pages]]` rules that occurs."""

    def __init__(
        self,
        settings: Settings,
        where: str = "",
        classes: Classes | None = None,
        *,
        apart: bool = False,
    ) -> None:
        """Check the tables of every rule on its own; see `check` for those that meet on a page.

        `classes` are plugins by name, besides those that are installed. `apart` asks to call
        third-party hooks in separate processes.
        """
        self.settings = settings
        self._apart = apart
        self.where = where or "configuration"
        self._classes = classes
        self.known = sources(settings, self.where, classes)
        self._sets: dict[tuple[int, ...], PluginSet] = {}
        self.base = self._set(())
        for number, _ in enumerate(settings.pages):
            self._set((number,))

    def __reduce__(self) -> tuple[type["Registry"], tuple[Settings, str, Classes | None]]:
        """Let another process build its own registry from the settings: hooks cannot be sent."""
        return Registry, (self.settings, self.where, self._classes)

    @property
    def every(self) -> tuple[PluginSet, ...]:
        """The plugin sets that were needed until now: the site's own, then those of rules."""
        return tuple(self._sets.values())

    @property
    def strangers(self) -> list[str]:
        """The names of the plugins that run and do not come with smoopt."""
        everyone = {name: one for plugins in self.every for name, one in plugins.plugins.items()}
        return sorted(name for name, plugin in everyone.items() if not is_own(plugin))

    @property
    def takes_long(self) -> bool:
        """Tell whether any plugin may take long for a page."""
        return any(one.takes_long for plugins in self.every for one in plugins.plugins.values())

    @property
    def tells_most(self) -> bool:
        """Tell whether the `gather` of any plugin has a share for most pages."""
        return any(one.tells_most for plugins in self.every for one in plugins.plugins.values())

    @property
    def is_apart(self) -> bool:
        """Tell whether there are third-party hooks that must be called in separate processes."""
        return self._apart and bool(self.strangers)

    def blame(self, death: Death, place: Place) -> None:
        """Count a hook that did not end: processes started later call it a few times at most."""
        if death.is_late and death.running is not None:
            for plugins in self.every:
                plugins.note_late(death.running, place)

    def misnamed_templates(self) -> dict[str, str]:
        """Return the site's templates that no plugin uses, with the name that may be meant.

        A file whose name begins with that of a single-file plugin is that plugin's own: such a
        plugin ships no templates.
        """
        each = [dict(plugins.templates.misnamed(tuple(self._in_files))) for plugins in self.every]
        return {file: meant for file, meant in each[0].items() if all(file in one for one in each)}

    @property
    def _in_files(self) -> Iterator[str]:
        named = plugin_files(self.settings)
        return (name for name in named if isinstance(self.known[name], PluginFile))

    def check(self, paths: Iterable[str]) -> None:
        """Build the plugins of all pages; raises ConfigError before any is written."""
        for path in paths:
            self.for_page(path)

    def prepare(self) -> None:
        """Load what most pages need before workers are forked, which would each load it."""
        for plugins in self.every:
            plugins.templates.prepare()

    def for_page(self, path: str) -> PluginSet:
        """Return the plugins that run for a page."""
        return self._set(matching(self.settings, path))

    def _set(self, rules: tuple[int, ...]) -> PluginSet:
        rules = tuple([number for number in rules if self.settings.pages[number].plugins])
        if rules not in self._sets:
            tables = dict(self.settings.plugins)
            for number in rules:
                for name, table in self.settings.pages[number].plugins.items():
                    tables[name] = merged(tables.get(name), table)
            where = ": ".join((self.where, *(f"pages[{number}]" for number in rules)))
            self._sets[rules] = PluginSet(tables, where, self.known, self.settings)
        return self._sets[rules]
