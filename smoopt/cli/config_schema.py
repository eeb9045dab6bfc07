"""The JSON Schema of smoopt.toml, with the tables of every installed plugin, for editors.

Draft 2020-12, https://json-schema.org/draft/2020-12 (2026-11-21).
"""

import inspect
from contextlib import suppress

import msgspec

from smoopt.check.known_rules import built_in_rules
from smoopt.model.facts import SETTABLE
from smoopt.plugin.hooks import Plugin
from smoopt.plugin.load import Sources, load, sources
from smoopt.plugin.plugin_file import PluginFile
from smoopt.site.settings import PLUGIN_FILE, Settings, SettingsFile

_FILE = {
    "type": "string",
    "pattern": PLUGIN_FILE.pattern,
    "description": "The plugin's class in your own file: tools/credit.py:Credit.",
}


def schema(settings: Settings, where: str) -> dict[str, object]:
    """Return the schema as plain data, mostly derived by msgspec from the types of settings.

    The settings name plugins besides the installed ones. A plugin that does not load, or whose
    options cannot be described, may have any options.
    """
    known = sources(settings, where)
    plugins = _loaded(known)
    (main, *tables), parts = msgspec.json.schema_components(
        [SettingsFile, *plugins.values()], schema_hook=_anything, ref_template="#/$defs/{name}"
    )
    named: dict[str, object] = {name: {"type": ["boolean", "object"]} for name in sorted(known)}
    for name, table in zip(plugins, tables, strict=True):
        named[name] = {"anyOf": [{"type": "boolean"}, table]}
        if isinstance(known[name], PluginFile):
            parts[table["$ref"].rpartition("/")[2]]["properties"]["file"] = _FILE
    level = parts["CheckSettings"]["properties"]["rules"]["additionalProperties"]
    parts |= {"Level": level, "Rules": _rules(), "Plugins": _plugins(named)}
    for holder in ("SettingsFile", "PageRule"):
        parts[holder]["properties"]["plugins"] = {"$ref": "#/$defs/Plugins", "default": {}}
    for holder in ("CheckSettings", "PageRule"):
        parts[holder]["properties"]["rules"] = {"$ref": "#/$defs/Rules", "default": {}}
    parts["PageRule"]["properties"]["facts"]["propertyNames"] = {"enum": sorted(SETTABLE)}
    for part in parts.values():
        if "description" in part:  # a docstring, whose indentation msgspec 0.23 removes
            part["description"] = inspect.cleandoc(part["description"])
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "smoopt.toml"}
    return {**head, **main, "$defs": parts}


def _loaded(known: Sources) -> dict[str, type[Plugin]]:
    """Return the plugins that can be loaded and whose options msgspec can describe."""
    plugins: dict[str, type[Plugin]] = {}
    for name in sorted(known):
        with suppress(Exception):
            plugin = load(name, known)
            msgspec.json.schema_components([plugin], schema_hook=_anything)
            plugins[name] = plugin
    return plugins


def _plugins(named: dict[str, object]) -> dict[str, object]:
    """Return the schema of the plugins' tables; one with an unknown name must have `file`."""
    other = {"type": "object", "properties": {"file": _FILE}, "required": ["file"]}
    return {"type": "object", "properties": named, "additionalProperties": other}


def _anything(kind: type) -> dict[str, object]:
    """Allow any value for the type `object`; msgspec knows the schema of all others."""
    if kind is object:
        return {"description": "any value"}  # msgspec rejects an empty schema
    raise NotImplementedError


def _rules() -> dict[str, object]:
    """Return the schema of rules by id; others are allowed, as plugins may not declare all."""
    level = {"$ref": "#/$defs/Level"}
    known = sorted(built_in_rules().items())
    described = {code: {**level, "description": rule.what} for code, rule in known}
    return {"type": "object", "properties": described, "additionalProperties": level}
