"""`LiveJob`: what is done with one page in place, where its generator may be writing it as well.

Between reading a page and putting the built one in its place, its generator may have written it
anew, and that version would be lost for good. So the file is looked at again just before, and a
page that has changed is read again.
"""

from collections.abc import Callable
from functools import partial

from smoopt.build.build_job import BuildJob, Done
from smoopt.build.failures import PAGE_BUSY
from smoopt.build.memory.records import NOWHERE, failed
from smoopt.files.handle import WrittenMeanwhile
from smoopt.files.stamp import Stamp
from smoopt.model.finding import Place

# How often a page is read that is being written.
_TRIES = 20


class LiveJob(BuildJob):
    """Render a page, and replace its file only if it is still the one that was read."""

    def begin(self, path: str) -> Callable[[], Done]:
        """Render one page and begin to write it; what this gives does the rest."""
        return partial(self._until_written, path, self._begun(path))

    def _until_written(self, path: str, ended: Callable[[], Done]) -> Done:
        """Build a page again as long as its generator writes it meanwhile, if not for ever."""
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
        # Before it is read: what is written from now on has another stamp.
        self.site.walked.files[path] = self._now(path)
        return super().begin(path)

    def _now(self, path: str) -> Stamp:
        return self.site.opened.stamp(path) or NOWHERE
