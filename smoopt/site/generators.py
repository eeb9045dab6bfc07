"""Which generator built a site, and what `smoopt init` writes for its author."""

import re
from pathlib import Path

import msgspec

from smoopt.site.site import Site

# Where generators write by default; asked in this order when no folder is named.
OUTPUT_FOLDERS = (
    "public",
    "_site",
    "dist",
    "build",
    "site",
    "output",
    "_build/html",
    "out",
    "html",
)


class Generator(msgspec.Struct, frozen=True):
    """A generator, how its pages tell, and how smoopt is run after it.

    `pattern` is looked for in the page where there is one, else `name` in its generator tag.
    """

    name: str
    command: str
    pattern: str = ""


_SIGNS = (
    Generator("MkDocs", "mkdocs build && smoopt build {site}"),
    Generator("Zensical", "zensical build && smoopt build {site}"),
    Generator("Docusaurus", '"build": "docusaurus build && smoopt build {site}"'),
    Generator("VitePress", '"docs:build": "vitepress build docs && smoopt build {site}"'),
    Generator("VuePress", '"docs:build": "vuepress build docs && smoopt build {site}"'),
    Generator("Astro", '"build": "astro build && smoopt build {site}"'),
    Generator("Hugo", "hugo && smoopt build {site}"),
    Generator("Jekyll", "jekyll build && smoopt build {site}"),
    Generator("Eleventy", "eleventy && smoopt build {site}"),
    Generator("Hexo", "hexo generate && smoopt build {site}"),
    Generator("Nikola", "nikola build && smoopt build {site}"),
    Generator("Pelican", "pelican && smoopt build {site}"),
    Generator("Doxygen", "doxygen && smoopt build {site}"),
    Generator("Javadoc", "javadoc … && smoopt build {site}"),
    Generator("Gatsby", '"build": "gatsby build && smoopt build {site}"'),
    Generator(
        "Sphinx",
        "make html && smoopt build {site}",
        r"_static/documentation_options\.js|_static/sphinx",
    ),
    Generator("Next.js", '"build": "next build && smoopt build {site}"', r"/_next/static/"),
    Generator("Nuxt", '"generate": "nuxt generate && smoopt build {site}"', r"/_nuxt/"),
    Generator("SvelteKit", '"build": "vite build && smoopt build {site}"', r"/_app/immutable/"),
    Generator("mdBook", "mdbook build && smoopt build {site}", r"Book generated using mdBook"),
    Generator("TypeDoc", "typedoc && smoopt build {site}", r'class="tsd-'),
)


def generator_of(site: Site) -> Generator | None:
    """Recognise the generator by the home page: its generator tag, else the paths that it uses."""
    home = site.learnt.home
    if home is None:
        return None
    named = " ".join(tag.value for tag in home.tags("generator")).lower()
    return next((sign for sign in _SIGNS if _tells(sign, named, home.text)), None)


def _tells(sign: Generator, named: str, text: str) -> bool:
    """Tell whether a page shows the sign; a generator that names itself must begin a word."""
    if sign.pattern:
        return re.search(sign.pattern, text, re.IGNORECASE) is not None
    return re.search(rf"\b{re.escape(sign.name.lower())}\b", named) is not None


def built_folder(start: Path) -> Path | None:
    """Find the folder a generator wrote, among those they write by default."""
    folders = (start / name for name in OUTPUT_FOLDERS)
    return next((folder for folder in folders if (folder / "index.html").is_file()), None)


def configuration(site: Site, folder: str) -> str:
    """Write a commented smoopt.toml with what is known of the site."""
    generator = generator_of(site)
    url, name = site.learnt.url, site.name
    address = f"url = {_quoted(url.value)}" if url else '# url = "https://example.org/"'
    found = (
        f"found: {url.rule}{f' ({url.place})' if url.place else ''}"
        if url
        else ("not found: please fill it in")
    )
    run = generator.command.format(site=folder) if generator else f"smoopt build {folder}"
    return _TEMPLATE.format(
        run=run,
        generator=f" (built with {generator.name})" if generator else "",
        address=address,
        found=found,
        name=f"name = {_quoted(name.value)}" if name else '# name = "My site"',
        name_found=f"found: {name.rule}" if name else "shown as og:site_name",
    )


def _quoted(value: str) -> str:
    """Write a TOML basic string."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


_TEMPLATE = """\
# smoopt: social media optimisation for this site{generator}
#
#   {run}
#
# Everything here is optional. `smoopt plugins` lists every option, `smoopt explain PAGE` shows
# where each value of a page comes from, `smoopt undo` restores the original pages.

[site]
# The public address of the site's root folder; {found}
{address}
# {name_found}
{name}
# The picture for pages that have none of their own, ideally 1200×630.
# image = "/images/card.png"
# image_alt = "What the picture shows"
# x = "@account"
# fediverse = "@account@example.social"

# [plugins.share]
# networks = ["mastodon", "bluesky", "linkedin", "email"]

# [plugins]
# bookmarks = false

# [[pages]]
# match = ["drafts/**"]
# skip = true
"""
