"""A generator's project, given where the site is expected that it builds."""

from pathlib import Path

from smoopt.model.errors import SiteError
from smoopt.site.generators import OUTPUT_FOLDERS

# What generators and their package managers keep beside the sources, the most telling first.
_PROJECT_FILES = (
    *("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "_config.yml", "_config.yaml"),
    *("_config.toml", "mkdocs.yml", "mkdocs.yaml", "zensical.toml", "conf.py", "source/conf.py"),
    *("pelicanconf.py", "book.toml", "_quarto.yml", "antora-playbook.yml", "Doxyfile"),
    *("eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs", ".eleventy.js"),
    *("astro.config.mjs", "astro.config.ts", "docusaurus.config.js", "docusaurus.config.ts"),
    *("gatsby-config.js", "gatsby-config.ts", "next.config.js", "next.config.mjs"),
    *("config.toml", "config.yaml", "config.yml", "config.rb", "package.json", "Cargo.toml"),
    *("pom.xml", "build.gradle", "build.gradle.kts", "Gemfile", "pyproject.toml"),
)
# Where they write, besides what is usual for most.
_BUILT = (
    *OUTPUT_FOLDERS,
    *("build/html", "build/site", "docs/_build/html", "docs/build/html", "docs/build"),
    *(".vitepress/dist", "docs/.vitepress/dist", ".vuepress/dist", "docs/.vuepress/dist"),
    *(".output/public", "book", "_book", "target/doc", "target/site", "build/docs/javadoc"),
)
# How a home page begins that is a source: Jekyll's front matter, and Vite's script.
_FRONT_MATTER, _SOURCE_SCRIPT = "---", ('src="/src/', 'src="./src/', 'src="src/')
_READ = 10_000


def refuse_project(folder: Path) -> None:
    """Raise SiteError for the folder of a project whose site lies in a folder of it.

    A folder with a home page of its own, which is no source, is a site whatever else is in it.
    """
    sign = next((name for name in _PROJECT_FILES if (folder / name).is_file()), "")
    if not sign or _is_site(folder / "index.html"):
        return
    built = next((name for name in _BUILT if (folder / name / "index.html").is_file()), "")
    if built:
        raise SiteError(
            f"{folder}: is a project ({sign} is in it), not the site that is built from it; "
            f"expected the folder with the pages: {folder / built}"
        )


def _is_site(home: Path) -> bool:
    """Tell whether there is a home page, and it was built and is no source."""
    try:
        with home.open(encoding="utf-8", errors="replace") as file:
            start = file.read(_READ)
    except OSError:
        return False
    return not start.startswith(_FRONT_MATTER) and not any(map(start.__contains__, _SOURCE_SCRIPT))
