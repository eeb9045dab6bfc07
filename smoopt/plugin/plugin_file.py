"""A plugin in a single file, which needs no package: `file = "tools/credit.py:Credit"`."""

import sys
from pathlib import Path
from traceback import walk_tb
from types import FrameType, ModuleType

import msgspec

from smoopt.files.stamp import Stamp, stamp
from smoopt.model.errors import PluginError, reason
from smoopt.model.faults import described
from smoopt.site.settings import PLUGIN_FILE

# The prefix of the modules' names: no import finds them.
_PREFIX = "smoopt_plugin_file"


class PluginFile(msgspec.Struct, frozen=True):
    """A file and the class in it, as an entry point names a module and a class.

    `seen` is the file's stamp: what was loaded from it is used until the file changes.
    """

    path: str
    kind: str
    seen: Stamp | None

    @property
    def value(self) -> str:
        """The file and the class, as the table names them."""
        return f"{self.path}:{self.kind}"

    def load(self) -> object:
        """Run the file, and return what it defines under the name; raises what the file raises."""
        try:
            source = Path(self.path).read_bytes()
        except FileNotFoundError as error:
            raise PluginError(f"there is no file {self.shown} beside smoopt.toml") from error
        except OSError as error:
            raise PluginError(f"{self.shown}: cannot be read: {reason(error)}") from error
        module = ModuleType(f"{_PREFIX}.{Path(self.path).stem}_{abs(hash(self.path)):x}")
        module.__file__ = self.path
        # Types that are written as text are looked up there; nothing is written beside the file.
        sys.modules[module.__name__] = module
        exec(compile(source, self.path, "exec"), module.__dict__)  # noqa: S102 - it is the author's own
        if not hasattr(module, self.kind):
            raise PluginError(f"{self.shown}: has no class {self.kind!r}")
        loaded: object = getattr(module, self.kind)
        return loaded

    @property
    def shown(self) -> str:
        """The file as seen from the folder in which smoopt runs, if it lies there."""
        path = Path(self.path)
        return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)

    def problem(self, error: BaseException) -> str:
        """Say why it does not load, with the file's line."""
        if isinstance(error, PluginError):
            return str(error)
        if isinstance(error, SyntaxError) and error.filename == self.path:
            return f"{self.shown}:{error.lineno}: {error.msg}: {(error.text or '').strip()}"
        lines = [line for frame, line in walk_tb(error.__traceback__) if self.path == _file(frame)]
        return f"{':'.join(map(str, (self.shown, *lines[-1:])))}: {described(error)}"


def _file(frame: FrameType) -> str:
    return frame.f_code.co_filename


def plugin_file(file: str) -> PluginFile:
    """Parse the `file` of a table; raises PluginError."""
    found = PLUGIN_FILE.fullmatch(file)
    if found is None:
        raise PluginError(no_class(file))
    return PluginFile(found[1], found[2], stamp(found[1]))


def no_class(file: object) -> str:
    """Say that the `file` of a table names no class in a file."""
    return f"file: {file!r} names no class in a file; expected one like 'tools/credit.py:Credit'"
