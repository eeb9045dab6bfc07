"""What a test gives, as what smoopt takes: files by path, settings, and the plugins' classes."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeAlias, TypedDict

import msgspec

from smoopt.files.added_files import is_clean
from smoopt.model.errors import ConfigError
from smoopt.model.page_files import has_page_suffix
from smoopt.model.shown_value import shown_value
from smoopt.model.wording import suggestion
from smoopt.plugin.hooks import Plugin
from smoopt.plugin.installed import OWN, others
from smoopt.plugin.load import Classes, PluginClass, merged
from smoopt.plugin.registry import Registry
from smoopt.site import own_templates
from smoopt.site.config import with_url
from smoopt.site.own_templates import SUFFIX
from smoopt.site.settings import DEFAULTS, SOURCES, Options, PluginTables, Settings, SettingsFile
from smoopt.site.url_checks import check_url
from smoopt.site.wrong_settings import convert

Content: TypeAlias = str | bytes
Table: TypeAlias = Mapping[str, object]
Given: TypeAlias = Plugin | type[Plugin]
Plugins: TypeAlias = Mapping[str, Given | bool | Options] | Iterable[Given | str]
# pytest shows a failure without the frames of this module.
__tracebackhide__ = True
URL = "https://example.org/"
# What stands in messages where else the name of a configuration would.
_WHERE = "settings"


class Case(NamedTuple):
    """A site that is not yet on disk: its files by path, its settings, and the plugins on trial.

    `classes` are those plugins that were given as such, `names` all that were given.
    """

    files: Mapping[str, bytes]
    pages: tuple[str, ...]
    settings: Settings
    classes: Classes
    names: frozenset[str]

    def registry(self) -> Registry:
        """Make the plugins; raises ConfigError or PluginError."""
        return Registry(self.settings, _WHERE, self.classes)


class Around(TypedDict, total=False):
    """What there may be around the pages; `smoopt.testing.build` says what each is."""

    url: str
    files: Mapping[str, Content]
    settings: Table
    templates: Mapping[str, Content] | Path
    defaults: bool


def given_case(pages: Mapping[str, Content], plugins: Plugins, around: Around) -> Case:
    """Read what was given.

    Raises TypeError for what is of no kind that there may be, ValueError for a path, ConfigError
    for a setting.
    """
    for name in around.keys() - Around.__annotations__.keys():
        raise TypeError(f"there is no argument {name!r}{suggestion(name, Around.__annotations__)}")
    for name, given in (("pages", pages), ("files", around.get("files", {}))):
        if not isinstance(given, Mapping):
            raise _unexpected(name, given, "contents by path, such as {'a.html': '<!doctype …'}")
    for path in pages:
        if not has_page_suffix(path):
            raise ValueError(f"{path!r} is not a page; expected a path such as 'a/index.html'")
    classes, tables = _plugins(plugins)
    return Case(
        dict(_files({**around.get("files", {}), **pages})),
        tuple(pages),
        _settings(classes, tables, around),
        classes,
        frozenset(tables),
    )


def _settings(classes: Classes, tables: PluginTables, around: Around) -> Settings:
    """Give the settings with the tables of the plugins that run, and no others."""
    said = convert(dict(around.get("settings", {})), SettingsFile, _WHERE)
    off = () if around.get("defaults") else (name for name in DEFAULTS if name not in SOURCES)
    on: PluginTables = {**dict.fromkeys(off, False), **said.plugins}
    for name, table in tables.items():
        if name in classes and isinstance(table, dict) and isinstance(on.get(name), dict):
            kind = classes[name].__name__
            raise ConfigError(
                f"{_WHERE}: plugins.{name}: {kind} is given as an instance, which has its options; "
                f"give them to it, [{kind}(…)], or give the class, [{kind}]"
            )
        on[name] = merged(on.get(name), table)
    own = _templates(around.get("templates", {}))
    fields = {**msgspec.structs.asdict(said), "plugins": on, "own_templates": own}
    url = around.get("url", URL)
    settings = Settings(**fields)
    return with_url(settings, check_url(url, "url")) if url else settings


def _templates(given: object) -> dict[str, bytes]:
    """Read the site's own templates, by name."""
    if isinstance(given, Path):
        return own_templates.read(given, _WHERE, expected=True)
    if not isinstance(given, Mapping):
        form = f"a folder as a Path, or texts by name, such as {{'name{SUFFIX}': '<p …'}}"
        raise _unexpected("templates", given, form)
    for name in given:
        if not name.endswith(SUFFIX):
            raise ValueError(
                f"templates: {name!r} is not a template; expected a name like 'x{SUFFIX}'"
            )
    return {name: _bytes(name, content) for name, content in given.items()}


def _bytes(name: str, content: object) -> bytes:
    if isinstance(content, str):
        return content.encode()
    if isinstance(content, bytes):
        return content
    raise _unexpected(name, content, "text or bytes")


def _unexpected(name: str, given: object, expected: str) -> TypeError:
    return TypeError(f"{name}: expected {expected}; found {shown_value(given)}")


def _files(given: Mapping[str, Content]) -> Iterator[tuple[str, bytes]]:
    for path, content in given.items():
        if not is_clean(path):
            raise ValueError(
                f"{path!r} is no path within the site; expected one such as 'a/index.html', with "
                "forward slashes, no '..', and not in the folder 'smoopt'"
            )
        yield path, _bytes(path, content)


def _plugins(plugins: Plugins) -> tuple[dict[str, type[Plugin]], PluginTables]:
    """Give the classes and the tables of plugins, by name; raises ValueError."""
    classes: dict[str, type[Plugin]] = {}
    tables: PluginTables = {}
    for name, plugin in _named(plugins):
        if name in tables:
            raise ValueError(f"two plugins are named {name!r}; give them names by a mapping")
        if isinstance(plugin, Plugin):
            classes[name] = type(plugin)
            tables[name] = msgspec.to_builtins(plugin)
        elif isinstance(plugin, type):
            classes[name] = plugin
            tables[name] = True
        else:
            tables[name] = plugin
    return classes, tables


def _named(plugins: Plugins) -> Iterator[tuple[str, Given | bool | Options]]:
    if isinstance(plugins, Mapping):
        yield from plugins.items()
        return
    if isinstance(plugins, str | Plugin) or not isinstance(plugins, Iterable):
        raise _unexpected("plugins", plugins, "a list, such as [Credit]")
    for plugin in plugins:
        if isinstance(plugin, str):
            yield plugin, True
        elif isinstance(plugin, Plugin | type):
            yield _name(plugin if isinstance(plugin, type) else type(plugin)), plugin
        else:
            raise _unexpected("plugins", plugin, "classes, instances and names")


def _name(kind: type[Plugin]) -> str:
    """Name a class as its entry point does, else by itself."""
    value = PluginClass(kind).value
    names = {point.value: name for known in (others(), OWN) for name, point in known.items()}
    return names.get(value, kind.__name__.lower())
