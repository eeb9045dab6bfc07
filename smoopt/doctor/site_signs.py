"""Checks of a site before it is built: configuration, address, traces of earlier runs."""

import os
from collections.abc import Iterator
from pathlib import Path

from smoopt.build.lock import is_held
from smoopt.build.project import Project
from smoopt.doctor.sign import Sign
from smoopt.model.errors import CannotRun
from smoopt.site.generators import generator_of
from smoopt.site.site import Site


def configuration_sign(project: Project) -> Sign:
    """Return which configuration is used."""
    if project.is_configured:
        return Sign("configuration", project.where, "ok", "found, and every setting is valid")
    said = "none found here or beside the site; none is needed"
    return Sign("configuration", "smoopt.toml", "absent", said, "smoopt init writes one")


def site_signs(project: Project, output: Path | None) -> Iterator[Sign]:
    """Yield the results of checking a site's folder."""
    try:
        site = project.site()
    except CannotRun as error:
        yield Sign("site", str(project.root), "wrong", str(error))
        return
    yield _pages(site)
    yield _address(site)
    written = output or project.root
    yield from _runs(site, written)
    if memory := project.kept("x"):
        yield _memory(memory.parent)


def _pages(site: Site) -> Sign:
    if not site.pages:
        advice = "give the folder that your generator writes"
        return Sign("site", "pages", "wrong", f"{site.root}: there are no pages in it", advice)
    generator = generator_of(site)
    by = f", built with {generator.name}" if generator else ""
    return Sign("site", "pages", "ok", f"{len(site.pages):,} in {site.root}{by}")


def _address(site: Site) -> Sign:
    found = site.learnt.url
    if found:
        return Sign("site", "address", "ok", f"{found.value} (found: {found.because})")
    said = "not known, so canonical links, og:url and feeds are left out"
    return Sign("site", "address", "wrong", said, "give --url, or url in [site] of smoopt.toml")


def _runs(site: Site, written: Path) -> Iterator[Sign]:
    """Yield traces of other runs: one under way, or one that was interrupted."""
    if written.is_dir() and is_held(written):
        said = f"another smoopt is at work on {written}"
        yield Sign("site", "lock", "absent", said, "the next run waits until it has finished")
    else:
        yield Sign("site", "lock", "ok", f"no other smoopt is at work on {written}")
    if left := site.walked.leftovers:
        said = f"{len(left):,} files of an interrupted run, such as {left[0]}"
        yield Sign("site", "leftovers", "absent", said, "the next build removes them")
    if site.closed:
        said = f"{len(site.closed):,} folders cannot be read, such as {site.closed[0]}"
        yield Sign("site", "closed folders", "wrong", said, "run smoopt as their owner")


def _memory(folder: Path) -> Sign:
    """Return where the record of builds is kept."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    if os.access(there, os.W_OK) and there.is_dir():
        return Sign(
            "site", "memory", "ok", f"{folder}: the cache, which makes the next build faster"
        )
    said = f"{folder} cannot be written to, so every build starts from scratch"
    return Sign("site", "memory", "absent", said, f"give your user write access to {there}")
