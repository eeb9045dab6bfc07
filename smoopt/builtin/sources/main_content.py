"""Source 7: what a person would read in the page itself."""

import re

from turbohtml import Element

from smoopt.builtin.sources.boilerplate.repeats import has_home_s_card
from smoopt.builtin.sources.shown.hints import may_say_author, may_say_date
from smoopt.builtin.sources.shown.shown_dates import Shown, shown_dates
from smoopt.builtin.sources.shown_description import shown_description
from smoopt.builtin.sources.shown_pictures import may_show_picture, shown_picture
from smoopt.builtin.sources.shown_title import shown_title
from smoopt.html.page import Page
from smoopt.html.page_kind import kind_of, page_wording
from smoopt.model.facts import ARTICLE_BY_DATE, Fact, Facts, Image, Media
from smoopt.model.language_tags import language_at
from smoopt.model.late_pattern import late
from smoopt.model.plain_text import tidy
from smoopt.plugin.hooks import Plugin, Shares, hookimpl
from smoopt.site.site import Site

# A picture preferred to the theme's for the whole site must fill a large card, as for X.
_LARGE_CARD = (600, 315)
# A character of these scripts counts as half a word. Compiling this takes 2 ms, which a site
# without such characters need not pay.
_DENSE = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_NO_DENSE = late("[\0-\u303f]*+")


class Content(Plugin, frozen=True):
    """Read title, description, picture, date, sound and video from the page's main content."""

    @hookimpl
    def facts(self, page: Page, site: Site, shares: Shares) -> Facts:
        """Read what the page shows, except for menus, notices and code."""
        kind, rule = kind_of(page)
        content = page.content
        title = shown_title(page, site, kind, shares)
        description = shown_description(page, site, content, kind, shares)
        if content is None:
            return Facts(title=title, kind=Fact(kind, rule), description=description)
        dates = shown_dates(page) if kind == "page" else Shown()
        return Facts(
            title=title,
            kind=Fact(kind, rule),
            description=description,
            images=_picture(page, site, content, kind, shares),
            published=dates.published,
            modified=dates.modified,
            videos=_media(page, site, content, "video"),
            audios=_media(page, site, content, "audio"),
            words=page.fact(_words(page), "words of the main content", content),
        )

    @hookimpl
    def derived(self, page: Page, site: Site, facts: Facts) -> Facts | None:
        """Read dates in words, and bylines, if nothing states them."""
        if facts.kind is None or facts.kind.value != "page":
            return None
        language = facts.language.value if facts.language else language_at(site.url)
        shown, authors = Shown(), None
        if facts.published is None and may_say_date(page, language):
            from smoopt.builtin.sources.shown.datelines import datelines  # noqa: PLC0415

            shown = datelines(page, language)
        day = shown.published
        is_dated = (day or facts.published) is not None
        if facts.authors is None and (is_dated or may_say_author(page, language)):
            from smoopt.builtin.sources.shown.bylines import bylines  # noqa: PLC0415

            name = facts.site_name.value if facts.site_name else ""
            authors = bylines(page, site, language, name, is_dated=is_dated)
        article = None if day is None else Fact("article", ARTICLE_BY_DATE, day.place)
        return Facts(published=day, modified=shown.modified, type=article, authors=authors)


def _picture(
    page: Page, site: Site, content: Element, kind: str, shares: Shares
) -> Fact[tuple[Image, ...]] | None:
    """Return the picture that represents the page."""
    if kind not in {"page", "home"} or not may_show_picture(page):
        return None
    shown = shown_picture(page, site, content)
    if shown is None or (_is_small(shown.image) and has_home_s_card(page, site, shares)):
        return None
    return page.fact((shown.image,), "first large picture", shown.element)


def _is_small(image: Image) -> bool:
    return image.width < _LARGE_CARD[0] or image.height < _LARGE_CARD[1]


def _media(page: Page, site: Site, content: Element, tag: str) -> Fact[tuple[Media, ...]] | None:
    """Return the sources of the first player of that tag."""
    player = None if page.document.find(tag) is None else content.find(tag)
    if player is None:
        return None
    sources = [player] if player.attr("src") else player.find_all("source")
    found = [
        Media(url, tidy(source.attr("type")))
        for source in sources
        if (url := site.resolve(page, source.attr("src") or "")) and source.attr("src")
    ]
    return page.fact(tuple(found[:1]), tag, player) if found else None


def _words(page: Page) -> int:
    letters, words = page_wording(page)
    if letters.isascii() or _NO_DENSE.fullmatch(letters):  # faster than a search
        return words
    return words + len(re.findall(_DENSE, letters)) // 2
