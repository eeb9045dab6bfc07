"""JSON for programs: all that is known."""

import json

from hypothesis import given

from smoopt.check.audit_result import Audited, Fixed
from tests.support.audits import audited, finding, some, written


@given(some)
def test_json_has_everything(result: Audited) -> None:
    text = written("json", result)
    data = json.loads(text.encode("utf-8", "backslashreplace"))
    assert [item["message"] for item in data["findings"]] == [f.message for f in result.findings]
    assert [item["place"]["path"] for item in data["findings"]] == [
        item.place.path for item in result.findings
    ]
    assert data["exit_code"] == result.exit_code


def test_json_says_what_is_known_and_fixed() -> None:
    result = audited(known=(finding("dull"),), fixed=(Fixed("b.html", "bad", 2),))
    data = json.loads(written("json", result))
    assert [item["code"] for item in data["known"]] == ["dull"]
    assert data["fixed"] == [{"path": "b.html", "code": "bad", "count": 2}]
    assert data["counts"] == {"error": 0, "warning": 0, "info": 0}
    assert data["rules"]["bad"]["fix"] == "Fix."
