"""`LiveJob`: what is done with a page in place, where its generator may be writing it as well.

Between reading a page and putting the built one in its place, the generator may have written it
anew: that version would be lost for good. So its stamp is looked at again just before, and a page
that has changed is read again.
"""

import os

from smoopt.build.faults import PAGE_BUSY
from smoopt.build.memory.records import NOWHERE, failed
from smoopt.build.page.build_job import BuildJob, Done
from smoopt.build.pipeline import Outcome
from smoopt.files.walk import Stamp, stamp
from smoopt.model.finding import Place

_TRIES = 20


class _Meanwhile(Exception):
    """The page was written while it was being rendered."""


class LiveJob(BuildJob):
    """Render a page and write it over what was read, and over nothing else."""

    def __call__(self, path: str) -> Done:
        """Build one page; never raises for what the page or its generator does."""
        for _ in range(_TRIES):
            # Before it is read: what is written from now on has another stamp.
            self.site.walked.files[path] = self._now(path)
            try:
                return super().__call__(path)
            except _Meanwhile:
                continue
        message = "it was written again and again while it was built"
        busy = PAGE_BUSY.at(Place(path), message)
        return Done(failed(busy, "; it stays as its generator left it"))

    def _written(self, outcome: Outcome, data: bytes, status: os.stat_result) -> Outcome:
        if outcome.data != data and self._now(outcome.path) != self._stamp(outcome.path):
            raise _Meanwhile
        return super()._written(outcome, data, status)

    def _now(self, path: str) -> Stamp:
        return stamp(f"{self.site.root}/{path}") or NOWHERE
