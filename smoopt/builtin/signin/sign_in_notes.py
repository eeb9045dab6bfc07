"""Findings on sign-in options without effect, and on pages whose policy forbids signing in."""

from collections.abc import Iterator, Sequence

from smoopt.builtin.signin.callback_page import callback_of
from smoopt.html.page import Page
from smoopt.model.finding import Finding, Place, Severity
from smoopt.model.rule import Rule
from smoopt.site.config import FILE_NAME
from smoopt.site.site import Site

INCOMPLETE = Rule(
    id="signin-incomplete",
    severity=Severity.WARNING,
    what="The plugin `signin` is on, but no provider is configured, or there is no page to "
    "which providers can send readers back.",
    why="It adds nothing, or only buttons that are links. Providers send readers back only to a "
    "registered https address.",
    source="https://www.rfc-editor.org/rfc/rfc9700#section-2.1",
    fix="Configure endpoints or providers. Set `site.url` to the site's address, and `callback` "
    "to one of its pages.",
    read="2026-12-01",
    of_build=True,
)
BARRED = Rule(
    id="signin-barred",
    severity=Severity.WARNING,
    what="The page's Content-Security-Policy blocks what signing in needs.",
    why="The script could not run, or could not reach the provider. So the page has only "
    "buttons that are links.",
    source="https://www.w3.org/TR/CSP3/#directive-connect-src",
    fix="Allow the sources that the finding names.",
    read="2026-12-01",
    of_build=True,
)


def told_nothing() -> Finding:
    """Return the finding that there are neither endpoints nor providers."""
    return INCOMPLETE.at(Place(FILE_NAME), "plugins.signin: expected `indieauth` or `providers`")


def incomplete(site: Site, callback: str) -> Iterator[Finding]:
    """Report why there is no page to which readers can be sent back, if there is none."""
    if not site.url or callback_of(site, callback) is not None:
        return  # the unknown address is reported for all plugins at once
    if not site.url.startswith("https:"):
        message = f"plugins.signin: expected a site.url of https, found {site.url}"
    else:
        message = f"plugins.signin.callback: the site has no page {callback}"
    yield INCOMPLETE.at(Place(FILE_NAME), message)


def barred_at(page: Page, refused: Sequence[str]) -> Finding:
    """Return the finding on what a page's policy forbids."""
    message = (
        f"signing in needs what the page's Content-Security-Policy forbids: {', '.join(refused)}"
    )
    return BARRED.at(page.place(), message)
