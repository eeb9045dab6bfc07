"""Write smoopt/model/month_names.json: what months are called, and which languages put dots.

Usage: python tools/make_month_names.py. The names are CLDR's, which Babel has; to load it and a
language takes longer than a hundred pages take to build.
"""

import json
import re
from pathlib import Path

from babel import Locale
from babel.localedata import locale_identifiers

TARGET = Path(__file__).parent.parent / "smoopt/model/month_names.json"
# Languages of the web; what else CLDR knows of one (scripts, countries) is taken in as well.
LANGUAGES = """
af ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr gl he hi hr hu hy id is it ka kk lt
lv mk ml mr ms nb ne nl nn no pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur uz
"""
# A name of several words, or with a number, is none that can be looked up as one.
ONE_WORD = re.compile(r"[^\s\d'’]{3,}")


def main() -> None:
    """Write the table."""
    months = {language: names(language) for language in LANGUAGES.split()}
    dotted = [
        language
        for language in months
        if re.match(r"d+\.\s?M+\.", Locale.parse(language).date_formats["short"].pattern)
    ]
    table = {"months": months, "dotted": dotted}
    written = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(written.replace("},", "},\n") + "\n", "utf-8")


def names(language: str) -> dict[str, int]:
    """Give the number of each month by its names; what means two months is left out."""
    found: dict[str, set[int]] = {}
    for identifier in locale_identifiers():
        if identifier.partition("_")[0] != language:
            continue
        locale = Locale.parse(identifier)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    # Catalan writes `de març`, Hebrew the word for "in" as a letter before.
                    word = re.sub(r"^(?:de |d’|d')", "", name).casefold().rstrip(".")
                    for each in (word, f"ב{word}") if language == "he" else (word,):
                        if ONE_WORD.fullmatch(each):
                            found.setdefault(each, set()).add(number)
    return {word: min(numbers) for word, numbers in found.items() if len(numbers) == 1}


if __name__ == "__main__":
    main()
