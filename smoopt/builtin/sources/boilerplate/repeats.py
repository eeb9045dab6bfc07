"""Which of a page's title, description and picture other pages have, too, as far as known.

The plugin `boilerplate` tallies all pages, and each gets a share of the result only if the guess in
`site.learnt.usual` is wrong for it.
"""

from typing import cast

from smoopt.html.page import Page
from smoopt.html.page_kind import kind_of, page_wording
from smoopt.model.facts import Fact
from smoopt.model.plain_text import unspaced
from smoopt.plugin.hooks import Shares
from smoopt.site.common_wording import Usual
from smoopt.site.generic_names import is_generic
from smoopt.site.page_addresses import Addresses, Style
from smoopt.site.shared_titles import Shared, of_language, parts
from smoopt.site.site import Site
from smoopt.site.site_name import site_name
from smoopt.site.stated_address import HOME
from smoopt.site.titles import (
    DESCRIPTIONS,
    OwnTitle,
    is_apart_in,
    own_title,
    primary_language,
    stated,
    without_host,
)

NAME = "boilerplate"
# How common a text is: too common to be a page's own; so common that a theme writes it.
SEVERAL, THEMES = 1, 2
# A page's type: it calls itself an article, or its tag says that it is none
ARTICLE, NO_ARTICLE = "article", "website"
# Texts that sources store in a page's memo for comparison: from JSON-LD, and the first paragraph
HEADLINE, ABSTRACT, PARAGRAPH = LEFT = "headline", "abstract", "paragraph"
# The key in a page's memo if a tag has given its own description
DESCRIBED = "described"
# So many characters without spaces tell a text from others.
_TELLING = 60


def commonness(page: Page, site: Site, shares: Shares, key: str) -> int:
    """Return how common the text of a page's tag is; that of a home page is its own."""
    if page.path == HOME:
        return 0
    known = told(shares, "common")
    level = known.get(key) if isinstance(known, dict) else None
    if level is None:
        usual = guessed(site).words.get(key)
        level = THEMES if usual and said(page, key) == usual else 0
    return 0 if level and kind_of(page)[0] == "home" else cast("int", level)


def is_described(page: Page, site: Site) -> bool:
    """Return whether a tag describes the page, and not as most do, judged by the guess alone.

    Results of this may be surveyed: they do not depend on other pages.
    """
    found = filter(page.first_tag, DESCRIPTIONS)
    return any(not commonness(page, site, {}, key) for key in found)


def has_home_s_card(page: Page, site: Site, shares: Shares) -> bool:
    """Return whether a theme puts the home page's picture and title on the cards of most pages.

    Not where a framework would restore it: that picture is what readers see.
    """
    keys = ("og:image", "og:title")
    common = all(commonness(page, site, shares, key) == THEMES for key in keys)
    return common and not page.framework


def said(page: Page, key: str) -> str:
    """Return the text to compare: "" for a description that the content repeats word for word.

    The home page's description counts all the same, as others may copy it.
    """
    if key in LEFT:
        return cast("str", page.memo.get(f"{NAME} {key}", ""))
    text = stated(page, key)
    if not text or not key.endswith("description") or page.path == HOME:
        return text
    return "" if _is_shown(page, text) else text


def _is_shown(page: Page, text: str) -> bool:
    # Some generators leave Markdown's marks in.
    begins = unspaced(text.replace("`", ""))[:_TELLING]
    return page.content is not None and begins in page_wording(page).letters


def said_type(page: Page, own: Fact[str] | None) -> str:
    """Return the type that a page states, if other pages can show whether to believe it."""
    said = stated(page, "og:type")
    if said == ARTICLE:
        return said
    # A type that is believed already is checked again.
    matters = own is not None and (own.value == ARTICLE or own.plugin == "meta")
    return NO_ARTICLE if said == NO_ARTICLE and matters else ""


def is_believed(shares: Shares) -> bool:
    """Return whether the site's theme distinguishes articles, and this page is none."""
    return told(shares, "type") is True


def leave(page: Page, key: str, text: str) -> None:
    """Store a text of the page for comparison with those of others."""
    page.memo[f"{NAME} {key}"] = text


def shared_titles(page: Page, site: Site, shares: Shares) -> Shared:
    """Return what the titles of most pages in the page's language share."""
    held = cast("tuple[Shares, Shared] | None", page.memo.get("shared titles"))
    if held is None or held[0] is not shares:
        page.memo["shared titles"] = held = shares, _shared_titles(page, site, shares)
    return held[1]


def _shared_titles(page: Page, site: Site, shares: Shares) -> Shared:
    known = told(shares, "titles")
    if isinstance(known, list):
        return Shared(*known[:3])
    guess = guessed(site).titles
    return of_language(guess, primary_language(page)) if guess else Shared()


def named(page: Page, site: Site, shares: Shares) -> Fact[str] | None:
    """Return the site's name, in the page's language if there is one."""
    return site_name(site.learnt.naming, shared_titles(page, site, shares))


def name_of(page: Page, site: Site, shares: Shares) -> str:
    """Return the site's name, or ""."""
    name = named(page, site, shares)
    return name.value if name else ""


def own_part(page: Page, site: Site, shares: Shares, title: str, heading: str = "") -> OwnTitle:
    """Remove the site's name and what most titles share; a home page keeps the latter.

    If a home page has only "Home" besides the site's name, its title is that name.
    """
    shared = shared_titles(page, site, shares)
    known = site_name(site.learnt.naming, shared)
    name = known.value if known else ""
    if kind_of(page)[0] != "home":
        own = own_title(title, name, shared, heading)
        if heading not in {"", name} and is_apart_in(heading, own.text):
            return OwnTitle(heading, " without what the h1 leaves out")
        return own if own.without else without_host(title, site.url)
    own = own_title(title, name, Shared(), heading)
    rest = {*parts(title)} - {name, *shared.names}
    if name and len(parts(title)) > 1 and all(map(is_generic, rest)):
        return OwnTitle(name, " cut to the site's name")
    return own


def is_own_title(page: Page, site: Site, shares: Shares, name: str) -> bool:
    """Return whether a theme names the site by the page's title, though it has another name."""
    if page.path == HOME or name not in {stated(page, "title"), stated(page, "og:title")}:
        return False
    known = name_of(page, site, shares)
    return bool(known) and known != name and kind_of(page)[0] != "home"


def guessed(site: Site) -> Usual:
    """Return the guess for most pages; an empty one if the plugin is turned off."""
    return Usual() if site.settings.plugins.get(NAME) is False else site.learnt.usual


def told(shares: Shares, field: str) -> object:
    """Return one field of a page's share, or None."""
    share = shares.get(NAME)
    return None if share is None else cast("dict[str, object]", share).get(field)


def address_of(path: str, site: Site, shares: Shares) -> str:
    """Return the public address of another page, in the style of most pages."""
    style = told_style(shares)
    if style is None or site.learnt.addresses.known:
        return site.address(path)
    return Addresses(site.url, style).of(path)


def told_style(shares: Shares) -> Style | None:
    """Return how most pages write their address, if that differs from the guess."""
    style = told(shares, "style")
    return Style(*style) if isinstance(style, list) else None
