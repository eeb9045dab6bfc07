"""smoopt: social media optimisation for any static site.

What a plugin needs is here; everything is loaded on first use, so that `smoopt --help` is fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from smoopt.model.version import __version__

if TYPE_CHECKING:
    from smoopt.html import markup
    from smoopt.html.head import HeadTag
    from smoopt.html.own_text import own_text
    from smoopt.html.page import Page
    from smoopt.html.pattern import Pattern
    from smoopt.html.per_page import PerPage
    from smoopt.html.slots import slot
    from smoopt.model.dates import iso_date
    from smoopt.model.edits import Edit, File, Span, own_file
    from smoopt.model.errors import ConfigError, PluginError
    from smoopt.model.facts import Alternate, Fact, Facts, Image, Media, Member, Person, Publisher
    from smoopt.model.file_edit import FileEdit
    from smoopt.model.finding import Finding, Place, Severity
    from smoopt.model.rule import Fault, Rule
    from smoopt.plugin.head_tags import WantedTag, reconcile
    from smoopt.plugin.hooks import Plugin, hookimpl
    from smoopt.plugin.networks import Network
    from smoopt.plugin.widget_templates import Templates
    from smoopt.site.policy import Policy
    from smoopt.site.site import Site

__all__ = [
    "Alternate",
    "ConfigError",
    "Edit",
    "Fact",
    "Facts",
    "Fault",
    "File",
    "FileEdit",
    "Finding",
    "HeadTag",
    "Image",
    "Media",
    "Member",
    "Network",
    "Page",
    "Pattern",
    "PerPage",
    "Person",
    "Place",
    "Plugin",
    "PluginError",
    "Policy",
    "Publisher",
    "Rule",
    "Severity",
    "Site",
    "Span",
    "Templates",
    "WantedTag",
    "__version__",
    "hookimpl",
    "iso_date",
    "markup",
    "own_file",
    "own_text",
    "reconcile",
    "slot",
]
_MODULES = (
    *("model.rule", "model.edits", "model.facts", "model.finding", "model.file_edit"),
    *("html.head", "plugin.hooks", "plugin.networks", "html.page", "html.per_page"),
    *("html.pattern", "site.site", "html.slots", "html.own_text", "model.dates", "model.errors"),
    *("plugin.head_tags", "site.policy"),
)


def __getattr__(name: str) -> object:
    if name == "markup":
        return import_module("smoopt.html.markup")
    if name in __all__:
        for module in _MODULES:
            found = import_module(f"smoopt.{module}")
            if hasattr(found, name):
                return getattr(found, name)
    renamed = import_module("smoopt.plugin.renamed")
    if (new := renamed.renamed_name(name)) is not None:
        return getattr(import_module("smoopt"), new)
    raise AttributeError(f"module 'smoopt' has no attribute {name!r}")
