"""Style sheets and scripts that plugins give to a site, as its pages load them."""

from collections.abc import Iterator

from smoopt.html import markup
from smoopt.html.page import Page
from smoopt.html.slots import slot
from smoopt.model.edits import Edit, File, Span
from smoopt.site.site import Site


def asset_edits(
    page: Page, site: Site, file: File, name: str, because: str, *, media: str | None = None
) -> Iterator[Edit]:
    """Link a style sheet or script of the site in the head, depending on its suffix.

    `media` is the media query of a style sheet, if it is not for all media.
    """
    if (head := slot(page, "head")) is None:
        return
    href = site.href(page, file.path)
    if file.path.endswith(".js"):
        tag = markup.script(href)
    else:
        tag = markup.link("stylesheet", href, media=media, xhtml=page.xhtml)
    yield Edit(Span(head, head), tag, name, because)
