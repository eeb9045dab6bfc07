"""`System`: a comment system, and the `Recipe` of what it loads on request."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import cast

import msgspec

from smoopt.html.markup import JSON, script_json
from smoopt.model.edits import File, own_file

_RECIPE = "{} /* RECIPE */"
OF_PAGES = frozenset({"url", "path", "title"})


class Recipe(msgspec.Struct, frozen=True):
    """What is loaded once a reader asks for the comments.

    `host` is the system's host, `directives` are those of a Content-Security-Policy that must
    allow it. `script` holds the attributes of its script. `element` is the element that
    receives the comments, with the attributes `shown`; `settings` are variables that the script
    reads. In all values `{url}`, `{path}`, `{title}` and `{language}` are those of the page,
    and values that come out empty are left out.
    """

    host: str
    script: Mapping[str, str]
    directives: tuple[str, ...]
    element: str = ""
    shown: Mapping[str, str] = {}
    settings: Mapping[str, Mapping[str, object]] = {}

    @property
    def asked(self) -> frozenset[str]:
        """Which of "url", "path" and "title" of a page the values need."""
        written = str([self.script, self.shown, self.settings])
        return frozenset(name for name in OF_PAGES if f"{{{name}}}" in written)


class System(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A system for comments: its table in the configuration."""

    def recipe(self) -> Recipe:
        """Return what is loaded."""
        raise NotImplementedError

    def language(self, tag: str) -> str:  # noqa: ARG002
        """Return the system's tag for a language, "" if it is not translated."""
        return ""

    def discussion(self, url: str, title: str) -> str:  # noqa: ARG002
        """Return the address where a page is discussed without the system's script, or ""."""
        return ""


@lru_cache(maxsize=16)
def comments_script(system: System) -> File:
    """Return the script that loads a system, as a file of the site.

    What it loads is named in the file, not in the page: otherwise a guest who may write
    attributes could make it load something else.
    """
    recipe = system.recipe()
    names = ("script", "element", "shown", "settings")
    written = script_json(cast("JSON", {name: getattr(recipe, name) for name in names}))
    text = (Path(__file__).parent / "comments.js").read_text("utf-8")
    return own_file("comments", "js", text.replace(_RECIPE, written).encode())
