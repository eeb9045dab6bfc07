"""Fixtures for all tests: small sites, and the registries that run on them."""

import gc
import os
import shutil
import signal
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, chdir
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from smoopt.files import open_folder
from smoopt.plugin.registry import Registry
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from tests.support.pictures import png
from tests.support.sites import CORE, NONE, QUIET, URL, MakeSite, write_files

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright

_COMMON = {
    "deadline": None,
    "derandomize": True,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}
settings.register_profile("default", max_examples=80, **_COMMON)
settings.register_profile("thorough", max_examples=5000, **{**_COMMON, "derandomize": False})
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


# So many tests go to a process together: to hand out each by itself takes xdist longer.
_TOGETHER = 16
# Where Linux keeps files in memory, and how much of it the tests may take.
_MEMORY, _NEEDED = Path("/dev/shm"), 2**30
# So many characters of a value may stand in the name of a test.
_LONG = 200
# By what names the system may have Chromium, with the windows that it opens itself, or, which takes
# half the time, without them.
_WHOLE = "chromium", "google-chrome"
_BARE = "chromium-headless-shell", *_WHOLE
# What runs beside the tests, until it is closed.
_STARTED = ExitStack()


def pytest_configure() -> None:
    """Write to memory where there is enough, for the tests make and remove 100,000s of files.

    `TMPDIR=/tmp` has them on a disk.
    """
    # What a shell starts in the background ignores Ctrl-C, and so would all that tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    # What nohup starts ignores the end of its terminal. With a handler in place of that, the tests
    # still do, but what they start does not.
    hangup = getattr(signal, "SIGHUP", None)  # Windows has none
    if hangup is not None and signal.getsignal(hangup) is signal.SIG_IGN:
        signal.signal(hangup, lambda *_: None)
    is_left_open = "TMPDIR" not in os.environ
    if is_left_open and _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free >= _NEEDED:
        os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)


def pytest_collection_finish() -> None:
    """Keep the garbage collector from going through thousands of tests again and again."""
    # Its first example has hypothesis look for who holds its random numbers, but not in the frozen.
    given(strategies.none())(lambda _: None)()
    gc.collect()
    gc.freeze()


@pytest.hookimpl(tryfirst=True)  # before xdist looks for groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what runs apart, unless its marker is asked for, and group the others.

    The large groups begin first, so that no process is alone with one at the end.
    """
    _leave_out_apart(config, items)
    items.sort(key=_turn)
    for number, item in enumerate(items):
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(_group(number, item)))


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a long value by its checksum: what is in a test's name is sent with each report."""
    if not isinstance(val, str | bytes) or len(val) <= _LONG:
        return None
    data = val if isinstance(val, bytes) else val.encode("utf-8", "surrogatepass")
    return f"{argname}-{zlib.crc32(data):08x}"


def _turn(item: pytest.Item) -> int:
    markers = ("browser", "xdist_group")
    return next((n for n, name in enumerate(markers) if item.get_closest_marker(name)), 2)


def _group(number: int, item: pytest.Item) -> str:
    """Name what is run by one process, with `--dist loadgroup`.

    It has all tests of a module that open pages, for they share more than a browser, and a few at
    a time of any other.
    """
    module = item.nodeid.partition("::")[0]
    return module if item.get_closest_marker("browser") else f"{module} {number // _TOGETHER}"


def _leave_out_apart(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "apart" in str(config.getoption("markexpr")):
        return
    left = [item for item in items if item.get_closest_marker("apart")]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


@pytest.fixture(scope="session", autouse=True)
def _nowhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Run in an empty folder: a configuration where the tests were started must not count."""
    with chdir(tmp_path_factory.mktemp("nowhere")):
        yield


@pytest.fixture(scope="session", autouse=True)
def _unsynced() -> Iterator[None]:
    """Wait for no disk: what tests write need not outlive a power cut."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(open_folder, "sync", lambda _: None)
        yield


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Make a site of files given by path; keyword arguments are its `[site]` table."""

    def make(files: dict[str, str | bytes], **table: str) -> Site:
        root = write_files(tmp_path / "site", files)
        return Site(root, Settings(site=SiteSettings(**table), plugins=CORE))  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Give a site with pictures and a known address, for pages that exist only in a test."""
    home = "<!doctype html><html lang=en><head><title>Lab</title></head><body><p>Home.</p></body>"
    files: dict[str, str | bytes] = {
        "index.html": home,
        "wide.png": png(1200, 630),
        "square.png": png(300, 300),
        "dot.png": png(1, 1),
    }
    root = write_files(tmp_path_factory.mktemp("lab"), files)
    site = SiteSettings(url=URL, name="Lab", author="Ada", image="wide.png", image_alt="Wide")
    return Site(root, Settings(site=site, plugins=CORE))


@pytest.fixture(scope="session")
def core() -> Registry:
    """Give the default plugins but share and bookmarks."""
    return Registry(Settings(plugins=CORE))


@pytest.fixture(scope="session")
def everything() -> Registry:
    """Give all default plugins."""
    return Registry(Settings())


@pytest.fixture(scope="session")
def nothing() -> Registry:
    """Give no plugins at all."""
    return Registry(Settings(plugins=NONE))


@cache
def _playwright() -> "Playwright":
    from playwright.sync_api import sync_playwright

    return _STARTED.enter_context(sync_playwright())


@cache
def _chromium(*names: str) -> "Browser":
    """Start the system's Chromium, which may have any of these names."""
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None:
        pytest.fail(f"no {' or '.join(names)}; install it, or run pytest with -m 'not browser'")
    chromium = _playwright().chromium.launch(executable_path=path, args=QUIET)
    _STARTED.callback(chromium.close)
    return chromium


@pytest.hookimpl(trylast=True)  # when no fixture has pages open any more
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Close the browser before another module's test that opens no pages; those that do share it.

    A module keeps it, for its fixtures have it as long as the module lasts.
    """
    is_kept = nextitem is not None and (
        nextitem.path == item.path or nextitem.get_closest_marker("browser") is not None
    )
    if not is_kept:
        _STARTED.close()
        _chromium.cache_clear()
        _playwright.cache_clear()


def pytest_unconfigure() -> None:
    """Close it also where tests are broken off."""
    _STARTED.close()


@pytest.fixture(scope="module")
def browser() -> "Browser":
    """Give the system's Chromium, which is started once for all modules in a row."""
    return _chromium(*_BARE)


@pytest.fixture(scope="module")
def whole_browser() -> "Browser":
    """Give one that asks its user in a dialog of its own where a page wants it to."""
    return _chromium(*_WHOLE)
