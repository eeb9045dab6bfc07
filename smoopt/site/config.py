"""Finding and reading smoopt.toml (or `[tool.smoopt]` in pyproject.toml).

Plugins' own tables are checked against their option classes when they are built (load.py);
here they stay what TOML made of them.
"""

from pathlib import Path

import msgspec

from smoopt.model.errors import ConfigError
from smoopt.site import own_templates
from smoopt.site.settings import (
    DEFAULT_TEMPLATES,
    PLUGIN_FILE,
    Options,
    PluginTables,
    Settings,
    SettingsFile,
)
from smoopt.site.url_checks import check_url
from smoopt.site.wrong_settings import convert

FILE_NAME = "smoopt.toml"


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
