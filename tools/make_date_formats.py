"""Write smoopt/model/date_formats.json: how a day is written in full in each language.

Usage: python tools/make_date_formats.py. The patterns, names and digits are CLDR's, which Babel
has; to load it takes longer than a page.
"""

import json
import re
from pathlib import Path

from babel import Locale

TARGET = Path(__file__).parent.parent / "smoopt/model/date_formats.json"
LANGUAGES = """
af am ar az be bg bn bs ca cs cy da de el en en-GB en-AU en-CA es es-MX et eu fa fi fil fr fr-CA
ga gl gu he hi hr hu hy id is it ja ka kk km kn ko lo lt lv mk ml mn mr ms my nb ne nl nn pa pl pt
pt-PT ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zh zh-Hant zu
"""
DIGITS = {"arab": 0x0660, "arabext": 0x06F0, "deva": 0x0966, "beng": 0x09E6, "mymr": 0x1040}


def main() -> None:
    """Write the table: pattern, names of months, and the digit zero where it is not 0."""
    table = {language: entry(language) for language in LANGUAGES.split()}
    table["no"] = table["nb"]
    written = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    TARGET.write_text(written.replace("],", "],\n") + "\n", "utf-8")


def entry(language: str) -> list[object]:
    """Give one language's: `{d}`, `{m}`, `{M}` and `{y}` stand for day, month, its name, year."""
    locale = Locale.parse(language, sep="-")
    pattern = locale.date_formats["long"].pattern
    parts = re.split(r"('[^']*')", pattern)
    said = "".join(part[1:-1] or "'" if part.startswith("'") else fields(part) for part in parts)
    return [
        " ".join(said.split()),
        list(locale.months["format"]["wide"].values()),
        DIGITS.get(locale.default_numbering_system, 0),
    ]


def fields(pattern: str) -> str:
    """Write CLDR's letters as fields.

    https://unicode.org/reports/tr35/tr35-dates.html#Date_Field_Symbol_Table (2026-12-01)
    """
    names = {"d": "{d}", "M": "{m}", "L": "{m}", "y": "{y}", "G": ""}

    def field(found: re.Match[str]) -> str:
        letters = found[0]
        return "{M}" if re.fullmatch("[ML]{3,}", letters) else names[letters[0]]

    return re.sub(r"([dMLyG])\1*", field, pattern)


if __name__ == "__main__":
    main()
