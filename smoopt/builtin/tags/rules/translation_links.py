"""Links to a page's translations: absolute, and as the site writes addresses."""

from collections.abc import Iterator

from smoopt.html.head import HeadTag
from smoopt.html.page import Page
from smoopt.model.edits import Edit
from smoopt.model.finding import Finding, Severity
from smoopt.model.rule import Fault, Rule
from smoopt.plugin.replaced_tags import Right, replaced, rewritten
from smoopt.site.own_forms import form_fault, right_form
from smoopt.site.page_addresses import Style
from smoopt.site.site import Site
from smoopt.site.url_checks import is_absolute

_GOOGLE = "https://developers.google.com/search/docs/specialty/international/localized-versions"

HREFLANG_RELATIVE = Rule(
    id="hreflang-relative",
    severity=Severity.WARNING,
    what="A link to a translation is not an absolute address.",
    why="Google requires full addresses, with their scheme.",
    source=_GOOGLE,
    fix="Write the address in full, with https:// and the host.",
)
HREFLANG_FORM = Rule(
    id="hreflang-form",
    severity=Severity.WARNING,
    what="A link to a translation does not use the site's own address for that page.",
    why="Search engines follow such links only between canonical addresses.",
    source=_GOOGLE,
    fix="Write the address that the canonical link of that page has.",
    read="2026-11-30",
)


def is_translation(tag: HeadTag) -> bool:
    """Return whether a tag links to a translation, not to a feed, which is an alternate, too."""
    link = tag.element
    is_page = "html" in (link.attr("type") or "text/html") and "stylesheet" not in tag.keys
    return bool(link.attr("hreflang")) and is_page and bool(tag.value)


def translation_links(page: Page, site: Site, style: Style | None) -> Iterator[Edit | Finding]:
    """Correct links to translations that are relative or not written in the site's way.

    `style` is how most pages write theirs, if that is known for sure.
    """
    for tag in page.tags("alternate"):
        fault = _fault(site, tag.value, style) if is_translation(tag) else None
        if fault is None:
            continue
        if right := right_form(site, site.resolve(page, tag.value) or tag.value, style):
            wanted = Right("hreflang", right, "address of the translation")
            yield from replaced(page, tag, wanted, rewritten(page, tag, {"href": right}), fault)


def _fault(site: Site, url: str, style: Style | None) -> Fault | None:
    if not is_absolute(url):
        return Fault(HREFLANG_RELATIVE, "it is not an absolute address")
    message = form_fault(site, url, style)
    return Fault(HREFLANG_FORM, message) if message else None
