"""Write smoopt/model/locales.json: usual language tags and their Open Graph locales.

Usage: python tools/make_locales.py. langcodes knows all of them, but takes longer to load than a
small site takes to build.
"""

import json
import string
from itertools import product
from pathlib import Path

from smoopt.model.language_tags import found_locale, found_standard

TARGET = Path(__file__).parent.parent / "smoopt/model/locales.json"
# Besides all languages of two letters: tags that pages bear often.
USUAL = """
ar-AE ar-EG ar-SA bn-BD bn-IN cs-CZ da-DK de-AT de-CH de-DE el-GR en-AU en-CA en-GB en-IE en-IN
en-NZ en-US en-ZA es-AR es-CL es-CO es-ES es-MX et-EE fa-IR fi-FI fr-BE fr-CA fr-CH fr-FR he-IL
hi-IN hr-HR hu-HU id-ID it-CH it-IT ja-JP ko-KR lt-LT lv-LV nb-NO nl-BE nl-NL nn-NO pl-PL pt-BR
pt-PT ro-RO ru-RU sk-SK sl-SI sr-RS sv-SE ta-IN th-TH tr-TR uk-UA ur-PK vi-VN zh-CN zh-HK zh-Hans
zh-Hant zh-TW
"""


def main() -> None:
    """Write the table."""
    languages = map("".join, product(string.ascii_lowercase, repeat=2))
    own = (tag for tag in (*languages, *USUAL.split()) if found_standard(tag) == tag)
    table = {tag: found_locale(tag) for tag in own}
    TARGET.write_text(json.dumps(table, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
