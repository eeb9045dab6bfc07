"""The style sheet of responses: a file of the site."""

import re
from functools import cache
from pathlib import Path

from smoopt.html.page import Page
from smoopt.model.edits import File, own_file
from smoopt.site.site import Site

# Comments and the indent are for those who write style sheets, not for those who load them.
_FOR_AUTHORS = re.compile(r"\s*/\*.*?\*/|^ +", re.DOTALL | re.MULTILINE)


@cache
def sheet() -> File:
    """Give the style sheet as a file of the site."""
    rules = (Path(__file__).parent / "conversation.css").read_text("utf-8")
    return own_file("conversation", "css", _FOR_AUTHORS.sub("", rules).encode())


def may_load(page: Page, site: Site) -> bool:
    """Tell whether the page can have a style sheet: AMP and a policy may refuse it."""
    return not page.amp and site.policy(page).allows("style-src", site.href(page, sheet().path))
