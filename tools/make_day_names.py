"""Write smoopt/builtin/identity/day_names.json: what the days of the week are called, shortly.

Usage: python tools/make_day_names.py. The names are CLDR's, which Babel has.
"""

import json
from pathlib import Path

from babel import Locale

TARGET = Path(__file__).parent.parent / "smoopt/builtin/identity/day_names.json"
LANGUAGES = """
ar cs da de en es fa fi fr he id it ja ko nb nl pl pt ru sv tr uk vi zh zh-Hant
"""


def main() -> None:
    """Write the table: the seven names of each language, Monday first."""
    table = {}
    for language in LANGUAGES.split():
        days = Locale.parse(language, sep="-").days["stand-alone"]["abbreviated"]
        table[language] = [days[number] for number in range(7)]
    lines = (
        f"{json.dumps(key)}: {json.dumps(days, ensure_ascii=False)}" for key, days in table.items()
    )
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
