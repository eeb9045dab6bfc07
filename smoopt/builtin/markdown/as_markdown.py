"""The content of a page as Markdown: what a reader would copy by hand, with whole addresses."""

import turbohtml
from turbohtml import Element

from smoopt.html import markup
from smoopt.html.after_text import is_after_text
from smoopt.html.own_text import is_unread, own_text
from smoopt.html.page import Page
from smoopt.html.page_kind import page_wording
from smoopt.model.facts import Facts
from smoopt.model.plain_text import unspaced
from smoopt.site.site import Site

# What is not text, or not the page's.
_NO_TEXT = frozenset(
    {
        *("button", "form", "input", "nav", "noscript", "script", "select", "style", "svg"),
        *("template", "textarea"),
    }
)
# Attributes with an address that Markdown keeps.
_ADDRESSES = (("a", "href"), ("img", "src"))


def as_markdown(page: Page, site: Site, facts: Facts) -> str:
    """Write a page's title, description, address and content in GitHub Flavored Markdown.

    https://github.github.com/gfm/ (2026-12-01)
    """
    content = page.content
    assert content is not None  # noqa: S101 - the plugin asked
    # The tree is everybody's: a copy is changed.
    copy = turbohtml.parse_fragment(content.html)
    _prune(copy, "" if page.heading is None else own_text(page.heading))
    for tag, name in _ADDRESSES:
        for element in copy.find_all(tag):
            reference = element.attr(name)
            if reference and (url := site.resolve(page, reference)):
                element.attrs[name] = url
    body: str = copy.to_markdown()
    return "\n\n".join(part for part in (_head(page, facts), body.strip()) if part) + "\n"


def _prune(copy: Element, heading: str) -> None:
    """Take out what is no text, and the page's own heading, which stands above."""
    for element in list(copy.iter_elements("*")):
        is_title = element.tag == "h1" and own_text(element) == heading
        if (
            is_title
            or element.tag in _NO_TEXT
            or is_unread(element)
            or (element.tag not in {"body", "main", "article"} and is_after_text(element))
        ):
            element.decompose()
    for link in copy.find_all("a"):
        # What led to a heading by a sign, which is gone.
        if not link.text.strip() and link.find("img") is None:
            link.decompose()


def _head(page: Page, facts: Facts) -> str:
    """Write the title as a heading, a description that the text has not, and the address."""
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
