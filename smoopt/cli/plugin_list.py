"""The plugins with their options and state, for `smoopt plugins`."""

from collections.abc import Iterator, Mapping, Sequence
from inspect import getdoc

import msgspec

from smoopt.model.errors import CannotRun, PluginError
from smoopt.model.rows import Row, Style
from smoopt.model.wording import suggestion
from smoopt.plugin import renamed
from smoopt.plugin.hooks import HOOKS, Plugin
from smoopt.plugin.installed import GROUP, OwnPlugin
from smoopt.plugin.load import PluginClass, Source, Sources, blamed, in_order, load, sources
from smoopt.plugin.plugin_file import PluginFile
from smoopt.plugin.registry import Registry
from smoopt.site.settings import DEFAULTS, PluginTables, Settings
from smoopt.site.type_words import in_words, metas, written


class Option(msgspec.Struct, frozen=True):
    """One option of a plugin; `type` is in words, `default` and `value` resemble TOML."""

    name: str
    type: str
    default: str
    value: str
    about: str = ""


class Entry(msgspec.Struct, frozen=True):
    """One plugin: the package or file that it comes from, and whether it is on.

    `source` is its class with the module or file, `hooks` are the hooks that it implements.
    `problem` says why it cannot run, `outdated` which of its hooks or arguments a later release
    renames.
    """

    name: str
    package: str
    on: bool
    default: bool
    summary: str = ""
    options: tuple[Option, ...] = ()
    source: str = ""
    hooks: tuple[str, ...] = ()
    problem: str = ""
    outdated: tuple[str, ...] = ()


def entries(settings: Settings, where: str) -> list[Entry]:
    """List all plugins in the order in which they run, those that are off last.

    A plugin that cannot run with its options is listed with the problem. Raises CannotRun for
    errors that no plugin causes.
    """
    running, known, problems = _sorted_out(settings, where)
    on = dict.fromkeys((*in_order(settings.plugins), *problems))
    names = [*on, *sorted(known.keys() - on)]
    listed = []
    for name in names:
        problem = problems.get(name, "")
        entry = _entry(name, known, is_on=name in running or bool(problem))
        try:
            plugin = load(name, known)
            with blamed(name, where):
                entry = _described(entry, plugin, running.get(name))
        except CannotRun as error:
            problem = problem or str(error)
        listed.append(msgspec.structs.replace(entry, problem=problem))
    return listed


def only(name: str, listed: Sequence[Entry]) -> Entry:
    """Return one plugin; raises PluginError for an unknown name."""
    for entry in listed:
        if entry.name == name:
            return entry
    hint = suggestion(name, (entry.name for entry in listed), "'")
    raise PluginError(f"there is no plugin {name!r}{hint}")


def _sorted_out(
    settings: Settings, where: str
) -> tuple[Mapping[str, Plugin], Sources, dict[str, str]]:
    """Return the plugins that run, the sources of all plugins, and why others cannot run.

    Failing plugins are turned off one by one, until the rest can run.
    """
    known: Sources = {}
    problems: dict[str, str] = {}
    while True:
        try:
            known = {**sources(settings, where), **known}
            return Registry(settings, where).base.plugins, known, problems
        except CannotRun as error:
            if not error.plugin or error.plugin in problems:
                raise
            problems[error.plugin] = str(error)
            settings = _without(settings, error.plugin)


def _without(settings: Settings, name: str) -> Settings:
    """Return the settings without one plugin."""

    def others(tables: PluginTables) -> PluginTables:
        return {other: table for other, table in tables.items() if other != name}

    pages = (msgspec.structs.replace(rule, plugins=others(rule.plugins)) for rule in settings.pages)
    off: PluginTables = {name: False} if name in DEFAULTS else {}
    plugins = {**others(settings.plugins), **off}
    return msgspec.structs.replace(settings, plugins=plugins, pages=tuple(pages))


def _entry(name: str, known: Sources, *, is_on: bool) -> Entry:
    """Return an entry for a plugin that is not loaded."""
    source = known.get(name)
    if source is None:
        return Entry(name, "", on=is_on, default=False)
    return Entry(name, _package(source), is_on, name in DEFAULTS, source=source.value)


def _described(entry: Entry, plugin: type[Plugin], running: Plugin | None) -> Entry:
    """Complete the entry of a loaded plugin, whose options may raise any exception."""
    methods = {name: getattr(plugin, name, None) for name in (*HOOKS, *renamed.HOOKS)}
    hooks = {name: each for name, each in methods.items() if hasattr(each, f"{GROUP}_impl")}
    return msgspec.structs.replace(
        entry,
        summary=(getdoc(plugin) or "").partition("\n")[0],
        options=tuple(_option(field, running) for field in msgspec.structs.fields(plugin)),
        hooks=tuple(hooks),
        outdated=tuple(
            str(each)
            for name, method in hooks.items()
            if method is not None
            for each in renamed.outdated(name, method)
        ),
    )


def _package(source: Source) -> str:
    """Return where a plugin comes from: its file, or its package with the version."""
    match source:
        case OwnPlugin():
            return source.package
        case PluginFile():
            return source.path
        case PluginClass():
            return ""
    return f"{source.dist.name} {source.dist.version}" if source.dist else ""


def _option(field: msgspec.structs.FieldInfo, running: Plugin | None) -> Option:
    make = field.default_factory
    default = field.default if make is msgspec.NODEFAULT else make()
    return Option(
        field.encode_name,
        in_words(field.type),
        _written(default),
        _written(default if running is None else getattr(running, field.name)),
        "".join(meta.description or "" for meta in metas(field.type)),
    )


def _written(value: object) -> str:
    if value is None:  # TOML has no null
        return "(none)"
    return "(required)" if value is msgspec.NODEFAULT else written(value)


def lines(listed: Sequence[Entry]) -> Iterator[Row]:
    """Yield rows for people: one per plugin, and two for each option below it."""
    for entry in listed:
        state = "broken" if entry.problem else "on" if entry.on else "off"
        package = f"  [{entry.package}]" if entry.package else ""
        style: Style = "bold" if entry.on else ""
        start = f"{state:<6} {entry.name:<13} "
        yield Row(start, f"{entry.problem or entry.summary}{package}", style)
        for option in entry.options:
            changed = "" if option.value == option.default else f", now {option.value}"
            yield Row(" " * 6, f"{option.name} = {option.default}{changed}")
            yield Row(" " * 10, f"{option.about or 'no description'} ({option.type})", "dim")


def details(entry: Entry) -> Iterator[Row]:
    """Yield the rows of one plugin, with its hooks and where its code is."""
    yield from lines([entry])
    if entry.hooks or not entry.problem:
        yield Row("    hooks: ", ", ".join(entry.hooks) or "none")
    yield Row("    stands in: ", entry.source or "unknown")
    for each in entry.outdated:
        yield Row("    outdated: ", each)


def data(listed: Sequence[Entry]) -> list[object]:
    """Return the same as plain values, for JSON."""
    return [msgspec.to_builtins(entry) for entry in listed]
