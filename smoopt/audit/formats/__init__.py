"""The forms in which the audit's result can be written, by name.

Each is a module with `written(audited, root)`, which gives the text in pieces; `root` is the
site's folder as the user named it.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from smoopt import extra

if TYPE_CHECKING:  # the command line's help names the formats, and needs no more
    from smoopt.audit.audit import Audited

Format = Callable[["Audited", Path], Iterator[str]]
FORMATS = {
    "text": "smoopt.audit.formats.text",
    "lines": "smoopt.audit.formats.lines",
    "json": "smoopt.audit.formats.json",
    "sarif": "smoopt.audit.formats.sarif",
    "github": "smoopt.audit.formats.github",
    "junit": "smoopt.audit.formats.junit",
    "html": "smoopt.audit.formats.html",
}
_NEEDS = {"html": ("jinja2",)}


def format_named(name: str) -> Format:
    """Load a format; raises CannotRun where a package is missing that it needs."""
    extra.require(f"--format {name}", *_NEEDS.get(name, ()))
    return cast("Format", import_module(FORMATS[name]).written)
