"""Combines options and facts of a page into the edits that insert a bar."""

from collections.abc import Iterator

from msgspec.structs import replace

from smoopt.builtin.share.bar.assets import head_edits
from smoopt.builtin.share.bar.bar_options import BarOptions, Networks
from smoopt.builtin.share.bar.place import WantedPlace, existing, placed
from smoopt.builtin.share.bar.share_address import SharedPage
from smoopt.builtin.sources.boilerplate.repeats import told_style
from smoopt.builtin.sources.language import BY_WORDS
from smoopt.html.page import Page
from smoopt.model.edits import Edit, Span
from smoopt.model.facts import Fact, Facts
from smoopt.model.finding import Finding
from smoopt.plugin.hooks import Shares
from smoopt.plugin.translations import LocalWords, local_words
from smoopt.plugin.widget_templates import Templates
from smoopt.site.picture_fitness import first_picture
from smoopt.site.site import Site
from smoopt.site.stated_address import leads_to, own_addresses

# Signs of scripts that exchange the text of a page but keep its head:
# https://htmx.org/attributes/hx-boost/ and https://swup.js.org/getting-started/ (2026-12-01)
_ROUTERS = ("hx-boost", "swup")
_BROUGHT = "is given the text of others"


def bar_edits(
    options: BarOptions,
    page: Page,
    site: Site,
    facts: Facts,
    networks: Networks,
    templates: Templates,
) -> Iterator[Edit | Finding]:
    """Yield the edits that insert a bar, and what it needs into the head."""
    scripted = options.scripted(page)
    pattern = options.pattern(words_of(options, facts), networks, templates, scripted=scripted)
    there = existing(page, options.plugin)
    if pattern.is_empty or there.bar is not None:
        return
    wish = WantedPlace(options.slot, options.selector, options.where)
    place = placed(page, options.plugin, there.holder, wish)
    yield from place.findings
    if place.position is None:
        return
    shared = shared_of(facts, options.hashtags, letters=page.source.takes_unicode)
    text = pattern.written(shared, last=place.rule == "body-end")
    reason = facts.kind.rule if facts.kind else "show"
    at = Span(place.position, place.position)
    yield Edit(at, text, f"{options.plugin} bar", f"{reason}; placed at {place.rule}")
    yield from head_edits(page, site, options.style, templates, scripted=scripted)


def is_brought_bars(options: BarOptions, page: Page, facts: Facts) -> bool:
    """Return whether a page without a bar may receive the text of a page with one.

    htmx and swup put such text into the open page, and leave its head as it is: so this page
    needs what bars need.
    """
    if facts.address is None or page.framework or options.hidden(page):
        return False
    if _BROUGHT not in page.memo:  # cached for the head and for the files
        page.memo[_BROUGHT] = any(sign in page.text for sign in _ROUTERS)
    return page.memo[_BROUGHT] is True


def as_shared(options: BarOptions, page: Page, site: Site, facts: Facts, shares: Shares) -> Facts:
    """Return the facts with the address to share: the page's own, unless the options say otherwise.

    A canonical link may name the newest version of a page or its original on another site;
    readers who share a page mean the one that they read.
    """
    address = facts.address
    if options.follow_canonical or address is None or address.plugin != "meta":
        return facts
    own = own_addresses(site, page.path, told_style(shares))
    if not own or address.value in own or leads_to(site, page, address.value):
        return facts
    return replace(facts, address=Fact(own[0], "the page's own address"))


def words_of(options: BarOptions, facts: Facts) -> LocalWords:
    """Return the texts in the page's language; if the page does not state it, the bar does."""
    if facts.language is None:
        return local_words("", options.labels)
    found = local_words(facts.language.value, options.labels)
    is_guess = facts.language.rule == BY_WORDS and not found.language
    return found._replace(language=facts.language.value) if is_guess else found


def shared_of(facts: Facts, hashtags: bool, *, letters: bool = False) -> SharedPage:
    """Return what is shared of a page, from its facts; see `SharedPage.letters`."""
    picture = first_picture(facts)
    tags = facts.tags.value if facts.tags and hashtags else ()
    words = ("".join(c for c in tag if c.isalnum() or c == "_") for tag in tags)
    return SharedPage(
        facts.address.value if facts.address else "",
        facts.title.value if facts.title else "",
        facts.description.value if facts.description else "",
        tuple(word for word in words if word),
        picture.url if picture else "",
        facts.x_site.value.lstrip("@") if facts.x_site else "",
        letters,
    )
