"""The commands that several benchmarks time: copying a site, and building it for the first time."""

from pathlib import Path

from corpus import Corpus
from paired import Subject, smoopt

CP, APART, IN_PLACE = "cp -r", "smoopt build -o", "smoopt build in place"
# What smoopt remembers of a build lies beside the site; a first build must not find it.
MEMORY = ".smoopt"


def build(site: Corpus, *words: str | Path) -> list[str]:
    """Write the command that builds a folder, with whatever findings."""
    return smoopt("build", *words, "--url", site.url, "--fail-on", "never")


def copying(site: Corpus, out: Path) -> Subject:
    """Copy a site as `cp` does."""
    return Subject(CP, ["cp", "-r", str(site.root), str(out)], out)


def building(site: Corpus, out: Path) -> Subject:
    """Build a site into another folder."""
    command = build(site, site.root, "-o", out)
    return Subject(APART, command, out, forgotten=site.root.parent / MEMORY)


def building_in_place(site: Corpus, out: Path) -> Subject:
    """Build a fresh copy of a site in its own place."""
    return Subject(IN_PLACE, build(site, out), out, start=site.root, forgotten=out.parent / MEMORY)
