"""The task that Nikola runs after all others."""

import logging
from collections.abc import Iterator
from pathlib import Path

from doit.exceptions import TaskFailed
from nikola.log import StrictModeExceptionHandler
from nikola.nikola import Nikola
from nikola.plugin_categories import LateTask
from nikola.utils import get_logger

from smoopt.generators.after_build import Written, after_build

_BEFORE = "render_site", "post_render"


class SmooptTask(LateTask):
    """Builds what Nikola has written; a default task of its own, as late tasks have no order."""

    name = "smoopt"
    is_default = False

    def set_site(self, site: Nikola) -> None:
        """Make `nikola build` run the task."""
        super().set_site(site)
        asked = site._doit_config.setdefault("default_tasks", [*_BEFORE])
        if self.name not in asked:
            asked.append(self.name)

    def gen_tasks(self) -> Iterator[dict[str, object]]:
        """Yield the task."""
        yield {
            "basename": self.name,
            "doc": "make every page ready to be shared",
            "actions": [self._build],
            "task_dep": [*_BEFORE],
            "uptodate": [False],
        }

    def _build(self) -> TaskFailed | None:
        """Build the site; return the failure if Nikola is to fail."""
        folder = Path(self.site.config["OUTPUT_FOLDER"])
        said = self.site.config.get("SMOOPT", {})
        is_strict = any(
            isinstance(one, StrictModeExceptionHandler) for one in logging.root.handlers
        )
        log = get_logger(self.name)
        bad: list[str] = []

        def tell(level: int, line: str) -> None:
            if is_strict and level >= logging.WARNING:  # the first would end it
                bad.append(line)
            else:
                log.log(level, line)

        written = Written(folder, Path())
        ended = after_build(written, said, "conf.py: SMOOPT", tell, is_strict=is_strict)
        return TaskFailed("\n".join((*bad, f"smoopt: {ended.why}"))) if ended.code else None
