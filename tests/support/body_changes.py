"""Pages in whose bodies elements are changed."""

from smoopt.html.marks import marked, pristine
from smoopt.html.page import Page
from smoopt.html.source_text import Source
from smoopt.model.edits import Edit, changes

HEAD = "<!doctype html><html><head><title>T</title></head>"


def page_of(body: str) -> Page:
    return Page("a.html", f"{HEAD}<body>{body}</body></html>".encode())


def built(page: Page, *edits: Edit) -> str:
    """Carry out edits, and see that they can be taken back."""
    data = marked(page.source, changes(edits), page.between, page.head_end)
    assert pristine(Source(data)) == page.source.data
    return Source(data).text
