"""What of a page's title and description others have, too, by the best that is known of it.

All pages together are summed up by the plugin `boilerplate`, and each gets a share of that only
where the guess in `site.learnt.usual` is not right for it.
"""

from collections.abc import Callable
from typing import cast

from smoopt.html.page import Page
from smoopt.html.page_kind import kind_of, page_wording
from smoopt.plugin.hooks import Shares
from smoopt.site.common_wording import Usual
from smoopt.site.page_addresses import Style
from smoopt.site.site import Site
from smoopt.site.stated_address import HOME
from smoopt.site.titles import description_tag, stated_ending, stated_title

NAME = "boilerplate"
# So many characters without blanks tell a text from others.
_TELLING = 60


def has_common_title(page: Page, site: Site, shares: Shares) -> bool:
    """Tell whether a page's title is no page's own."""
    guess = guessed(site).title
    return _is_common(page, shares, "title", guess, lambda: stated_title(page, name_of(site)))


def has_common_description(page: Page, site: Site, shares: Shares) -> bool:
    """Tell whether a page's description is no page's own."""
    guess = guessed(site).description
    return _is_common(page, shares, "description", guess, lambda: own_description(page))


def _is_common(page: Page, shares: Shares, field: str, guess: str, own: Callable[[], str]) -> bool:
    """Ask the page's share, or else the guess; what the home page has is the home page's."""
    if page.path == HOME:
        return False
    known = told(shares, field)
    return bool(known) if known is not None else bool(guess) and own() == guess


def own_description(page: Page) -> str:
    """Give the stated description, or "" where the content says the same: then it is from there."""
    tag = description_tag(page)
    if tag is None:
        return ""
    # Markdown's marks are left in by some generators.
    begins = "".join(tag.value.replace("`", "").split())[:_TELLING]
    said = page.content is not None and begins in page_wording(page).letters
    return "" if said else tag.value


def common_ending(page: Page, site: Site, shares: Shares) -> str:
    """Give the end of a page's title that most titles have, or ""; a front page's is left."""
    name = name_of(site)
    own = stated_ending(page, name)
    if not own or kind_of(page)[0] == "home":
        return ""
    known = told(shares, "ending")
    is_common = own == guessed(site).ending if known is None else bool(known)
    return own if is_common else ""


def guessed(site: Site) -> Usual:
    """Give what most pages were guessed to say; nothing where the plugin is turned off."""
    return Usual() if site.settings.plugins.get(NAME) is False else site.learnt.usual


def name_of(site: Site) -> str:
    """Give the site's name, or ""."""
    return site.name.value if site.name else ""


def told(shares: Shares, field: str) -> object:
    """Give one thing of a page's share, or None."""
    share = shares.get(NAME)
    return None if share is None else cast("dict[str, object]", share).get(field)


def told_style(shares: Shares) -> Style | None:
    """Give how most pages write their address, where it is not as was guessed."""
    style = told(shares, "style")
    return Style(*style) if isinstance(style, list) else None
