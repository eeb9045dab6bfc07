"""`Overlay`: the site as it would be once built, with nothing written.

What smoopt would add beside the pages is not on the disk, but cards and rules ask for it. Here it
is kept in memory, and the copy of the site that they are given knows of it.
"""

import copy

from smoopt.files.walk import Stamp
from smoopt.model.edits import File
from smoopt.site.site import Site

# Nothing was written, so there is no time.
_UNWRITTEN = 0


class Overlay:
    """A site's own files and, by path, those that pages have asked for so far."""

    def __init__(self, site: Site) -> None:
        """Take a site as it is on the disk."""
        self.added: dict[str, bytes] = {}
        self.site = site
        self.follow(site)

    def follow(self, site: Site) -> None:
        """Take the site as it is now."""
        files = dict(site.walked.files)
        for path, content in self.added.items():
            files.setdefault(path, Stamp(len(content), _UNWRITTEN))
        # What is asked and kept of the one is none of the other's business.
        self.site = copy.copy(site)
        self.site.walked = site.walked._replace(files=files)

    def add(self, files: tuple[File, ...]) -> None:
        """Let files be there that a page needs."""
        for file in files:
            self.added[file.path] = file.content
            self.site.walked.files.setdefault(file.path, Stamp(len(file.content), _UNWRITTEN))
