"""Links to a page's Markdown, and to assistants that are asked to read it."""

from functools import lru_cache
from typing import Literal
from urllib.parse import quote

import msgspec

from smoopt.html.pattern import Pattern
from smoopt.html.per_page import PerPage
from smoopt.plugin.widget_templates import Templates

Assistants = tuple[Literal["chatgpt", "claude", "perplexity"], ...]
# https://github.com/portdeveloper/docusaurus-plugin-copy-page-button (2026-12-01), as used in the
# menus of documentation sites; Gemini has no documented address.
_ASSISTANTS = {
    "chatgpt": ("ChatGPT", "https://chatgpt.com/?hints=search&q="),
    "claude": ("Claude", "https://claude.ai/new?q="),
    "perplexity": ("Perplexity", "https://www.perplexity.ai/search?q="),
}


class Target(msgspec.Struct, frozen=True):
    """A link of the line: what it says, and where it leads."""

    name: str
    href: PerPage


def links_to(href: str, url: str, assistants: Assistants, prompt: str, templates: Templates) -> str:
    """Write the line of links: `href` leads to the Markdown, and `url` is its whole address."""
    given = {"asked": quote(prompt.replace("{url}", url), safe="/:")} if assistants else {}
    return _pattern(assistants, templates).fill(href=href, **given)


@lru_cache(maxsize=64)
def _pattern(assistants: Assistants, templates: Templates) -> Pattern:
    found = [_ASSISTANTS[each] for each in assistants]
    targets = tuple(Target(name, begins + PerPage("asked")) for name, begins in found)
    return templates.pattern("markdown.html.j2", href=PerPage("href"), targets=targets)
