"""Hooks that the manual gives for generators, where their generators watch, serve and deploy."""

import os
import signal
import subprocess

import pytest

from tests.generators.beginnings import BEGINNINGS, change, marks
from tests.support.witnessed_site import WitnessedSite, witnessed_site


@pytest.mark.parametrize(
    ("name", "command", "last_words"),
    [
        pytest.param(*case, marks=marks(case[0]))
        for case in (
            ("eleventy", "npx @11ty/eleventy --watch", "Watching"),
            ("eleventy", "npx @11ty/eleventy --serve --port=0", "Server at"),
            ("jekyll", "jekyll build --watch", "Auto-regeneration: enabled"),
            ("gatsby", "npx gatsby develop --port=$((20000 + $$ % 20000))", "You can now view"),
            ("jekyll", "jekyll serve --port=0", "Server running"),
            ("mdbook", "mdbook serve --port=0", "Serving on"),
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
        assert site.built()
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


@pytest.mark.generator
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


@pytest.mark.generator
@pytest.mark.xdist_group("vitepress")
def test_pnpm_and_yarn_run_the_script_of_the_manual() -> None:
    began = BEGINNINGS["vitepress"]
    with witnessed_site("vitepress", began.output) as site:
        began.begin(site)
        site.prepare()
        for command in ("npx pnpm docs:build", "npx yarn docs:build"):
            site.run(f"rm -rf {site.output} && {command}")
            assert "<!--smoopt " in site.pages()["index.html"]
        site.write("smoopt.toml", "[site]\nurl = [\n")
        for command in ("npx pnpm docs:build", "npx yarn docs:build"):
            assert site.run(command, None).code
