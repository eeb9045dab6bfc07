"""What plugins there are and what can be set: for `smoopt plugins` and for editors."""

import inspect
from collections.abc import Iterator, Sequence

import msgspec

from smoopt.config import Settings
from smoopt.plugins import DEFAULTS, Registry, available, load, options


class Option(msgspec.Struct, frozen=True):
    """One option of a plugin: its type and default as they are written."""

    name: str
    type: str
    default: str
    value: str


class Entry(msgspec.Struct, frozen=True):
    """One installed plugin: the package it comes from, and whether it runs."""

    name: str
    package: str
    on: bool
    default: bool
    summary: str
    options: tuple[Option, ...]


def entries(settings: Settings, where: str) -> list[Entry]:
    """List the installed plugins in the order they run, those that are off last."""
    running = Registry(settings, where).base.plugins
    names = [*running, *sorted(name for name in available() if name not in running)]
    return [_entry(name, running.get(name)) for name in names]


def _entry(name: str, running: object | None) -> Entry:
    plugin, package = load(name), available()[name].dist
    shown = tuple(
        Option(
            option,
            _type_name(kind),
            _written(default),
            _written(getattr(running, option) if running is not None else default),
        )
        for option, kind, default in options(plugin)
    )
    return Entry(
        name=name,
        package=f"{package.name} {package.version}" if package else "",
        on=running is not None,
        default=name in DEFAULTS,
        summary=(inspect.getdoc(plugin) or "").partition("\n")[0],
        options=shown,
    )


def _type_name(kind: object) -> str:
    """Write a type without the modules its parts come from."""
    if isinstance(kind, type) and not hasattr(kind, "__args__"):
        return kind.__name__
    return str(kind).replace("typing.", "").replace("smoopt.", "")


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
        yield f"{state} {entry.name:<13} {entry.summary}  [{entry.package}]"
        for option in entry.options:
            changed = "" if option.value == option.default else f", now {option.value}"
            yield f"      {option.name} = {option.default}{changed}  ({option.type})"


def data(listed: Sequence[Entry]) -> list[object]:
    """Give the same as plain values, for JSON."""
    return [msgspec.to_builtins(entry) for entry in listed]


def schema() -> dict[str, object]:
    """Give the JSON Schema of smoopt.toml with the tables of every installed plugin.

    Draft 2020-12, https://json-schema.org/draft/2020-12 (2026-11-21).
    """
    plugins = {name: load(name) for name in sorted(available())}
    types = [Settings, *plugins.values()]
    (main, *tables), parts = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    named = {
        name: {"anyOf": [{"type": "boolean"}, table]}
        for name, table in zip(plugins, tables, strict=True)
    }
    for holder in ("Settings", "PageRule"):
        parts[holder]["properties"]["plugins"] = {
            "type": "object",
            "properties": named,
            "additionalProperties": False,
        }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "smoopt.toml",
        **main,
        "$defs": parts,
    }
