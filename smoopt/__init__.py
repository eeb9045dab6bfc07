"""smoopt: social media optimisation for any static site.

What a plugin needs is here; everything is loaded on first use, so that `smoopt --help` is fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smoopt import markup
    from smoopt.audit.rule import Rule
    from smoopt.edits import Edit, File, Span, own_file
    from smoopt.facts import Alternate, Fact, Facts, Image, Media, Person
    from smoopt.finding import Finding, Place, Severity
    from smoopt.head import HeadTag
    from smoopt.hookspecs import Plugin, hookimpl
    from smoopt.networks import Network
    from smoopt.page import Page
    from smoopt.site import Site
    from smoopt.slots import slot

__version__ = "0.1.0"
__all__ = [
    "Alternate",
    "Edit",
    "Fact",
    "Facts",
    "File",
    "Finding",
    "HeadTag",
    "Image",
    "Media",
    "Network",
    "Page",
    "Person",
    "Place",
    "Plugin",
    "Rule",
    "Severity",
    "Site",
    "Span",
    "hookimpl",
    "markup",
    "own_file",
    "slot",
]
_MODULES = (
    *("audit.rule", "edits", "facts", "finding", "head", "hookspecs", "networks", "page", "site"),
    "slots",
)


def __getattr__(name: str) -> object:
    if name == "markup":
        return import_module("smoopt.markup")
    if name in __all__:
        for module in _MODULES:
            found = import_module(f"smoopt.{module}")
            if hasattr(found, name):
                return getattr(found, name)
    raise AttributeError(f"module 'smoopt' has no attribute {name!r}")
