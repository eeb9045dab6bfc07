"""Options that several commands have."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from smoopt.files.addresses import is_address, place_of
from smoopt.model.errors import CannotRun
from smoopt.model.extras import refuse_without

if TYPE_CHECKING:
    from smoopt.build.processes.engine import Workers


def refused(why: str) -> Callable[[click.Context, click.Parameter, object], None]:
    """Return a callback that rejects an option of another command with click.UsageError."""

    def refuse(_: click.Context, __: click.Parameter, given: object) -> None:
        if given is not None:
            raise click.UsageError(why)

    return refuse


class _OnDisk(click.Path):
    """A path on disk, not an address."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Return the path; fails for an address."""
        if is_address(os.fspath(value)):
            self.fail(f"{value}: this command needs a folder on this computer", param, ctx)
        return Path(os.fsdecode(super().convert(value, param, ctx)))


class _Anywhere(_OnDisk):
    """A path on disk, or an address such as `s3://bucket/site`."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        """Return the place; raises ConfigError for an address that cannot be reached."""
        written = os.fspath(value)
        return place_of(written) if is_address(written) else super().convert(value, param, ctx)


PATH = _OnDisk()
PLACE = _Anywhere()
config = click.option("--config", "-c", type=PATH, help="Use this configuration file.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
url = click.option("--url", help="The site's public address; overrides the configuration.")
fail_on = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 for findings of this severity or worse; a failed page is an error.",
)
jobs = click.option(
    "--jobs", "-j", type=click.IntRange(1), help="Number of processes; by default one per core."
)
cluster = click.option(
    "--cluster", metavar="ADDRESS", help="Use the Dask cluster whose scheduler has this address."
)
traceback = click.option("--traceback", is_flag=True, help="Print the traceback of each failure.")
yes = click.option("--yes", is_flag=True, help="Send without asking.")
sent = click.option(
    "--sent",
    type=PATH,
    help="Keep the record of what was sent in this file, not beside smoopt.toml.",
)
allow_private = click.option(
    "--allow-private",
    is_flag=True,
    help="Allow sending to this computer and its network, for tests.",
)


def workers(jobs: int | None, cluster: str | None) -> "Workers | None":
    """Return the workers that the options name, or None; raises CannotRun."""
    if cluster is None:
        return jobs
    if jobs is not None:
        raise click.UsageError("--jobs is for this computer and --cluster for others: give one")
    refuse_without("cluster", "--cluster: work is shared by Dask", "distributed", raises=CannotRun)
    from smoopt.build.processes.dask_cluster import DaskCluster  # noqa: PLC0415 - an extra's

    return DaskCluster(cluster)
