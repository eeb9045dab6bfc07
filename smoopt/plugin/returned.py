"""The result of a hook as a list; each item of a third-party hook is checked."""

from collections.abc import Iterable, Mapping
from types import GeneratorType
from typing import TypeAlias, cast

from msgspec import Struct

from smoopt.model.edits import Edit, File
from smoopt.model.facts import Facts
from smoopt.model.file_edit import FileEdit
from smoopt.model.finding import Finding
from smoopt.model.plain_data import refuse_deep
from smoopt.model.rule import Rule
from smoopt.model.shown_value import shown_value
from smoopt.plugin.exact import exact
from smoopt.plugin.networks import Network
from smoopt.plugin.values import refuse_unplain, refuse_wrong

# A file and the number of a line in it.
Line: TypeAlias = tuple[str, int | None]
_ITERABLES = (list, tuple, GeneratorType)
# What each hook may return, one or several.
_TAKEN: dict[str, tuple[type, ...]] = {
    "address": (str,),
    "facts": (Facts,),
    "derived": (Facts,),
    "worded": (Facts,),
    "edits": (Edit, Finding),
    "files": (File,),
    "site_files": (File, FileEdit),
    "findings": (Finding,),
    "site_findings": (Finding,),
    "networks": (Network,),
    "rules": (Rule,),
    "survey": (object,),
    "reduce": (Mapping,),
    "combine": (object,),
    "gather": (Mapping, Finding),
}
# Hooks for which a list is a single result.
_WHOLE = frozenset({"survey", "combine"})
# Hooks that return plain data.
_DATA = frozenset({"survey", "reduce", "combine", "gather"})


class Refused(Exception):
    """Something that a hook gave is wrong; `line` is the file and line that gave it, if known."""

    def __init__(self, problem: Exception, line: Line | None) -> None:
        """Take what is wrong, and where it was given."""
        super().__init__(problem, line)
        self.problem, self.line = problem, line


def items_of(result: object, hook: str) -> list[object]:
    """List what a hook returned."""
    if isinstance(result, _ITERABLES) and hook not in _WHOLE:
        return list(cast("Iterable[object]", result))
    return [result]


def looked_at(result: object, hook: str) -> list[object]:
    """List what a third-party hook returned; raises Refused for the first item that is wrong.

    A generator's items are checked one by one, while it is suspended at the line that yielded the
    item.
    """
    generator = result if isinstance(result, GeneratorType) and hook not in _WHOLE else None
    items: list[object] = []
    for item in generator or items_of(result, hook):
        if item is None:
            continue
        try:
            items.append(_looked_at(item, hook))
        except (TypeError, ValueError) as error:
            raise Refused(error, _line_of(generator) if generator else None) from error
    return items


def _line_of(generator: "GeneratorType[object, None, None]") -> Line | None:
    """Return the line where a generator is suspended, and close it."""
    frame = generator.gi_frame
    line = (frame.f_code.co_filename, frame.f_lineno) if frame else None
    generator.close()
    return line


def _looked_at(item: object, hook: str) -> object:
    """Convert the result of a hook; raises TypeError or ValueError if it is invalid."""
    taken = _TAKEN[hook]
    # A subclass would go unchecked, and other processes do not know it.
    if not isinstance(item, taken) or (isinstance(item, Struct) and type(item) not in taken):
        names = " or ".join(kind.__name__ for kind in taken)
        raise TypeError(f"it gave {shown_value(item)}; expected {names}")
    item = exact(item)
    if hook in _DATA and not isinstance(item, Finding):
        refuse_deep(item)
        refuse_unplain(item)
    else:
        refuse_wrong(item)
    return item
