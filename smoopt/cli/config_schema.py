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
    """Give it as plain data; msgspec knows most of it by the types of settings and options.

    The settings say which plugins there are besides those that are installed. One that does not
    load, or whose options cannot be described, may have any.
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
        if "description" in part:  # a docstring: msgspec 0.23 takes its indentation out
            part["description"] = inspect.cleandoc(part["description"])
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "smoopt.toml"}
    return {**head, **main, "$defs": parts}


def _loaded(known: Sources) -> dict[str, type[Plugin]]:
    """Load the plugins that can be loaded, and of which msgspec can describe the options."""
    plugins: dict[str, type[Plugin]] = {}
    for name in sorted(known):
        with suppress(Exception):
            plugin = load(name, known)
            msgspec.json.schema_components([plugin], schema_hook=_anything)
            plugins[name] = plugin
    return plugins


def _plugins(named: dict[str, object]) -> dict[str, object]:
    """Describe the tables of plugins; one with another name must say in which file it stands."""
    other = {"type": "object", "properties": {"file": _FILE}, "required": ["file"]}
    return {"type": "object", "properties": named, "additionalProperties": other}


def _anything(kind: type) -> dict[str, object]:
    """Let a value of type `object` be anything; msgspec knows the schema of all others."""
    if kind is object:
        return {"description": "any value"}  # msgspec takes no empty schema
    raise NotImplementedError


def _rules() -> dict[str, object]:
    """Describe the rules of the audit; plugins may have more than they say."""
    level = {"$ref": "#/$defs/Level"}
    known = sorted(built_in_rules().items())
    described = {code: {**level, "description": rule.what} for code, rule in known}
    return {"type": "object", "properties": described, "additionalProperties": level}
