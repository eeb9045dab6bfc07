"""The sites that generators begin with: made by their own commands where these ask no network."""

import json
import shutil
from collections.abc import Callable, Mapping
from typing import NamedTuple

import pytest

from tests.generators.install import SLOW
from tests.support.generator_site import GeneratorSite

URL = "https://example.org/"
_TEXT = "Bread takes flour, water, salt and patience, and an hour in the oven at the least."


def marks(name: str) -> tuple[pytest.MarkDecorator, ...]:
    """Give the marks of tests that run a generator, one after the other."""
    kind = pytest.mark.slow_generator if name in SLOW else pytest.mark.generator
    return kind, pytest.mark.xdist_group(name)


class Beginning(NamedTuple):
    """A generator: the folder that it writes to, and how a site of it begins.

    `page` is one that is opened in a browser.
    """

    output: str
    begin: Callable[[GeneratorSite], object]
    page: str = "index.html"


def _write(site: GeneratorSite, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        site.write(name, text)


def _package(site: GeneratorSite, **scripts: str) -> None:
    """Write the package.json that npm makes, with the scripts of the generator's template."""
    installed = json.loads((site.tool / "package.json").read_text("utf-8"))
    named: dict[str, object] = {
        "name": "bread",
        "private": True,
        "type": "module",
        "scripts": scripts,
    }
    named["dependencies"] = installed["dependencies"]
    site.write("package.json", json.dumps(named))


def change(site: GeneratorSite, file: str, old: str, new: str) -> None:
    """Replace words that the generator's own template has."""
    text = (site.folder / file).read_text("utf-8")
    assert old in text, f"{file}: has no {old}"
    site.write(file, text.replace(old, new))


def _hugo(site: GeneratorSite) -> None:
    site.run("hugo new project . --force && hugo new theme mine")
    site.add("hugo.toml", "theme = 'mine'\n")


def _jekyll(site: GeneratorSite) -> None:
    site.run("jekyll new . --force --skip-bundle")
    change(site, "_config.yml", 'url: ""', 'url: "https://example.org"')


def _eleventy(site: GeneratorSite) -> None:
    _package(site)
    layout = (
        "<!doctype html>\n<html lang='en'>\n<head>\n<meta charset='utf-8'>\n"
        "<title>{{ title }}</title>\n</head>\n<body>\n<main>\n<h1>{{ title }}</h1>\n"
        "{{ content | safe }}\n</main>\n</body>\n</html>\n"
    )
    page = "---\nlayout: base.njk\ntitle: {}\n---\n" + _TEXT + "\n"
    files = {"index.md": page.format("Bread"), "rye.md": page.format("Rye bread")}
    _write(site, {"_includes/base.njk": layout, **files})


def _hexo(site: GeneratorSite) -> None:
    template = site.folder / "node_modules/hexo-cli/assets"
    shutil.copytree(template, site.folder, dirs_exist_ok=True)
    change(site, "_config.yml", "url: http://example.com", "url: https://example.org")


def _astro(site: GeneratorSite) -> None:
    _package(site, build="astro build")
    page = (
        "---\n---\n\n<html lang='en'>\n<head>\n<meta charset='utf-8' />\n<title>{}</title>\n"
        "</head>\n<body>\n<main>\n<h1>{}</h1>\n<p>" + _TEXT + "</p>\n</main>\n</body>\n</html>\n"
    )
    files = {"index": page.format("Bread", "Bread"), "rye": page.format("Rye", "Rye bread")}
    config = "import { defineConfig } from 'astro/config';\nexport default defineConfig({});\n"
    _write(site, {"astro.config.mjs": config})
    _write(site, {f"src/pages/{name}.astro": text for name, text in files.items()})


def _starlight(site: GeneratorSite) -> None:
    _package(site, build="astro build")
    config = (
        "import { defineConfig } from 'astro/config';\n"
        "import starlight from '@astrojs/starlight';\n"
        "export default defineConfig({\n  site: 'https://example.org',\n"
        "  integrations: [starlight({ title: 'Baking' })],\n});\n"
    )
    content = (
        "import { defineCollection } from 'astro:content';\n"
        "import { docsLoader } from '@astrojs/starlight/loaders';\n"
        "import { docsSchema } from '@astrojs/starlight/schema';\n"
        "export const collections = {\n"
        "  docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }),\n};\n"
    )
    page = "---\ntitle: {}\n---\n\n" + _TEXT + "\n"
    icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>\n'
    files = {"index": page.format("Bread"), "guides/rye": page.format("Rye bread")}
    _write(site, {"astro.config.mjs": config, "src/content.config.ts": content})
    _write(site, {f"src/content/docs/{name}.md": text for name, text in files.items()})
    site.write("public/favicon.svg", icon)


def _vitepress(site: GeneratorSite) -> None:
    _package(site)
    site.write(
        "scaffold.mjs",
        "import { scaffold } from 'vitepress';\n"
        "scaffold({ root: 'docs', title: 'Baking', description: 'How to bake bread', "
        "theme: 'default', useTs: false, injectNpmScripts: true });\n",
    )
    site.run("node scaffold.mjs")


def _vuepress(site: GeneratorSite) -> None:
    _package(site, **{"docs:build": "vuepress build docs"})
    config = (
        "import { viteBundler } from '@vuepress/bundler-vite'\n"
        "import { defaultTheme } from '@vuepress/theme-default'\n"
        "import { defineUserConfig } from 'vuepress'\n\n"
        "export default defineUserConfig({\n  lang: 'en-US',\n  title: 'Baking',\n"
        "  theme: defaultTheme({ navbar: ['/', '/rye.html'] }),\n  bundler: viteBundler(),\n})\n"
    )
    page = "# {}\n\n" + _TEXT + "\n"
    pages = {"README.md": page.format("Bread"), "rye.md": page.format("Rye bread")}
    _write(site, {"docs/.vuepress/config.js": config})
    _write(site, {f"docs/{name}": text for name, text in pages.items()})


def _docusaurus(site: GeneratorSite) -> None:
    site.run("npx create-docusaurus new classic --javascript --skip-install")
    _take(site, "new")
    old = "https://your-docusaurus-site.example.com"
    change(site, "docusaurus.config.js", old, "https://example.org")


def _next(site: GeneratorSite) -> None:
    options = "--yes --js --no-tailwind --no-eslint --skip-install --disable-git --app --empty"
    site.run(f"npx create-next-app new {options}")
    _take(site, "new")
    config = 'const nextConfig = { output: "export" };\n\nexport default nextConfig;\n'
    site.write("next.config.mjs", config)


def _take(site: GeneratorSite, name: str) -> None:
    """Move what a command made in a folder of the site into the site itself."""
    made = site.folder / name
    for one in made.iterdir():
        shutil.move(one, site.folder / one.name)
    made.rmdir()


def _sveltekit(site: GeneratorSite) -> None:
    site.run("npx sv create new --template minimal --no-types --no-install --no-add-ons")
    _take(site, "new")
    change(site, "vite.config.js", "@sveltejs/adapter-auto", "@sveltejs/adapter-static")
    site.write("src/routes/+layout.js", "export const prerender = true;\n")


def _gatsby(site: GeneratorSite) -> None:
    _package(site, build="gatsby build")
    change(site, "package.json", '"type": "module", ', "")
    site.write("gatsby-config.js", "module.exports = { plugins: [] }\n")
    page = (
        'import * as React from "react"\n\nexport default () => (\n  <main>\n    <h1>{title}</h1>\n'
        "    <p>{text}</p>\n  </main>\n)\n\nexport const Head = () => <title>{title}</title>\n"
    )
    titles = {"index": "Bread", "rye": "Rye bread", "404": "Not found"}
    texts = {name: page.replace("{text}", _TEXT) for name in titles}
    texts = {name: text.replace("{title}", titles[name]) for name, text in texts.items()}
    _write(site, {f"src/pages/{name}.js": text for name, text in texts.items()})


def _nuxt(site: GeneratorSite) -> None:
    _package(site, build="nuxt build", generate="nuxt generate")
    config = "export default defineNuxtConfig({ compatibilityDate: '2025-07-15' })\n"
    page = "<template>\n  <div>\n    <NuxtRouteAnnouncer />\n    <NuxtWelcome />\n  </div>\n"
    _write(site, {"nuxt.config.ts": config, "app/app.vue": f"{page}</template>\n"})


def _mdbook(site: GeneratorSite) -> None:
    site.run("mdbook init . --force --title Baking --ignore none")
    site.add("src/chapter_1.md", f"{_TEXT}\n")


def _typedoc(site: GeneratorSite) -> None:
    _package(site)
    source = "/** Bakes loaves of bread, which takes an hour in the oven at the least. */\n"
    source += "export function bake(loaves: number): string {\n  return `${loaves} loaves`;\n}\n"
    compiler = {"module": "nodenext", "target": "es2022", "strict": True}
    config = json.dumps({"compilerOptions": compiler, "include": ["src"]})
    options = json.dumps({"entryPoints": ["src/index.ts"]})
    _write(site, {"src/index.ts": source, "tsconfig.json": config, "typedoc.json": options})


def _javadoc(site: GeneratorSite) -> None:
    package = f"/** Baking bread by hand. {_TEXT} */\npackage bread;\n"
    oven = f"package bread;\n\n/** An oven. {_TEXT} */\npublic class Oven {{\n"
    oven += "    /** Makes a cold oven. */\n    public Oven() {}\n}\n"
    _write(site, {"src/bread/package-info.java": package, "src/bread/Oven.java": oven})


def _doxygen(site: GeneratorSite) -> None:
    site.run("doxygen -g")
    site.add("Doxyfile", "PROJECT_NAME = Bread\nGENERATE_LATEX = NO\nHAVE_DOT = NO\nQUIET = YES\n")
    site.write("bread.h", f"/** @file\n *  Baking. {_TEXT} */\n\n/** Bakes. */\nvoid bake(int);\n")


def _rustdoc(site: GeneratorSite) -> None:
    site.run("cargo init --lib --name bread")
    source = (site.folder / "src/lib.rs").read_text("utf-8")
    site.write("src/lib.rs", f"//! {_TEXT}\n\n{source}")


def _zensical(site: GeneratorSite) -> None:
    site.run("zensical new .")
    change(site, "zensical.toml", "https://www.example.com/", URL)


BEGINNINGS = {
    "astro": Beginning("dist", _astro),
    "docusaurus": Beginning("build", _docusaurus, "docs/intro/index.html"),
    "doxygen": Beginning("html", _doxygen, "bread_8h.html"),
    "eleventy": Beginning("_site", _eleventy),
    "gatsby": Beginning("public", _gatsby, "rye/index.html"),
    "hexo": Beginning("public", _hexo),
    "hugo": Beginning("public", _hugo, "posts/post-1/index.html"),
    "javadoc": Beginning("api", _javadoc, "bread/Oven.html"),
    "jekyll": Beginning("_site", _jekyll, "about/index.html"),
    "mdbook": Beginning("book", _mdbook, "chapter_1.html"),
    "next": Beginning("out", _next),
    "nuxt": Beginning(".output/public", _nuxt),
    "rustdoc": Beginning("target/doc", _rustdoc, "bread/index.html"),
    "starlight": Beginning("dist", _starlight, "guides/rye/index.html"),
    "sveltekit": Beginning("build", _sveltekit),
    "typedoc": Beginning("docs", _typedoc, "functions/bake.html"),
    "vitepress": Beginning("docs/.vitepress/dist", _vitepress, "api-examples.html"),
    "vuepress": Beginning("docs/.vuepress/dist", _vuepress, "rye.html"),
    "zensical": Beginning("site", _zensical, "markdown/index.html"),
}
