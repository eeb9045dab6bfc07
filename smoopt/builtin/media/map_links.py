"""The address of the map that a frame of Google Maps shows.

https://developers.google.com/maps/documentation/urls/get-started (2026-12-01), and for frames
https://developers.google.com/maps/documentation/embed/embedding-map (2026-12-01)
"""

import re
from collections.abc import Mapping
from urllib.parse import urlencode

_MAPS = "https://www.google.com/maps"
_CENTER = re.compile(r"!2d(-?\d+(?:\.\d+)?)!3d(-?\d+(?:\.\d+)?)", re.ASCII)
_PLACE = re.compile(r"-?\d{1,3}(?:\.\d+)?,-?\d{1,3}(?:\.\d+)?", re.ASCII)
_NUMBER = re.compile(r"\d{1,2}(?:\.\d+)?", re.ASCII)


def shown_map(path: str, query: Mapping[str, str], *, is_maps_host: bool) -> str | None:
    """Return the address for a frame's path and parameters; None if it is no such frame."""
    if path == "/maps/embed":
        # The form that people copy from Google Maps; it has the map's centre: longitude, latitude.
        found = _CENTER.search(query.get("pb", ""))
        return None if found is None else _at(f"{found[2]},{found[1]}")
    if path in {"/maps/embed/v1/place", "/maps/embed/v1/search"}:
        return _searched(query.get("q", ""))
    if path == "/maps/embed/v1/view":
        center = query.get("center", "")
        return _at(center, query.get("zoom", "")) if _PLACE.fullmatch(center) else None
    if path == "/maps/d/embed":
        named = query.get("mid", "")
        return f"{_MAPS}/d/viewer?{urlencode({'mid': named})}" if named else None
    is_map = path == "/maps" or (is_maps_host and path in {"", "/", "/maps/"})
    if is_map and query.get("output") == "embed":
        return _searched(query.get("q", ""))
    return None


def _searched(words: str) -> str | None:
    return f"{_MAPS}/search/?{urlencode({'api': '1', 'query': words})}" if words else None


def _at(center: str, zoom: str = "") -> str:
    asked = {"api": "1", "map_action": "map", "center": center}
    if _NUMBER.fullmatch(zoom):
        asked["zoom"] = zoom
    return f"{_MAPS}/@?{urlencode(asked)}"
