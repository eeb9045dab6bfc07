"""The style sheet that shows the code on paper: a file of the site."""

from functools import cache

from smoopt.builtin.share.bar import assets
from smoopt.html.page import Page
from smoopt.model.edits import File, own_file
from smoopt.plugin.widget_templates import Templates
from smoopt.site.site import Site


class PrintSheet:
    """The bars' style sheet if the site has bars, else a small one for paper alone."""

    def __init__(self, site: Site, templates: Templates) -> None:
        """Find out which of them the site has."""
        is_shared = assets.is_everywhere(site, templates)
        self.file = assets.sheet(templates.icons) if is_shared else _alone()
        self.media = None if is_shared else "print"

    def may_load(self, page: Page, site: Site) -> bool:
        """Return whether the page may load it, which AMP and a policy may forbid."""
        policy = site.policy(page)
        href = site.href(page, self.file.path)
        return not page.amp and (not policy.policies or policy.allows("style-src", href))


@cache
def _alone() -> File:
    return own_file("qr", "css", assets.code_on_paper().encode())
