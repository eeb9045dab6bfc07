"""Hooks that the manual gives for generators, where their generators watch, serve and deploy."""

import os
import signal
import subprocess

import pytest

from tests.generators.beginnings import BEGINNINGS, change
from tests.support.witnessed_site import WitnessedSite, witnessed_site

pytestmark = pytest.mark.generator


@pytest.mark.parametrize(
    ("name", "command", "last_words"),
    [
        pytest.param(*case, marks=pytest.mark.xdist_group(case[0]))
        for case in (
            ("eleventy", "npx @11ty/eleventy --watch", "Watching"),
            ("eleventy", "npx @11ty/eleventy --serve --port=0", "Server at"),
            ("jekyll", "jekyll build --watch", "Auto-regeneration: enabled"),
            ("jekyll", "jekyll serve --port=0", "Server running"),
        )
    ],
)
def test_what_is_written_for_the_author_alone_is_left_out(
    name: str, command: str, last_words: str
) -> None:
    began = BEGINNINGS[name]
    with witnessed_site(name, began.output) as site:
        began.begin(site)
        site.prepare()
        said = _said_until(last_words, command, site)
        assert last_words in said, said
        assert site.pages()
        assert not site.kept.exists()


def _said_until(words: str, command: str, site: WitnessedSite) -> str:
    """Run a command until it says some words, and end it; gives all that it said."""
    heard = ""
    with subprocess.Popen(
        ["sh", "-c", command],
        cwd=site.folder,
        env=site.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as child:
        assert child.stdout
        for line in child.stdout:
            heard += line
            if words in line:
                break
        os.killpg(child.pid, signal.SIGKILL)
    return heard


@pytest.mark.xdist_group("hexo")
def test_hexo_deploys_what_has_been_through_smoopt() -> None:
    began = BEGINNINGS["hexo"]
    with witnessed_site("hexo", began.output) as site:
        began.begin(site)
        site.prepare()
        copies = "require('node:fs').cpSync(hexo.public_dir, 'sent', {recursive: true})"
        site.write(
            "scripts/deployer.js",
            f"hexo.extend.deployer.register('copy', async () => {copies});\n",
        )
        change(site, "_config.yml", "  type: ''", "  type: copy")
        site.run("npx hexo deploy --generate")
        assert "<!--smoopt " in (site.folder / "sent/index.html").read_text("utf-8")
