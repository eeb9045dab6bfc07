"""The picture that represents a page: the first in or above its content that shows something.

Themes load pictures late, offer them in several sizes, and link a small one to the full one; and
they put faces, logos and signs beside them.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from turbohtml import Element

from smoopt.builtin.sources.picture_files import best_file, is_picture_file, measured_file
from smoopt.html.class_words import is_named
from smoopt.html.own_text import is_aside
from smoopt.html.page import Page
from smoopt.model.facts import Image
from smoopt.model.late_pattern import late
from smoopt.model.web_address import path_of
from smoopt.site.site import Site

_MOST = 30
# Smaller pictures are used only if there is none of this width.
_GOOD = 400
_HERO = frozenset({"hero", "cover", "featured", "feature", "splash", "masthead"})
# Classes of what themes put beside the content's pictures
_BESIDE = frozenset(
    {
        *("ad", "ads", "advert", "author", "avatar", "badge", "badges", "bio", "btn", "button"),
        *("byline", "close", "emoji", "gravatar", "icon", "icons", "logo", "newsletter", "promo"),
        *("publisher", "recommended", "related", "relatedposts", "share", "social", "sponsor"),
        *("sponsors", "subscribe"),
    }
)
_COMMENTS = frozenset({"comment", "comments", "comment-list", "commentlist", "comments-area"})
# Names of files and alternative texts of pictures that show nothing
_SIGNS = frozenset(
    {
        *("avatar", "badge", "blank", "favicon", "gravatar", "icon", "icons", "logo"),
        *("placeholder", "spacer", "sprite"),
    }
)
_PARTS = re.compile(r"[-_.\s]+")
# A picture behind the heading. Without such a word in the page, there is nothing to look for.
_BACKDROP_WORD, _BACKDROPS, _MOST_BACKDROPS = "background", "[style*=background]", 10
_BACKDROP = late(
    r"background(?:-image)?\s*:[^;]*?url\(\s*['\"]?([^'\")]+?)['\"]?\s*\)", re.IGNORECASE
)
_ATTRIBUTES = ("class", "id", "role", "itemprop", "rel")


class ShownPicture(NamedTuple):
    """A picture, and the element that shows it."""

    image: Image
    element: Element


def shown_picture(page: Page, site: Site, content: Element) -> ShownPicture | None:
    """Find the first picture that is not a sign, face, logo, banner or another page's.

    A large one is preferred, by its measured size, or by the declared one for a picture of
    another site. One that fills the place of the heading takes precedence.
    """
    if behind := _backdrop(page, site):
        return behind
    small: ShownPicture | None = None
    for element, within in _pictures(page, content):
        found = best_file(page, site, element)
        if found is None or _is_sign(element, found.image):
            continue
        if _is_beside(page, site, element, within):
            continue
        if found.width >= _GOOD:
            return ShownPicture(found.image, element)
        small = small or ShownPicture(found.image, element)
    return small


def may_show_picture(page: Page) -> bool:
    """Return whether a page has any picture at all, at hardly any cost."""
    # In a whole page the parser finds a tag by an index.
    return page.document.find("img") is not None or _BACKDROP_WORD in page.text


def _backdrop(page: Page, site: Site) -> ShownPicture | None:
    """Find a picture that a style puts behind the page's heading, or into a place for one."""
    if page.body is None or page.heading is None or _BACKDROP_WORD not in page.text:
        return None
    around = set(page.heading.ancestors)
    for element in page.body.select(_BACKDROPS)[:_MOST_BACKDROPS]:
        written = _BACKDROP.search(element.attr("style") or "")
        if written is None or element == page.body:
            continue
        if element not in around and not is_named(element, _HERO, ("class", "id")):
            continue
        found = measured_file(site.image(page, written[1].strip(), ""))
        if found and found.width >= _GOOD and not _is_sign(element, found.image):
            return ShownPicture(found.image, element)
    return None


def _pictures(page: Page, content: Element) -> Iterator[tuple[Element, Element]]:
    """Yield the pictures above the content that belong to it, then its own, each with its scope."""
    if page.body is not None and content != page.body:
        begins = content.position or (0, 0)
        # In a whole page the parser finds a tag by an index.
        for element in page.document.find_all("img", limit=_MOST):
            if (element.position or begins) >= begins:
                break
            if _is_hero(page, element, content):
                yield element, page.body
    yield from ((element, content) for element in content.find_all("img", limit=_MOST))


def _is_hero(page: Page, element: Element, content: Element) -> bool:
    """Return whether a picture belongs to the content below: in main, beside the h1, or by name."""
    around_both = set(content.ancestors)
    around_heading = set() if page.heading is None else set(page.heading.ancestors)
    for place in (element, *_within(element, page.body)):
        if place.tag == "main" or place.attr("role") == "main":
            return True
        if place in around_both:
            continue
        if is_named(place, _HERO, ("class", "id")):
            return True
        if place in around_heading and page.heading in place.find_all("h1", limit=2):
            return True
    return False


def _within(element: Element, scope: Element | None) -> Iterator[Element]:
    """Yield the elements between an element and the scope around it."""
    for ancestor in element.ancestors:
        if ancestor == scope or not isinstance(ancestor, Element):
            return
        yield ancestor


def _is_beside(page: Page, site: Site, element: Element, scope: Element) -> bool:
    """Return whether a picture is not the content's, but the author's, the site's or a link's."""
    for place in _within(element, scope):
        if place.tag in {"button", "nav"} or is_aside(place) or _is_called_beside(place):
            return True
        if place.tag == "a" and _leads_elsewhere(page, site, place):
            return True
        if place.tag == "header" and scope == page.body and place.find("h1") is None:
            return True
    return False


def _is_sign(element: Element, image: Image) -> bool:
    """Return whether a picture is a sign or a face, by its class, file or alternative text."""
    if is_aside(element) or _is_called_beside(element):
        return True
    name = unquote(path_of(image.url)).rpartition("/")[2].casefold()
    said = image.alt.casefold().split()[-1:]
    return not _SIGNS.isdisjoint([*_PARTS.split(name), *said])


def _is_called_beside(element: Element) -> bool:
    if is_named(element, _BESIDE, _ATTRIBUTES):
        return True
    words = f"{element.attr('class') or ''} {element.attr('id') or ''}".split()
    return not _COMMENTS.isdisjoint(words)


def _leads_elsewhere(page: Page, site: Site, link: Element) -> bool:
    """Return whether a link leads to another page of the site: a logo, or a recommendation."""
    written = link.attr("href") or ""
    if is_picture_file(written):
        return False
    place = site.file(page, written)
    return place is not None and site.behind(place) not in {None, page.path}
