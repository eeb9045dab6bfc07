"""From a plugin's name and its table in the configuration to its class and its options."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from smoopt.model.errors import ConfigError, PluginError, SmooptError
from smoopt.model.wording import suggestion
from smoopt.plugin.call import described
from smoopt.plugin.hooks import Plugin
from smoopt.plugin.installed import available
from smoopt.site.config import convert
from smoopt.site.settings import Options

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


@cache
def load(name: str) -> type[Plugin]:
    """Load a plugin's class; raises PluginError."""
    point = _installed(name)
    try:
        loaded = point.load()
    except (Exception, SystemExit) as error:
        problem = f"the plugin {name!r} ({point.value}) does not load: {described(error)}"
        raise PluginError(problem) from error
    if not (isinstance(loaded, type) and issubclass(loaded, Plugin)):
        raise PluginError(f"the plugin {name!r} ({point.value}) is no subclass of smoopt.Plugin")
    return loaded


@contextmanager
def blamed(name: str, where: str) -> Iterator[None]:
    """Say of what goes wrong inside that it is about a plugin's table."""
    try:
        yield
    except ValueError as error:
        raise ConfigError(f"{where}: plugins.{name}: {error}") from error
    except PluginError as error:
        raise PluginError(f"{where}: plugins.{name}: {error}") from error
    except SmooptError:
        raise
    except (Exception, SystemExit) as error:
        raise PluginError(f"{where}: plugins.{name}: it failed: {described(error)}") from error


def built(name: str, table: bool | Options | None, where: str) -> Plugin:
    """Make a plugin from its table; raises PluginError, or ConfigError for an option."""
    options = table if isinstance(table, dict) else {}
    with blamed(name, where):
        return convert(options, load(name), where, f"plugins.{name}")


def require(name: str, where: str) -> None:
    """Raise PluginError if a plugin is not installed: misspelt, a table turns nothing off."""
    with blamed(name, where):
        _installed(name)


def _installed(name: str) -> "EntryPoint":
    """Give what an installed plugin is loaded by; else raise PluginError, with what can be done."""
    if name in available():
        return available()[name]
    known = f"installed are: {', '.join(sorted(available()))}"
    hint = suggestion(name, available(), "'", known)
    raise PluginError(
        f"no plugin named {name!r} is installed{hint}; "
        "install the package that brings it, or take its table out"
    )
