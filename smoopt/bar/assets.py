"""The bars' style sheet and script, and the head tags that bring them into a page.

Both are files of the site, so that a Content-Security-Policy of 'self' lets them through.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from posixpath import dirname, relpath
from typing import Literal
from urllib.parse import quote, urljoin, urlsplit

from smoopt import markup
from smoopt.edits import Edit, File, Span, own_file
from smoopt.page import Page
from smoopt.site import Site
from smoopt.slots import slot

Style = Literal["file", "inline", "none"]
# A page that the server sends for addresses that lead nowhere, in whatever folder.
_ERROR_PAGE = re.compile(r"(?:^|/)[45]\d\d(?:/index)?\.x?html?$")


@cache
def sheet() -> File:
    """Give the style sheet as a file of the site."""
    return own_file("bar", "css", _content("bar.css"))


@cache
def script() -> File:
    """Give the script as a file of the site."""
    return own_file("bar", "js", _content("bar.js"))


def needed(style: Style, scripted: bool) -> list[File]:
    """List the files that a page with a bar needs."""
    return [*([sheet()] if style == "file" else []), *([script()] if scripted else [])]


def head_edits(page: Page, site: Site, style: Style, scripted: bool) -> Iterator[Edit]:
    """Bring style and script into the head; two plugins' equal insertions become one."""
    position = slot(page, "head")
    if position is None:
        return
    place = Span(position, position)
    if style == "file":
        tag = markup.link("stylesheet", href(page, site, sheet().path), xhtml=page.xhtml)
        yield Edit(place, tag, "stylesheet", 'bars have a style sheet (style = "file")')
    elif style == "inline":
        tag = markup.element("style", {"data-smoopt": "style"}, sheet().content.decode())
        yield Edit(place, tag, "style", 'bars have a style (style = "inline")')
    if scripted:
        source = {"src": href(page, site, script().path), "defer": "defer"}
        tag = markup.element("script", source)
        yield Edit(place, tag, "script", "script = true")


def href(page: Page, site: Site, path: str) -> str:
    """Write how a page refers to a file of the site.

    1. Relative to the page, which works from the disk and under any address; 2. from the host's
    root where relative addresses are not what they seem: with a `<base href>`, on an error page,
    which is sent for every address, and where folders are addressed without their slash.
    """
    base = page.base
    rooted = (urlsplit(site.url).path or "/") + quote(path)
    if urlsplit(base).netloc:
        return urljoin(site.url, rooted)
    bare = site.learnt.addresses.style.index == "bare"
    if base or bare or _ERROR_PAGE.search(page.path):
        return rooted
    return quote(relpath(path, dirname(page.path) or "."))


@cache
def _content(name: str) -> bytes:
    return files("smoopt.bar").joinpath(name).read_bytes()
