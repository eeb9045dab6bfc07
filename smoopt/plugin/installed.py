"""Which plugins are installed, by their entry points.

Apart from loading them (load.py), for most runs that find nothing changed need none.
"""

from functools import cache
from typing import TYPE_CHECKING

from smoopt.model.errors import PluginError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "smoopt"


@cache
def available() -> dict[str, "EntryPoint"]:
    """Find every installed plugin, by name; raises PluginError if two have the same."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - a third of all that is loaded

    found: dict[str, EntryPoint] = {}
    for point in entry_points(group=GROUP):
        if point.name in found and found[point.name].value != point.value:
            raise PluginError(
                f"two installed plugins are named {point.name!r}: {found[point.name].value} and "
                f"{point.value}; uninstall one of them"
            )
        found[point.name] = point
    return found
