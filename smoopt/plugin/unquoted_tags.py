"""Tags of Open Graph and X that a minifier has taken the quotes from."""

import re

from smoopt.html.head import SOCIAL, HeadTag
from smoopt.html.page import Page
from smoopt.model.finding import Severity
from smoopt.model.rule import Fault, Rule

TAG_UNQUOTED = Rule(
    id="tag-unquoted",
    severity=Severity.WARNING,
    what="A tag of Open Graph or X has an attribute without quotes.",
    why="Browsers read it; WhatsApp and LinkedIn look for quotes, and show a bare link.",
    # No network documents it; minifiers' users report it again and again (2026-11-30).
    source="https://github.com/terser/html-minifier-terser#options-quick-reference",
    fix="Let the minifier keep the quotes (html-minifier: `removeAttributeQuotes: false`).",
)
# A minifier takes the quotes from names and values alike.
_UNQUOTED = re.compile(f"=(?:{'|'.join(SOCIAL)})", re.IGNORECASE)


def unquoted_fault(page: Page, there: HeadTag) -> Fault | None:
    """Say that a tag of Open Graph or X is written without quotes."""
    if not any(key.startswith(SOCIAL) for key in there.keys) or not page.has_unquoted_tags:
        return None
    span = page.start_tag(there.element)
    if span is None or _UNQUOTED.search(page.text[slice(*span)]) is None:
        return None
    return Fault(TAG_UNQUOTED, "it has no quotes, without which some do not read it")
