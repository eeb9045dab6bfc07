"""The style sheet that shows the code on paper: a file of the site."""

from functools import cache
from pathlib import Path

from smoopt.html.page import Page
from smoopt.model.edits import File, own_file
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
