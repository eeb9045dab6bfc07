"""The script of the button that copies a page's Markdown: a file of the site."""

from functools import cache
from pathlib import Path

from smoopt.html.page import Page
from smoopt.model.edits import File, own_file
from smoopt.site.site import Site


@cache
def script() -> File:
    """Return the script as a file of the site."""
    return own_file("markdown", "js", (Path(__file__).parent / "copy.js").read_bytes())


def may_copy(page: Page, site: Site, href: str) -> bool:
    """Return whether the page's policy allows loading the script and fetching `href`."""
    policy = site.policy(page)
    return not policy.policies or (
        policy.allows("script-src", site.href(page, script().path))
        and policy.allows("connect-src", href)
    )
