"""SARIF, as its schema and the hosts of code want it."""

import json
from pathlib import Path
from typing import cast

import jsonschema
import pytest
from hypothesis import given

from smoopt.check.audit_result import Audited
from tests.support.audits import audited, finding, some, written

HERE = Path(__file__).parent
SCHEMA = json.loads((HERE / "schemas/sarif-2.1.0.json").read_text("utf-8"))
SARIF = jsonschema.Draft4Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


def sarif(result: Audited, root: Path = Path("public")) -> dict[str, object]:
    log = json.loads(written("sarif", result, root))
    SARIF.validate(log)
    return cast("dict[str, object]", log["runs"][0])


@given(some)
def test_sarif_keeps_to_its_schema(result: Audited) -> None:
    run = sarif(result)
    assert len(cast("list[object]", run["results"])) == len(result.findings)


def test_sarif_says_where_how_bad_and_what_to_do(site: Path) -> None:
    run = sarif(audited(finding("dull", "ä b/c#1?.html", 7, 3, "what"), finding("note", line=0)))
    first, second = cast("list[dict[str, object]]", run["results"])
    assert first["level"], second["level"] == ("warning", "note")
    assert first["message"] == {"text": "what"}
    assert first["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "public/%C3%A4%20b/c%231%3F.html"},
                "region": {"startLine": 7, "startColumn": 3},
            }
        }
    ]
    assert "region" not in json.dumps(second["locations"])
    assert run["columnKind"] == "unicodeCodePoints"
    rules = cast("dict[str, dict[str, list[dict[str, object]]]]", run["tool"])["driver"]["rules"]
    assert rules[cast("int", first["ruleIndex"])]["id"] == first["ruleId"] == "dull"
    assert rules[0]["helpUri"] == "https://e.org/?a&b"
    assert rules[0]["help"] == {"text": "Why & how.\nFix.\nhttps://e.org/?a&b"}
    assert rules[0]["defaultConfiguration"] == {"level": "error"}


def test_a_site_elsewhere_has_a_base_and_a_name_that_is_no_text_its_bytes(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("else where")
    run = sarif(audited(finding(path="\udce9:x.html")), root)
    assert run["originalUriBaseIds"] == {"SITE": {"uri": f"{root.as_uri()}/"}}
    assert '{"uri": "./%E9%3Ax.html"' in json.dumps(run) or '"%E9%3Ax.html"' in json.dumps(run)


def test_a_fingerprint_stays_where_lines_shift() -> None:
    one, two = (
        cast("list[dict[str, object]]", sarif(audited(finding(line=line)))["results"])[0]
        for line in (3, 30)
    )
    assert one["partialFingerprints"] == two["partialFingerprints"]
