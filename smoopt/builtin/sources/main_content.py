"""Source 7: what a person would read off the page itself."""

import re

from turbohtml import Element

from smoopt.builtin.sources.boilerplate.repeats import (
    DESCRIBED,
    PARAGRAPH,
    commonness,
    has_home_s_card,
    is_described,
    leave,
    name_of,
    own_part,
)
from smoopt.builtin.sources.shown.hints import may_say_author, may_say_date
from smoopt.builtin.sources.shown.shown_dates import Shown, shown_dates
from smoopt.builtin.sources.shown_pictures import shown_picture
from smoopt.html.content import is_marked, opening
from smoopt.html.excerpt import Paragraph, first_paragraph, paragraph_after, paragraph_before
from smoopt.html.listed import follows_an_entry, is_article_of_its_own
from smoopt.html.own_text import own_text
from smoopt.html.page import Page
from smoopt.html.page_kind import ENTRY, kind_of, page_wording
from smoopt.html.standfirst import standfirst
from smoopt.html.stated_text import meant
from smoopt.model.facts import ARTICLE_BY_DATE, Fact, Facts, Image, Media
from smoopt.model.language_tags import language_at
from smoopt.model.plain_text import excerpt, tidy
from smoopt.plugin.hooks import Plugin, Shares, hookimpl
from smoopt.site.shared_titles import parts
from smoopt.site.site import Site
from smoopt.site.titles import title_element

# What goes before a picture that a theme has for the whole site must fill a large card, as for X.
_LARGE_CARD = (600, 315)
# A character of these scripts counts as half a word. To compile this takes 2 ms, which a site
# without such characters need not pay.
_DENSE = "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_NO_DENSE = re.compile("[\0-\u303f]*+")


class Content(Plugin, frozen=True):
    """Read title, description, picture, date, sound and video from the page's main content."""

    @hookimpl
    def facts(self, page: Page, site: Site, shares: Shares) -> Facts:
        """Read what the page shows; nothing is taken from menus, notices and code."""
        kind, rule = kind_of(page)
        content = page.content
        title = _title(page, site, kind, shares)
        description = _description(page, site, content, kind, shares)
        if description and kind in {"home", "list"} and follows_an_entry(page, description.place):
            description = None
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
        """Read dates that stand in words, and bylines, where nothing states them."""
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


def _title(page: Page, site: Site, kind: str, shares: Shares) -> Fact[str] | None:
    """Read the title off the page.

    1. The heading, where `<title>` is the site's name, the name of the file or one that several
    pages have, and the heading says something else, or more than a title that is cut;
    2. `<title>` without the site's name at its end or beginning, or without what most titles end
    with; 3. the heading.
    """
    heading = _heading_text(page.heading) if page.heading else ""
    element, whole = title_element(page)
    if not whole:
        return page.fact(heading, "h1", page.heading)
    name = name_of(page, site, shares)
    if heading and _is_pages_own(page.heading, kind):
        if whole == name and kind != "home":
            return page.fact(heading, "h1 (the title is the site's name)", page.heading)
        if _is_file_name(page.path, whole):
            return page.fact(heading, "h1 (the title is the file's name)", page.heading)
        others = heading != name and heading.casefold() not in whole.casefold()
        if others and commonness(page, site, shares, "title"):
            return page.fact(heading, "h1 (several pages have the same title)", page.heading)
    own = own_part(page, site, shares, whole, heading)
    if _is_cut(own.text, heading):
        return page.fact(heading, "h1 (the title is cut)", page.heading)
    return page.fact(meant(page, own.text), f"title{own.without}", element)


def _is_file_name(path: str, title: str) -> bool:
    """Tell a title that begins with the name of the page's file: `late-ferry - Harbour`."""
    name = path.rpartition("/")[2].partition(".")[0]
    return not name.isalnum() and parts(title)[0].casefold() == name.casefold()


def _is_cut(title: str, heading: str) -> bool:
    """Tell a title that ends in dots where the heading goes on."""
    begins = title.removesuffix("...").removesuffix("…").rstrip()
    return title not in {begins, heading} and heading.startswith(begins)


def _heading_text(heading: Element) -> str:
    """Read a heading; one without words may be a picture of them."""
    if text := own_text(heading).rstrip("¶#§ "):
        return text
    picture = heading.find("img")
    return "" if picture is None else tidy(picture.attr("alt"))


def _is_pages_own(heading: Element | None, kind: str) -> bool:
    """Tell a page's heading from that of the first entry of a list."""
    return heading is not None and (kind in {"page", "error"} or heading.closest(ENTRY) is None)


def _description(
    page: Page, site: Site, content: Element | None, kind: str, shares: Shares
) -> Fact[str] | None:
    """Describe the page.

    1. By the line under its h1; 2. by what follows its heading, where no content is marked; 3. by
    the content's first paragraph, or the next where many pages begin with the same notice. Not
    looked for where a tag describes the page, which is then compared by what it opens with.
    """
    described = is_described(page, site)
    if described and content:
        leave(page, PARAGRAPH, opening(content))
    if described and DESCRIBED in page.memo:
        return None
    aside = kind != "page" and not (kind == "home" and is_article_of_its_own(page))
    if content and (found := _standfirst(page, site, content, kind, shares)):
        return page.fact(excerpt(found.text), "line under the h1", found.element)
    begin = None if content and is_marked(content) else page.heading or page.document.find("h2")
    if begin and content and page.body:
        title = title_element(page).text
        if found := paragraph_before(begin, content, page.body, title, outside_articles=aside):
            return page.fact(excerpt(found.text), "first paragraph", found.element)
    if begin and page.body and (found := paragraph_after(begin, page.body, outside_articles=aside)):
        return page.fact(excerpt(found.text), "first paragraph after the heading", found.element)
    if content and (found := first_paragraph(content, outside_articles=aside)):
        if not described:
            leave(page, PARAGRAPH, found.text)
        if commonness(page, site, shares, PARAGRAPH):
            again = first_paragraph(content, outside_articles=aside, passing=found.text)
            found = again or found
        return page.fact(excerpt(found.text), "first paragraph", found.element)
    return None


def _standfirst(
    page: Page, site: Site, content: Element, kind: str, shares: Shares
) -> Paragraph | None:
    """Read the line under the page's own h1; that under the site's name is the site's."""
    heading = page.heading
    if heading is None or not _is_pages_own(heading, kind):
        return None
    if kind != "home" and _heading_text(heading) == name_of(page, site, shares):
        return None
    return standfirst(heading, content)


def _picture(
    page: Page, site: Site, content: Element, kind: str, shares: Shares
) -> Fact[tuple[Image, ...]] | None:
    """Find the picture that stands for the page."""
    # In a whole page the parser finds a tag by an index, and many pages have none.
    if kind not in {"page", "home"} or page.document.find("img") is None:
        return None
    shown = shown_picture(page, site, content)
    if shown is None or (_is_small(shown.image) and has_home_s_card(page, site, shares)):
        return None
    return page.fact((shown.image,), "first large picture", shown.element)


def _is_small(image: Image) -> bool:
    return image.width < _LARGE_CARD[0] or image.height < _LARGE_CARD[1]


def _media(page: Page, site: Site, content: Element, tag: str) -> Fact[tuple[Media, ...]] | None:
    """Find the sources of the first player of that tag."""
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
