"""Sites and clients for the tests of the preview."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from starlette.testclient import TestClient

from smoopt.build.builder import Builder
from smoopt.build.memory.manifest import Manifest
from smoopt.files.walk import stamp
from smoopt.plugin.registry import Registry
from smoopt.preview.server import application
from smoopt.preview.state import PreviewState
from smoopt.site.config import load, with_url
from smoopt.site.public_address import check_url
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from smoopt.watch.upkeep import CommandLine
from tests.support.bars import article
from tests.support.runs import page

URL = "https://example.org/"
PORT, SITE_PORT = 8001, 8002
# Names that mean something else in addresses, and a title that means something else in HTML.
ODD = "a b/50% #1?&'\"<i>ü日.html"
HOSTILE = "</title><script>alert(1)</script>"


def command_line(root: Path, url: str = URL) -> CommandLine:
    """Open a site with the smoopt.toml beside it, as the command line does."""
    file = root.parent / "smoopt.toml"

    def opened() -> Builder:
        settings = load(file) if file.is_file() else Settings(site=SiteSettings())
        settings = settings if settings.site.url else with_url(settings, check_url(url, "url"))
        manifest = Manifest(None, root, None)
        return Builder(Site(root, settings), Registry(settings), None, manifest, dry=True)

    return CommandLine(
        opened,
        settings=lambda: (stamp(file),),
        alone=contextlib.nullcontext,
        say=lambda lines: None,
        progress=lambda pages: contextlib.nullcontext(lambda done: None),
    )


@contextlib.contextmanager
def kept(root: Path, url: str = URL) -> Iterator[PreviewState]:
    """Keep a site, all of whose pages are read."""
    state = PreviewState(root, command_line(root, url))
    try:
        state.index.wait(lambda _: None)
        yield state
    finally:
        state.stop()


class Preview:
    """The two servers of a preview, asked without a network."""

    def __init__(self, state: PreviewState, host: str = "127.0.0.1") -> None:
        app = application(state, host, PORT, SITE_PORT)
        self.state = state
        self.companion = TestClient(app, f"http://127.0.0.1:{PORT}", follow_redirects=False)
        self.site = TestClient(app, f"http://127.0.0.1:{SITE_PORT}", follow_redirects=False)

    def text(self, path: str) -> str:
        """Give the text of a page of the companion."""
        return self.companion.get(path).text


def some(root: Path) -> Path:
    """Write a small site, with names and titles that need care."""
    files = {
        "index.html": page("Home"),
        "about.html": article("About"),
        "blog/one/index.html": page("One"),
        "blog/two/index.html": page("Two"),
        "404.html": page("Not here"),
        ODD: page(HOSTILE.replace("<", "&lt;")),
        "style.css": "p { color: teal }\n",
    }
    for name, text in files.items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return root
