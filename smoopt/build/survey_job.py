"""Predict what pages will say to others, before any of them is rendered.

Otherwise a page that has to know most of the others would be rendered twice: first without knowing
anything.
"""

from smoopt.build.pipeline import foretold
from smoopt.build.processes.job import ReadingJob
from smoopt.files.folder import Folder
from smoopt.model.finding import Place
from smoopt.plugin.registry import Registry
from smoopt.plugin.running_hook import Death
from smoopt.site.site import Site

Said = tuple[str, dict[str, bytes]]


class SurveyJob(ReadingJob[Said]):
    """Predict the records of a page, by plugin: none if it fails, which is reported later."""

    doing = "survey"

    def __init__(self, site: Site, registry: Registry) -> None:
        """Prepare to ask the pages of a site."""
        self.site = site
        self.registry = registry

    @property
    def folder(self) -> Folder:
        """What pages are read from."""
        return self.site.opened

    def __call__(self, path: str) -> Said:
        """Ask one page."""
        try:
            data = self.site.opened.read_with_status(path)[0]
        except OSError:
            return path, {}
        said = foretold(path, data, self.site, self.registry)
        self.site.dependencies()  # nothing was rendered that could depend on them
        return path, said

    def lost(self, path: str, death: Death) -> Said:
        """Return no records for a page that a worker died of."""
        self.registry.blame(death, Place(path))
        return path, {}

    def raised(self, path: str, error: BaseException) -> Said:  # noqa: ARG002
        """Return no records for a page that fails."""
        return path, {}
