"""`System`: a system for comments, and the `Recipe` of what it loads when it is asked for."""

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

    `host` is the system's, `directives` are those of a Content-Security-Policy that must allow it.
    `script` are the attributes of its script. `element` is what it puts the comments into, with the
    attributes `shown`; `settings` are variables that it reads. In all values `{url}`, `{path}`,
    `{title}` and `{language}` are the page's, and what comes out empty is left out.
    """

    host: str
    script: Mapping[str, str]
    directives: tuple[str, ...]
    element: str = ""
    shown: Mapping[str, str] = {}
    settings: Mapping[str, Mapping[str, object]] = {}

    @property
    def asked(self) -> frozenset[str]:
        """What of a page the values need: "url", "path", "title"."""
        written = str([self.script, self.shown, self.settings])
        return frozenset(name for name in OF_PAGES if f"{{{name}}}" in written)


class System(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A system for comments: its table in the configuration."""

    def recipe(self) -> Recipe:
        """Say what is loaded."""
        raise NotImplementedError

    def language(self, tag: str) -> str:  # noqa: ARG002
        """Give the tag by which the system knows a language, "" for one it has no words for."""
        return ""

    def discussion(self, url: str, title: str) -> str:  # noqa: ARG002
        """Give the address where a page is discussed without the system's script, or ""."""
        return ""


@lru_cache(maxsize=16)
def comments_script(system: System) -> File:
    """Give the script that loads a system, as a file of the site.

    What it loads stands in the file, not in the page: a guest who may write attributes could else
    have it load something of his own.
    """
    recipe = system.recipe()
    names = ("script", "element", "shown", "settings")
    written = script_json(cast("JSON", {name: getattr(recipe, name) for name in names}))
    text = (Path(__file__).parent / "comments.js").read_text("utf-8")
    return own_file("comments", "js", text.replace(_RECIPE, written).encode())
