"""`smoopt undo`: restores a site as it was."""

import time
from pathlib import Path

import click

from smoopt.cli import options
from smoopt.cli.exit import finish
from smoopt.cli.progress import progress
from smoopt.cli.terminal import busy


@click.command()
@click.argument("site", type=options.PLACE)
@options.jobs
@options.cluster
@options.as_json
def undo(site: Path, *, jobs: int | None, cluster: str | None, as_json: bool) -> None:
    """Restore the original bytes of every page of SITE."""
    from smoopt.build import undo as undoing  # noqa: PLC0415
    from smoopt.build.lock import alone  # noqa: PLC0415
    from smoopt.build.processes.engine import cores  # noqa: PLC0415
    from smoopt.site.settings import Settings  # noqa: PLC0415
    from smoopt.site.site import Site  # noqa: PLC0415

    started = time.perf_counter()
    workers = options.workers(jobs, cluster)
    with alone(busy, site):
        loaded = Site(site, Settings())
        with progress(len(loaded.pages), quiet=as_json) as pages_done:
            summary = undoing.undo(loaded, pages_done, workers or cores())
    summary.seconds = time.perf_counter() - started
    finish(summary, str(site), "error", as_json=as_json, idle="nothing to undo")
