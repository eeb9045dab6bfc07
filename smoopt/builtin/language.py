"""Source: the language a page is in, its Open Graph locale, and its translations."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from smoopt.facts import Alternate, Fact, Facts
from smoopt.hookspecs import Plugin, hookimpl
from smoopt.page import Page
from smoopt.site import Site

# https://ogp.me/#optional (2026-11-21)
LOCALE = re.compile(r"[a-z]{2,3}_[A-Z]{2}")


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


@cache
def standard(tag: str) -> str:
    """Bring a language tag to its standard form (BCP 47); "" if it is not one."""
    return tag if not tag or tag in _usual() else found_standard(tag)


@cache
def locale(tag: str) -> str:
    """Give `language_TERRITORY` for a language tag; "" where no territory is likely."""
    usual = _usual()
    return usual[tag] if tag in usual else found_locale(tag)


@cache
def _usual() -> Mapping[str, str]:
    """Read the locales of usual tags in standard form, so that most sites need no more."""
    found: dict[str, str] = json.loads((Path(__file__).parent / "locales.json").read_bytes())
    return found


def found_standard(tag: str) -> str:
    """Do what `standard` does, by the registry of languages."""
    import langcodes  # noqa: PLC0415 - 60 ms
    from langcodes.tag_parser import LanguageTagError  # noqa: PLC0415

    if tag.lower() == "x-default":
        return "x-default"
    try:
        language = langcodes.Language.get(tag.strip().replace("_", "-"))
    except LanguageTagError:
        return ""
    return language.to_tag() if language.is_valid() and language.language else ""


def found_locale(tag: str) -> str:
    """Do what `locale` does, by CLDR's likely subtags.

    langcodes answers US for every language that CLDR knows no territory of, so that answer
    counts for English only.
    """
    import langcodes  # noqa: PLC0415
    from langcodes.tag_parser import LanguageTagError  # noqa: PLC0415

    try:
        written = langcodes.Language.get(tag)
        likely = written.maximize()
    except LanguageTagError:
        return ""
    territory, language = likely.territory or "", likely.language or ""
    guessed = written.territory is None and territory == "US" and language != "en"
    if guessed or not re.fullmatch("[A-Z]{2}", territory) or not language:
        return ""
    return f"{language}_{territory}"
