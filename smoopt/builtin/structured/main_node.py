"""The node about the page: an article, a list, the site on its home page, or any other page."""

from typing import cast

from smoopt.builtin.structured.described import Described, described
from smoopt.builtin.structured.people import Owner, as_value, authors
from smoopt.builtin.structured.stated_nodes import Stated
from smoopt.builtin.structured.structured_options import StructuredOptions
from smoopt.builtin.tags.rules.repeated_tags import text_judge
from smoopt.html.markup import JSON
from smoopt.html.page import Page
from smoopt.html.page_kind import entries
from smoopt.model.facts import Fact, Facts
from smoopt.plugin.hooks import Shares
from smoopt.site.picture_fitness import can_be_fetched, first_picture
from smoopt.site.site import Site
from smoopt.site.stated_address import HOME

# The plugin whose picture stands for the site, not for a page
_SITE_S = "defaults"


class Known:
    """Everything known about a page, for the functions that describe it."""

    def __init__(
        self, page: Page, site: Site, facts: Facts, shares: Shares, options: StructuredOptions
    ) -> None:
        """Take the values that the hook was given."""
        self.page, self.site, self.facts = page, site, facts
        self.shares, self.options = shares, options
        self.kind = facts.kind_or_page


def main_node(known: Known, url: str, there: Stated, owner: Owner | None) -> Described | None:
    """Describe the page, or the site on its home page; None without a title."""
    facts = known.facts
    if facts.title is None:
        return None
    if known.page.path == HOME and known.kind == "home" and facts.site_name is not None:
        return _website(known, facts.site_name, owner)
    type_, origin = _type(known)
    name = "#article" if type_.endswith(("Article", "Posting")) else ""
    found = described(type_, origin, **{"@id": f"{url}{name}", "url": url})
    title = _as_tagged(known, "og:title", facts.title)
    found.add("headline", title.value, title.because)
    _add_description(known, found)
    if known.kind == "page":
        _add_origin(known, found, there, owner)
    _add_language(known, found)
    _add_publisher(known, found, owner)
    return found


def _type(known: Known) -> tuple[str, str]:
    """Return the type of a page and the reason, by facts alone."""
    facts, options = known.facts, known.options
    if known.kind == "list" and facts.kind is not None:
        return "CollectionPage", facts.kind.because
    if known.kind != "page" or facts.type is None or facts.type.value != "article":
        return "WebPage", "it has a title"
    if options.article_type != "auto":
        return options.article_type, f"article_type in the configuration; {facts.type.because}"
    if known.page.is_annotated and _is_entry(known.page):
        return "BlogPosting", f"the page is an h-entry; {facts.type.because}"
    return "Article", facts.type.because


def _is_entry(page: Page) -> bool:
    """Return whether a page is one h-entry: https://microformats.org/wiki/h-entry (2026-12-01)."""
    return sum(entry.matches(".h-entry, .hentry") for entry in entries(page)) == 1


def _website(known: Known, name: Fact[str], owner: Owner | None) -> Described:
    """Describe the site: https://developers.google.com/search/docs/appearance/site-names."""
    root = known.site.url
    found = described("WebSite", "a front page", **{"@id": f"{root}#website", "url": root})
    found.add("name", name.value, name.because)
    _add_description(known, found)
    _add_language(known, found)
    _add_publisher(known, found, owner)
    return found


def _add_description(known: Known, found: Described) -> None:
    if known.facts.description is not None:
        said = _as_tagged(known, "og:description", known.facts.description)
        found.add("description", said.value, said.because)


def _add_origin(known: Known, found: Described, there: Stated, owner: Owner | None) -> None:
    """Add picture, dates, authors and terms of use."""
    facts = known.facts
    if facts.images is not None and facts.images.plugin != _SITE_S:
        found.add("image", _picture(facts), facts.images.because)
    elif facts.share_image is not None and facts.share_square is not None:
        both = (facts.share_image.value, facts.share_square.value)
        pictures: list[JSON] = [image.url for image in both if can_be_fetched(image)]
        found.add("image", pictures, facts.share_square.because)
    published, modified = facts.published, facts.modified
    if published is not None:
        found.add("datePublished", published.value, published.because)
    # A page unchanged since its publication states one date.
    if modified is not None and (published is None or modified.value != published.value):
        found.add("dateModified", modified.value, modified.because)
    if facts.authors is not None:
        found.add(
            "author", as_value(authors(facts, known.site, there, owner)), facts.authors.because
        )
    for name, fact in (("license", facts.licence), ("usageInfo", facts.usage_info)):
        if fact is not None:
            found.add(name, fact.value, fact.because)
    for member in facts.responses.value if facts.responses is not None else ():
        found.add(member.name, cast("JSON", member.value), member.because)


def _picture(facts: Facts) -> JSON:
    image = first_picture(facts)
    return None if image is None else image.url


def _add_language(known: Known, found: Described) -> None:
    if known.facts.language is not None:
        found.add("inLanguage", known.facts.language.value, known.facts.language.because)


def _add_publisher(known: Known, found: Described, owner: Owner | None) -> None:
    """Refer to the publisher; a page that describes the publisher in full is about them."""
    fact = known.facts.publisher
    if owner is None or not owner.id or fact is None:
        return
    if found.type == "WebPage" and fact.value.members:
        found.add("about", owner.reference, fact.because)
    found.add("publisher", owner.reference, fact.because)


def _as_tagged(known: Known, key: str, own: Fact[str]) -> Fact[str]:
    """Return the text of the page's card if it is the author's and right, as both must agree.

    A title without the site's name agrees with one that has it.
    """
    tag = known.page.first_tag(key)
    if tag is None or own.is_stated or tag.value == own.value:
        return own
    if key == "og:title" and own.value.casefold() in tag.value.casefold():
        return own
    judge = text_judge(known.page, known.site, known.shares, key, own)
    return own if judge(tag.value) else known.page.fact(tag.value, f"meta {key}", tag.element)
