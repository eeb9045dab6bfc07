"""A site's name: its sources, and their precedence."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from turbohtml import Element

from smoopt.html.page import Page
from smoopt.html.page_kind import kind_by_path
from smoopt.html.stated_text import meant
from smoopt.model.facts import Fact
from smoopt.model.finding import Place
from smoopt.model.late_pattern import late
from smoopt.model.plain_data import read_json
from smoopt.model.plain_text import tidy
from smoopt.site.feeds import Feed
from smoopt.site.generic_names import is_generic, is_name, is_placeholder, name_of_feed
from smoopt.site.named_by_host import names_host
from smoopt.site.settings import SiteSettings
from smoopt.site.shared_titles import Shared, parts
from smoopt.site.titles import primary_language, title_element

_TAGS = ("og:site_name", "application-name")
_COPYRIGHT = late(r"(?:©|\(c\)|copyright)[\s\d–—-]*([^\n]{0,80})", re.IGNORECASE)
_HOME_LINKS = frozenset({"/", "./", ".", "index.html", "/index.html"})
_MOST_LINKS = 40
# A shorter part may be found in any address.
_TELLING = 4
# More words are an article's title, if nothing else confirms them as a name.
_MOST_WORDS = 5


class Naming(NamedTuple):
    """What names a site besides the titles of its pages; "" and None where nothing does.

    `title` holds the parts of the home page's title, and `language` is that page's. `is_title` says
    that `stated` is just that page's whole title.
    """

    configured: Fact[str] | None = None
    stated: Fact[str] | None = None
    feed: Fact[str] | None = None
    title: tuple[str, ...] = ()
    at_home: Fact[str] | None = None
    folder_feed: Fact[str] | None = None
    language: str = ""
    is_title: bool = False


def naming(
    settings: SiteSettings, home: Page | None, feeds: Sequence[Feed], url: str, pages: int
) -> Naming:
    """Read what may name the site; `url` is its address, `pages` how many it has."""
    configured = Fact(settings.name, "site.name in the configuration") if settings.name else None
    titled = ((feed.title, feed.entries[0].place) for feed in feeds if feed.title and feed.entries)
    called, place = next(titled, ("", None))
    feed = None
    if place and is_name(name := _name_in_feed(called, place.path)):
        feed = Fact(name, "title of the feed", Place(place.path))
    in_root, in_folder = (None, feed) if place and "/" in place.path else (feed, None)
    if home is None:
        return Naming(configured, feed=in_root, folder_feed=in_folder)
    title = title_element(home)
    title_parts = parts(title.text)
    part, rule = _part(home, title_parts, called, url, pages)
    at_home = home.fact(part, rule, title.element) if part else None
    language = primary_language(home)
    stated = next(_stated(home), None)
    is_title = stated is not None and stated.value == title.text
    found = Naming(configured, stated, in_root, title_parts, at_home, in_folder, language)
    return found._replace(is_title=is_title)


def _name_in_feed(title: str, path: str) -> str:
    """Return what a feed's title calls the site: Hugo titles a folder's feed "Rust on Fern".

    The feed of a tag or another list is named for the list, which gives "".
    """
    folder = path.rpartition("/")[0]
    first, _, rest = title.partition(" on ")
    if folder and rest and _letters(first) == _letters(folder.rpartition("/")[2]):
        return rest
    return "" if folder and kind_by_path(f"{folder}/index.html") else name_of_feed(title)


def site_name(known: Naming, shared: Shared) -> Fact[str] | None:
    """Choose the site's name.

    1. The configuration; 2. what titles in the page's language share, if the home page is in
    another language; 3. the home page's og:site_name, application-name or JSON-LD, unless that is
    only its title and most titles share something else; 4. the title of the feed in the root
    folder, or of it what the titles share or the home page's title has; 5. what most titles share;
    6. the part of the home page's title that something else confirms; 7. the title of a folder's
    feed.
    """
    named = _shared_name(shared)
    foreign = shared.language and known.language and shared.language != known.language
    if known.configured or (foreign and named):
        return known.configured or named
    if known.stated and not (named and known.is_title):
        return known.stated
    if known.feed:
        for shorter in (named, known.at_home):
            if shorter and _holds(known.feed.value, shorter.value):
                return shorter
    return known.feed or named or known.at_home or known.folder_feed


@lru_cache(maxsize=64)
def _shared_name(shared: Shared) -> Fact[str] | None:
    """Return the site's name from what most titles share: the first part that may be a name."""
    name = next((part for part in shared.names if not is_generic(part)), "")
    what = "beginning" if shared.before else "ending"
    return Fact(name, f"{what} that most titles share") if name else None


