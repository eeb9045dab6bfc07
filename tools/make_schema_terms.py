"""Write tests/builtin/structured/schema_org.json: those terms of schema.org that smoopt writes.

    npm pack schema-dts@2.1.0 && tar xzf schema-dts-2.1.0.tgz
    python tools/make_schema_terms.py package/dist/schema.d.ts

schema-dts (Apache-2.0) is Google's rendering of schema.org's vocabulary in TypeScript.
"""

import json
import re
import sys
from pathlib import Path

SOURCE = "https://www.npmjs.com/package/schema-dts/v/2.1.0 (2026-12-01)"
TARGET = Path(__file__).parent.parent / "tests/builtin/structured/schema_org.json"
TYPES = (
    *("Article", "BlogPosting", "NewsArticle", "TechArticle", "WebPage", "CollectionPage"),
    *("FAQPage", "WebSite", "BreadcrumbList", "ListItem", "ImageObject", "VideoObject", "Person"),
    *("Organization", "HowTo", "HowToStep", "Question", "Answer"),
)
_DECLARED = r"interface {} extends ([\w, <>]+) {{\n(.*?)^}}"
_PROPERTY = re.compile(r'^    "(\w+)"\?: SchemaValue<(.*), "\1">;$', re.MULTILINE)


def main() -> None:
    """Write the types, what they inherit from, and what each of their properties may hold."""
    text = Path(sys.argv[1]).read_text("utf-8")
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
    written = {"source": SOURCE, "types": dict(sorted(found.items()))}
    TARGET.write_text(json.dumps(written, separators=(",", ":")) + "\n", "utf-8")


if __name__ == "__main__":
    main()
