"""The errors a caller can catch, all of one family.

SmooptError                 anything smoopt raises on purpose
├── CannotRun               nothing was done: the command line exits with 2
│   ├── ConfigError         smoopt.toml or an option is wrong
│   ├── SiteError           the site folder or the output folder cannot be used
│   └── PluginError         a plugin cannot be found or loaded
└── PageError               one page cannot be handled: it stays as it was
    ├── MarkDamaged         smoopt's own insertion was changed by another hand
    ├── DeclarationMoved    browsers would no longer find the page's encoding
    └── EditOverlap         two plugins change the same characters

A mistake of the caller raises; a fault of a page is a `Finding`.
"""


class SmooptError(Exception):
    """Anything smoopt raises on purpose; the message is for the site's author."""


class CannotRun(SmooptError):
    """Nothing was done or written; `plugin` names the plugin at fault, if any."""

    plugin = ""


class ConfigError(CannotRun):
    """A setting is wrong; the message says where, what was found and what was expected."""


class SiteError(CannotRun):
    """The site folder or the output folder cannot be used."""


class PluginError(CannotRun):
    """A plugin cannot be found or loaded."""


class PageError(SmooptError):
    """One page cannot be handled; it stays exactly as it was."""


class MarkDamaged(PageError):
    """What stands between smoopt's marks is not what smoopt wrote there."""


class DeclarationMoved(PageError):
    """Browsers would no longer find, or find another, declaration of the page's encoding."""


class EditOverlap(PageError):
    """Two edits touch the same characters; the message names both plugins."""


def reason(error: OSError | SmooptError) -> str:
    """Say in words why something could not be done."""
    return getattr(error, "strerror", None) or str(error)
