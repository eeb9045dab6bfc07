"""Finding and reading smoopt.toml (or `[tool.smoopt]` in pyproject.toml), and what is wrong there.

Plugins' own tables are checked against their option classes when they are built (load.py);
here they stay what TOML made of them.
"""

import re
from pathlib import Path
from typing import TypeGuard, TypeVar, get_args, get_type_hints

import msgspec

from smoopt.model.errors import ConfigError
from smoopt.model.wording import suggestion
from smoopt.site import own_templates
from smoopt.site.settings import (
    DEFAULT_TEMPLATES,
    PLUGIN_FILE,
    Options,
    PluginTables,
    Settings,
    SettingsFile,
    SiteSettings,
)
from smoopt.site.url_checks import check_url

FILE_NAME = "smoopt.toml"
T = TypeVar("T")


def load(path: Path) -> Settings:
    """Read settings from `path`, and the templates beside it.

    Raises ConfigError with the file and the exact setting.
    """
    said = read(path)
    folder, is_named = templates_folder(path, said), said.templates != DEFAULT_TEMPLATES
    templates = own_templates.read(folder, str(path), expected=is_named)
    settings = Settings(**msgspec.structs.asdict(said), own_templates=templates)
    if settings.site.url:
        return with_url(settings, check_url(settings.site.url, f"{path}: site.url"))
    return settings


def read(path: Path) -> SettingsFile:
    """Read what the file itself says; raises ConfigError."""
    return _with_files(convert(_tables(path), SettingsFile, str(path)), path.parent.absolute())


def templates_folder(path: Path, said: SettingsFile) -> Path:
    """Name the folder of the author's own templates."""
    return path.parent / said.templates


def _tables(path: Path) -> object:
    """Read smoopt's tables from a file; raises ConfigError."""
    import tomllib  # noqa: PLC0415

    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: is not valid TOML: {error}") from error
    return tables.get("tool", {}).get("smoopt") if path.name == "pyproject.toml" else tables


def find(*folders: Path) -> Path | None:
    """Look for a configuration in each folder: smoopt.toml, else a pyproject.toml that has one."""
    for folder in folders:
        own, project = candidates(folder)
        if own.is_file():
            return own
        if project.is_file() and _tables(project):
            return project
    return None


def candidates(folder: Path) -> tuple[Path, Path]:
    """Name the files of a folder that a configuration may stand in, the first before the second."""
    return folder / FILE_NAME, folder / "pyproject.toml"


def convert(value: object, to: type[T], where: str, table: str = "") -> T:
    """Turn the values of a table into `to`; raises ConfigError naming the setting at fault."""
    try:
        return msgspec.convert(value, to)
    except msgspec.ValidationError as error:
        problem, _, at = str(error).partition(" - at `$")
        setting = ".".join(part for part in (table, at.rstrip("`").lstrip(".")) if part)
        hint = _hint(problem, _type_at(to, at), to) or _found(problem, _value_at(value, at))
        raise ConfigError(": ".join(filter(None, (where, setting, problem + hint)))) from error


def _hint(problem: str, here: object, whole: type) -> str:
    """Say what could stand in place of what is wrong; `here` is the type of its table or value."""
    if problem.startswith("Invalid enum value"):
        return f"; expected {' or '.join(map(repr, get_args(here)))}"
    unknown = re.search(r"unknown field `([^`]*)`", problem)
    if unknown is None or not _is_table(here):
        return ""
    from smoopt.site.settings import DEFAULTS  # noqa: PLC0415 - for a mistake only

    name, fields = unknown[1], {field.encode_name for field in msgspec.structs.fields(here)}
    if here is whole is SettingsFile:
        if name in SiteSettings.__struct_fields__:
            return f" (did you mean `site.{name}`?)"
        if name in DEFAULTS:
            return f" (did you mean `plugins.{name}`?)"
    return suggestion(name, fields)


def _found(problem: str, value: object) -> str:
    """Say what a value is that is of the right type, but out of bounds: msgspec does not."""
    is_bound = re.match("Expected `[a-z]+` ", problem)
    return f", found {value!r}" if is_bound and value is not None else ""


def _value_at(value: object, path: str) -> object:
    """Find a value by its path; None where that has `[...]` in place of a key."""
    for name, index in re.findall(r"\.(\w+)|\[([\d.]+)\]", path):
        match value:
            case dict():
                value = value.get(name)
            case list():
                value = value[int(index)]
    return value


def _type_at(to: object, path: str) -> object:
    """Find the type of a setting by its path, as msgspec writes it: `.pages[0].rules[...]`."""
    for name, index in re.findall(r"\.(\w+)|(\[)", path.rstrip("`")):
        if index:
            to = next((kind for kind in reversed(get_args(to)) if kind is not ...), object)
        elif _is_table(to):
            types = get_type_hints(to)  # without what `Annotated` adds
            names = {field.encode_name: field.name for field in msgspec.structs.fields(to)}
            to = types[names[name]] if name in names else object
    return to


def _is_table(kind: object) -> TypeGuard[type[msgspec.Struct]]:
    return isinstance(kind, type) and issubclass(kind, msgspec.Struct)


def _with_files(settings: SettingsFile, folder: Path) -> SettingsFile:
    """Give the settings with the plugins' files, which are named as seen from a folder."""

    def placed(tables: PluginTables) -> PluginTables:
        return {name: _with_file(table, folder) for name, table in tables.items()}

    pages = (msgspec.structs.replace(rule, plugins=placed(rule.plugins)) for rule in settings.pages)
    return msgspec.structs.replace(settings, plugins=placed(settings.plugins), pages=tuple(pages))


def _with_file(table: bool | Options, folder: Path) -> bool | Options:
    """Give a plugin's table with its file in full, where it has one."""
    file = table.get("file") if isinstance(table, dict) else None
    if isinstance(table, bool) or not isinstance(file, str) or not PLUGIN_FILE.fullmatch(file):
        return table
    return {**table, "file": str(folder / file)}


def with_url(settings: Settings, url: str) -> Settings:
    """Give the settings with another site address."""
    return msgspec.structs.replace(settings, site=msgspec.structs.replace(settings.site, url=url))
