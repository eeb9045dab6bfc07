"""The plugin for Lektor, named by a package of the project that is called `lektor-smoopt`.

https://www.getlektor.com/docs/api/plugins/events/ (2026-12-01)

Lektor refuses to run if a plugin's distribution has another name than the plugin, so smoopt itself
cannot name it.
"""

import logging
from pathlib import Path

import click
from lektor.builder import Builder
from lektor.pluginsystem import Plugin
from lektor.reporter import reporter

from smoopt.generators.after_build import Written, after_build


class SmooptPlugin(Plugin):
    """Builds what Lektor has written."""

    name = "smoopt"
    description = "Makes every page ready to be shared."
    _prunes = True

    def on_setup_env(self, **_: object) -> None:
        """Note whether the running command prunes files that Lektor has not written, as most do."""
        context = click.get_current_context(silent=True)
        self._prunes = context is None or context.params.get("prune", True)

    def on_after_build_all(self, builder: Builder, **_: object) -> None:
        """Build the site, unless files are still to be pruned."""
        if not self._prunes:
            self._build(builder)

    def on_after_prune(self, builder: Builder, *, all: bool = False, **_: object) -> None:  # noqa: A002
        """Build the site again after pruning, unless that removed everything."""
        if not all:
            self._build(builder)

    def _build(self, builder: Builder) -> None:
        """Build the site; raises ClickException to make Lektor fail."""
        config = self.env.load_config()
        written = Written(
            folder=Path(builder.destination_path),
            beside=Path(self.env.root_path),
            published=config["PROJECT"].get("url") or "",
            published_by="url in the project file of Lektor",
        )
        ini = self.get_config()
        said = {**dict(ini.items()), "enabled": ini.get_bool("enabled", default=True)}
        ended = after_build(written, said, "configs/smoopt.ini", _tell)
        if ended.code:
            raise click.ClickException(f"smoopt: {ended.why}")


def _tell(level: int, line: str) -> None:
    """Report a line, with its severity in words, as Lektor has no levels."""
    bad = f"{logging.getLevelName(level).lower()}: " if level > logging.INFO else ""
    reporter.report_generic(f"smoopt: {bad}{line}")
