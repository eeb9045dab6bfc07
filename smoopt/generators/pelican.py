"""The plugin for Pelican: `smoopt.generators.pelican` in the list `PLUGINS` of pelicanconf.py.

https://docs.getpelican.com/en/latest/plugins.html (2026-12-01)
"""

import logging
from pathlib import Path

from pelican import Pelican, signals
from pelican.log import FatalLogger

from smoopt.generators.after_build import Written, after_build
from smoopt.model.errors import SmooptError

_log = logging.getLogger(__name__)


class Failed(SmooptError):
    """Makes Pelican end with an exit code."""

    def __init__(self, code: int, why: str) -> None:
        """Take the exit code and the reason."""
        super().__init__(f"smoopt: {why}")
        self.exitcode = code


def register() -> None:
    """Register for the signal that everything is written."""
    signals.finalized.connect(_finished)


def _finished(pelican: Pelican) -> None:
    """Build the site; raises Failed to make Pelican fail."""
    settings = pelican.settings
    written = Written(
        folder=Path(pelican.output_path),
        # Pelican does not tell where its configuration is; most have it beside the content.
        beside=Path(pelican.path).parent,
        published=settings["SITEURL"] or "",
        published_by="SITEURL in the settings of Pelican",
    )
    is_strict = FatalLogger.fatal_lvl <= logging.WARNING
    said = settings.get("SMOOPT", {})
    ended = after_build(written, said, "pelicanconf.py: SMOOPT", _tell, is_strict=is_strict)
    if ended.code:
        raise Failed(ended.code, ended.why)


def _tell(level: int, line: str) -> None:
    """Log a line; what would make Pelican end at once under `--fatal` is logged as critical."""
    is_fatal = level >= FatalLogger.fatal_lvl
    _log.log(logging.CRITICAL if is_fatal else level, f"smoopt: {line}")