def _stated(home: Page) -> Iterator[Fact[str]]:
    """Yield the names that the home page states for its site."""
    for key in _TAGS:
        for tag in home.tags(key):
            if not is_placeholder(name := meant(home, tag.value)):
                yield home.fact(name, f"home page's {key}", tag.element)
    for script in home.document.select('script[type="application/ld+json" i]'):
        for written in _websites(script):
            if not is_placeholder(name := meant(home, written)):
                yield home.fact(name, "home page's JSON-LD WebSite", script)


def _websites(script: Element) -> Iterator[str]:
    """Yield the names of the schema.org WebSites that a script describes."""
    try:
        waiting: list[object] = [read_json(script.text)]
    except ValueError:
        return
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            waiting.append(node.get("@graph"))
            name = node.get("name")
            if node.get("@type") in ("WebSite", ["WebSite"]) and isinstance(name, str):
                yield tidy(name)


def _part(home: Page, title: tuple[str, ...], feed: str, url: str, pages: int) -> tuple[str, str]:
    """Find the part of the home page's title that names the site, and the rule that found it.

    The generator's name does not count. Of several parts, one must be confirmed: by the feed, by
    another part ("Hello from Loom | Loom"), by the link that leads home, the copyright or the
    address. If the site has only one page, a single part must be confirmed, too, because it may be
    an article's title.
    """
    tool = home.first_tag("generator")
    able = [part for part in title if is_name(part)]
    if tool:  # a site of the generator's makers may be called like it
        able = [part for part in able if names_host(part, url) or not _holds(tool.value, part)]
    rule = "home page's title"
    if feed and (shared := [part for part in able if f"{feed} ".startswith(f"{part} ")]):
        return shared[0], f"{rule} and feed's"
    for part in able:
        if sum(_holds(other, part) for other in title) > 1:
            return part, f"{rule}, which says it twice"
    if able and (spoken := _spoken_for(home, able, url)):
        return spoken, f"{rule}, and the page or its address"
    alone = len(able) == 1 and all(map(is_generic, {*title} - {*able}))
    named = alone and pages > 1 and len(able[0].split()) <= _MOST_WORDS
    return (able[0], rule) if named else ("", "")


def _spoken_for(home: Page, able: list[str], url: str) -> str:
    """Find the part that also appears in the page's link home, its copyright or its address."""
    links = home.document.find_all("a", limit=_MOST_LINKS)
    own = {*_HOME_LINKS, url}
    to_home = [link for link in links if link.attr("href") in own]
    names = {(tidy(link.text) or _picture(link)).casefold() for link in to_home}
    if found := [part for part in able if part.casefold() in names]:
        return found[0]
    text = "" if home.body is None else home.body.text
    owners, letters = " ".join(_COPYRIGHT.findall(text)), _letters(url.partition("://")[2])
    telling = [part for part in able if len(_letters(part)) >= _TELLING]
    found = [part for part in able if _holds(owners, part)]
    found += [part for part in telling if _letters(part) in letters]
    return found[0] if found else ""


def _picture(link: Element) -> str:
    picture = link.find("img")
    return "" if picture is None else tidy(picture.attr("alt"))


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold().replace("&", "and")))


def _holds(text: str, part: str) -> bool:
    """Tell whether a text contains another as whole words."""
    pattern = rf"(?<!\w){re.escape(part)}(?!\w)"
    return re.search(pattern, text, re.IGNORECASE) is not None
