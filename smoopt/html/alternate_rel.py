"""How to write `<link rel=alternate>` where a theme's script treats each one as a translation."""

from smoopt.html.page import Page

# Material for MkDocs and Zensical ask for a sitemap beside whatever `[rel=alternate]` finds, a
# feed or Markdown as well: https://github.com/zensical/zensical/issues/908 (2026-12-01). A blank
# hides a link from that, and from nobody who reads `rel` as HTML defines it, a set of words.
_THEMES = ("mkdocs-material-", "zensical-")


def alternate_rel(page: Page) -> str:
    """Return the `rel` of a link to the page in another form, which is no translation."""
    return "alternate " if any(map(page.source.has, _THEMES)) else "alternate"
