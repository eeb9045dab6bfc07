"""Sites and clients for the tests of the preview."""

import contextlib
import os
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from pathlib import Path

from starlette.testclient import TestClient

from smoopt.build.builder import Builder
from smoopt.build.memory.manifest import Manifest
from smoopt.files.stamp import stamp
from smoopt.plugin.registry import Registry
from smoopt.preview.server.app import application
from smoopt.preview.state import PreviewState
from smoopt.site.config import load, with_url
from smoopt.site.settings import Settings, SiteSettings
from smoopt.site.site import Site
from smoopt.site.url_checks import check_url
from smoopt.watch.updates import CommandLine
from tests.support.bars import article
from tests.support.places import SITES
from tests.support.runs import PATIENCE, command, page, smoopt

URL = "https://example.org/"
PORT, SITE_PORT = 8001, 8002
# Names that mean something else in addresses, and a title that means something else in HTML.
ODD = "a b/50% #1?&'\"<i>ü日.html"
HOSTILE = "</title><script>alert(1)</script>"


def _silent(_: Iterable[str]) -> None:
    pass


def command_line(
    root: Path, url: str = URL, say: Callable[[Iterable[str]], None] = _silent
) -> CommandLine:
    """Open a site with the smoopt.toml beside it, as the command line does."""
    file = root.parent / "smoopt.toml"

    def opened() -> Builder:
        settings = load(file) if file.is_file() else Settings(site=SiteSettings())
        settings = settings if settings.site.url else with_url(settings, check_url(url, "url"))
        manifest = Manifest(None, root, None)
        return Builder(Site(root, settings), Registry(settings), None, manifest, dry=True)

    return CommandLine(
        opened,
        settings=lambda: {file: stamp(file)},
        alone=contextlib.nullcontext,
        say=say,
        progress=lambda pages: contextlib.nullcontext(lambda done: None),
    )


@contextlib.contextmanager
def opened(root: Path, url: str = URL) -> Iterator[PreviewState]:
    """Open the preview of a site, and read all of its pages."""
    state = PreviewState(root, command_line(root, url))
    try:
        yield settled(state)
    finally:
        state.stop()


def settled(state: PreviewState) -> PreviewState:
    """Wait until all pages are read."""
    state.indexer.wait(lambda _: None)
    return state


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


class Running:
    """A preview in a process of its own."""

    def __init__(self, root: Path, *words: str) -> None:
        self.root = root
        self.child = subprocess.Popen(
            command("preview", root, *words),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            cwd=root.parent,
        )
        assert self.child.stdout
        line = self.child.stdout.readline()
        found = re.search(r"http://\S+/", line)
        assert found, self.child.stderr and self.child.stderr.read()
        self.address = found[0]

    def save(self, path: str, text: str) -> None:
        (self.root / path).write_text(text, "utf-8")

    def end(self) -> int:
        with self.child:
            try:
                self.child.terminate()
                self.child.communicate(timeout=PATIENCE)
            finally:
                self.child.kill()
        return self.child.returncode


@contextlib.contextmanager
def watching(root: Path) -> Iterator[Running]:
    """Run the preview of a site until it is no longer needed."""
    preview = Running(root, "--url", URL)
    assert preview.child.stderr
    assert "watching" in preview.child.stderr.readline()
    yield preview
    assert preview.end() == 0


def rows(text: str) -> list[str]:
    """Give the paths of the pages in a list."""
    return [
        unescape(path) for path in re.findall('<span class="path"><bdi>(.*?)</bdi></span>', text)
    ]


def exported(root: Path, folder: Path, *words: str) -> Path:
    """Export the preview of a site; a real one knows its own address."""
    url = () if SITES in root.parents else ("--url", URL)
    run = smoopt("preview", root, "--export", folder, *url, *words)
    assert run.code == 0, run.err
    return folder


def write_site(root: Path) -> Path:
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
