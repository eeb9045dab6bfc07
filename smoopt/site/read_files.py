"""The files beside the site that plugins read, by the options that name them."""

from collections.abc import Callable, Iterable

from smoopt.site.settings import Options, SettingsFile

# The options of plugins that name a file or folder which these read, by plugin; an option that is
# a list of tables has the name in the member `file` of each.
READ_FILES = {"backlinks": ("sources",), "conversation": ("mentions", "threads")}


def read_files(settings: SettingsFile) -> list[str]:
    """Name the files and folders that plugins read for the whole site."""
    named: list[str] = []

    def noted(file: str) -> str:
        named.append(file)
        return file

    for plugin, options in READ_FILES.items():
        table = settings.plugins.get(plugin)
        if isinstance(table, dict):
            with_files(table, options, noted)
    return named


def with_files(
    table: Options, options: Iterable[str], placed: Callable[[str], str]
) -> dict[str, object]:
    """Return the options of a plugin's table that name files, with `placed` of each name."""
    found: dict[str, object] = {}
    for option in options:
        match table.get(option):
            case str() as file if file:
                found[option] = placed(file)
            case list() as rows:
                found[option] = [_row_with_file(row, placed) for row in rows]
    return found


def _row_with_file(row: object, placed: Callable[[str], str]) -> object:
    file = row.get("file") if isinstance(row, dict) else None
    return (
        {**row, "file": placed(file)}
        if isinstance(row, dict) and isinstance(file, str) and file
        else row
    )
