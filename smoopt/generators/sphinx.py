"""The extension for Sphinx: `smoopt.generators.sphinx` in the list `extensions` of conf.py.

https://www.sphinx-doc.org/en/master/extdev/event_callbacks.html (2026-12-01)
"""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util import logging

from smoopt.generators.after_build import Written, after_build
from smoopt.model.version import __version__

_log = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, object]:
    """Register for the event that all output is written."""
    app.add_config_value("smoopt_options", {}, "", [dict])
    app.connect("build-finished", _finished, priority=999)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _finished(app: Sphinx, exception: Exception | None) -> None:
    """Build the site, unless Sphinx has failed or has written no pages of a site."""
    if exception is not None or not _writes_a_site(app):
        return
    folder, memory = Path(app.outdir), Path(app.doctreedir)
    # sphinx-autobuild treats every file outside of both folders as a source.
    is_apart = not memory.is_relative_to(folder)
    written = Written(folder, Path(app.confdir or app.srcdir), memory=memory, remembers=is_apart)
    # The name until Sphinx 8.0, and the one since then
    is_strict = app.warningiserror or getattr(app, "_fail_on_warnings", False)
    ended = after_build(
        written, app.config.smoopt_options, "conf.py: smoopt_options", _tell, is_strict=is_strict
    )
    if ended.code:
        _tell(logging.logging.ERROR, ended.why)
        # An exception would make Sphinx discard the pages that it has read.
        app.statuscode = max(app.statuscode, ended.code)


def _writes_a_site(app: Sphinx) -> bool:
    """Return whether the output is a web site, not help files, books or data for programs."""
    builder = app.builder
    is_page = getattr(builder, "out_suffix", "") == ".html"
    return builder.format == "html" and is_page and not getattr(builder, "embedded", False)


def _tell(level: int, line: str) -> None:
    _log.log(level, f"smoopt: {line}", type="smoopt")
