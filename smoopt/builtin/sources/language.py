"""Source: a page's language, its Open Graph locale, and its translations."""

import re

from turbohtml import Element

from smoopt.html.page import Page
from smoopt.model.facts import Alternate, Fact, Facts
from smoopt.model.language_tags import is_locale, locale, locale_at, standard
from smoopt.plugin.hooks import Plugin, hookimpl
from smoopt.site.site import Site

# https://www.dublincore.org/specifications/dublin-core/dcmi-terms/ (2026-11-21)
_METAS = ("content-language", "dc.language", "dcterms.language", "language")

_BEGUN = re.compile(r"\s*([A-Za-z]{2})[-_.,;]")
# Such a folder is among the first.
_FIRST_FOLDERS = 2
# The rule by which a page without a stated language gets one
BY_WORDS = "the text's most frequent words"


class Language(Plugin, frozen=True):
    """Read the page's language and translations; work out `language_TERRITORY` from it."""

    @hookimpl
    def facts(self, page: Page, site: Site) -> Facts:
        """Read the language.

        1. the lang of all content; 2. `<html lang>`, `xml:lang`; 3. content-language,
        Dublin Core; 4. the lang of the body; 5. the configuration; 6. the most frequent
        words, if they leave no doubt.
        """
        return Facts(
            language=_language(page, site),
            locale=_written_locale(page),
            alternates=_alternates(page, site),
        )

    @hookimpl
    def derived(self, page: Page, site: Site, facts: Facts) -> Facts | None:
        """Derive the locale from the language.

        1. by the folder in the page's path; 2. by the site's country; 3. the likely one
        (CLDR).
        """
        if facts.language is None:
            return None
        tag, rule = facts.language.value, facts.language.rule
        in_path = _locale_in_path(tag, page.path)
        told = in_path or locale_at(tag, site.url)
        if not (guess := told or locale(tag)):
            return None
        whose = "page's path" if in_path else "site's address"
        why = f"territory by the {whose} for" if told else "likely territory of"
        return Facts(locale=Fact(guess, f"{why} {tag} ({rule})", facts.language.place))


def _language(page: Page, site: Site) -> Fact[str] | None:
    # The text of a page not translated yet is in another language than its menus.
    if (content := page.content) is not None and (tag := _lang(content)):
        return page.fact(tag, f"{content.tag} lang", content)
    if (html := page.document.root) is not None and (tag := _lang(html)):
        return page.fact(tag, "html lang", html)
    for key in _METAS:
        for meta in page.tags(key):
            if tag := standard(meta.value):
                return page.fact(tag, f"meta {key}", meta.element)
    if page.body is not None and (tag := _lang(page.body)):
        return page.fact(tag, "body lang", page.body)
    if tag := standard(site.settings.site.language):
        return Fact(tag, "site.language in the configuration")
    scope = page.content or page.body
    if scope is None or not (tag := _by_words(scope)):
        return None
    return page.fact(tag, BY_WORDS, scope)


def _by_words(scope: Element) -> str:
    from smoopt.model.language_of_words import language_of  # noqa: PLC0415 - few pages state none

    return language_of(scope.text)


def _lang(element: Element) -> str:
    """Return the language that an element declares."""
    if tag := standard(element.attr("lang") or ""):
        return tag
    given = [written for name in ("lang", "xml:lang") if (written := element.attr(name))]
    read = filter(None, (standard(written) for written in given))
    # In en-EN or de_DE.UTF-8 the language is right, whatever follows it.
    begun = (standard(found[1]) for written in given if (found := _BEGUN.match(written)))
    return next(read, "") or next(filter(None, begun), "")


def _locale_in_path(tag: str, path: str) -> str:
    """Return the locale of a folder that names the page's language with a territory, or "".

    `en-gb/mill.html`, `en_uk/mill.html`.
    """
    for folder in path.split("/", _FIRST_FOLDERS)[:-1]:
        if len(folder) == len("en-gb") and folder[2] in "-_" and folder[:2].lower() == tag:
            return locale(standard(folder))
    return ""


def _written_locale(page: Page) -> Fact[str] | None:
    for meta in page.tags("og:locale"):
        if is_locale(value := meta.value.replace("-", "_")):
            return page.fact(value, "meta og:locale", meta.element)
        # en_uk: both the language and the territory are known.
        if "_" in value and (value := locale(standard(value))):
            return page.fact(value, "meta og:locale, put right", meta.element)
    return None


def _alternates(page: Page, site: Site) -> Fact[tuple[Alternate, ...]] | None:
    # Feeds are alternates in a language, too, but not translations of the page.
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
