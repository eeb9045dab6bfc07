"""The generators that smoopt is a plugin of: how each begins a site and builds it."""

import re
from pathlib import Path
from typing import NamedTuple

from tests.support.generator_site import GeneratorSite

ADDRESS = "https://example.org/docs/"
_ARTICLE = """Title: First
Date: 2026-01-02 10:00
Category: News

An article that says enough to be described in a sentence.
"""
_ANSWERS = (".", "Demo", "Ada", "en", "Y", "https://example.org/docs", "n", "Europe/Rome", "Y")


def _answered(command: str, *answers: str) -> str:
    """Write a command line that answers a command's questions, the last ones with a line end."""
    lines = "\\n".join((*answers, *[""] * 9))
    return f"printf '{lines}' | {command}"


class Kind(NamedTuple):
    """A generator: the commands that begin a site, build it, and build it strictly.

    `addressed` are lines for a file that give the site its address, `off` such that turn smoopt
    off, `home` is a page that it writes. `log` says where findings are: with their level.
    """

    name: str
    output: str
    begin: str
    build: str
    strict: str
    off: tuple[str, str]
    addressed: tuple[str, str] = ("", "")
    home: str = "index.html"
    warning: str = "WARNING"


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "mkdocs",
            "site",
            "mkdocs new .",
            "mkdocs build",
            "mkdocs build --strict",
            ("mkdocs.yml", "plugins:\n  - search\n  - smoopt:\n      enabled: false\n"),
            ("mkdocs.yml", f"site_url: {ADDRESS}\n"),
        ),
        Kind(
            "sphinx",
            "_build/html",
            "sphinx-quickstart -q -p Demo -a Ada --no-sep .",
            "make html",
            "make html SPHINXOPTS=-W",
            ("conf.py", 'smoopt_options = {"enabled": False}\n'),
        ),
        Kind(
            "pelican",
            "output",
            _answered("pelican-quickstart", *_ANSWERS),
            "pelican content -s publishconf.py",
            "pelican content -s publishconf.py --fatal warnings",
            ("pelicanconf.py", 'SMOOPT = {"enabled": False}\n'),
            home="first.html",
        ),
        Kind(
            "nikola",
            "output",
            "nikola init -q -d new && mv new/* . && rmdir new",
            "nikola build",
            "nikola build --strict",
            ("conf.py", 'SMOOPT = {"enabled": False}\n'),
            ("conf.py", f'SITE_URL = "{ADDRESS}"\n'),
        ),
        Kind(
            "lektor",
            "out",
            _answered("lektor quickstart --name Demo --path new", "Ada")
            + " && mv new/* . && rmdir new",
            "lektor build --output-path out",
            "",
            ("configs/smoopt.ini", "enabled = no\n"),
            ("Demo.lektorproject", f"url = {ADDRESS}\n"),
            warning="warning",
        ),
    )
}
# Nikola's sitemap says when each page was last written, to the minute.
_WRITTEN_AT = re.compile(rb"<lastmod>.*?</lastmod>")


def begun(kind: Kind, folder: Path) -> GeneratorSite:
    """Begin a site as the generator does, with an address."""
    folder.mkdir()
    site = GeneratorSite(kind.name, folder, kind.output)
    site.run(kind.begin)
    if kind.name == "pelican":
        site.write("content/first.md", _ARTICLE)
    file, text = kind.addressed
    if file:
        site.add(file, text)
    return site


def timeless(site: GeneratorSite) -> dict[str, tuple[str, bytes]]:
    """Read what has been published, but for the times in sitemaps."""
    return {
        path: (what, _WRITTEN_AT.sub(b"", data) if path.startswith("sitemap") else data)
        for path, (what, data) in site.built().items()
        if not path.startswith((".lektor", ".doctrees"))
    }
