"""Source: the language a page is in, its Open Graph locale, and its translations."""

from smoopt.html.page import Page
from smoopt.model.facts import Alternate, Fact, Facts
from smoopt.model.language_tags import LOCALE, locale, standard
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.site.site import Site


class Language(Plugin, frozen=True):
    """Read the page's language and translations; work out `language_TERRITORY` from it."""

    @hookimpl
    def facts(self, page: Page, site: Site) -> Facts:
        """Read the language: 1. `<html lang>`; 2. content-language; 3. the configuration."""
        return Facts(
            language=_language(page, site),
            locale=_written_locale(page),
            alternates=_alternates(page, site),
        )

    @hookimpl
    def derived(self, facts: Facts) -> Facts | None:
        """Fill the locale from the language, by the likely territory (CLDR)."""
        if facts.language is None or not (guess := locale(facts.language.value)):
            return None
        rule = f"likely territory of {facts.language.value} ({facts.language.rule})"
        return Facts(locale=Fact(guess, rule, facts.language.place))


def _language(page: Page, site: Site) -> Fact[str] | None:
    html = page.document.root
    written = "" if html is None else html.attr("lang") or html.attr("xml:lang") or ""
    if tag := standard(written):
        return page.fact(tag, "html lang", html)
    for meta in page.tags("content-language"):
        if tag := standard(meta.value):
            return page.fact(tag, "meta content-language", meta.element)
    if tag := standard(site.settings.site.language):
        return Fact(tag, "site.language in the configuration")
    return None


def _written_locale(page: Page) -> Fact[str] | None:
    for meta in page.tags("og:locale"):
        if LOCALE.fullmatch(value := meta.value.replace("-", "_")):
            return page.fact(value, "meta og:locale", meta.element)
    return None


def _alternates(page: Page, site: Site) -> Fact[tuple[Alternate, ...]] | None:
    # Feeds are alternates in a language, too, but no translations of the page.
    links = [
        link
        for link in page.tags("alternate")
        if link.element.attr("hreflang") and "html" in (link.element.attr("type") or "text/html")
    ]
    found = [
        Alternate(language, url)
        for link in links
        if (language := standard(link.element.attr("hreflang") or ""))
        and (url := site.resolve(page, link.value))
    ]
    return page.fact(tuple(found), "link hreflang", links[0].element) if found else None
