"""Language tags (BCP 47) in their standard form, and the Open Graph locale that is likely."""

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from smoopt.model.web_address import parts_of

# https://ogp.me/#optional (2026-11-21)
_LOCALE = re.compile(r"[a-z]{2,3}_[A-Z]{2}")
# Facebook's own, whose language or territory does not exist; es_LA is its Spanish of Latin America,
# which is es-419: https://developers.facebook.com/docs/javascript/internationalization (2026-12-01)
_OF_FACEBOOK = frozenset(
    ["ck_US", "cx_PH", "eo_EO", "fb_LT", "ns_ZA", "qz_MM", "sz_PL", "tz_MA", "zz_TR"]
)
_LATIN_AMERICA = "es_LA"
# Norwegian is nearly always Bokmål, and `cmn` the Chinese that `zh` is.
_USUALLY = {"no": "nb", "cmn": "zh"}
# Accepted, but not valid tags: with an underscore or a blank, or -UK for the United Kingdom, which
# is GB: https://developers.google.com/search/docs/specialty/international/localized-versions
# (2026-11-21)
_NO_TAG = re.compile(r"[\s_]|-uk$", re.IGNORECASE)
# The countries of which the top-level domain tells which English, German … a site is in; the
# languages are those that are at home there.
_COUNTRIES = {
    "at": ("AT", "de"),
    "au": ("AU", "en"),
    "be": ("BE", "fr nl"),
    "ca": ("CA", "en fr"),
    "ch": ("CH", "de fr it"),
    "hk": ("HK", "zh"),
    "ie": ("IE", "en"),
    "mx": ("MX", "es"),
    "nz": ("NZ", "en"),
    "pt": ("PT", "pt"),
    "tw": ("TW", "zh"),
    "uk": ("GB", "en"),
    "za": ("ZA", "en"),
}


# Countries whose own language has the same two letters.
_NAMED_ALIKE = (
    *("fi", "fr", "hr", "hu", "is", "it", "lt", "lv", "nl", "no", "pl", "ro", "ru", "sk", "tr"),
)
# Top-level domains of countries with one usual language, by which dates can be read.
_LANGUAGES = {
    **dict.fromkeys(("at", "ch", "de", "li"), "de"),
    **dict.fromkeys(("ar", "cl", "co", "es", "mx", "pe"), "es"),
    **dict.fromkeys(("br", "pt"), "pt"),
    **{tag: tag for tag in _NAMED_ALIKE},
    "cz": "cs",
    "dk": "da",
    "ee": "et",
    "gr": "el",
    "jp": "ja",
    "kr": "ko",
    "rs": "sr",
    "se": "sv",
    "si": "sl",
    "ua": "uk",
}


@cache
def standard(tag: str) -> str:
    """Bring a language tag to its standard form (BCP 47); "" if it is not one."""
    return tag if not tag or tag in _usual() else found_standard(tag)


@cache
def locale(tag: str) -> str:
    """Return `language_TERRITORY` for a language tag; "" where no territory is likely."""
    usual = _usual()
    return usual[tag] if tag in usual else found_locale(tag)


@lru_cache(maxsize=64)
def locale_at(tag: str, url: str) -> str:
    """Return the locale of a language by the country in a site's address, or ""."""
    territory, languages = _COUNTRIES.get(_domain(url), ("", ""))
    return f"{tag}_{territory}" if tag in languages.split() else ""


@lru_cache(maxsize=64)
def language_at(url: str) -> str:
    """Return the language that is usual in the country of a site's address, "" where none is."""
    return _LANGUAGES.get(_domain(url), "")


def _domain(url: str) -> str:
    parts = parts_of(url)
    return ((parts and parts.hostname) or "").rpartition(".")[2]


def is_locale(written: str) -> bool:
    """Tell whether a text is an existing language and territory, as in en_GB."""
    if _LOCALE.fullmatch(written) is None:
        return False
    tag = written.replace("_", "-")
    return written in _OF_FACEBOOK or (not _NO_TAG.search(tag) and bool(standard(tag)))


def is_tag(written: str) -> bool:
    """Tell whether a text is a language tag as it stands, and not only near enough to be read."""
    return bool(standard(written)) and _NO_TAG.search(written) is None


def refuse_no_language(written: str, setting: str) -> None:
    """Raise ValueError, with the setting, for a text that cannot be read as a language tag."""
    if not standard(written):
        raise ValueError(
            f"{setting}: {written!r} is not a language; expected a tag like en, pt-BR or zh-Hant"
        )


@cache
def _usual() -> Mapping[str, str]:
    """Read the locales of usual tags in standard form, which are enough for most sites."""
    found: dict[str, str] = json.loads((Path(__file__).parent / "locales.json").read_bytes())
    return found


def found_standard(tag: str) -> str:
    """Do what `standard` does, by the registry of languages."""
    if tag.lower() == "x-default":
        return "x-default"
    import langcodes  # noqa: PLC0415 - 60 ms
    from langcodes.tag_parser import LanguageTagError  # noqa: PLC0415

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
    if (language, territory) == ("es", "419"):
        return _LATIN_AMERICA
    guessed = written.territory is None and territory == "US" and language != "en"
    is_unknown = territory == "ZZ" or not re.fullmatch("[A-Z]{2}", territory)
    if guessed or is_unknown or not language:
        return ""
    return f"{_USUALLY.get(language, language)}_{territory}"
