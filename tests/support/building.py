"""Whole sites built in this process, with nothing remembered."""

from collections.abc import Iterator

from smoopt.build.builder import Builder
from smoopt.build.memory.manifest import Manifest
from smoopt.build.pipeline import Outcome
from smoopt.plugin.registry import Registry
from smoopt.site.site import Site


def outcomes(site: Site, registry: Registry) -> Iterator[Outcome]:
    """Render every page of a site in order, and write nothing; raises OSError."""
    builder = Builder(site, registry, None, Manifest(None, site.root, None), dry=True)
    for path in site.pages:
        yield builder.outcome(path, (site.root / path).read_bytes())
