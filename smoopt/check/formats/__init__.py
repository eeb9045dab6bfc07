"""The formats in which the result of an audit can be written, by name.

Each is a module with `written(audited, root)`, which yields the text in pieces; `root` is the
site's folder as the user named it.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:  # the command line's help needs only the names of the formats
    from smoopt.check.audit_result import Audited

Format = Callable[["Audited", Path], Iterator[str]]
FORMATS = {
    "text": "smoopt.check.formats.text",
    "lines": "smoopt.check.formats.lines",
    "json": "smoopt.check.formats.json",
    "sarif": "smoopt.check.formats.sarif",
    "github": "smoopt.check.formats.github",
    "junit": "smoopt.check.formats.junit",
    "html": "smoopt.check.report.html_report",
}


def format_named(name: str) -> Format:
    """Import a format and return its `written`."""
    return cast("Format", import_module(FORMATS[name]).written)
