"""Refuse a generator's project folder that is given in place of the built site."""

import re
from itertools import chain
from pathlib import Path

from smoopt.model.errors import SiteError
from smoopt.site.generators import OUTPUT_FOLDERS

# What generators and their package managers keep beside the sources, the most telling first.
_PROJECT_FILES = (
    *("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config/_default", "zola.toml"),
    *("_config.yml", "_config.yaml", "_config.toml", "mkdocs.yml", "mkdocs.yaml", "zensical.toml"),
    *("conf.py", "source/conf.py", "pelicanconf.py", "book.toml", "_quarto.yml", "Doxyfile"),
    *("antora-playbook.yml", "angular.json", ".eleventy.js"),
    *("config.toml", "config.yaml", "config.yml", "config.rb", "package.json", "deno.json"),
    *("Cargo.toml", "composer.json", "pom.xml", "build.gradle", "build.gradle.kts", "Gemfile"),
    *("pyproject.toml", "Makefile", "justfile"),
)
# eleventy.config.js, nuxt.config.ts, svelte.config.mjs; gatsby-config.js
_CONFIGURATION = re.compile(r"[\w-]+[.-]config\.[cm]?[jt]s")
# Where they write, besides what is usual for most; `*` is the project's name.
_BUILT = (
    *OUTPUT_FOLDERS,
    *("build/html", "build/site", "docs/_build/html", "docs/build/html", "docs/build"),
    *(".vitepress/dist", "docs/.vitepress/dist", ".vuepress/dist", "docs/.vuepress/dist"),
    *(".output/public", "book", "_book", "target/doc", "target/site", "build/docs/javadoc"),
    *("dist/*/browser", "dist/*", "build_production", "www", "docs"),
)
# How a home page begins that is a source: Jekyll's front matter, and Vite's script.
_FRONT_MATTER, _SOURCE_SCRIPT = "---", ('src="/src/', 'src="./src/', 'src="src/')
_READ = 10_000


def refuse_project(folder: Path) -> None:
    """Raise SiteError for a project's folder, if its built site is found in a folder inside.

    A folder with a home page of its own, which is no source, is a site whatever else is in it.
    """
    sign = next((name for name in _PROJECT_FILES if (folder / name).exists()), "")
    sign = sign or next(filter(_CONFIGURATION.fullmatch, _names(folder)), "")
    if not sign or _is_site(folder / "index.html"):
        return
    homes = chain.from_iterable(folder.glob(f"{name}/index.html") for name in _BUILT)
    if (home := next(filter(Path.is_file, homes), None)) is not None:
        raise SiteError(
            f"{folder}: is a project ({sign} is in it), not the site that is built from it; "
            f"expected the folder with the pages: {home.parent}"
        )


def _names(folder: Path) -> list[str]:
    """Name what lies in a folder, in order; nothing where it cannot be read."""
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


def _is_site(home: Path) -> bool:
    """Tell whether there is a home page, and it was built and is no source."""
    try:
        with home.open(encoding="utf-8", errors="replace") as file:
            start = file.read(_READ)
    except OSError:
        return False
    return not start.startswith(_FRONT_MATTER) and not any(map(start.__contains__, _SOURCE_SCRIPT))
