"""`llms.txt`: a site's contents for language models: https://llmstxt.org/ (2026-12-01)."""

from collections.abc import Mapping
from posixpath import dirname
from typing import NotRequired, TypedDict

import turbohtml

from smoopt.html import markup
from smoopt.site.site import Site

INDEX, FULL = "llms.txt", "llms-full.txt"
_RULE = "\n---\n\n"


class Told(TypedDict):
    """A page's entry: the path of its Markdown, its title, and what else it has."""

    path: str
    title: str
    description: NotRequired[str]
    text: NotRequired[str]


def index_text(site: Site, records: Mapping[str, Told]) -> str:
    """Return the site's name and description, and a list of pages for each top-level folder."""
    home = records.get("index.html")
    name = site.name.value if site.name else home["title"] if home else site.url or "Pages"
    parts = [markup.element("h1", {}, markup.text(name))]
    if home and (said := home.get("description")):
        quoted = markup.element("p", {}, markup.text(said))
        parts.append(markup.element("blockquote", {}, quoted))
    for folder, told in _by_folder(records).items():
        if folder:
            opening = records.get(f"{folder}/index.html")
            title = opening["title"] if opening else folder
            parts.append(markup.element("h2", {}, markup.text(title)))
        parts.append(markup.element("ul", {}, *(_item(site, each) for each in told)))
    written: str = turbohtml.parse_fragment("".join(parts)).to_markdown()
    return f"{written.strip()}\n"


def full_text(records: Mapping[str, Told]) -> str:
    """Return the text of all pages, in the same order."""
    ordered = (each for told in _by_folder(records).values() for each in told)
    return _RULE.join(each.get("text", "") for each in ordered)


def _by_folder(records: Mapping[str, Told]) -> dict[str, list[Told]]:
    """Group pages by top-level folder: those in no folder first, index pages first."""
    folders: dict[str, list[Told]] = {"": []}
    for path in sorted(records, key=_rank):
        folders.setdefault(path.partition("/")[0] if "/" in path else "", []).append(records[path])
    return {folder: told for folder, told in folders.items() if told}


def _rank(path: str) -> tuple[str, bool, str]:
    return dirname(path), not path.endswith("index.html"), path


def _item(site: Site, told: Told) -> str:
    url = site.address(told["path"]) or told["path"]
    link = markup.anchor(url, {}, markup.text(told["title"]))
    said = told.get("description")
    return markup.element("li", {}, link, *([markup.text(f": {said}")] if said else ()))
