"""Finding and reading smoopt.toml (or `[tool.smoopt]` in pyproject.toml).

Plugins' own tables are checked against their option classes when they are built (load.py);
here they stay what TOML made of them.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from smoopt.files.bounded import HANDWRITTEN, read_bounded
from smoopt.model.errors import ConfigError
from smoopt.model.plain_data import TooDeep, refuse_deep
from smoopt.model.plain_text import no_text
from smoopt.site import own_designs, own_templates
from smoopt.site.read_files import READ_FILES, with_files
from smoopt.site.settings import (
    DEFAULT_TEMPLATES,
    PLUGIN_FILE,
    Options,
    PluginTables,
    Settings,
    SettingsFile,
    refuse_bad_patterns,
)
from smoopt.site.url_checks import check_url
from smoopt.site.wrong_settings import convert

T = TypeVar("T")

FILE_NAME = "smoopt.toml"
# https://toml.io/en/v1.0.0#integer (2026-11-30): what has more bits than these 64 is an error.
_BEYOND = 1 << 63
_NUMBERS = "expected whole numbers of at most 64 bits"


def load(path: Path) -> Settings:
    """Read settings from `path`, and the templates beside it.

    Raises ConfigError with the file and the exact setting.
    """
    said = read(path)
    folder, is_named = templates_folder(path, said), said.templates != DEFAULT_TEMPLATES
    templates = own_templates.read(folder, str(path), expected=is_named)
    designs, fonts = own_designs.read(folder)
    settings = Settings(
        **msgspec.structs.asdict(said),
        own_templates=templates,
        own_designs=designs,
        own_fonts=fonts,
    )
    if settings.site.url:
        return with_url(settings, check_url(settings.site.url, f"{path}: site.url"))
    return settings


def read(path: Path) -> SettingsFile:
    """Read what the file itself says; raises ConfigError."""
    return _with_files(convert(_tables(path), SettingsFile, str(path)), path.parent.absolute())


def check_patterns(settings: SettingsFile, where: str) -> None:
    """Raise ConfigError for an invalid pattern of a `[[pages]]` rule."""
    for number, rule in enumerate(settings.pages):
        try:
            refuse_bad_patterns(rule.match)
        except ValueError as error:
            raise ConfigError(f"{where}: pages[{number}].match: {error}") from error


def templates_folder(path: Path, said: SettingsFile) -> Path:
    """Name the folder of the author's own templates."""
    return path.parent / said.templates


def _tables(path: Path) -> object:
    """Read smoopt's tables from a file; raises ConfigError."""
    tables: object = _parsed(path, HANDWRITTEN)
    for name in ("tool", "smoopt") if path.name == "pyproject.toml" else ():
        tables = tables.get(name) if isinstance(tables, dict) else None
    return _fit(tables, path)


def read_toml(path: Path, most: int) -> object:
    """Read a TOML file that a setting names, of at most `most` bytes; raises ConfigError."""
    return _fit(_parsed(path, most), path)


def _fit(tables: object, path: Path) -> object:
    """Check values from a file; raises ConfigError for one that no setting can have."""
    try:
        refuse_deep(tables)
    except TooDeep as error:
        raise ConfigError(f"{path}: {error}") from error
    for setting, problem in unfit(tables, ""):
        raise ConfigError(f"{path}: {setting}: {problem}")
    return tables


def _parsed(path: Path, most: int) -> dict[str, object]:
    import tomllib  # noqa: PLC0415

    return parsed(path, most, "TOML", tomllib.loads)


def parsed(path: Path, most: int, form: str, parse: Callable[[str], T]) -> T:
    """Parse a file that an author has written, of at most `most` bytes.

    Raises ConfigError for a file that cannot be read, is too large, or is not of this form.
    """
    try:
        return parse(read_bounded(path, most).decode("utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (TooDeep, RecursionError) as error:
        too_deep = error if isinstance(error, TooDeep) else TooDeep()
        raise ConfigError(f"{path}: {too_deep}") from error
    except ValueError as error:
        if type(error) is ValueError:  # Python reads no number of thousands of digits
            raise ConfigError(f"{path}: a number in it is too long; {_NUMBERS}") from error
        raise ConfigError(f"{path}: is not valid {form}: {error}") from error


def unfit(value: object, at: str) -> Iterator[tuple[str, str]]:
    """Yield the place of each value that no setting can have, and what is wrong with it."""
    match value:
        case dict():
            for name, inner in value.items():
                yield from unfit(inner, f"{at}.{name}" if at else name)
        case list():
            for number, inner in enumerate(value):
                yield from unfit(inner, f"{at}[{number}]")
        case int() if not -_BEYOND <= value < _BEYOND:
            yield at, f"the number is too large; {_NUMBERS}"
        case str() if character := no_text(value):
            yield at, f"the text holds the character U+{ord(character):04X}; take it out"


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
    """Return the files of a folder that may hold a configuration; the first takes precedence."""
    return folder / FILE_NAME, folder / "pyproject.toml"


def _with_files(settings: SettingsFile, folder: Path) -> SettingsFile:
    """Return settings in which file names in plugins' tables are resolved against a folder."""

    def placed(tables: PluginTables) -> PluginTables:
        return {name: _with_file(name, table, folder) for name, table in tables.items()}

    pages = (msgspec.structs.replace(rule, plugins=placed(rule.plugins)) for rule in settings.pages)
    return msgspec.structs.replace(settings, plugins=placed(settings.plugins), pages=tuple(pages))


def _with_file(name: str, table: bool | Options, folder: Path) -> bool | Options:
    """Return a plugin's table in which file names are resolved against a folder."""
    if isinstance(table, bool) or not isinstance(table, dict):
        return table

    def placed(file: str) -> str:
        return str(folder / file)

    files = with_files(table, READ_FILES.get(name, ()), placed)
    if isinstance(file := table.get("file"), str) and PLUGIN_FILE.fullmatch(file):
        files["file"] = placed(file)
    return {**table, **files}


def with_url(settings: Settings, url: str, source: str = "") -> Settings:
    """Return the settings with another site address, and if given, with another source of it."""
    site = msgspec.structs.replace(settings.site, url=url)
    return msgspec.structs.replace(settings, site=site, url_from=source or settings.url_from)
