"""Rules on languages: the page's own, its locale, and its translations."""

from collections.abc import Iterator
from typing import NamedTuple

from turbohtml import Element

from smoopt.builtin.tags.rules.tag_values import OG_LOCALE_BAD, locale_fault
from smoopt.builtin.tags.rules.translation_links import (
    HREFLANG_FORM,
    HREFLANG_RELATIVE,
    is_translation,
)
from smoopt.check.rules.common.scope import head_place, is_aside, is_shared, missing
from smoopt.html.page import Page
from smoopt.model.finding import Finding, Severity
from smoopt.model.language_tags import is_tag, locale, standard
from smoopt.model.rule import Rule
from smoopt.site.own_forms import form_fault
from smoopt.site.site import Site
from smoopt.site.url_checks import is_absolute

_GOOGLE = "https://developers.google.com/search/docs/specialty/international/localized-versions"

LANG_MISSING = Rule(
    id="lang-missing",
    severity=Severity.INFO,
    what="`<html>` has no lang.",
    why="Screen readers, translators and hyphenation have to guess the language.",
    source="https://www.w3.org/WAI/WCAG22/Understanding/language-of-page.html",
    fix='Write `<html lang="en">`, with the page\'s language.',
)
LANG_BAD = Rule(
    id="lang-bad",
    severity=Severity.WARNING,
    what="`<html lang>` is not a language tag.",
    why="Programs ignore a language that is not in the registry (BCP 47).",
    source="https://www.rfc-editor.org/info/bcp47",
    fix="Write a tag like en, pt-BR or zh-Hant.",
)
HREFLANG_BAD = Rule(
    id="hreflang-bad",
    severity=Severity.WARNING,
    what="A link to a translation has a language that does not exist.",
    why="Search engines ignore such a link. A common mistake is en-UK, which should be en-GB.",
    source=_GOOGLE,
    fix="Write a language of ISO 639-1, with or without a region of ISO 3166-1, or x-default.",
)
HREFLANG_BROKEN = Rule(
    id="hreflang-broken",
    severity=Severity.ERROR,
    what="A link to a translation leads to a page that the site does not have.",
    why="Readers of that language get an error page, and search engines drop the link.",
    source=_GOOGLE,
    fix="Name the translation's address, or remove the link if there is no translation.",
)
HREFLANG_SELF = Rule(
    id="hreflang-self",
    severity=Severity.INFO,
    what="A page that lists its translations does not list itself.",
    why="Google requires each version to list itself and all others.",
    source=_GOOGLE,
    fix="Add a link with the page's own language and address.",
)
OG_LOCALE_ALTERNATE = Rule(
    id="og-locale-alternate",
    severity=Severity.WARNING,
    what="og:locale:alternate names a language that the page's links to translations do not.",
    why="The tag tells Facebook of a translation that does not exist.",
    source="https://ogp.me/#optional",
    fix="Write it for the languages that this page is translated into, not for all languages of "
    "the site.",
)
RULES = (
    LANG_MISSING,
    LANG_BAD,
    OG_LOCALE_BAD,
    OG_LOCALE_ALTERNATE,
    HREFLANG_BAD,
    HREFLANG_RELATIVE,
    HREFLANG_FORM,
    HREFLANG_BROKEN,
    HREFLANG_SELF,
)
_ALTERNATE = "og:locale:alternate"


class Translation(NamedTuple):
    """A link to a translation; `path` is the site's page behind it, None if there is none."""

    element: Element
    language: str
    url: str
    place: str | None
    path: str | None


def languages(page: Page, site: Site) -> Iterator[Finding]:
    """Judge the page's language, its locale and its links to translations."""
    html = page.document.root
    written = "" if html is None else html.attr("lang") or html.attr("xml:lang") or ""
    if not written.strip():
        if is_shared(page) and not page.tags("content-language"):
            yield missing(LANG_MISSING, page, "<html> has no lang")
    elif not is_tag(written):
        # A second html tag, which has no position of its own, may have the language.
        place = page.place(html)
        found = f"“{written}” is not a language tag like en or pt-BR{_meant(written)}"
        yield LANG_BAD.at(place if place.line else head_place(page), found)
    if not is_aside(page):
        links = translations(page, site)
        yield from _locales(page, links)
        yield from _translations(page, site, links)


def _meant(written: str) -> str:
    """Return a hint at the tag that is meant, or ""."""
    meant = standard(written)
    return f"; write “{meant}”" if meant else ""


def _locales(page: Page, found: list[Translation]) -> Iterator[Finding]:
    linked = {_language(link.language) for link in found}
    for key in ("og:locale", _ALTERNATE):
        for tag in page.tags(key):
            if tag.value and (fault := locale_fault(tag.value)):
                yield fault.at(page.place(tag.element), key, tag.value)
            elif key == _ALTERNATE and linked and _language(tag.value) not in linked:
                message = f"{key} “{tag.value}”: the page links no translation in that language"
                yield OG_LOCALE_ALTERNATE.at(page.place(tag.element), message)


def _language(written: str) -> str:
    """Return the primary language, without script and territory; "no" and "nb" count as one."""
    tag = standard(written.replace("_", "-"))
    return (locale(tag) or tag.replace("-", "_")).partition("_")[0]


def translations(page: Page, site: Site) -> list[Translation]:
    """Return the links to translations, but not those to feeds, which are alternates, too."""
    found = []
    for tag in page.tags("alternate"):
        if is_translation(tag):
            language = tag.element.attr("hreflang") or ""
            place = site.file(page, tag.value)
            path = None if place is None else site.behind(place)
            found.append(Translation(tag.element, language, tag.value, place, path))
    return found


def _translations(page: Page, site: Site, found: list[Translation]) -> Iterator[Finding]:
    for link in found:
        place = page.place(link.element)
        if not is_tag(link.language):
            message = f"hreflang “{link.language}” is not a language that exists"
            yield HREFLANG_BAD.at(place, f"{message}{_meant(link.language)}")
        if not is_absolute(link.url):
            yield HREFLANG_RELATIVE.at(place, f"“{link.url}” is not an absolute address")
        elif fault := form_fault(site, link.url):
            yield HREFLANG_FORM.at(place, f"{link.url} ({link.language}): {fault}")
        if link.path is None and link.place is not None and not site.passes_on(link.place):
            yield HREFLANG_BROKEN.at(place, f"the site has no page {link.url}")
    known = bool(found) and all(link.place is not None for link in found)
    if known and page.path not in {link.path for link in found} and is_shared(page):
        message = f"the page lists translations ({found[0].language}, …), but not itself"
        yield HREFLANG_SELF.at(page.place(found[0].element), message)
