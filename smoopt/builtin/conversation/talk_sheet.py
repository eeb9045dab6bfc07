"""The style sheet of responses: a file of the site."""

import re
from functools import cache
from pathlib import Path

from smoopt.html.page import Page
from smoopt.model.edits import File, own_file
from smoopt.site.site import Site

# Comments and indentation help authors of style sheets, not browsers that load them.
_FOR_AUTHORS = re.compile(r"\s*/\*.*?\*/|^ +", re.DOTALL | re.MULTILINE)


@cache
def sheet() -> File:
    """Return the style sheet as a file of the site."""
    rules = (Path(__file__).parent / "conversation.css").read_text("utf-8")
    return own_file("conversation", "css", _FOR_AUTHORS.sub("", rules).encode())


def may_load(page: Page, site: Site) -> bool:
    """Return whether the page may have a style sheet, which AMP and a policy may forbid."""
    return not page.amp and site.policy(page).allows("style-src", site.href(page, sheet().path))
