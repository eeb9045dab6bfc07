"""The style sheet that shows the code on paper: a file of the site."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from smoopt.html import markup
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, File, Span, own_file
from smoopt.site.site import Site


@cache
def sheet() -> File:
    """Give the style sheet as a file of the site."""
    return own_file("qr", "css", (Path(__file__).parent / "print.css").read_bytes())


def may_load(page: Page, site: Site) -> bool:
    """Tell whether the page can have a style sheet: AMP and a policy may refuse it."""
    policy = site.policy(page)
    href = site.href(page, sheet().path)
    return not page.amp and (not policy.policies or policy.allows("style-src", href))


def sheet_edits(page: Page, site: Site) -> Iterator[Edit]:
    """Bring the style sheet into the head."""
    if (head := slot(page, "head")) is not None:
        href = site.href(page, sheet().path)
        link = markup.link("stylesheet", href, media="print", xhtml=page.xhtml)
        yield Edit(Span(head, head), link, "print style sheet", "print = true")
