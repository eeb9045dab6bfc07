"""What is installed, in a few lines: for `smoopt --version` and `smoopt doctor`."""

import platform
from collections.abc import Iterator

from smoopt.model.version import __version__


def version_lines() -> Iterator[str]:
    """Yield the versions of smoopt and Python, then the extras and plugins of others, if any."""
    from smoopt.doctor.known_extras import EXTRAS, missing  # noqa: PLC0415 - `--help` needs none
    from smoopt.model.errors import PluginError  # noqa: PLC0415
    from smoopt.plugin.installed import others  # noqa: PLC0415

    yield f"smoopt, version {__version__}"
    yield system()
    lacking = {name for name in EXTRAS if missing(name)}
    yield _listed("extras", [name for name in EXTRAS if name not in lacking])
    if lacking:
        yield _listed("extras not installed", sorted(lacking))
    try:
        packages = {
            f"{point.dist.name} {point.dist.version}" for point in others().values() if point.dist
        }
    except PluginError as error:
        packages = {str(error)}
    if packages:
        yield _listed("plugins of others", sorted(packages))


def system() -> str:
    """Return the names and versions of Python and the system."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python} on {platform.system()} {platform.release()} ({platform.machine()})"


def _listed(what: str, names: list[str]) -> str:
    return f"{what}: {', '.join(names) or 'none'}"
