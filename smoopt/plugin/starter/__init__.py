"""A complete package to begin a plugin with: what `smoopt plugin new` writes.

The files are templates beside this module, those in `common` for every plugin and those in the
other folders by the hook that the plugin has. `MODULE` and `NAME` in their paths are replaced, too.
"""

import json
import keyword
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Template
from typing import Literal, NamedTuple

from smoopt.model.errors import PluginError, reason
from smoopt.model.plain_text import visible
from smoopt.model.version import __version__
from smoopt.plugin.installed import OWN, others

Hook = Literal["edits", "findings", "site_files"]
_HERE = Path(__file__).parent
_SUFFIX = ".tmpl"
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
# A longer name would make lines in the new files longer than 100 characters.
_MOST = 30
_PREFIX = "smoopt-"


class NewPlugin(NamedTuple):
    """A plugin to be created: its name, the hook that it begins with, and its author."""

    name: str
    hook: Hook = "edits"
    author: str = ""

    @property
    def package(self) -> str:
        """The name of its package, and of the folder."""
        return f"{_PREFIX}{self.name}"

    @property
    def module(self) -> str:
        """What Python imports."""
        return self.package.replace("-", "_")

    @property
    def kind(self) -> str:
        """The name of its class."""
        words = "".join(word.capitalize() for word in self.name.split("-"))
        return f"{words}Plugin" if words in _taken(self.hook) else words

    def values(self) -> dict[str, str]:
        """Return the values that the templates are filled in with."""
        major, minor, *_ = __version__.split(".")
        author = self.author or f"The authors of {self.package}"
        return {
            "name": self.name,
            "package": self.package,
            "module": self.module,
            "kind": self.kind,
            "author": author,
            # A JSON string is a valid TOML string.
            "quoted_author": json.dumps(author, ensure_ascii=False),
            "year": str(date.today().year),
            # docs/reference/plugin-api.md says why it works until the next major release.
            "releases": f">={major}.{minor},<{int(major) + 1}",
        }


def write(plugin: NewPlugin, into: Path) -> Path:
    """Write the package into a folder, as a folder of its own; raises PluginError, OSError."""
    _refuse_name(plugin.name)
    if plugin.author != visible(plugin.author):
        raise PluginError(f"{plugin.author!r} is not a valid author name: it has hidden characters")
    if not into.is_dir():
        raise PluginError(f"{into}: there is no such folder; make it, or name another with --into")
    folder = into / plugin.package
    try:
        folder.mkdir()
    except FileExistsError as error:
        raise PluginError(
            f"{folder} is there already; give the plugin another name, or name another folder with "
            "--into"
        ) from error
    except OSError as error:
        raise PluginError(f"{folder}: cannot be made: {reason(error)}") from error
    try:
        for path, text in _files(plugin):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, "utf-8")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder


def _files(plugin: NewPlugin) -> Iterator[tuple[str, str]]:
    """Yield the path and text of each file."""
    values = plugin.values()
    for part in ("common", plugin.hook):
        for file in sorted((_HERE / part).rglob(f"*{_SUFFIX}")):
            path = file.relative_to(_HERE / part).as_posix().removesuffix(_SUFFIX)
            path = path.replace("MODULE", plugin.module).replace("NAME", plugin.name)
            yield path, Template(file.read_text("utf-8")).substitute(values)


def _taken(hook: Hook) -> set[str]:
    """Return the words that the files of a hook use already, and Python's keywords."""
    texts = (file.read_text("utf-8") for file in (_HERE / hook).rglob(f"*{_SUFFIX}"))
    return {*keyword.kwlist, *(word for text in texts for word in re.findall(r"\w+", text))}


def _refuse_name(name: str) -> None:
    """Raise PluginError for a name that no plugin can have, or that another has."""
    if name.startswith(_PREFIX) and _NAME.fullmatch(rest := name.removeprefix(_PREFIX)):
        raise PluginError(f"{name!r} is the name of a package; expected the plugin's: {rest!r}")
    if _NAME.fullmatch(name) is None:
        better = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        hint = f"; {better!r} would do" if _NAME.fullmatch(better) else ""
        raise PluginError(
            f"{name!r} is not a valid plugin name; expected small letters, digits and single "
            "hyphens, "
            f"such as 'reading-time'{hint}"
        )
    if len(name) > _MOST:
        raise PluginError(f"{name!r} has {len(name)} characters; expected at most {_MOST}")
    if name in OWN:
        raise PluginError(f"smoopt comes with a plugin named {name!r}; give yours another name")
    if (point := others().get(name)) is not None:
        package = f"the package {point.dist.name!r}" if point.dist else point.value
        raise PluginError(f"{package} has a plugin named {name!r}; give yours another name")
    if name in _template_names():
        raise PluginError(f"smoopt has a template named '{name}.html.j2'; give yours another name")


def _template_names() -> set[str]:
    """Name the templates that come with smoopt: all plugins share their names."""
    found = (_HERE.parents[1] / "builtin").rglob("templates/*.html.j2")
    return {path.name.partition(".")[0] for path in found}
