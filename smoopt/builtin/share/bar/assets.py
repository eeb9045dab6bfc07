"""The bars' style sheet and script, and the head tags that bring them into a page.

Both are files of the site, so that a Content-Security-Policy of 'self' lets them through.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from smoopt.builtin.share.bar import icons
from smoopt.html import markup
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, File, Span, own_file
from smoopt.plugin.widget_templates import Templates
from smoopt.site.site import Site

# Comments and indentation help authors of style sheets, not browsers that load them.
_FOR_AUTHORS = re.compile(r"\s*/\*.*?\*/|^ +", re.DOTALL | re.MULTILINE)
# The plugins that show bars, whose option `style` may do without the sheet
_BARS = ("share", "bookmarks", "follow", "signin")
Style = Literal["file", "inline", "none"]


@cache
def sheet(drawn: tuple[str, ...] = ()) -> File:
    """Return the style sheet as a file of the site; it draws the icons `drawn`, as path data.

    It also shows QR codes on paper, so that pages with bars need no other sheet.
    """
    on_paper = f"@media print {{\n{code_on_paper()}}}\n"
    rules = f"{_content('bar.css').decode()}{on_paper}{icons.drawing(drawn)}"
    return own_file("bar", "css", _FOR_AUTHORS.sub("", rules).encode())


def code_on_paper() -> str:
    """Return the rules that show a QR code on paper."""
    return _content("code_on_paper.css").decode()


def is_everywhere(site: Site, templates: Templates) -> bool:
    """Return whether the site's bars have their style and their icons from that sheet."""
    tables = map(site.settings.plugins.get, _BARS)
    has_own = any(isinstance(table, dict) and "style" in table for table in tables)
    return bool(templates.icons) and not has_own


@cache
def script() -> File:
    """Return the script as a file of the site."""
    return own_file("bar", "js", _content("bar.js"))


def needed(style: Style, templates: Templates, *, scripted: bool) -> list[File]:
    """Return the files that a page with a bar needs."""
    styles = [sheet(templates.icons)] if style == "file" else []
    return [*styles, *([script()] if scripted else [])]


def head_edits(
    page: Page, site: Site, style: Style, templates: Templates, *, scripted: bool
) -> Iterator[Edit]:
    """Yield the edits that load style and script; equal insertions of two plugins become one."""
    position = slot(page, "head")
    if position is None:
        return
    place = Span(position, position)
    if style == "file":
        tag = _sheet_link(site.href(page, sheet(templates.icons).path), page.xhtml)
        yield Edit(place, tag, "stylesheet", 'bars have a style sheet (style = "file")')
    elif style == "inline":
        yield Edit(place, _inline_sheet(), "style", 'bars have a style (style = "inline")')
    if scripted:
        tag = markup.script(site.href(page, script().path))
        why = f"{page.framework} changes pages without a reload"
        yield Edit(place, tag, "script", why if page.framework else "script = true")


# Pages of one folder follow one another, and have the same.
@lru_cache(maxsize=64)
def _sheet_link(href: str, xhtml: bool) -> str:
    return markup.link("stylesheet", href, xhtml=xhtml)


@cache
def _inline_sheet() -> str:
    return markup.element("style", {"data-smoopt": "style"}, sheet().content.decode())


@cache
def _content(name: str) -> bytes:
    return (Path(__file__).parent / name).read_bytes()
