"""A page as a result of Google: its title, the steps of its address, and a snippet."""

from collections.abc import Iterator
from urllib.parse import unquote

from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.model.web_address import path_of
from smoopt.preview.cards.card import Card, origins
from smoopt.preview.cards.card_address import UNKNOWN, domain, host
from smoopt.preview.cards.card_pictures import icon
from smoopt.preview.cards.card_texts import day, language
from smoopt.preview.cards.page_tags import H1, TITLE, PageTag, PageTags, read_tags
from smoopt.site.site import Site

_NETWORK, _LABEL = "google", "Google"
# https://developers.google.com/search/docs/appearance/title-link (2026-11-21): the title first,
# then other texts of the page.
_TITLES = (TITLE, "og:title", H1)
# https://developers.google.com/search/docs/appearance/favicon-in-search (2026-11-21)
_ICONS = ("link icon", "link apple-touch-icon", "link apple-touch-icon-precomposed")
_EXCERPT = 320


def google_result(page: Page, site: Site) -> Card:
    """Return the result that Google shows; for many searches it writes its own snippet."""
    tags = read_tags(page)
    url = tags.text("link canonical") or site.address(page.path)
    title = tags.first(*_TITLES)
    snippet, described, snippet_notes = _snippet(tags, page)
    return Card(
        network=_NETWORK,
        label=_LABEL,
        layout="link" if _is_hidden(tags) else "text",
        title=title.text if title else domain(url) or url,
        description=snippet,
        domain=host(url),
        url=url,
        language=language(page),
        # https://developers.google.com/search/docs/appearance/site-names (2026-11-21)
        site_name=tags.text("og:site_name") or domain(url),
        icon=icon(_ICONS, tags, page, site),
        # https://developers.google.com/search/docs/appearance/publication-dates (2026-11-21)
        date=day(tags.text("JSON-LD dateModified", "JSON-LD datePublished")),
        crumbs=_crumbs(tags, url),
        notes=(*_notes(tags, title, url), *snippet_notes),
        origins=origins({"title": title, "description": described}),
    )


def _notes(tags: PageTags, title: PageTag | None, url: str) -> Iterator[str]:
    if _is_hidden(tags):
        yield "The page asks robots not to list it: Google shows no result."
    if title is None:
        yield "The page has no title: Google makes one up."
    elif title.key != TITLE:
        yield f"The page has no <title>: Google takes {title.key}."
    if not url:
        yield UNKNOWN


def _is_hidden(tags: PageTags) -> bool:
    return bool(_directives(tags) & {"noindex", "none"})


def _directives(tags: PageTags) -> set[str]:
    """Return the page's directives for Google's robot."""
    # https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag (2026-11-21)
    found = [*tags.all("robots"), *tags.all("googlebot")]
    return {word for tag in found for word in tag.text.lower().replace(",", " ").split()}


def _snippet(tags: PageTags, page: Page) -> tuple[str, PageTag | None, tuple[str, ...]]:
    """Return the snippet (the description, else the page's first words), its tag, and notes."""
    # https://developers.google.com/search/docs/appearance/snippet (2026-11-21)
    if {"nosnippet", "max-snippet:0"} & _directives(tags):
        return "", None, ("The page forbids a snippet.",)
    if described := tags.first("description"):
        return described.text, described, ()
    text = "" if page.content is None else own_text(page.content)[:_EXCERPT]
    if text:
        return text, None, ("There is no description: Google picks words of the page.",)
    return "", None, ("There is no description, and no text to take one from.",)


def _crumbs(tags: PageTags, url: str) -> tuple[str, ...]:
    """Return the steps after the host: the breadcrumb in JSON-LD, else those of the address."""
    # https://developers.google.com/search/docs/appearance/structured-data/breadcrumb (2026-11-21)
    if trail := [tag.text for tag in tags.all("JSON-LD crumb")]:
        return tuple(trail)
    path = unquote(path_of(url))
    return tuple(step for step in path.split("/") if step and step != "index.html")
