"""The content of a page as Markdown, with absolute addresses."""

import turbohtml

from smoopt.html import markup
from smoopt.html.own_copy import own_copy
from smoopt.html.page import Page
from smoopt.html.page_kind import page_wording
from smoopt.model.facts import Facts
from smoopt.model.plain_text import unspaced
from smoopt.site.site import Site


def as_markdown(page: Page, site: Site, facts: Facts) -> str:
    """Return a page's title, description, address and content in GitHub Flavored Markdown.

    https://github.github.com/gfm/ (2026-12-01)
    """
    copy = own_copy(page, lambda reference: site.resolve(page, reference))
    body: str = "" if copy is None else copy.to_markdown()
    return "\n\n".join(part for part in (_head(page, facts), body.strip()) if part) + "\n"


def _head(page: Page, facts: Facts) -> str:
    """Return the title as a heading, a description that the text lacks, and the address."""
    parts = []
    if facts.title is not None:
        parts.append(markup.element("h1", {}, markup.text(facts.title.value)))
    description = facts.description
    if description is not None and unspaced(description.value) not in page_wording(page).letters:
        said = markup.element("p", {}, markup.text(description.value))
        parts.append(markup.element("blockquote", {}, said))
    if facts.address is not None:
        url = facts.address.value
        parts.append(markup.element("p", {}, markup.anchor(url, {}, markup.text(url))))
    written: str = turbohtml.parse_fragment("".join(parts)).to_markdown()
    return written.strip()
