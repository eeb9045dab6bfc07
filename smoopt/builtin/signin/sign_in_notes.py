"""What is said of options for signing in that come to nothing, and of pages that forbid it."""

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
    what="The plugin `signin` is on and is told nothing, or providers have no page to which they "
    "could send readers back.",
    why="It adds nothing, or no buttons but those that are links: providers send readers only to "
    "an address that they know, by https.",
    source="https://www.rfc-editor.org/rfc/rfc9700#section-2.1",
    fix="Name endpoints or providers; give the site's address as `site.url`, and name one of its "
    "pages as `callback`.",
    read="2026-12-01",
    of_build=True,
)
BARRED = Rule(
    id="signin-barred",
    severity=Severity.WARNING,
    what="The page's Content-Security-Policy forbids what signing in needs.",
    why="The script would not run, or could not ask the provider: so the page has no buttons but "
    "those that are links.",
    source="https://www.w3.org/TR/CSP3/#directive-connect-src",
    fix="Allow what the finding names.",
    read="2026-12-01",
    of_build=True,
)


def told_nothing() -> Finding:
    """Say that there are neither endpoints nor providers."""
    return INCOMPLETE.at(Place(FILE_NAME), "plugins.signin: expected `indieauth` or `providers`")


def incomplete(site: Site, callback: str) -> Iterator[Finding]:
    """Say why there is no page to send readers back to, where there is none."""
    if not site.url or callback_of(site, callback) is not None:
        return  # that the address is not known is said for all plugins at once
    if not site.url.startswith("https:"):
        message = f"plugins.signin: expected a site.url of https, found {site.url}"
    else:
        message = f"plugins.signin.callback: the site has no page {callback}"
    yield INCOMPLETE.at(Place(FILE_NAME), message)


def barred_at(page: Page, refused: Sequence[str]) -> Finding:
    """Say what the policy of a page forbids."""
    message = (
        f"signing in needs what the page's Content-Security-Policy forbids: {', '.join(refused)}"
    )
    return BARRED.at(page.place(), message)
