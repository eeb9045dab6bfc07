"""What plugins there are and what can be set of them: for `smoopt plugins`."""

import builtins
import types
import typing
from collections.abc import Iterator, Sequence
from inspect import getdoc
from typing import get_args, get_origin

import msgspec

from smoopt.model.errors import PluginError
from smoopt.plugin.hooks import Plugin
from smoopt.plugin.load import PluginClass, Source, Sources, load
from smoopt.plugin.plugin_file import PluginFile
from smoopt.plugin.registry import Registry
from smoopt.site.settings import DEFAULTS, Settings


class Option(msgspec.Struct, frozen=True):
    """One option of a plugin; `type` is in words, `default` and `value` are near to TOML."""

    name: str
    type: str
    default: str
    value: str
    about: str = ""


class Entry(msgspec.Struct, frozen=True):
    """One plugin: the package or file that it comes from, and whether it runs.

    `problem` says why it cannot be loaded.
    """

    name: str
    package: str
    on: bool
    default: bool
    summary: str = ""
    options: tuple[Option, ...] = ()
    problem: str = ""


def entries(settings: Settings, where: str) -> list[Entry]:
    """List the plugins that there are in the order they run, those that are off last."""
    registry = Registry(settings, where)
    running = registry.base.plugins
    names = [*running, *sorted(name for name in registry.known if name not in running)]
    return [_entry(name, running.get(name), registry.known) for name in names]


def _entry(name: str, running: Plugin | None, known: Sources) -> Entry:
    entry = Entry(name, _package(known[name]), on=running is not None, default=name in DEFAULTS)
    try:
        plugin = load(name, known)
    except PluginError as error:
        return msgspec.structs.replace(entry, problem=str(error))
    return msgspec.structs.replace(
        entry,
        summary=(getdoc(plugin) or "").partition("\n")[0],
        options=tuple(_option(field, running) for field in msgspec.structs.fields(plugin)),
    )


def _package(source: Source) -> str:
    """Name what a plugin came with: its file, or its package with its version."""
    match source:
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
        _in_words(field.type),
        _written(default),
        _written(default if running is None else getattr(running, field.name)),
        "".join(meta.description or "" for meta in _metas(field.type)),
    )


def _metas(kind: object) -> list[msgspec.Meta]:
    """Give what a type is annotated with for msgspec."""
    added = get_args(kind)[1:] if get_origin(kind) is typing.Annotated else ()
    return [meta for meta in added if isinstance(meta, msgspec.Meta)]


_PLAIN = {str: "text", bool: "true or false", int: "whole number", float: "number"}


def _in_words(kind: object) -> str:
    """Name a type as an author of TOML would."""
    arguments = [part for part in get_args(kind) if part is not Ellipsis]
    if kind in _PLAIN:
        return _PLAIN[kind]
    match get_origin(kind):
        case typing.Annotated:
            return _in_words(arguments[0]) + "".join(map(_bounds, _metas(kind)))
        case typing.Literal:
            return ", ".join(map(str, arguments))
        case builtins.tuple | builtins.list:
            return f"list of {_in_words(arguments[0])}"
        case types.UnionType | typing.Union:
            return " or ".join(map(_in_words, arguments))
    return "table"


def _bounds(meta: msgspec.Meta) -> str:
    """Say between what a number must be."""
    least = "" if meta.ge is None else f" from {meta.ge}"
    return least if meta.le is None else f"{least} to {meta.le}"


def _written(value: object) -> str:
    """Write a value as TOML would have it, near enough to read."""
    if value is msgspec.NODEFAULT:
        return "(required)"
    if isinstance(value, bool):
        return str(value).lower()
    return msgspec.json.encode(value).decode() if not isinstance(value, str) else f'"{value}"'


def lines(listed: Sequence[Entry]) -> Iterator[str]:
    """Say it for people: a line a plugin, and one for each option below it."""
    for entry in listed:
        state = "on " if entry.on else "off"
        summary = f"broken: {entry.problem}" if entry.problem else entry.summary
        yield f"{state} {entry.name:<13} {summary}  [{entry.package}]"
        for option in entry.options:
            changed = "" if option.value == option.default else f", now {option.value}"
            yield f"      {option.name} = {option.default}{changed}"
            yield f"          {option.about or 'no description'} ({option.type})"


def data(listed: Sequence[Entry]) -> list[object]:
    """Give the same as plain values, for JSON."""
    return [msgspec.to_builtins(entry) for entry in listed]
