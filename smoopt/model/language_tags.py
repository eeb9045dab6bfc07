"""Language tags (BCP 47) in their standard form, and the Open Graph locale that is likely."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

# https://ogp.me/#optional (2026-11-21)
LOCALE = re.compile(r"[a-z]{2,3}_[A-Z]{2}")


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
