"""Small sites, the plugins that run on them, and how a browser is started."""

from collections.abc import Callable, Mapping
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from smoopt.plugin import load
from smoopt.plugin.installed import GROUP
from smoopt.site.settings import DEFAULTS
from smoopt.site.site import Site

MakeSite = Callable[..., Site]
URL = "https://example.org/docs/"
# What runs on the text of a page only; share and bookmarks have tests of their own.
CORE: dict[str, bool | dict[str, object]] = {"share": False, "bookmarks": False}
NONE: dict[str, bool | dict[str, object]] = dict.fromkeys(DEFAULTS, False)


def write_files(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write a site's files, given by path."""
    for name, content in files.items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def install(monkeypatch: pytest.MonkeyPatch, module: str, names: Mapping[str, str]) -> None:
    """Install the plugins of a module besides those that are there, as its package would."""
    points = {name: EntryPoint(name, f"{module}:{kind}", GROUP) for name, kind in names.items()}
    found = {**load.others(), **points}
    monkeypatch.setattr(load, "others", lambda: found)
    load._loaded.cache_clear()


# Without these, Chromium calls its maker at every start.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"]
QUIET += ["--disable-component-update", "--no-first-run", "--disable-quic"]
