"""Slots: the named positions of a page where something may be inserted.

    head           after charset, title, base and Content-Security-Policy, before large styles
    body-start     just after <body>
    body-end       just before </body>
    content-start  at the beginning of the page's main content
    content-end    at the end of the text of the page's main content, in the block that holds its
                   paragraphs, before comments, related posts and the like

On a page that a framework hydrates only the first three are safe: elements inside the
framework's root make it throw, or are removed.
"""

import re

import turbohtml
from turbohtml import Element

from smoopt.html.content_end import content_end
from smoopt.html.page import Page
from smoopt.model.late_pattern import late
from smoopt.model.wording import suggestion

HYDRATION_SAFE = ("head", "body-start", "body-end")
_SLOTS = (*HYDRATION_SAFE, "content-start", "content-end")

# Link previewers stop after the first kilobytes of a page; a longer inline style or script ahead of
# the tags could push these out of reach. WhatsApp reads 300 KB, some readers far less.
_LARGE = 1024
_BULKY = frozenset({"style", "script"})
_VOID = frozenset({"meta", "base", "link"})
# Comments end as the tokenizer ends them: `<!-->` and `<!--->` are whole, `--!>` closes, too.
_PROLOGUE = late(
    r"(?>\s|<\?[^>]*>|<!--(?:-?>|.*?--!?>))*<!doctype[^>]*>", re.IGNORECASE | re.DOTALL
)


def slot(page: Page, name: str) -> int | None:
    """Return the position of a slot in `page.text`; None where the page has no such place.

    Raises ValueError for an unknown name.
    """
    if name not in page.slots:
        if name not in _SLOTS:
            hint = suggestion(name, _SLOTS, "'")
            raise ValueError(f"there is no slot {name!r}{hint}")
        page.slots[name] = _found(page, name)
    return page.slots[name]


def _found(page: Page, name: str) -> int | None:
    match name:
        case "head":
            return _head(page)
        case "body-start":
            return None if page.body is None else _inner_start(page, page.body)
        case "body-end":
            return _body_end(page)
        case "content-start" if page.content is not None:
            return _inner_start(page, page.content)
        case "content-end" if page.content is not None:
            return content_end(page, page.content)
    return None


def selected(page: Page, selector: str, where: str) -> int | None:
    """Return a position `before`, `after`, at the `start` or `end` of the first match."""
    element = page.document.select_one(selector)
    if element is None:
        return None
    if where == "before":
        span = page.start_tag(element)
        return None if span is None else span.start
    if where == "after":
        span = page.end_tag(element)
        return None if span is None else span.end
    return _inner_start(page, element) if where == "start" else _inner_end(page, element)


def _inner_start(page: Page, element: Element) -> int | None:
    span = page.start_tag(element)
    return None if span is None else span.end


def _inner_end(page: Page, element: Element) -> int | None:
    span = page.end_tag(element)
    return None if span is None else span.start


def _head(page: Page) -> int | None:
    """Find the place for head tags: not ahead of the charset, if that is anywhere in the head."""
    if page.head is None:
        return None
    position = _after_what_goes_ahead(page, page.head)
    declared_to = page.source.declared_to
    if position is None or position >= declared_to:
        return position
    ends = (_outer_end(page, each) or 0 for each in page.head.children if isinstance(each, Element))
    return next((end for end in ends if end >= declared_to), position)


def _after_what_goes_ahead(page: Page, head: Element) -> int | None:
    for element in reversed(_ahead(head)):
        if (end := _outer_end(page, element)) is not None:
            return end
    position = _inner_start(page, head)
    return _implied_head(page) if position is None else position


def _ahead(head: Element) -> list[Element]:
    """Find what head tags should follow, in order."""
    found = []
    reached_large = False
    for element in head.children:
        if not isinstance(element, Element):
            continue
        tag = element.tag
        if tag == "meta":
            if _goes_before(element, reached_large):
                found.append(element)
        elif tag in {"title", "base"}:
            if not reached_large:
                found.append(element)
        elif tag in _BULKY:
            reached_large = reached_large or len(element.text) > _LARGE
    return found


def _implied_head(page: Page) -> int | None:
    """Find the place for head tags where the page has nothing of a head: after html or doctype."""
    html = page.document.root
    if html is not None and (span := page.start_tag(html)) is not None:
        return span.end
    return after_doctype(page.text)


def after_doctype(text: str) -> int | None:
    """Return the position behind the doctype, ahead of which nothing is shown; None without one."""
    found = _PROLOGUE.match(text)
    return None if found is None else found.end()


def _outer_end(page: Page, element: Element) -> int | None:
    """Find where an element ends; None for one that is never closed, a title to the file's end."""
    span = page.start_tag(element) if element.tag in _VOID else page.end_tag(element)
    return None if span is None else span.end


def _goes_before(meta: Element, reached_large: bool) -> bool:
    """Tell whether head tags should follow this one: a charset wherever it is, or a policy."""
    if meta.attr("charset") is not None:
        return True
    equivalent = (meta.attr("http-equiv") or "").lower()
    return equivalent == "content-type" or (
        equivalent == "content-security-policy" and not reached_large
    )


def _body_end(page: Page) -> int | None:
    """Find the end of the body; where no tag closes it, the end of the file if that is in it."""
    if page.body is None:
        return None
    position = _inner_end(page, page.body)
    if position is None and page.document.root is not None:
        position = _inner_end(page, page.document.root)
    if position is not None:
        return position
    probe = "smoopt-probe"
    parsed = turbohtml.parse(f"{page.text}<{probe}>")
    return len(page.text) if parsed.find(probe) is not None else None
