"""Where the text of a page's content ends: in the block that contains its paragraphs.

Elements inserted there are as wide as the paragraphs in every theme, and come before all that
follows the text.
"""

from itertools import islice, takewhile

from turbohtml import Element, Node, Text

from smoopt.html.after_text import (
    begins_after_text,
    holds_only_after_text,
    is_after_heading,
    is_after_text,
    is_pager,
)
from smoopt.html.own_text import is_aside
from smoopt.html.page import Page

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Paragraphs in these are not running text.
_APART = frozenset({"header", "figure", "li", "dd", "blockquote", "table", "details", "dialog"})
_BLOCKS = frozenset({"article", "body", "div", "main", "section", "td"})
# Elements that show nothing by themselves.
_UNSEEN = frozenset({"script", "style", "template", "noscript", "link", "meta", "hr", "br"})
_SHOWN = "img, picture, video, audio, iframe, object, embed, canvas, svg, input, math"
_MOST = 300
_AFTER = (is_after_text, is_after_heading, holds_only_after_text, begins_after_text, is_pager)


def content_end(page: Page, content: Element) -> int | None:
    """Return the position after the text; None if the end of the content is not known."""
    block = _block(content)
    after = _first_after(block)
    span = page.end_tag(block) if after is None else page.start_tag(after)
    if span is None and block is not content:
        span = page.end_tag(content)
    return None if span is None else span.start


def _block(content: Element) -> Element:
    """Find the innermost block that contains all paragraphs and is not followed by text.

    Paragraphs that share a block with the h1 only are ignored.
    """
    paragraphs = content.find_all("p")
    places: dict[Node | None, bool] = {}

    def is_running(paragraph: Element) -> bool:
        place = paragraph.parent
        if place not in places:
            places[place] = _is_running(place, content)
        return places[place] and bool(paragraph.text.strip())

    last = next(filter(is_running, islice(reversed(paragraphs), _MOST)), None)
    if last is None:
        return content
    top = _beside_heading(content, last)
    running = filter(is_running, islice(paragraphs, _MOST))
    first = next((one for one in running if top is None or top not in one.ancestors), last)
    around = {*first.ancestors}
    for block in last.ancestors:
        if not isinstance(block, Element) or block is content or block == content:
            break
        if block in around and block.tag in _BLOCKS and not _has_text_behind(block, content):
            return block
    return content


def _beside_heading(content: Element, last: Element) -> Element | None:
    """Find the block that holds the h1, perhaps with a line or a notice, but not the text."""
    if (heading := content.find("h1")) is None:
        return None
    around = {*last.ancestors}
    apart = takewhile(lambda place: place not in around, heading.ancestors)
    return next((place for place in reversed([*apart]) if isinstance(place, Element)), None)


def _is_running(place: Node | None, content: Element) -> bool:
    """Tell whether paragraphs at a place are the text of the content."""
    while isinstance(place, Element) and place != content:
        if place.tag in _APART or is_aside(place) or is_after_text(place):
            return False
        place = place.parent
    return True


def _has_text_behind(block: Element, content: Element) -> bool:
    """Tell whether the content goes on after a block with anything but elements of the theme."""
    at: Node | None = block
    while isinstance(at, Element) and at != content:
        behind = [*at.next_siblings]
        if any(isinstance(one, Text) and one.data.strip() for one in behind):
            return True
        if _parted([one for one in behind if isinstance(one, Element)]):
            return True
        at = at.parent
    return False


def _first_after(block: Element) -> Element | None:
    """Find the first element that the theme put after the text; None if there is none."""
    children = [one for one in block.children if isinstance(one, Element)]
    at = _parted(children)
    # An element that a script will fill with comments is still empty.
    behind = (one for one in children[at:] if not _is_unseen(one) or is_after_text(one))
    return next(behind, None) if at else None


def _parted(children: list[Element]) -> int:
    """Count the elements up to the last that is text, leaving out what follows it."""
    end = len(children)
    while end:
        last = children[end - 1]
        if _is_unseen(last) or any(tells(last) for tells in _AFTER):
            end -= 1
            continue
        over = next((at for at in range(end - 1, -1, -1) if children[at].tag in _HEADINGS), None)
        if over is None or not is_after_heading(children[over]):
            return end
        end = over
    return end


def _is_unseen(element: Element) -> bool:
    if element.tag in _UNSEEN:
        return True
    return (
        not any(map(str.strip, element.strings))  # most begin with words
        and element.select_one(_SHOWN) is None
        and not element.matches(_SHOWN)
    )
