"""Write what smoopt ships that others have made: sbom.cdx.json and docs/reference/licences.md.

Usage: python tools/make_sbom.py. The first is a bill of materials in CycloneDX, which the wheel
holds, as PEP 770 has it; packages that pip installs beside smoopt say for themselves what they are.
"""

import json
from pathlib import Path
from typing import NamedTuple

from smoopt.model.version import __version__

ROOT = Path(__file__).parent.parent
BILL, MANUAL = ROOT / "sbom.cdx.json", ROOT / "docs/reference/licences.md"
ICONS = "smoopt/builtin/share/bar/icons"


class Part(NamedTuple):
    """What others have made, the files that hold it, and what wrote these; `licence` is of SPDX."""

    name: str
    version: str
    purl: str
    source: str
    licence: str
    text: str
    files: tuple[str, ...]
    tool: str


PARTS = (
    Part(
        "simple-icons",
        "16.37.0",
        "pkg:npm/simple-icons@16.37.0",
        "https://github.com/simple-icons/simple-icons",
        "CC0-1.0",
        f"{ICONS}/NOTICE",
        (f"{ICONS}/icons.json",),
        "make_icons.py",
    ),
    Part(
        "@mdi/svg",
        "7.4.47",
        "pkg:npm/%40mdi/svg@7.4.47",
        "https://github.com/Templarian/MaterialDesign-SVG",
        "Apache-2.0",
        f"{ICONS}/LICENSE-Apache-2.0",
        (f"{ICONS}/icons.json",),
        "make_icons.py",
    ),
    Part(
        "schema-dts",
        "2.1.0",
        "pkg:npm/schema-dts@2.1.0",
        "https://github.com/google/schema-dts",
        "Apache-2.0",
        f"{ICONS}/LICENSE-Apache-2.0",
        ("smoopt/builtin/sources/schema_org/organizations.json",),
        "make_schema_terms.py",
    ),
    Part(
        "Unicode CLDR",
        "",
        "",
        "https://cldr.unicode.org/",
        "Unicode-3.0",
        "LICENSES/Unicode-3.0.txt",
        (
            "smoopt/builtin/identity/day_names.json",
            "smoopt/model/date_formats.json",
            "smoopt/model/locales.json",
            "smoopt/model/month_names.json",
        ),
        "make_*.py",
    ),
)
_HEAD = """\
# Licences

<!-- Written by tools/make_sbom.py: change that, not this file. -->

smoopt is under the [MIT licence](../../LICENSE). Icons of brands are trademarks of their owners,
and stand for the service that a link leads to.

Some of its files hold what others have made:

| what | licence | files | written by |
|---|---|---|---|
"""
_END = """
The wheel holds the texts of these licences, and this list as a bill of materials
([CycloneDX](https://cyclonedx.org/), by [PEP 770](https://peps.python.org/pep-0770/)):
[sbom.cdx.json](../../sbom.cdx.json). It ships no fonts, and no pictures but these icons; the fonts
of cards come with the extras, in packages of their own.
"""


def bill() -> str:
    """Write the bill of materials."""
    own = {"type": "application", "bom-ref": "smoopt", "name": "smoopt", "version": __version__}
    own |= {"purl": f"pkg:pypi/smoopt@{__version__}", "licenses": [{"license": {"id": "MIT"}}]}
    said = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": own},
        "components": [_component(part) for part in PARTS],
        "dependencies": [{"ref": "smoopt", "dependsOn": [part.name for part in PARTS]}],
    }
    return f"{json.dumps(said, indent=1)}\n"


def _component(part: Part) -> dict[str, object]:
    named = {"type": "data", "bom-ref": part.name, "name": part.name, "version": part.version}
    return {
        **{name: value for name, value in named.items() if value},
        "licenses": [{"license": {"id": part.licence}}],
        **({"purl": part.purl} if part.purl else {}),
        "externalReferences": [{"type": "website", "url": part.source}],
        "evidence": {"occurrences": [{"location": file} for file in part.files]},
    }


def manual() -> str:
    """Write the page of the manual."""
    rows = (
        f"| [{' '.join(filter(None, (part.name, part.version)))}]({part.source}) "
        f"| [{part.licence}](../../{part.text}) "
        f"| {', '.join(f'`{file}`' for file in part.files)} | `tools/{part.tool}` |\n"
        for part in PARTS
    )
    return _HEAD + "".join(rows) + _END


if __name__ == "__main__":
    BILL.write_text(bill(), "utf-8")
    MANUAL.write_text(manual(), "utf-8")
