"""The line of links to a page's Markdown, and to assistants with a prompt to read it."""

from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import quote

import msgspec

from smoopt.html.pattern import Pattern
from smoopt.html.per_page import PerPage
from smoopt.plugin.translations import LocalWords
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
    """A link in the line: its text and its target."""

    name: str
    href: PerPage


class Line(NamedTuple):
    """What the line has on all pages: `words` are the copy button's, None without a button."""

    assistants: Assistants
    prompt: str
    words: LocalWords | None = None


def links_to(href: str, url: str, line: Line, templates: Templates) -> str:
    """Return the line of links: `href` leads to the Markdown, and `url` is its absolute address."""
    asked = quote(line.prompt.replace("{url}", url), safe="/:")
    given = {"asked": asked} if line.assistants else {}
    return _pattern(line.assistants, line.words, templates).fill(href=href, **given)


@lru_cache(maxsize=64)
def _pattern(assistants: Assistants, words: LocalWords | None, templates: Templates) -> Pattern:
    found = [_ASSISTANTS[each] for each in assistants]
    targets = tuple(Target(name, begins + PerPage("asked")) for name, begins in found)
    return templates.pattern(
        "markdown.html.j2",
        href=PerPage("href"),
        targets=targets,
        words=words.words if words else None,
        language=words.language if words else "",
    )
