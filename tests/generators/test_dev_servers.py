"""smoopt while an author writes: the servers that the generators bring."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.support.generator_site import GeneratorSite
from tests.support.python_generators import ADDRESS, KINDS, begun
from tests.support.runs import until

pytestmark = pytest.mark.generator

# A busy machine may need minutes to start one.
_SECONDS = 180.0
LEKTOR = "lektor server -p {port} --output-path out"
PELICAN = "pelican -l -r -p {port} -s publishconf.py"


class Server:
    """A server that runs in a site's folder, and what it prints."""

    def __init__(self, site: GeneratorSite, command: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = site.folder.parent / "server.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                ["sh", "-c", f"exec {command.format(port=self.port)}"],
                cwd=site.folder,
                env={**site.environment, "PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.log.read_text("utf-8", "replace")

    def page(self, path: str) -> str:
        """Fetch a page; "" while there is none."""
        time.sleep(0.2)
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=20) as answer:
                return str(answer.read().decode())
        except (URLError, HTTPException, OSError):  # it may be written just now
            return ""

    def shows(self, path: str, *texts: str) -> bool:
        def has_all() -> bool:
            page = self.page(path)
            return all(text in page for text in texts)

        return until(has_all, _SECONDS)


@contextmanager
def running(site: GeneratorSite, command: str) -> Iterator[Server]:
    server = Server(site, command)
    try:
        yield server
    finally:
        os.killpg(server.process.pid, signal.SIGTERM)
        server.process.wait()


def made(name: str, folder: Path) -> GeneratorSite:
    site = begun(KINDS[name], folder / "site")
    site.follow()
    return site


def test_mkdocs_serves_pages_as_they_will_be_published(tmp_path: Path) -> None:
    site = made("mkdocs", tmp_path)
    with running(site, "mkdocs serve -a 127.0.0.1:{port}") as server:
        assert server.shows("docs/", f'property="og:url" content="{ADDRESS}"'), server.said()
        assert f'rel="canonical" href="{ADDRESS}"' in server.page("docs/")
        site.add("docs/index.md", "A new sentence.\n")
        assert server.shows("docs/", "A new sentence."), server.said()
        assert f'property="og:url" content="{ADDRESS}"' in server.page("docs/")


def test_mkdocs_serves_pages_as_they_are_where_no_address_is_known(tmp_path: Path) -> None:
    site = made("mkdocs", tmp_path)
    site.write("mkdocs.yml", "site_name: Demo\nplugins: [smoopt]\n")
    with running(site, "mkdocs serve -a 127.0.0.1:{port}") as server:
        assert server.shows("", "<title>"), server.said()
        assert "<!--smoopt" not in server.page("")
    assert server.said().count("the address that the site will have is not known") == 1


@pytest.mark.parametrize("doctrees", ["", "-d ../doctrees"])
def test_sphinx_autobuild_builds_no_more_often_than_its_author_writes(
    tmp_path: Path, doctrees: str
) -> None:
    site = made("sphinx", tmp_path)
    command = f"sphinx-autobuild --port {{port}} {doctrees} . _build/html"
    with running(site, command) as server:
        assert server.shows("", 'property="og:url"'), server.said()
        site.add("index.rst", "A new sentence.\n")
        assert server.shows("", "A new sentence."), server.said()
        assert until(lambda: server.said().count("smoopt: ") == 2, _SECONDS), server.said()
        time.sleep(4)  # it looks for what has changed twice a second or so
        assert server.said().count("smoopt: ") == 2, server.said()
    assert (tmp_path / "doctrees/.smoopt").is_dir() is bool(doctrees)


@pytest.mark.parametrize(
    ("name", "command", "page", "source"),
    [
        ("pelican", f"{PELICAN} content", "first.html", "content/first.md"),
        ("nikola", "nikola auto -p {port}", "posts/welcome-to-nikola/index.html", "posts/1.rst"),
        (
            "lektor",
            LEKTOR,
            "index.html",
            "content/contents.lr",
        ),
    ],
)
def test_what_is_written_anew_is_made_ready_again(
    tmp_path: Path, name: str, command: str, page: str, source: str
) -> None:
    site = made(name, tmp_path)

    def has(*texts: str) -> bool:
        time.sleep(0.2)
        written = site.pages().get(page, "")
        return all(text in written for text in texts)

    with running(site, command) as server:
        assert until(lambda: has('property="og:url"'), _SECONDS), server.said()
        site.add(source, "A new sentence.\n")
        anew = "A new sentence.", 'property="og:url"'
        assert until(lambda: has(*anew), _SECONDS), server.said()
