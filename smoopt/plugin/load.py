"""From a plugin's name and its table in the configuration to its class and its options."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from smoopt.model.errors import CannotRun, ConfigError, PluginError
from smoopt.model.faults import described
from smoopt.model.stopped import asks_to_stop
from smoopt.model.wording import suggestion
from smoopt.plugin.hooks import Plugin
from smoopt.plugin.installed import OWN, OwnPlugin, others
from smoopt.plugin.plugin_file import PluginFile, no_class, plugin_file
from smoopt.plugin.watching import preparing
from smoopt.site.settings import DEFAULTS, Options, PluginTables, Settings, plugin_files
from smoopt.site.wrong_settings import convert

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


class PluginClass(msgspec.Struct, frozen=True):
    """A plugin's class that is given directly, without an entry point."""

    kind: type[Plugin]

    @property
    def value(self) -> str:
        """Where the class is defined, as an entry point would write it."""
        return f"{self.kind.__module__}:{self.kind.__qualname__}"

    def load(self) -> type[Plugin]:
        """Return the class."""
        return self.kind


Classes: TypeAlias = Mapping[str, type[Plugin]]
Source: TypeAlias = "OwnPlugin | EntryPoint | PluginFile | PluginClass"
# What each plugin is loaded from, by name.
Sources: TypeAlias = Mapping[str, Source]


class _Found(Mapping[str, Source]):
    """What was given, and what is installed; installed packages are searched only on demand."""

    def __init__(self, given: Sources) -> None:
        self._given = given

    def __getitem__(self, name: str) -> Source:
        if (found := self._given.get(name) or OWN.get(name)) is not None:
            return found
        return others()[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**OWN, **others(), **self._given})

    def __len__(self) -> int:
        return len({*OWN, *others(), *self._given})


def sources(settings: Settings, where: str, classes: Classes | None = None) -> Sources:
    """Find all plugins: those that are installed, and those in files that the settings name.

    `classes` take precedence over both. An installed plugin may have an option that is named
    `file`. Raises PluginError.
    """
    given: dict[str, Source] = {name: PluginClass(kind) for name, kind in (classes or {}).items()}
    found = _Found(given)
    for name, file in plugin_files(settings).items():
        if name not in found:
            with blamed(name, where):
                given[name] = plugin_file(file)
    return found


def load(name: str, known: Sources) -> type[Plugin]:
    """Load a plugin's class; raises PluginError."""
    return _loaded(name, _source(name, known))


@cache
def _loaded(name: str, source: Source) -> type[Plugin]:
    try:
        with preparing():
            loaded = source.load()
    except BaseException as error:
        if asks_to_stop(error):
            raise
        if isinstance(source, PluginFile):
            raise PluginError(source.problem(error)) from error
        message = f"the plugin {name!r} ({source.value}) does not load: {described(error)}"
        raise PluginError(message) from error
    if not (isinstance(loaded, type) and issubclass(loaded, Plugin)) or loaded is Plugin:
        known = f"the plugin {name!r} ({source.value})"
        if isinstance(source, PluginFile):
            known = f"{source.shown}: {source.kind}"
        raise PluginError(f"{known} is no subclass of smoopt.Plugin")
    return loaded


@contextmanager
def blamed(name: str, where: str) -> Iterator[None]:
    """Attribute errors raised inside to a plugin's table."""
    try:
        with _placed(f"{where}: plugins.{name}"), preparing():
            yield
    except CannotRun as error:
        error.plugin = name
        raise


@contextmanager
def _placed(table: str) -> Iterator[None]:
    """Name the table in errors; those of the configuration name it themselves."""
    try:
        yield
    except ValueError as error:
        raise ConfigError(f"{table}: {error}") from error
    except PluginError as error:
        raise PluginError(f"{table}: {error}") from error
    except ConfigError:
        raise
    except BaseException as error:
        if asks_to_stop(error):
            raise
        raise PluginError(f"{table}: it failed: {described(error)}") from error


def built(name: str, table: bool | Options | None, where: str, known: Sources) -> Plugin:
    """Make a plugin from its table; raises PluginError, or ConfigError for an option."""
    options = dict(table) if isinstance(table, dict) else {}
    with blamed(name, where):
        if "file" in options and name not in known:
            raise PluginError(no_class(options["file"]))
        if isinstance(known.get(name), PluginFile):
            del options["file"]
        elif "file" in options and "file" not in load(name, known).__struct_fields__:
            raise PluginError("a plugin of this name is installed; give yours another")
        return convert(options, load(name, known), where, f"plugins.{name}")


def require(name: str, where: str, known: Sources) -> None:
    """Raise PluginError if there is no such plugin: a misspelt table would turn nothing off."""
    with blamed(name, where):
        _source(name, known)


def _source(name: str, known: Sources) -> Source:
    """Return what a plugin is loaded from; raises PluginError, which says what to do."""
    if name in known:
        return known[name]
    all_known = f"installed are: {', '.join(sorted(known))}"
    hint = suggestion(name, known, "'", all_known)
    raise PluginError(
        f"no plugin named {name!r} is installed{hint}; "
        'install its package, name its file (file = "tools/name.py:Class"), or remove its table'
    )


def merged(base: bool | Options | None, table: bool | Options) -> bool | Options:
    """Lay a rule's table over the site's: true and false switch, options replace options."""
    if isinstance(table, dict):
        return {**base, **table} if isinstance(base, dict) else table
    return base if table and isinstance(base, dict) else table


def in_order(tables: PluginTables) -> list[str]:
    """Name the plugins to run, in order; a table of false turns a default plugin off."""
    further = [name for name in tables if name not in DEFAULTS]
    return [name for name in (*further, *DEFAULTS) if tables.get(name, True) is not False]
