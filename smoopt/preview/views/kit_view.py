"""The posts about a page, ready to copy, each with the card that its network shows."""

from collections.abc import Iterator
from typing import NamedTuple

import markupsafe

from smoopt.kit.post import Post
from smoopt.kit.post_networks import chosen
from smoopt.kit.post_writer import PostWriter
from smoopt.kit.shared_article import shared_article
from smoopt.model.errors import ConfigError
from smoopt.model.faults import guarded
from smoopt.model.plain_text import valid
from smoopt.preview.cards.make_cards import make_cards
from smoopt.preview.rendering import RenderedPage
from smoopt.preview.state import PreviewState
from smoopt.preview.urls import Urls
from smoopt.preview.views.base_view import base_values, fill
from smoopt.preview.views.page_view import draw_card, served
from smoopt.site.kept_out import is_kept_out

# Kinds of pages that nobody posts about.
_NOT_POSTED = {"error": "an error", "search": "the search"}


class CopiedText(NamedTuple):
    """A text to copy, with its length as the network counts it."""

    key: str
    name: str
    text: markupsafe.Markup
    length: int
    limit: int


class PostRow(NamedTuple):
    """A post: its texts, with the link if that is a field of its own, and what goes with it."""

    network: str
    label: str
    texts: list[CopiedText]
    picture_url: str
    picture: str
    alt: str
    notes: tuple[str, ...]
    card: markupsafe.Markup


def draw_kit(state: PreviewState, urls: Urls, rendered: RenderedPage) -> str:
    """Draw the posts about a page; never raises because of the page."""
    return guarded(
        lambda: _drawn(state, urls, rendered),
        lambda error: _drawn(state, urls, rendered.failing(error)),
    )


def _drawn(state: PreviewState, urls: Urls, rendered: RenderedPage) -> str:
    posts: list[PostRow] = []
    without: list[str] = []
    why_none = problem = ""
    try:
        why_none = _why_none(state, rendered)
        if not why_none:
            posts = [*_posts(state, urls, rendered)]
            written = {post.network for post in posts}
            networks = chosen(state.site.settings.kit, state.where)
            without = [each.label for each in networks if each.name not in written]
    except ConfigError as error:
        problem = str(error)
    return fill(
        "kit.html",
        **base_values(state, urls),
        path=rendered.outcome.path,
        title=rendered.title,
        companion=urls.companion(rendered.outcome.path),
        posts=posts,
        without=without,
        why_none=why_none,
        problem=problem,
    )


def _why_none(state: PreviewState, rendered: RenderedPage) -> str:
    """Return why no posts are written about a page; "" if they are."""
    skip, page = rendered.outcome.skip, rendered.page
    if skip is not None:
        return skip.value
    if page is None:
        return "the page cannot be read"
    kind = rendered.outcome.facts.kind_or_page
    if kind in _NOT_POSTED:
        return f"it is the page of {_NOT_POSTED[kind]}"
    if is_kept_out(state.overlay.site, page):
        return "search engines are kept from it"
    if shared_article(page.path, rendered.outcome.facts) is None:
        return "its title or its public address is not known"
    return ""


def _posts(state: PreviewState, urls: Urls, rendered: RenderedPage) -> Iterator[PostRow]:
    article = shared_article(rendered.outcome.path, rendered.outcome.facts)
    if article is None:
        return
    cards = _cards(state, urls, rendered)
    for post in PostWriter(state.site.settings.kit, state.where).posts(article):
        picture = post.picture
        yield PostRow(
            post.network.name,
            post.network.label,
            [*_texts(post)],
            urls.picture(picture.file) if picture and picture.file else "",
            (picture.file or picture.url) if picture else "",
            picture.alt if picture else "",
            post.notes,
            cards.get(post.network.name, markupsafe.Markup()),
        )


def _texts(post: Post) -> Iterator[CopiedText]:
    name = post.network.name
    for number, part in enumerate(post.parts, 1):
        named = f"{number} of {len(post.parts)}" if post.is_thread else part.name
        text = markupsafe.escape(valid(part.text))
        yield CopiedText(f"{name}-{number}", named, text, part.length, part.limit)
    if post.network.apart:
        link = markupsafe.escape(valid(post.link))
        yield CopiedText(f"{name}-link", "link", link, 0, 0)


def _cards(state: PreviewState, urls: Urls, rendered: RenderedPage) -> dict[str, markupsafe.Markup]:
    """Draw the card of each network that shows one; for X, the one that the page gets."""
    if rendered.page is None:
        return {}

    return {
        # Its values are escaped by the card's own template.
        card.network.partition("-")[0]: markupsafe.Markup(  # noqa: S704
            draw_card(card, served(urls, card.picture), served(urls, card.icon))
        )
        for card in make_cards(rendered.page, state.overlay.site)
        if card.used and card.layout != "link"
    }
