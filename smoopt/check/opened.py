"""Loads a project's plugins and site, and refuses the names of unknown rules."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from smoopt.site.levels import Levels, names_rules

if TYPE_CHECKING:
    from smoopt.build.processes.engine import Workers
    from smoopt.build.project import Project
    from smoopt.build.rebuild import Rebuilder


def opened(
    project: "Project",
    workers: "Workers | None",
    *,
    dry: bool = False,
    remembers: bool = True,
    listed: Collection[str] = (),
) -> "Rebuilder":
    """Load plugins and site; raises CannotRun, also for an unknown rule.

    `listed` are ids given to `--list`; a code that the last run reported is known even if no
    plugin describes it.
    """
    builder = project.builder(workers, dry=dry, remembers=remembers)
    if listed or names_rules(project.settings):
        from smoopt.check.known_rules import known_rules, refuse_unknown  # noqa: PLC0415

        registry = builder.registry
        last = builder.memory.manifest.header
        found = {finding.code for finding in last.findings} if last else set()
        known = known_rules(registry).keys() | found
        refuse_unknown(Levels(project.settings), known, registry, listed)
    return builder
