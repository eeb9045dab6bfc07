"""`LiveJob`: build a page in place while its generator may be writing it as well.

Between the reading of a page and its replacement, its generator may have written a new version,
which would be lost for good. So the file is checked again just before it is replaced, and if it has
changed, the page is built again.
"""

from collections.abc import Callable
from functools import partial

from smoopt.build.build_job import BuildJob, Done
from smoopt.build.failures import PAGE_BUSY
from smoopt.build.memory.records import NOWHERE, failed
from smoopt.files.handle import WrittenMeanwhile
from smoopt.files.stamp import Stamp
from smoopt.model.finding import Place

# How often a page that is being written is tried.
_TRIES = 20


class LiveJob(BuildJob):
    """Render a page, and replace its file only if it is still the one that was read."""

    def begin(self, path: str) -> Callable[[], Done]:
        """Render one page and begin to write it; the function returned does the rest."""
        return partial(self._until_written, path, self._begun(path))

    def _until_written(self, path: str, ended: Callable[[], Done]) -> Done:
        """Build a page again while its generator keeps writing it, up to a limit."""
        for left in reversed(range(_TRIES)):
            try:
                return ended()
            except WrittenMeanwhile:
                if left:
                    ended = self._begun(path)
        message = "another program kept writing it while it was built"
        busy = PAGE_BUSY.at(Place(path), message)
        return Done(failed(busy, "; it stays as its generator left it"))

    def _begun(self, path: str) -> Callable[[], Done]:
        # Taken before the page is read, so that any later write shows as another stamp.
        self.site.walked.files[path] = self._now(path)
        return super().begin(path)

    def _now(self, path: str) -> Stamp:
        return self.site.opened.stamp(path) or NOWHERE
