"""`Project`: a site with its configuration and what the last run left, before anything is loaded.

What costs time to load is imported once it is known that something is to be done.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from smoopt.files.addresses import is_remote
from smoopt.files.named_files import with_contents
from smoopt.files.stamp import Stamp, stamp
from smoopt.model.errors import ConfigError, SiteError
from smoopt.site import config, own_designs, own_templates
from smoopt.site.read_files import read_files
from smoopt.site.settings import Settings, plugin_files
from smoopt.site.url_checks import check_url

if TYPE_CHECKING:
    from smoopt.build.memory.fingerprint import Folders
    from smoopt.build.memory.manifest import Manifest
    from smoopt.build.processes.engine import Workers
    from smoopt.build.rebuild import Rebuilder
    from smoopt.build.summary import Summary
    from smoopt.plugin.registry import Registry
    from smoopt.site.site import Site


class Project:
    """A site, its settings, and where it is built to (None: in place)."""

    def __init__(
        self,
        root: Path,
        output: Path | None = None,
        url: str | None = None,
        named: Path | None = None,
        *,
        configured: bool = True,
        memory: Path | None = None,
        url_from: str = "--url",
    ) -> None:
        """Read the configuration: the one that is named, else the one here or beside the site.

        `url`, which comes from `url_from`, overrides the site's configured address. If the site is
        not `configured`, being somebody else's, no configuration is read. `memory` is the folder in
        which the last run is remembered, where that is not the usual one. Raises ConfigError.
        """
        self.root = root
        self.output = output
        self._file = (named or config.find(*_places(root))) if configured else None
        self._memory = memory or (self._file.parent if self._file else None)
        # What the quick look saw: for the build that follows, and for no later one.
        self._seen: Folders | None = None
        settings = config.load(self._file) if self._file else Settings()
        if url is not None:
            settings = config.with_url(settings, check_url(url, url_from), url_from)
        self.settings = settings

    @property
    def is_configured(self) -> bool:
        """Whether there is a configuration."""
        return self._file is not None

    @property
    def where(self) -> str:
        """Say where the configuration stands."""
        return str(self._file or "configuration")

    def repeated(self, workers: "Workers | None" = None) -> "Summary | None":
        """Return the last run's summary if nothing at all has changed since, else None."""
        from smoopt.build.memory.fingerprint import look, repeated  # noqa: PLC0415

        if not self.root.is_dir():
            return None
        self._seen = look(self.root, self.output, on_disk=_are_elsewhere(workers))
        return repeated(self._manifest().header, self.settings, self._seen)

    def builder(
        self,
        jobs: "Workers | None" = None,
        *,
        dry: bool = False,
        remembers: bool = True,
        apart: bool = True,
    ) -> "Rebuilder":
        """Load the plugins and the site; raises CannotRun."""
        from smoopt.build.memory.fingerprint import look  # noqa: PLC0415
        from smoopt.build.processes.engine import cores  # noqa: PLC0415
        from smoopt.build.rebuild import Rebuilder  # noqa: PLC0415

        seen, self._seen = self._seen, None
        if seen is None and _are_elsewhere(jobs):
            seen = look(self.root, self.output, on_disk=True)
        return Rebuilder(
            self.site(seen),
            self.registry(apart=apart),
            self.output,
            self._manifest(remembers=remembers),
            jobs or cores(),
            dry=dry,
            otherwise=seen,
        )

    def site(self, seen: "Folders | None" = None, *, built: bool = False) -> "Site":
        """Load the site, by the last look at it if there was one; raises CannotRun.

        `built`: with the files that smoopt has added.
        """
        from smoopt.site.project_folder import refuse_project  # noqa: PLC0415
        from smoopt.site.site import Site  # noqa: PLC0415

        refuse_project(self.root)
        return Site(self.root, self.settings, seen and seen.site.walk(), built=built)

    def site_with_address(self, *, built: bool = False) -> "Site":
        """Load the site for what needs its public address; raises SiteError as below."""
        site = self.site(built=built)
        self.refuse_without_address(site)
        return site

    def refuse_without_address(self, site: "Site") -> None:
        """Raise SiteError if a site is empty, or its public address unknown."""
        refuse_empty(site)
        if not site.url:
            raise SiteError(
                f"{self.root}: its public address is not known; give it with --url https://…"
            )

    def registry(self, *, apart: bool = True) -> "Registry":
        """Load the plugins, whose hooks may have to run in separate processes; raises CannotRun."""
        from smoopt.plugin.registry import Registry  # noqa: PLC0415

        config.check_patterns(self.settings, self.where)
        return Registry(self.settings, self.where, apart=apart)

    def kept(self, name: str) -> Path | None:
        """Return the path of a command's own file beside the manifest; None where there is none."""
        from smoopt.build.memory import manifest  # noqa: PLC0415

        known = manifest.place(self._memory, self.root, self.output)
        return known and known.with_name(f"{known.stem}.{name}")

    def _manifest(self, *, remembers: bool = True) -> "Manifest":
        from smoopt.build.memory import manifest  # noqa: PLC0415

        known = manifest.place(self._memory, self.root, self.output) if remembers else None
        return manifest.Manifest(known, self.root, self.output)


def _are_elsewhere(workers: "Workers | None") -> bool:
    """Tell whether workers are a cluster's, which may have more to do than memory here holds."""
    return not (workers is None or isinstance(workers, int))


def refuse_empty(site: "Site") -> None:
    """Raise SiteError for a site without pages: all earlier pages would seem to be gone."""
    if not site.pages:
        raise SiteError(
            f"{site.root}: there are no pages in it; expected the folder that a generator wrote"
        )


def refuse_nested(site: Path, output: Path | None) -> None:
    """Raise SiteError for an output folder that is the site, lies in it or holds it."""
    if output is None:
        return
    here, there = site.resolve(), output.resolve()
    if here == there or here in there.parents or there in here.parents:
        raise SiteError(
            f"{output}: must be a folder apart from {site}; to work in place, leave it out"
        )


def stamps(named: Path | None, site: Path) -> Callable[[], dict[Path, Stamp | None]]:
    """Return a function that reads the stamps of configuration, plugin and template files."""
    folders = dict.fromkeys(folder.resolve() for folder in _places(site))
    files = [named] if named else [file for folder in folders for file in config.candidates(folder)]

    @lru_cache(maxsize=1)
    def others(_: tuple[Stamp | None, ...]) -> tuple[list[Path], Path | None]:
        """Return the files of plugins and the folder of templates, cached until a stamp changes."""
        with suppress(ConfigError):
            if file := named or config.find(*_places(site)):
                said = config.read(file)
                plugins = (name.rpartition(":")[0] for name in plugin_files(said).values())
                paths = [*map(Path, (*plugins, *read_files(said)))]
                return paths, config.templates_folder(file, said)
        return [], None

    def look() -> dict[Path, Stamp | None]:
        there = {file: stamp(file) for file in files}
        of_plugins, templates = others(tuple(there.values()))
        every = (path for named in of_plugins for path in with_contents(named))
        there |= {path: stamp(path) for path in every}
        return there | own_templates.stamps(templates) | own_designs.stamps(templates)

    return look


def _places(site: Path) -> tuple[Path, ...]:
    """Return the folders that may contain the configuration."""
    return (Path(),) if is_remote(site) else (Path(), site.parent, site / "..")
