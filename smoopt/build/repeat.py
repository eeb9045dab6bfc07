"""The answer of a run that finds everything as the last one left it.

It follows from the programs, the settings, a walk and the header of the manifest: neither pages nor
records are read for it, and neither plugins nor the parser are loaded.
"""

from pathlib import Path
from typing import NamedTuple

from smoopt.build import fingerprint
from smoopt.build.manifest import Header
from smoopt.build.report import Summary
from smoopt.settings import Settings
from smoopt.walk import Listing, Walk, anything, listing


class Folders(NamedTuple):
    """What a run has before it: the site, and what was built of it where that is another folder."""

    site: Walk | Listing
    output: Walk | Listing | None = None

    def found(self) -> bytes:
        """Sum up what is there."""
        site, output = self
        return fingerprint.found(site) if output is None else fingerprint.found(site, output)


def look(root: Path, output: Path | None) -> Folders:
    """See what is there; raises SiteError if that cannot be read."""
    return Folders(listing(root), None if output is None else anything(output))


def repeated(last: Header | None, settings: Settings, folders: Folders) -> Summary | None:
    """Give the last run's answer, if this one could do nothing and say nothing else."""
    if last is None or (last.code, last.found) != (fingerprint.code(settings), folders.found()):
        return None
    return Summary.again(last.pages, last.skips, last.findings)
