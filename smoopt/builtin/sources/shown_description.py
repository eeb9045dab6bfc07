"""The description that a page shows: the line under its heading, or its first sentences."""

from turbohtml import Element

from smoopt.builtin.sources.boilerplate.repeats import (
    DESCRIBED,
    PARAGRAPH,
    commonness,
    is_described,
    leave,
    name_of,
)
from smoopt.builtin.sources.shown_title import heading_text, is_pages_own
from smoopt.html.content import is_marked, opening
from smoopt.html.excerpt import Paragraph, first_paragraph, paragraph_after
from smoopt.html.listed import follows_an_entry, is_article_of_its_own
from smoopt.html.page import Page
from smoopt.html.standfirst import standfirst
from smoopt.html.untitled_text import paragraph_before
from smoopt.model.facts import Fact
from smoopt.model.plain_text import excerpt
from smoopt.plugin.hooks import Shares
from smoopt.site.site import Site
from smoopt.site.titles import title_element


def shown_description(
    page: Page, site: Site, content: Element | None, kind: str, shares: Shares
) -> Fact[str] | None:
    """Return the page's description.

    1. the line under its h1; 2. the text after its heading, if no content is marked; 3. the
    content's first paragraph, or the next one if many pages begin with the same notice. It is
    not looked for if a tag describes the page, whose opening is then compared.
    """
    found = _found(page, site, content, kind, shares)
    is_entrys = found and kind in {"home", "list"} and follows_an_entry(page, found.place)
    return None if is_entrys else found


def _found(
    page: Page, site: Site, content: Element | None, kind: str, shares: Shares
) -> Fact[str] | None:
    described = is_described(page, site)
    if described and content:
        leave(page, PARAGRAPH, opening(content))
    if described and DESCRIBED in page.memo:
        return None
    aside = kind != "page" and not (kind == "home" and is_article_of_its_own(page))
    topic = _topic(page)
    if content and (found := _standfirst(page, site, content, kind, shares, topic)):
        return page.fact(excerpt(found.text), "line under the h1", found.element)
    begin = None if content and is_marked(content) else page.heading or page.document.find("h2")
    if begin and content and page.body:
        title = title_element(page).text
        if found := paragraph_before(
            begin, content, page.body, title, outside_articles=aside, topic=topic
        ):
            return page.fact(excerpt(found.text), "first paragraph", found.element)
    if (
        begin
        and page.body
        and (found := paragraph_after(begin, page.body, outside_articles=aside, topic=topic))
    ):
        return page.fact(excerpt(found.text), "first paragraph after the heading", found.element)
    if content and (found := first_paragraph(content, outside_articles=aside, topic=topic)):
        if not described:
            leave(page, PARAGRAPH, found.text)
        if commonness(page, site, shares, PARAGRAPH):
            again = first_paragraph(
                content, outside_articles=aside, topic=topic, passing=found.text
            )
            found = again or found
        return page.fact(excerpt(found.text), "first paragraph", found.element)
    return None


def _topic(page: Page) -> str:
    return f"{heading_text(page)} {title_element(page).text}"


def _standfirst(
    page: Page, site: Site, content: Element, kind: str, shares: Shares, topic: str
) -> Paragraph | None:
    """Return the line under the page's own h1; one under the site's name is the site's."""
    heading = page.heading
    if heading is None or not is_pages_own(heading, kind):
        return None
    if kind != "home" and heading_text(page) == name_of(page, site, shares):
        return None
    return standfirst(heading, content, topic)
