"""Write what smoopt and its tests need to know of schema.org's vocabulary.

smoopt/builtin/sources/schema_org/organizations.json has the types of organizations,
tests/builtin/structured/schema_org.json those terms that smoopt writes.

    npm pack schema-dts@2.1.0 && tar xzf schema-dts-2.1.0.tgz
    python tools/make_schema_terms.py package/dist/schema.d.ts

schema-dts (Apache-2.0) is Google's rendering of schema.org's vocabulary in TypeScript.
"""

import json
import re
import sys
from pathlib import Path

SOURCE = "https://www.npmjs.com/package/schema-dts/v/2.1.0 (2026-12-01)"
_ROOT = Path(__file__).parent.parent
TERMS = _ROOT / "tests/builtin/structured/schema_org.json"
ORGANIZATIONS = _ROOT / "smoopt/builtin/sources/schema_org/organizations.json"
# A type, and all that are a kind of it.
KINDS = ("Organization", "LocalBusiness", "FoodEstablishment")
TYPES = (
    *("Article", "BlogPosting", "NewsArticle", "TechArticle", "WebPage", "CollectionPage"),
    *("FAQPage", "WebSite", "BreadcrumbList", "ListItem", "ImageObject", "VideoObject", "Person"),
    *("Organization", "HowTo", "HowToStep", "Question", "Answer", "Project", "LocalBusiness"),
    *("CafeOrCoffeeShop", "Store", "PostalAddress", "GeoCoordinates", "ContactPoint"),
    *("OpeningHoursSpecification", "Country"),
)
_DECLARED = r"interface {} extends ([\w, <>]+) {{\n(.*?)^}}"
_KIND = r"^export type {} = ([\w |]+);$"
_PROPERTY = re.compile(r'^    "(\w+)"\?: SchemaValue<(.*), "\1">;$', re.MULTILINE)


def main() -> None:
    """Write both files."""
    text = Path(sys.argv[1]).read_text("utf-8")
    kinds = {name: sorted(subtypes(text, name)) for name in KINDS}
    ORGANIZATIONS.write_text(json.dumps({"source": SOURCE, **kinds}, indent=1) + "\n", "utf-8")
    written = {"source": SOURCE, "types": dict(sorted(terms(text).items()))}
    TERMS.write_text(json.dumps(written, separators=(",", ":")) + "\n", "utf-8")


def subtypes(text: str, name: str) -> set[str]:
    """Name a type and all below it."""
    declared = re.search(_KIND.format(name), text, re.MULTILINE)
    parts = declared[1].split(" | ") if declared else []
    below = (part for part in parts if part[0].isupper() and not part.endswith("Leaf"))
    return {name}.union(*(subtypes(text, part) for part in below))


def terms(text: str) -> dict[str, dict[str, object]]:
    """Give the types, what they inherit from, and what each of their properties may hold."""
    waiting = [f"{name}Leaf" for name in TYPES]
    found: dict[str, dict[str, object]] = {}
    while waiting:
        name = waiting.pop()
        declared = re.search(_DECLARED.format(name), text, re.MULTILINE | re.DOTALL)
        if declared is None or name in found:
            continue
        parents = re.findall(r"\w+Base", declared[1])
        properties = dict(_PROPERTY.findall(declared[2]))
        ranges = {key: sorted({*value.split(" | ")}) for key, value in properties.items()}
        found[name] = {"of": parents, "has": ranges}
        waiting += parents
    return found


if __name__ == "__main__":
    main()
