"""A page as Google's list of results shows it: its title, the steps of its address, a snippet."""

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from smoopt.html.content import own_text
from smoopt.html.page import Page
from smoopt.preview.cards.card import Card
from smoopt.preview.cards.destination import UNKNOWN, domain, host, icon, language
from smoopt.preview.cards.make import origins
from smoopt.preview.cards.tags_read import H1, TITLE, Head, Tag, read
from smoopt.preview.cards.texts import day
from smoopt.site.site import Site

_NETWORK, _LABEL = "google", "Google"
# https://developers.google.com/search/docs/appearance/title-link (2026-11-21): the title first,
# else what else the page says.
_TITLES = (TITLE, "og:title", H1)
# https://developers.google.com/search/docs/appearance/favicon-in-search (2026-11-21)
_ICONS = ("link icon", "link apple-touch-icon", "link apple-touch-icon-precomposed")
_EXCERPT = 320


def google(page: Page, site: Site) -> Card:
    """Make the result that Google shows; it writes a snippet of its own for many searches."""
    head = read(page)
    url = head.text("link canonical") or site.address(page.path)
    title = head.first(*_TITLES)
    snippet, described, snippet_notes = _snippet(head, page)
    return Card(
        network=_NETWORK,
        label=_LABEL,
        layout="link" if _is_hidden(head) else "text",
        title=title.text if title else domain(url) or url,
        description=snippet,
        domain=host(url),
        url=url,
        language=language(page),
        # https://developers.google.com/search/docs/appearance/site-names (2026-11-21)
        site_name=head.text("og:site_name") or domain(url),
        icon=icon(_ICONS, head, page, site),
        # https://developers.google.com/search/docs/appearance/publication-dates (2026-11-21)
        date=day(head.text("JSON-LD dateModified", "JSON-LD datePublished")),
        crumbs=_crumbs(head, url),
        notes=(*_notes(head, title, url), *snippet_notes),
        origins=origins({"title": title, "description": described}),
    )


def _notes(head: Head, title: Tag | None, url: str) -> Iterator[str]:
    if _is_hidden(head):
        yield "The page asks robots not to list it: Google shows no result."
    if title is None:
        yield "The page has no title: Google makes one up."
    elif title.key != TITLE:
        yield f"The page has no <title>: Google takes {title.key}."
    if not url:
        yield UNKNOWN


def _is_hidden(head: Head) -> bool:
    return bool(_directives(head) & {"noindex", "none"})


def _directives(head: Head) -> set[str]:
    """Give what the page asks of Google's robot."""
    # https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag (2026-11-21)
    found = [*head.all("robots"), *head.all("googlebot")]
    return {word for tag in found for word in tag.text.lower().replace(",", " ").split()}


def _snippet(head: Head, page: Page) -> tuple[str, Tag | None, tuple[str, ...]]:
    """Give the snippet: the description, else the beginning of the page's text."""
    # https://developers.google.com/search/docs/appearance/snippet (2026-11-21)
    if {"nosnippet", "max-snippet:0"} & _directives(head):
        return "", None, ("The page forbids a snippet.",)
    if described := head.first("description"):
        return described.text, described, ()
    text = "" if page.content is None else own_text(page.content)[:_EXCERPT]
    if text:
        return text, None, ("There is no description: Google picks words of the page.",)
    return "", None, ("There is no description, and no text to take one from.",)


def _crumbs(head: Head, url: str) -> tuple[str, ...]:
    """Give the steps after the host: the trail in the page's JSON-LD, else the address's."""
    # https://developers.google.com/search/docs/appearance/structured-data/breadcrumb (2026-11-21)
    if trail := [tag.text for tag in head.all("JSON-LD crumb")]:
        return tuple(trail)
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return ()
    return tuple(step for step in path.split("/") if step and step != "index.html")
