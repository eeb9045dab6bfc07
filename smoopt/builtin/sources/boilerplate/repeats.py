"""What of a page's title, description and picture others have, too, by the best known of it.

All pages together are summed up by the plugin `boilerplate`, and each gets a share of that only
where the guess in `site.learnt.usual` is not right for it.
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
# How many pages say the same: so many that it is not a page's own; so many that a theme writes it.
SEVERAL, THEMES = 1, 2
# A page calls itself an article; by its tag it is none, and else one.
ARTICLE, NO_ARTICLE = "article", "website"
# What sources leave in a page's memo for it to be compared: what JSON-LD says, and the first
# paragraph.
HEADLINE, ABSTRACT, PARAGRAPH = LEFT = "headline", "abstract", "paragraph"
# The memo of a page has this where a tag has given its own description.
DESCRIBED = "described"
# So many characters without blanks tell a text from others.
_TELLING = 60


def commonness(page: Page, site: Site, shares: Shares, key: str) -> int:
    """Tell how common it is what a page says in a tag; what a front page says is its own."""
    if page.path == HOME:
        return 0
    known = told(shares, "common")
    level = known.get(key) if isinstance(known, dict) else None
    if level is None:
        usual = guessed(site).words.get(key)
        level = THEMES if usual and said(page, key) == usual else 0
    return 0 if level and kind_of(page)[0] == "home" else cast("int", level)


def is_described(page: Page, site: Site) -> bool:
    """Tell whether a tag describes the page, and not as most do, by what is guessed alone.

    What follows from this may be surveyed: it is the same whatever other pages say.
    """
    found = filter(page.first_tag, DESCRIPTIONS)
    return any(not commonness(page, site, {}, key) for key in found)


def has_home_s_card(page: Page, site: Site, shares: Shares) -> bool:
    """Tell whether a theme writes picture and title of one card, the home page's, on most pages.

    Where a framework would change it back, its picture is what readers see, whatever it should be.
    """
    keys = ("og:image", "og:title")
    common = all(commonness(page, site, shares, key) == THEMES for key in keys)
    return common and not page.framework


def said(page: Page, key: str) -> str:
    """Return what is to be compared: no description that the content has in the same words.

    The home page's is, for others may copy it.
    """
    if key in LEFT:
        return cast("str", page.memo.get(f"{NAME} {key}", ""))
    text = stated(page, key)
    if not text or not key.endswith("description") or page.path == HOME:
        return text
    return "" if _is_shown(page, text) else text


def _is_shown(page: Page, text: str) -> bool:
    # Markdown's marks are left in by some generators.
    begins = unspaced(text.replace("`", ""))[:_TELLING]
    return page.content is not None and begins in page_wording(page).letters


def said_type(page: Page, own: Fact[str] | None) -> str:
    """Return the type that a page states, where others may tell whether to believe it."""
    said = stated(page, "og:type")
    if said == ARTICLE:
        return said
    # One that is believed already is asked again.
    matters = own is not None and (own.value == ARTICLE or own.plugin == "meta")
    return NO_ARTICLE if said == NO_ARTICLE and matters else ""


def is_believed(shares: Shares) -> bool:
    """Tell whether the theme of the site tells articles apart, and this page is none."""
    return told(shares, "type") is True


def leave(page: Page, key: str, text: str) -> None:
    """Leave what a page says for it to be compared with what others say."""
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
    """Return the site's name, in the page's language where there is one."""
    return site_name(site.learnt.naming, shared_titles(page, site, shares))


def name_of(page: Page, site: Site, shares: Shares) -> str:
    """Return the site's name, or ""."""
    name = named(page, site, shares)
    return name.value if name else ""


def own_part(page: Page, site: Site, shares: Shares, title: str, heading: str = "") -> OwnTitle:
    """Take off a title the site's name, and what most share; a front page's keeps that.

    Where a front page says no more than "Home" beside that, its title is the site's name.
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
    """Tell whether a theme names the site by the page's title, where the site has another name."""
    if page.path == HOME or name not in {stated(page, "title"), stated(page, "og:title")}:
        return False
    known = name_of(page, site, shares)
    return bool(known) and known != name and kind_of(page)[0] != "home"


def guessed(site: Site) -> Usual:
    """Return what most pages were guessed to say; nothing where the plugin is turned off."""
    return Usual() if site.settings.plugins.get(NAME) is False else site.learnt.usual


def told(shares: Shares, field: str) -> object:
    """Return one thing of a page's share, or None."""
    share = shares.get(NAME)
    return None if share is None else cast("dict[str, object]", share).get(field)


def address_of(path: str, site: Site, shares: Shares) -> str:
    """Return the public address of another page, written as most pages write theirs."""
    style = told_style(shares)
    if style is None or site.learnt.addresses.known:
        return site.address(path)
    return Addresses(site.url, style).of(path)


def told_style(shares: Shares) -> Style | None:
    """Return how most pages write their address, where it is not as was guessed."""
    style = told(shares, "style")
    return Style(*style) if isinstance(style, list) else None
