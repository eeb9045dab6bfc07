"""A site that is edited and built again and again, by the manifest of the last build."""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from unittest import mock

from smoopt.build import build_job
from smoopt.build.memory.manifest import Manifest
from smoopt.build.outcome import Outcome
from smoopt.build.pipeline import transform
from smoopt.build.rebuild import Rebuilder
from smoopt.build.summary import Summary
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support.runs import Entry, tree
from tests.support.sites import CORE, URL

SETTINGS = Settings(site=SiteSettings(url=URL), plugins=CORE)


REGISTRY = Registry(SETTINGS)


Files = Mapping[str, str]


class Project:
    """A site that is edited and built again and again, in place or into another folder."""

    def __init__(
        self,
        folder: Path,
        files: Files,
        *,
        apart: bool = False,
        settings: Settings = SETTINGS,
        registry: Registry = REGISTRY,
    ) -> None:
        self.settings = settings
        self.registry = registry
        self.root = folder / "site"
        self.output = folder / "out" if apart else None
        self.folder = folder
        self.clock = 10**18
        self.root.mkdir(parents=True)
        self.write(files)

    def write(self, files: Files) -> None:
        """Write pages, as a generator would: each gets a later time."""
        for path, text in files.items():
            target = self.root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
            self.clock += 10**9
            os.utime(target, ns=(self.clock, self.clock))

    def remove(self, path: str) -> None:
        (self.root / path).unlink()

    def builder(self) -> Rebuilder:
        """Give what a new run has."""
        manifest = Manifest(self.folder / "manifest", self.root, self.output)
        return Rebuilder(Site(self.root, self.settings), self.registry, self.output, manifest)

    def build(self) -> Summary:
        return self.builder().build(lambda _: None)

    def rendered(self) -> set[str]:
        """Build, and name the pages that were rendered."""
        return rendered(self.build)

    def built(self) -> dict[str, Entry]:
        return tree(self.output or self.root)


def rendered(run: Callable[[], object]) -> set[str]:
    """Name the pages that are rendered during a run."""
    seen: set[str] = set()

    def noting(path: str, *arguments: object, **named: object) -> Outcome:
        seen.add(path)
        return transform(path, *arguments, **named)  # type: ignore[arg-type]

    with mock.patch.object(build_job, "transform", noting):
        run()
    return seen


class Kill(KeyboardInterrupt):
    """What ends a run in the middle, as a test can."""


def killed(project: Project, pages: int) -> None:
    """Build so many pages, and no more."""
    left = iter(range(pages))

    def failing(path: str, *arguments: object, **named: object) -> Outcome:
        if next(left, None) is None:
            raise Kill
        return transform(path, *arguments, **named)  # type: ignore[arg-type]

    with mock.patch.object(build_job, "transform", failing), suppress(Kill):
        project.build()


def page(title: str = "", description: str = "", body: str = "", head: str = "") -> str:
    name = f"<title>{title}</title>" if title else ""
    meta = f'<meta name="description" content="{description}">' if description else ""
    text = "A paragraph of some length, so that there is something to say of it."
    return (
        f"<!doctype html><html lang=en><head>{name}{meta}{head}</head>"
        f"<body><main>{body}<p>{text}</p></main></body></html>"
    )


def site(**titles: str) -> dict[str, str]:
    return {f"{name}.html": page(title) for name, title in titles.items()}
