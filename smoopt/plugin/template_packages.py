"""Packages that ship templates, in a folder of theirs."""

from collections.abc import Iterator
from contextlib import suppress

from smoopt.model.errors import PluginError
from smoopt.model.shown_value import shown_value

# Where a package has its templates.
FOLDER = "templates"


def refuse_no_package(templates: object) -> None:
    """Raise PluginError unless a plugin's `templates` name a package that ships some, or are ""."""
    if type(templates) is str and not templates:
        return
    message = (
        f"its `templates` are {shown_value(templates)}; expected the name of an installed package "
        f"that has a folder {FOLDER!r}"
    )
    if type(templates) is not str:
        raise PluginError(message)
    from importlib.resources import files as resources  # noqa: PLC0415

    try:
        has_some = (resources(templates) / FOLDER).is_dir()
    except (ImportError, TypeError, ValueError) as error:
        raise PluginError(f"{message} ({error})") from error
    if not has_some:
        raise PluginError(message)


def names_in(package: str) -> Iterator[str]:
    """Name the files in a package's folder of templates, if there is one."""
    from importlib.resources import files as resources  # noqa: PLC0415

    with suppress(ModuleNotFoundError):
        folder = resources(package) / FOLDER
        if folder.is_dir():
            yield from (file.name for file in folder.iterdir())
