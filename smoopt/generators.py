"""Which generator built a site, and what `smoopt init` writes for its author."""

import re
from pathlib import Path
from typing import NamedTuple

from smoopt.site import Site

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


class Generator(NamedTuple):
    """A generator, how its pages tell, and how smoopt is run after it."""

    name: str
    pattern: str
    command: str


_SIGNS = (
    Generator("MkDocs", r'content="mkdocs', "mkdocs build && smoopt build {site}"),
    Generator("Zensical", r'content="zensical', "zensical build && smoopt build {site}"),
    Generator("Docusaurus", r'content="docusaurus', '"postbuild": "smoopt build {site}"'),
    Generator("VitePress", r'content="vitepress', '"postbuild": "smoopt build {site}"'),
    Generator("Astro", r'content="astro', '"postbuild": "smoopt build {site}"'),
    Generator("Hugo", r'content="hugo', "hugo && smoopt build {site}"),
    Generator("Jekyll", r'content="jekyll', "jekyll build && smoopt build {site}"),
    Generator("Eleventy", r'content="eleventy', "eleventy && smoopt build {site}"),
    Generator("Hexo", r'content="hexo', "hexo generate && smoopt build {site}"),
    Generator("Nikola", r'content="nikola', "nikola build && smoopt build {site}"),
    Generator("Pelican", r'content="pelican', "pelican && smoopt build {site}"),
    Generator("Gatsby", r'content="gatsby', '"postbuild": "smoopt build {site}"'),
    Generator(
        "Sphinx",
        r"_static/documentation_options\.js|_static/sphinx",
        "make html && smoopt build {site}",
    ),
    Generator("Next.js", r"/_next/static/", '"postbuild": "smoopt build {site}"'),
    Generator("Nuxt", r"/_nuxt/", '"postbuild": "smoopt build {site}"'),
    Generator("SvelteKit", r"/_app/immutable/", '"postbuild": "smoopt build {site}"'),
    Generator("mdBook", r"Book generated using mdBook", "mdbook build && smoopt build {site}"),
)


def generator_of(site: Site) -> Generator | None:
    """Tell the generator by its home page: what it calls itself, else the paths it uses."""
    home = site.learnt.home
    if home is None:
        return None
    return next(
        (sign for sign in _SIGNS if re.search(sign.pattern, home.text, re.IGNORECASE)), None
    )


def built_folder(start: Path) -> Path | None:
    """Find the folder a generator wrote, among those they write by default."""
    folders = (start / name for name in OUTPUT_FOLDERS)
    return next((folder for folder in folders if (folder / "index.html").is_file()), None)


def configuration(site: Site, folder: str) -> str:
    """Write a commented smoopt.toml with what is known of the site."""
    generator = generator_of(site)
    url, name = site.learnt.url, site.name
    address = f'url = "{url.value}"' if url else '# url = "https://example.org/"'
    found = (
        f"found: {url.rule}{f' ({url.place})' if url.place else ''}"
        if url
        else (
            "not found anywhere: please fill in, or canonical links, og:url, og:image and share "
            "links are left out"
        )
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
# where each value of a page comes from, `smoopt undo` takes everything back.

[site]
# The public address of the site's root folder; {found}
{address}
# {name_found}
{name}
# The picture for pages that have none of their own, 1200×630 at best.
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
