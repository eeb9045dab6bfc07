"""The JSON Schema of smoopt.toml, with the tables of every installed plugin, for editors.

Draft 2020-12, https://json-schema.org/draft/2020-12 (2026-11-21).
"""

import inspect

import msgspec

from smoopt.check.known_rules import known_rules
from smoopt.model.facts import SETTABLE
from smoopt.plugin.installed import available
from smoopt.plugin.load import load
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings


def schema() -> dict[str, object]:
    """Give it as plain data; msgspec knows most of it by the types of settings and options."""
    plugins = {name: load(name) for name in sorted(available())}
    types = [Settings, *plugins.values()]
    (main, *tables), parts = msgspec.json.schema_components(
        types, schema_hook=_anything, ref_template="#/$defs/{name}"
    )
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
    parts["PageRule"]["properties"]["facts"]["propertyNames"] = {"enum": sorted(SETTABLE)}
    level = parts["CheckSettings"]["properties"]["rules"]["additionalProperties"]
    parts |= {"Level": level, "Rules": _rules()}
    for part in parts.values():
        if "description" in part:  # a docstring: msgspec 0.23 takes its indentation out
            part["description"] = inspect.cleandoc(part["description"])
    for holder in ("CheckSettings", "PageRule"):
        parts[holder]["properties"]["rules"] = {"$ref": "#/$defs/Rules", "default": {}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "smoopt.toml",
        **main,
        "$defs": parts,
    }


def _anything(kind: type) -> dict[str, object]:
    """Let a value of type `object` be anything; msgspec knows the schema of all others."""
    if kind is object:
        return {"description": "any value"}  # msgspec takes no empty schema
    raise NotImplementedError


def _rules() -> dict[str, object]:
    """Describe the rules of the audit; plugins may have more than they say."""
    level = {"$ref": "#/$defs/Level"}
    known = sorted(known_rules(Registry(Settings())).items())
    described = {code: {**level, "description": rule.what} for code, rule in known}
    return {"type": "object", "properties": described, "additionalProperties": level}
